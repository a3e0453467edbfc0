#include "health/slow_deploys.h"

#include <algorithm>

namespace slipway::health {

namespace {

constexpr base::milliseconds lookEvery{15'000};

using releases::Outcome;
using releases::Release;

/// A canary runs as long as somebody wants to look at it.
bool isDeploying(const Release &release)
{
    return release.outcome == Outcome::Running && release.act != releases::Act::Canary;
}

} // namespace

SlowDeploys::SlowDeploys(Setup setup)
    : m_setup(std::move(setup))
{
    m_next = m_setup.clock->alarm(lookEvery, [this] { look(); });
}

void SlowDeploys::look()
{
    m_next = m_setup.clock->alarm(lookEvery, [this] { look(); });
    const QList<Release> underWay = m_setup.book.underWay();
    m_waits.removeIf(
        [&underWay](const auto &entry) { return !std::ranges::contains(underWay, entry.key(), &Release::id); });
    for (const Release &release : underWay) {
        noteWait(release);
        const QString words = wordsOf(release);
        if (words.isEmpty())
            continue;
        m_setup.moved(release.id);
        if (m_told.contains(release.id))
            continue;
        m_told.insert(release.id);
        m_setup.found(release, words);
    }
}

/// A wait is over when it is first seen to run.
void SlowDeploys::noteWait(const Release &release)
{
    const auto known = m_waits.find(release.id);
    if (release.outcome == Outcome::Waiting && known == m_waits.end())
        m_waits.insert(release.id, {release.at, {}});
    else if (release.outcome == Outcome::Running && known != m_waits.end() && !known->until.isValid())
        known->until = m_setup.clock->now();
}

QString SlowDeploys::words(const QString &releaseId) const
{
    const auto release = m_setup.book.release(releaseId);
    return release ? wordsOf(*release) : QString();
}

QString SlowDeploys::wordsOf(const Release &release) const
{
    if (!isDeploying(release))
        return {};
    RunningDeploy deploy{release.at, {}, release.note};
    if (const auto wait = m_waits.constFind(release.id); wait != m_waits.cend())
        deploy.waits = {*wait};
    // Most do not run too long; what was before them need not be read then.
    const QDateTime now = m_setup.clock->now();
    return ranFor(deploy, now) > m_setup.limit ? slowDeployWords(deploy, now, m_setup.limit, pastOf(release))
                                               : QString();
}

QList<milliseconds> SlowDeploys::pastOf(const Release &release) const
{
    QList<milliseconds> past;
    const QList<Release> lane = m_setup.book.lane(release.app, release.environment);
    for (const Release &other : lane) {
        if (other.id != release.id && other.servesAll && *other.servesAll > other.at)
            past.append(milliseconds{other.at.msecsTo(*other.servesAll)});
    }
    return past;
}

} // namespace slipway::health
