#include "releases/join.h"
#include "releases/lane_join.h"
#include "releases/versions.h"
#include "releases/words.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

using DeployState = github::DeploymentStatus::State;

/// Attempts of a lane that GitHub alone knows.
class Attempts
{
public:
    Attempts(const LaneFacts &lane, const QList<Release> &known)
        : m_lane(lane)
        , m_known(known)
    {
        for (const Release &release : known) {
            m_runs.insert(release.runId);
            m_deployments.insert(release.deploymentId);
        }
    }

    QList<Release> releases() const
    {
        QList<Release> result;
        if (isSharedWorkflow())
            return result;
        for (const auto &[runId, environments] : m_lane.evidence.github.waitsAt.asKeyValueRange()) {
            const github::Run *run = m_lane.github.run(runId);
            if (run && fileOf(*run) == m_lane.app.workflow && environments.contains(m_lane.environmentId)
                && !run->isCompleted())
                result.append(waiting(*run));
        }
        for (const Deploy &deploy : m_lane.github.deploys(m_lane.environmentId)) {
            if (auto release = attempt(deploy))
                result.append(*std::move(release));
        }
        return result;
    }

private:
    /// Whose app a run of a workflow for several apps is about, GitHub does not tell.
    bool isSharedWorkflow() const
    {
        return std::ranges::count(m_lane.workspace().apps, m_lane.app.workflow, &workspace::App::workflow) != 1;
    }

    Release of(const github::Run &run) const
    {
        Release release = m_lane.blank(u"github/%1"_s.arg(run.id), run.createdAt);
        release.sha = run.sha;
        addRun(m_lane, release, run);
        addVersion(m_lane, release);
        if (isHotfix(m_lane.workspace(), release.branch))
            release.act = Act::Hotfix;
        return release;
    }

    Release waiting(const github::Run &run) const
    {
        Release release = of(run);
        release.outcome = Outcome::Waiting;
        qint64 newest = 0;
        for (const Release &known : m_known)
            newest = std::max(newest, known.flyVersion);
        if (newest > 0)
            release.version = u"v%1"_s.arg(newest + 1);
        return release;
    }

    std::optional<Release> attempt(const Deploy &deploy) const
    {
        if (!deploy.run || fileOf(*deploy.run) != m_lane.app.workflow)
            return std::nullopt;
        const github::Run &run = *deploy.run;
        const bool isKnown = m_runs.contains(run.id) || m_deployments.contains(deploy.deployment->deployment.id);
        const bool isWaiting = m_lane.evidence.github.waitsAt.contains(run.id);
        if (isKnown || isWaiting)
            return std::nullopt;
        const Outcome outcome = outcomeOf(deploy);
        // What succeeded, the provider itself would know.
        if (outcome == Outcome::Live)
            return std::nullopt;
        Release release = of(run);
        release.at = deploy.deployment->deployment.createdAt;
        release.deploymentId = deploy.deployment->deployment.id;
        release.outcome = outcome;
        if (outcome == Outcome::Failed)
            release.note = tr("deploy failed");
        return release;
    }

    static Outcome outcomeOf(const Deploy &deploy)
    {
        if (!deploy.deployment->statuses.isEmpty()) {
            switch (deploy.deployment->statuses.first().state.meaning) {
            case DeployState::Error:
            case DeployState::Failure: return Outcome::Failed;
            case DeployState::Success:
            case DeployState::Inactive: return Outcome::Live;
            default: break;
            }
        }
        if (!deploy.run->isCompleted())
            return Outcome::Running;
        switch (deploy.run->status()) {
        case base::Status::Failure: return Outcome::Failed;
        case base::Status::Cancelled: return Outcome::Aborted;
        default: return Outcome::Live;
        }
    }

    const LaneFacts &m_lane;
    const QList<Release> &m_known;
    QSet<qint64> m_runs;
    QSet<qint64> m_deployments;
};

} // namespace

QList<qint64> pullsIn(const QString &title)
{
    static const QRegularExpression number(u"(?:\\(#|pull request #)(\\d{1,9})\\b"_s);
    QList<qint64> pulls;
    for (const auto &match : number.globalMatch(title))
        pulls.append(match.captured(1).toLongLong());
    return pulls;
}

Release LaneFacts::blank(const QString &id, const QDateTime &at) const
{
    Release release;
    release.id = id;
    release.app = app.id;
    release.environment = environmentId;
    release.at = at;
    return release;
}

void addRun(const LaneFacts &lane, Release &release, const github::Run &run)
{
    release.runId = run.id;
    release.runNumber = run.number;
    release.branch = run.branch;
    release.actor = lane.workspace().personName(run.triggeringActor.isEmpty() ? run.actor : run.triggeringActor);
    const QString message = run.commitMessage.section(u'\n', 0, 0);
    release.title = message.isEmpty() ? run.title : message;
    if (release.page.isEmpty())
        release.page = run.page;
    for (const qint64 pull : run.pullRequests + pullsIn(release.title)) {
        if (!release.pulls.contains(pull))
            release.pulls.append(pull);
    }
}

void addVersion(const LaneFacts &lane, Release &release)
{
    const auto [version, tag] = versionAt(lane.app, lane.evidence.github.tagsBySha, release.sha, lane.isProduction());
    release.tag = tag;
    if (release.version.isEmpty())
        release.version = version;
}

bool isHotfix(const workspace::Workspace &workspace, const QString &branch)
{
    const QString &glob = workspace.guardrails.hotfixBranches;
    return !glob.isEmpty() && !branch.isEmpty()
        && QRegularExpression::fromWildcard(glob, Qt::CaseSensitive).match(branch).hasMatch();
}

QList<Release> githubReleases(const LaneFacts &lane, const QList<Release> &known)
{
    return Attempts(lane, known).releases();
}

} // namespace slipway::releases
