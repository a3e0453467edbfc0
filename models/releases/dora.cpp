#include "releases/dora.h"

#include "releases/dora_figures.h"
#include "releases/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

constexpr std::chrono::hours hotfixNames{24};

bool isOfLane(const Release &release, const Release &other)
{
    return release.app == other.app && release.environment == other.environment;
}

bool isProductions(const Release &release)
{
    return release.environment == "production"_L1;
}

QDateTime served(const Release &release)
{
    return release.servesSince.value_or(release.at);
}

/// Whether the hot-fix says that it is for the release: by its id, version or commit.
bool names(const Release &hotfix, const Release &release)
{
    if (hotfix.from == release.id)
        return true;
    const QString text = hotfix.title + u' ' + hotfix.branch + u' ' + hotfix.note;
    constexpr qsizetype shortSha = 7;
    const bool namesCommit = release.sha.size() >= shortSha && text.contains(release.sha.first(shortSha));
    return namesCommit || (!release.version.isEmpty() && text.split(u' ').contains(release.version));
}

bool isRework(const Release &release)
{
    return release.act == Act::Hotfix || release.title.startsWith("revert"_L1, Qt::CaseInsensitive);
}

bool isInWindow(const Release &release, const DoraWindow &window)
{
    return isProductions(release) && release.servesSince && (window.app.isEmpty() || release.app == window.app)
        && *release.servesSince >= window.from && *release.servesSince < window.until;
}

std::optional<milliseconds> recoveryOf(const QList<const Release *> &lane, const Release &bad)
{
    for (const Release *next : lane) {
        const bool isFix = next->servesAll && served(*next) > served(bad) && next->outcome == Outcome::Live;
        if (isFix)
            return milliseconds{served(bad).msecsTo(*next->servesAll)};
    }
    return std::nullopt;
}

/// The releases of each lane that served, by when they began to.
QMap<QString, QList<const Release *>> lanesOf(const History &history)
{
    QMap<QString, QList<const Release *>> lanes;
    for (const Release &release : history.releases) {
        if (isProductions(release) && release.servesSince)
            lanes[release.app].append(&release);
    }
    for (auto &lane : lanes)
        std::ranges::stable_sort(lane, {}, [](const Release *release) { return served(*release); });
    return lanes;
}

QString hotfixFor(const QList<const Release *> &lane, const Release &release)
{
    const auto first =
        std::ranges::upper_bound(lane, served(release), {}, [](const Release *one) { return served(*one); });
    for (auto it = first; it != lane.end() && served(**it) <= served(release).addDuration(hotfixNames); ++it) {
        if ((*it)->act == Act::Hotfix && names(**it, release))
            return (*it)->id;
    }
    return {};
}

QString failureIn(const QList<const Release *> &lane, const Release &release)
{
    if (release.outcome == Outcome::RolledBack)
        return tr("rolled back");
    if (release.verdict == Verdict::Failed)
        return tr("failed its watch");
    if (release.outcome == Outcome::Failed && release.servesSince)
        return tr("taken back with new errors");
    if (!hotfixFor(lane, release).isEmpty())
        return tr("a hot-fix named it within 24 h");
    return {};
}

Deploys::One oneOf(const Release &release, const QList<const Release *> &lane, const CommitsByRelease &commits)
{
    Deploys::One one;
    one.release = &release;
    one.at = *release.servesSince;
    one.isFailed = !failureIn(lane, release).isEmpty();
    one.isRework = isRework(release);
    if (one.isFailed)
        one.recovery = recoveryOf(lane, release);
    for (const Commit &commit : commits.value(release.id)) {
        const QDateTime live = release.servesAll.value_or(one.at);
        if (!commit.isMerge && !commit.isBot && commit.at.isValid() && commit.at <= live)
            one.leadTimes.append(milliseconds{commit.at.msecsTo(live)});
    }
    return one;
}

} // namespace

QString failedBecause(const History &history, const Release &release)
{
    QList<const Release *> lane;
    for (const Release &other : history.releases) {
        if (isOfLane(other, release) && other.servesSince)
            lane.append(&other);
    }
    std::ranges::stable_sort(lane, {}, [](const Release *one) { return served(*one); });
    return failureIn(lane, release);
}

Dora doraOf(const History &history, const CommitsByRelease &commits, const DoraWindow &window)
{
    Dora dora;
    dora.window = window;
    Deploys deploys{.all = {}, .from = window.from, .until = window.until};
    const auto lanes = lanesOf(history);
    for (const auto &lane : lanes) {
        for (const Release *release : lane) {
            if (!isInWindow(*release, window))
                continue;
            if (release->act == Act::RollBack)
                ++dora.rollBacks;
            else
                deploys.all.append(oneOf(*release, lane, commits));
        }
    }
    std::ranges::stable_sort(deploys.all, {}, &Deploys::One::at);
    dora.deploys = deploys.all.size();
    dora.figures = figuresOf(deploys);
    return dora;
}

} // namespace slipway::releases
