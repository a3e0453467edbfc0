#include "releases/join.h"

#include "releases/freezes.h"
#include "releases/lane_join.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

/// How far ahead freezes are told.
constexpr std::chrono::days freezesAhead{28};
/// A verdict of a watch that ended longer ago than this was never given.
constexpr milliseconds longestWatch{60 * 60'000};

using ReleasesById = QHash<QString, Release>;

ReleasesById keptIn(const Evidence &evidence, const QString &app, const QString &environment)
{
    ReleasesById kept;
    for (const Release &release : evidence.kept) {
        if (release.app == app && release.environment == environment)
            kept.insert(release.id, release);
    }
    return kept;
}

/// What was known of it before and the providers forgot since.
void enrich(Release &release, const Release &kept)
{
    const auto take = [](auto &value, const auto &old) {
        if (value == std::remove_cvref_t<decltype(value)>())
            value = old;
    };
    take(release.sha, kept.sha);
    take(release.title, kept.title);
    take(release.branch, kept.branch);
    take(release.runId, kept.runId);
    take(release.runNumber, kept.runNumber);
    take(release.deploymentId, kept.deploymentId);
    take(release.pulls, kept.pulls);
    take(release.actor, kept.actor);
    take(release.image, kept.image);
    if (release.servesSince && kept.servesSince && release.outcome == Outcome::Live) {
        release.servesSince = std::min(*release.servesSince, *kept.servesSince);
        release.servesAll = kept.servesAll;
    }
}

/// Attempts that GitHub alone knew are made anew from its runs as long as it tells them.
bool isStillGiven(const Release &kept, const GitHubIndex &github)
{
    return kept.id.startsWith("github/"_L1)
        && (github.run(kept.runId) || kept.outcome == Outcome::Waiting || kept.outcome == Outcome::Running);
}

void addKept(const LaneFacts &lane, QList<Release> &releases, ReleasesById kept)
{
    for (Release &release : releases) {
        const auto found = kept.constFind(release.id);
        if (found == kept.cend())
            continue;
        enrich(release, *found);
        kept.erase(found);
    }
    for (const Release &release : std::as_const(kept)) {
        if (!isStillGiven(release, lane.github))
            releases.append(release);
    }
}

void state(const Evidence &evidence, Release &release)
{
    const auto statement = evidence.statements.constFind(release.id);
    if (statement == evidence.statements.cend())
        return;
    release.verdict = statement->verdict;
    release.operationId = statement->operationId;
    if (statement->act)
        release.act = *statement->act;
    if (!statement->from.isEmpty())
        release.from = statement->from;
    if (!statement->words.isEmpty())
        release.note = statement->words;
}

void watch(const LaneFacts &lane, Release &release)
{
    if (release.verdict == Verdict::Failed
        && (release.outcome == Outcome::Live || release.outcome == Outcome::RolledBack))
        release.outcome = Outcome::Failed;
    if (!lane.isProduction() || !release.servesAll)
        return;
    release.watchedUntil = release.servesAll->addDuration(lane.workspace().alerts.watch);
    const bool isRecent = lane.evidence.now <= release.watchedUntil->addDuration(longestWatch);
    const bool isBeingWatched = release.isLive && lane.evidence.now < *release.watchedUntil;
    if (release.verdict == Verdict::None && isBeingWatched && isRecent)
        release.verdict = Verdict::Watching;
}

/// Removed gaps and doubles: one release of each id.
void unify(QList<Release> &releases)
{
    QSet<QString> seen;
    releases.removeIf([&seen](const Release &release) {
        const bool isDouble = seen.contains(release.id);
        seen.insert(release.id);
        return isDouble;
    });
}

QList<Release> releasesOf(const LaneFacts &lane)
{
    QList<Release> releases = lane.place.flyApp.isEmpty() ? vercelReleases(lane) : flyReleases(lane);
    releases += githubReleases(lane, releases);
    unify(releases);
    addKept(lane, releases, keptIn(lane.evidence, lane.app.id, lane.environmentId));
    for (Release &release : releases) {
        addVersion(lane, release);
        state(lane.evidence, release);
    }
    settle(lane, releases);
    for (Release &release : releases) {
        watch(lane, release);
        release.canRollBackTo = release.canRollBackTo
            || (!lane.place.flyApp.isEmpty() && release.servesSince && !release.isLive && !release.image.isEmpty());
    }
    return releases;
}

/// The same commit, first well in staging, then in production: it was promoted.
void linkPromotions(QList<Release> &releases)
{
    QHash<QString, const Release *> staged;
    for (const Release &release : std::as_const(releases)) {
        if (release.environment == "staging"_L1 && release.outcome == Outcome::Live && !release.sha.isEmpty())
            staged.insert(release.app + u' ' + release.sha, &release);
    }
    for (Release &release : releases) {
        if (release.environment != "production"_L1 || release.sha.isEmpty() || !release.from.isEmpty())
            continue;
        const Release *from = staged.value(release.app + u' ' + release.sha);
        if (!from || from->at > release.at)
            continue;
        release.from = from->id;
        if (release.act == Act::Deploy)
            release.act = Act::Promote;
    }
}

QList<Mark> marksOf(const Evidence &evidence, const GitHubIndex &github)
{
    QList<Mark> marks = migrationMarks(evidence, github);
    QSet<QString> seen;
    for (const Mark &mark : std::as_const(marks))
        seen.insert(mark.id);
    for (const Mark &mark : evidence.keptMarks) {
        if (!seen.contains(mark.id))
            marks.append(mark);
    }
    std::ranges::sort(marks, {}, [](const Mark &mark) { return std::pair(mark.at, mark.id); });
    return marks;
}

base::Freshness freshnessOf(const Evidence &evidence, const workspace::Place &place)
{
    return place.flyApp.isEmpty() ? evidence.vercel.value(place.vercelProject).freshness
                                  : evidence.fly.value(place.flyApp).freshness;
}

} // namespace

History join(const Evidence &evidence)
{
    History history;
    const GitHubIndex github(evidence.github);
    for (const workspace::App &app : evidence.workspace->apps) {
        for (const auto environment : {workspace::Environment::Production, workspace::Environment::Staging}) {
            const auto &place = app.place(environment);
            if (!place || (place->flyApp.isEmpty() && place->vercelProject.isEmpty()))
                continue;
            const QString id = workspace::environmentId(environment);
            history.lanes.append(
                {app.id, app.name, id, workspace::providerId(place->provider()), freshnessOf(evidence, *place)});
            history.releases += releasesOf({evidence, github, app, *place, environment, id});
        }
    }
    linkPromotions(history.releases);
    std::ranges::sort(history.releases, {},
                      [](const Release &release) { return std::tie(release.at, release.app, release.id); });
    history.marks = marksOf(evidence, github);
    if (!history.releases.isEmpty())
        history.knownSince = history.releases.first().at;
    const QDateTime from = history.knownSince.isValid() ? history.knownSince : evidence.now;
    history.freezes =
        freezesBetween(evidence.workspace->guardrails.freeze, from, evidence.now.addDuration(freezesAhead));
    return history;
}

} // namespace slipway::releases
