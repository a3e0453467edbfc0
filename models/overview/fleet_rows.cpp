#include "overview/fleet_rows.h"

#include "base/format.h"
#include "overview/aging.h"
#include "overview/health_facts.h"
#include "overview/tag_names.h"
#include "overview/words.h"
#include "workspace/workspace.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

namespace format = base::format;
using base::Freshness;
using base::Status;
using workspace::Environment;

// Statistics come by the minute and are answers to slow questions.
constexpr milliseconds healthFreshFor{10 * 60'000};
constexpr double almostDone = 0.97;
// As long as GitHub does not say which pull requests are open.
constexpr int guessedOpenDays = 14;

QString tr(const char *text)
{
    return QCoreApplication::translate("overview", text);
}

/// Puts one app's row together.
class RowJoin
{
public:
    RowJoin(const workspace::Workspace &workspace, const workspace::App &app, const Snapshot &snapshot,
            const QDateTime &now)
        : m_workspace(workspace)
        , m_app(app)
        , m_snapshot(snapshot)
        , m_now(now)
    { }

    AppRow row()
    {
        AppRow row;
        row.id = m_app.id;
        row.name = m_app.name;
        row.description = m_app.description;
        if (const auto &place = m_app.production ? m_app.production : m_app.staging)
            row.provider = workspace::providerName(place->provider());
        row.production = live(Environment::Production);
        row.staging = live(Environment::Staging);
        addHealth(row.production);
        row.drift = drift(row);
        row.previews = previews();
        addNotes(row);
        return row;
    }

private:
    Cell<LiveRelease> live(Environment environment) const
    {
        Cell<LiveRelease> cell;
        const auto &place = m_app.place(environment);
        cell.isApplicable = place.has_value();
        if (!place)
            return cell;
        if (place->provider() == workspace::Provider::Fly)
            takeFly(cell, m_snapshot.fly.value(place->flyApp));
        else
            takeVercel(cell, m_snapshot.vercel.value(place->vercelProject), environment);
        if (cell.facts)
            complete(*cell.facts, environment);
        return cell;
    }

    void takeFly(Cell<LiveRelease> &cell, const Fact<FlyFacts> &fact) const
    {
        cell.freshness = aged(fact.freshness, m_now);
        if (fact.value && fact.value->machines > 0)
            cell.facts = fact.value->release;
    }

    void takeVercel(Cell<LiveRelease> &cell, const Fact<VercelFacts> &fact, Environment environment) const
    {
        cell.freshness = aged(fact.freshness, m_now);
        if (!fact.value)
            return;
        if (environment != Environment::Production) {
            const auto found = fact.value->branches.constFind(m_workspace.branchOf(m_app, environment));
            if (found != fact.value->branches.cend())
                cell.facts = *found;
            return;
        }
        cell.facts = fact.value->production;
        if (cell.facts)
            addBuild(*cell.facts, *fact.value);
    }

    void addBuild(LiveRelease &release, const VercelFacts &facts) const
    {
        if (facts.deploying) {
            release.status = Status::Running;
            release.progress = progressOf(*facts.deploying);
        } else if (!facts.failedBuild.isEmpty()) {
            release.note = tr("The build of %1 failed").arg(versionOrCommit(facts.failedBuild));
        } else if (facts.isRolledBack) {
            release.note = tr("Rolled back, new builds wait");
        }
    }

    Progress progressOf(const Deploying &deploying) const
    {
        Progress progress{tr("%1 building").arg(versionOrCommit(deploying.commit)), std::nullopt};
        if (deploying.usual && deploying.usual->count() > 0) {
            const auto spent = static_cast<double>(elapsedSince(deploying.startedAt, m_now).count());
            progress.share = std::min(spent / static_cast<double>(deploying.usual->count()), almostDone);
        }
        return progress;
    }

    QString versionOrCommit(const QString &commit) const
    {
        const QString version = versionAt(m_app, m_snapshot.tags, commit);
        return version.isEmpty() ? words::shortCommit(commit) : version;
    }

    void complete(LiveRelease &release, Environment environment) const
    {
        if (release.version.isEmpty())
            release.version = versionOrCommit(release.commit);
        if (release.commitTitle.isEmpty())
            takeCommit(release);
        const QDateTime end = release.since.addSecs(std::chrono::seconds(m_workspace.alerts.watch).count());
        if (environment == Environment::Production && release.since.isValid() && end > m_now)
            release.watchedUntil = end;
    }

    void takeCommit(LiveRelease &release) const
    {
        const auto runs = m_snapshot.runs.value(QString()).value.value_or(QList<RunFact>());
        const auto found = std::ranges::find(runs, release.commit, &RunFact::sha);
        if (release.commit.isEmpty() || found == runs.end())
            return;
        release.commitTitle = found->commitTitle;
        if (release.author.isEmpty())
            release.author = found->commitAuthor;
    }

    void addHealth(Cell<LiveRelease> &cell) const
    {
        if (!cell.facts || !m_app.production)
            return;
        const bool isFly = m_app.production->provider() == workspace::Provider::Fly;
        const auto fact = isFly ? m_snapshot.flyHealth.value(m_app.id) : m_snapshot.sentryHealth.value(m_app.id);
        Health health = fact.value.value_or(Health());
        health.freshness = aged(fact.freshness, m_now, healthFreshFor);
        const auto factor = errorFactor(health);
        if (m_workspace.alerts.errorSpike && factor && *factor >= m_workspace.alerts.errorSpike->times)
            cell.facts->status = Status::Failure;
        cell.facts->health = health;
    }

    Cell<Drift> drift(const AppRow &row) const
    {
        Cell<Drift> cell;
        cell.isApplicable = row.production.isApplicable && row.staging.isApplicable;
        cell.freshness = worse(row.production.freshness, row.staging.freshness);
        if (!cell.isApplicable || !row.production.facts || !row.staging.facts)
            return cell;
        const QString &live = row.production.facts->commit;
        const QString &next = row.staging.facts->commit;
        if (!live.isEmpty() && live == next) {
            cell.facts = Drift{};
            return cell;
        }
        const auto fact = m_snapshot.drift.value(m_app.id);
        if (!fact.value) {
            cell.freshness = fact.freshness;
            return cell;
        }
        cell.facts = fact.value->drift;
        // Between two commits nothing changes any more, so the comparison is as fresh as the commits.
        const bool isSamePair = fact.value->production == live && fact.value->staging == next;
        if (!isSamePair)
            cell.freshness = Freshness{Freshness::State::Stale, fact.freshness.asOf, std::nullopt};
        return cell;
    }

    Cell<Previews> previews() const
    {
        Cell<Previews> cell;
        cell.isApplicable = m_app.preview && !m_app.preview->vercelProject.isEmpty();
        if (!cell.isApplicable)
            return cell;
        const auto fact = m_snapshot.vercel.value(m_app.preview->vercelProject);
        cell.freshness = aged(fact.freshness, m_now);
        if (fact.value)
            cell.facts = openOf(fact.value->previews);
        return cell;
    }

    /// Vercel keeps what it built for a pull request after that was closed; only GitHub knows which are open.
    Previews openOf(Previews previews) const
    {
        const auto &pulls = m_snapshot.pulls.value(QString()).value;
        previews.open.removeIf([&](const Previews::Preview &preview) {
            if (pulls)
                return !pulls->numbers.contains(preview.pullRequest);
            return preview.createdAt.isValid() && preview.createdAt < m_now.addDays(-guessedOpenDays);
        });
        return previews;
    }

    void addNotes(AppRow &row) const
    {
        if (!row.staging.facts || !row.production.facts || !row.staging.facts->note.isEmpty())
            return;
        LiveRelease &staging = *row.staging.facts;
        const auto building = buildingInProduction();
        if (building && building->commit == staging.commit)
            staging.note = tr("Promoted %1 ago").arg(format::age(elapsedSince(building->startedAt, m_now)));
        else if (!staging.commit.isEmpty() && staging.commit == row.production.facts->commit)
            staging.note = tr("Same commit as production");
        else if (staging.status == Status::Success && row.drift.facts && row.drift.facts->commitsAhead > 0)
            staging.note = tr("Ready to promote");
    }

    std::optional<Deploying> buildingInProduction() const
    {
        if (!m_app.production || m_app.production->vercelProject.isEmpty())
            return std::nullopt;
        const auto &facts = m_snapshot.vercel.value(m_app.production->vercelProject).value;
        return facts ? facts->deploying : std::nullopt;
    }

    const workspace::Workspace &m_workspace;
    const workspace::App &m_app;
    const Snapshot &m_snapshot;
    const QDateTime &m_now;
};

void count(Summary &summary, const Cell<LiveRelease> &cell)
{
    if (!cell.facts)
        return;
    switch (cell.facts->status) {
    case Status::Failure: ++summary.failing; break;
    case Status::Warning:
        ++summary.atRisk;
        summary.canariesAtRisk += cell.facts->isCanary;
        break;
    case Status::Running: ++summary.deploying; break;
    case Status::Success: ++summary.healthy; break;
    default: break;
    }
}

} // namespace

QList<AppRow> fleetRows(const workspace::Workspace &workspace, const Snapshot &snapshot, const QDateTime &now)
{
    QList<AppRow> rows;
    rows.reserve(workspace.apps.size());
    for (const workspace::App &app : workspace.apps)
        rows += RowJoin(workspace, app, snapshot, now).row();
    return rows;
}

Summary summaryOf(const QList<AppRow> &rows)
{
    Summary summary;
    for (const AppRow &row : rows) {
        count(summary, row.production);
        count(summary, row.staging);
    }
    return summary;
}

} // namespace slipway::overview
