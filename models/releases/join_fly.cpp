#include "releases/join.h"
#include "releases/lane_join.h"
#include "releases/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

using State = fly::Release::State;

/// A roll-out that took longer than this is not told from a later change of the machine.
constexpr milliseconds longestRollOut{3'600'000};

Outcome outcomeOf(const fly::Release &release)
{
    switch (release.state.meaning) {
    case State::Pending:
    case State::Running: return Outcome::Running;
    case State::Complete: return Outcome::Live;
    case State::Failed: return Outcome::Failed;
    case State::Interrupted: return Outcome::Aborted;
    case State::Unknown: break;
    }
    return Outcome::Unknown;
}

/// Gives releases of one app their commits, acts and times, oldest first.
class FlyJoin
{
public:
    explicit FlyJoin(const LaneFacts &lane)
        : m_lane(lane)
        , m_evidence(lane.evidence.fly.constFind(lane.place.flyApp))
    { }

    QList<Release> releases()
    {
        if (m_evidence == m_lane.evidence.fly.cend())
            return {};
        QList<fly::Release> known = m_evidence->releases;
        std::ranges::sort(known, {}, &fly::Release::version);
        indexSentry();
        QList<Release> result;
        result.reserve(known.size());
        for (const fly::Release &release : std::as_const(known))
            result.append(joined(release));
        return result;
    }

private:
    Release joined(const fly::Release &from)
    {
        Release release =
            m_lane.blank(u"fly/%1/%2"_s.arg(m_lane.place.flyApp, QString::number(from.version)), from.createdAt);
        release.flyVersion = from.version;
        release.version = u"v%1"_s.arg(from.version);
        release.image = from.image;
        release.strategy = from.strategy.toLower();
        release.outcome = outcomeOf(from);
        release.actor = from.user;
        release.page = QUrl(u"https://fly.io/apps/%1/releases"_s.arg(m_lane.place.flyApp));
        const Deploy *deploy = findDeploy(from, release.sha);
        if (deploy)
            addDeploy(release, *deploy);
        addSentry(release);
        judgeAct(release);
        addServing(release, deploy);
        remember(release);
        return release;
    }

    const Deploy *findDeploy(const fly::Release &from, QString &sha) const
    {
        sha = m_evidence->commits.value(imageKey(from.image));
        const Deploy *deploy = m_lane.github.deployAt(m_lane.environmentId, m_lane.app.workflow, sha, from.createdAt);
        const bool isOldImage = m_served.contains(imageKey(from.image));
        // An image from before was not built by a run of today.
        if (deploy && sha.isEmpty() && isOldImage)
            return nullptr;
        return deploy;
    }

    void addDeploy(Release &release, const Deploy &deploy) const
    {
        release.deploymentId = deploy.deployment->deployment.id;
        release.sha = deploy.deployment->deployment.sha;
        release.branch = deploy.deployment->deployment.ref;
        if (deploy.run && fileOf(*deploy.run) == m_lane.app.workflow)
            addRun(m_lane, release, *deploy.run);
    }

    void indexSentry()
    {
        for (const sentry::Release &release : m_lane.evidence.sentry) {
            const bool isOfApp =
                std::ranges::find(release.projects, m_lane.place.sentryProject, &sentry::ReleaseProject::slug)
                != release.projects.end();
            if (isOfApp && release.lastDeployAt && release.lastDeployEnvironment == m_lane.environmentId)
                m_sentry.insert(*release.lastDeployAt, &release);
        }
    }

    void addSentry(Release &release) const
    {
        // Sentry notes the deploy when the release is out, some minutes after it began at most.
        constexpr milliseconds after{10 * 60'000};
        const auto end = m_sentry.upperBound(release.at.addDuration(after));
        for (auto it = m_sentry.lowerBound(release.at.addDuration(-clockSkew)); it != end; ++it) {
            const QString sha = commitOf(**it);
            if (!release.sha.isEmpty() && !isSameCommit(sha, release.sha))
                continue;
            release.sentryVersion = (*it)->version;
            if (release.sha.isEmpty())
                release.sha = sha;
            return;
        }
    }

    void judgeAct(Release &release) const
    {
        const QString key = imageKey(release.image);
        // The image of before, after another one was tried and did not get through, is a way back.
        const bool isSameImage = !key.isEmpty() && key == m_servedLast && !m_hasTriedAnother;
        const Release *older = isSameImage || key.isEmpty() ? nullptr : findServed(m_served, key);
        if (older) {
            adopt(release, *older, tr("%1 again").arg(older->version));
            return;
        }
        if (isSameImage || (!release.sha.isEmpty() && release.sha == m_servedSha)) {
            release.act = Act::Redeploy;
            if (const Release *same = findServed(m_served, m_servedLast); same && isSameImage)
                adopt(release, *same, {});
            return;
        }
        if (const Release *built = release.sha.isEmpty() ? nullptr : findServed(m_servedCommits, release.sha)) {
            release.act = Act::RollBack;
            release.from = built->id;
            release.note = tr("the code of %1 again").arg(built->version);
            return;
        }
        if (isHotfix(m_lane.workspace(), release.branch))
            release.act = Act::Hotfix;
        else if (release.strategy == "canary"_L1 && release.outcome == Outcome::Running)
            release.act = Act::Canary;
    }

    static const Release *findServed(const QHash<QString, Release> &served, const QString &key)
    {
        const auto found = served.constFind(key);
        return found == served.cend() ? nullptr : &*found;
    }

    /// The same image as an older release: its code, whoever rolled it out.
    static void adopt(Release &release, const Release &older, const QString &note)
    {
        if (release.sha.isEmpty())
            release.sha = older.sha;
        release.title = older.title;
        if (note.isEmpty())
            return;
        release.act = Act::RollBack;
        release.from = older.id;
        release.note = note;
    }

    void addServing(Release &release, const Deploy *deploy) const
    {
        QList<QDateTime> starts;
        qsizetype machines = 0;
        for (const fly::Machine &machine : m_evidence->machines) {
            const QString group = machine.processGroup();
            if (group == "fly_app_release_command"_L1 || group == "fly_app_console"_L1)
                continue;
            ++machines;
            if (machine.releaseVersion() == release.flyVersion)
                starts.append(machine.updatedAt);
        }
        if (release.outcome == Outcome::Running && !starts.isEmpty())
            release.note = tr("%1 of %2 machines").arg(QString::number(starts.size()), QString::number(machines));
        if (release.outcome != Outcome::Live)
            return;
        starts.removeIf([&release](const QDateTime &at) {
            return at < release.at.addDuration(-clockSkew) || at > release.at.addDuration(longestRollOut);
        });
        if (!starts.isEmpty()) {
            release.servesSince = *std::ranges::min_element(starts);
            release.servesAll = *std::ranges::max_element(starts);
            return;
        }
        release.servesSince = release.at;
        release.servesAll = deploy ? successOf(*deploy).value_or(release.at) : release.at;
    }

    static std::optional<QDateTime> successOf(const Deploy &deploy)
    {
        for (const github::DeploymentStatus &status : deploy.deployment->statuses) {
            if (status.state == github::DeploymentStatus::State::Success)
                return status.createdAt;
        }
        return std::nullopt;
    }

    void remember(const Release &release)
    {
        if (release.outcome != Outcome::Live) {
            m_hasTriedAnother = m_hasTriedAnother || imageKey(release.image) != m_servedLast;
            return;
        }
        m_hasTriedAnother = false;
        m_servedLast = imageKey(release.image);
        m_servedSha = release.sha;
        // A roll-back points to the release that first ran the image.
        if (!m_servedLast.isEmpty() && !m_served.contains(m_servedLast))
            m_served.insert(m_servedLast, release);
        if (!release.sha.isEmpty() && !m_servedCommits.contains(release.sha))
            m_servedCommits.insert(release.sha, release);
    }

    const LaneFacts &m_lane;
    QMap<QString, FlyEvidence>::const_iterator m_evidence;
    QMultiMap<QDateTime, const sentry::Release *> m_sentry;
    QHash<QString, Release> m_served;
    QHash<QString, Release> m_servedCommits;
    QString m_servedLast;
    QString m_servedSha;
    bool m_hasTriedAnother = false;
};

} // namespace

QString imageKey(const QString &image)
{
    const QString tagged = image.section(u'@', 0, 0);
    return tagged.section(u'/', -1).contains(u':') ? tagged : image;
}

QString commitOf(const sentry::Release &release)
{
    static const auto isCommit = [](const QString &text) {
        return text.size() >= 7 && text.size() <= 64
            && std::ranges::all_of(text, [](QChar c) { return c.isDigit() || (c >= u'a' && c <= u'f'); });
    };
    const QString named = release.version.section(u'@', -1);
    return isCommit(release.ref) ? release.ref : isCommit(named) ? named : QString();
}

bool isSameCommit(const QString &left, const QString &right)
{
    return !left.isEmpty() && !right.isEmpty() && (left.startsWith(right) || right.startsWith(left));
}

QList<Release> flyReleases(const LaneFacts &lane)
{
    return FlyJoin(lane).releases();
}

} // namespace slipway::releases
