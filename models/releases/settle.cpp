#include "releases/lane_join.h"
#include "releases/words.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

/// When it took over: what the order of serving is judged by.
QDateTime serving(const Release &release)
{
    return release.servesSince.value_or(release.at);
}

/// The version that most of the app's machines run; 0 when nobody knows.
qint64 flyLive(const LaneFacts &lane)
{
    QMap<qint64, int> counts;
    for (const fly::Machine &machine : lane.evidence.fly.value(lane.place.flyApp).machines) {
        const QString group = machine.processGroup();
        if (machine.releaseVersion() != 0 && group != "fly_app_release_command"_L1 && group != "fly_app_console"_L1)
            ++counts[machine.releaseVersion()];
    }
    qint64 live = 0;
    for (const auto &[version, count] : counts.asKeyValueRange()) {
        // A canary beside one machine has not taken over.
        if (live == 0 || count > counts.value(live))
            live = version;
    }
    return live;
}

bool isNamedLive(const LaneFacts &lane, const Release &release, qint64 flyVersion)
{
    if (flyVersion != 0)
        return release.flyVersion == flyVersion;
    const auto project = lane.evidence.vercel.value(lane.place.vercelProject).project;
    return lane.isProduction() && project && project->production
        && release.vercelId == project->production->deploymentId;
}

/// What the provider says is live, else what served last.
qsizetype findLive(const LaneFacts &lane, const QList<Release> &releases, const QList<qsizetype> &served)
{
    const qint64 flyVersion = flyLive(lane);
    // Machines that run the image already keep the number of the release that brought it: the newest of that image is
    // what serves.
    QString newestImage;
    qsizetype newest = -1;
    for (auto it = served.crbegin(); it != served.crend(); ++it) {
        const Release &release = releases.at(*it);
        if (newest < 0) {
            newest = *it;
            newestImage = imageKey(release.image);
        }
        if (isNamedLive(lane, release, flyVersion))
            return !newestImage.isEmpty() && imageKey(release.image) == newestImage ? newest : *it;
    }
    return served.isEmpty() ? -1 : served.last();
}

void takeBack(Release &bad, const Release &by)
{
    if (bad.outcome != Outcome::Live || bad.id == by.from)
        return;
    bad.outcome = Outcome::RolledBack;
}

void addNewIssues(const LaneFacts &lane, Release &release)
{
    // Taken back with errors that nobody had seen before: it failed.
    for (const sentry::Release &noted : lane.evidence.sentry) {
        if (noted.newIssues == 0 || !isSameCommit(commitOf(noted), release.sha))
            continue;
        release.sentryVersion = noted.version;
        release.outcome = Outcome::Failed;
        release.note = noted.newIssues == 1 ? tr("1 new issue") : tr("%1 new issues").arg(noted.newIssues);
        return;
    }
}

/// Positions of those that served, by when they took over.
QList<qsizetype> servedIn(const QList<Release> &releases)
{
    QList<qsizetype> served;
    for (qsizetype i = 0; i < releases.size(); ++i) {
        if (releases.at(i).servesSince)
            served.append(i);
    }
    std::ranges::stable_sort(served, {}, [&releases](qsizetype i) { return serving(releases.at(i)); });
    return served;
}

void followEachOther(const LaneFacts &lane, QList<Release> &releases, const QList<qsizetype> &served)
{
    for (qsizetype i = 1; i < served.size(); ++i) {
        Release &before = releases[served.at(i - 1)];
        const Release &next = releases.at(served.at(i));
        before.servedUntil = next.servesSince;
        if (next.act != Act::RollBack || next.outcome != Outcome::Live)
            continue;
        takeBack(before, next);
        if (lane.isProduction() && before.outcome == Outcome::RolledBack)
            addNewIssues(lane, before);
    }
}

/// What did not get through says what stayed.
void nameWhatStayed(QList<Release> &releases)
{
    QString version;
    for (Release &release : releases) {
        const bool isStopped = (release.outcome == Outcome::Failed || release.outcome == Outcome::Aborted)
            && !release.servesSince && release.act != Act::RollBack;
        if (isStopped && !version.isEmpty() && !release.note.contains(version))
            release.note =
                tr("%1, %2 stayed live")
                    .arg(release.note.isEmpty() ? outcomeWord(release.outcome).toLower() : release.note, version);
        if (release.servesSince && !release.version.isEmpty())
            version = release.version;
    }
}

} // namespace

void settle(const LaneFacts &lane, QList<Release> &releases)
{
    std::ranges::sort(releases, {}, [](const Release &release) { return std::pair(release.at, release.id); });
    const QList<qsizetype> served = servedIn(releases);
    followEachOther(lane, releases, served);
    const qsizetype live = findLive(lane, releases, served);
    for (qsizetype i = 0; i < releases.size(); ++i) {
        releases[i].isLive = i == live;
        if (i == live)
            releases[i].servedUntil.reset();
    }
    if (lane.isProduction())
        nameWhatStayed(releases);
}

} // namespace slipway::releases
