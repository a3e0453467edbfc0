#include "overview/fleet_rows.h"

#include "base/format.h"
#include "overview/aging.h"
#include "overview/run_facts.h"
#include "overview/words.h"
#include "workspace/workspace.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

using base::Status;

constexpr double almostDone = 0.97;

QString tr(const char *text)
{
    return QCoreApplication::translate("overview", text);
}

/// The version under way: the first word of "0.32.0 building".
QString versionUnderWay(const LiveRelease &release)
{
    return release.progress ? release.progress->words.section(u' ', 0, 0) : release.version;
}

RunningItem vercelItem(const AppRow &row, const Deploying &deploying)
{
    const LiveRelease &live = *row.production.facts;
    RunningItem item;
    item.id = u"deploy:"_s + row.id;
    item.title = tr("Deploy %1 %2").arg(row.name, versionUnderWay(live));
    item.detail = tr("production, building");
    item.share = live.progress ? live.progress->share : std::nullopt;
    item.since = deploying.startedAt;
    item.page = deploying.page;
    return item;
}

void addFly(QList<RunningItem> &items, const AppRow &row, const workspace::Place &place, const QString &environment,
            const Snapshot &snapshot)
{
    const auto &facts = snapshot.fly.value(place.flyApp).value;
    if (!facts || !facts->isRollingOut || facts->onNewest == facts->machines)
        return;
    RunningItem item;
    item.id = u"deploy:"_s + row.id + u':' + environment;
    item.title = tr("Deploy %1 %2").arg(row.name, facts->release.version);
    item.detail = environment + u", "_s + tr("%1 of %2 machines").arg(facts->onNewest).arg(facts->machines);
    item.since = facts->release.since;
    item.page = facts->release.page;
    items += item;
}

RunningItem runItem(const RunFact &run, const QList<RunFact> &runs, const Snapshot &snapshot, const QDateTime &now)
{
    RunningItem item;
    item.id = u"run:%1"_s.arg(run.run.id);
    item.title = u"%1 #%2"_s.arg(run.workflow.isEmpty() ? run.file : run.workflow).arg(run.run.number);
    const auto &active = snapshot.activeRuns.value(QString::number(run.run.id)).value;
    item.detail = active && !active->job.isEmpty() ? active->job : words::runStatus(run.run.status);
    item.since = run.run.startedAt;
    item.page = run.run.page;
    if (const auto usual = usualDuration(runs, run.file); usual && usual->count() > 0) {
        const auto spent = static_cast<double>(elapsedSince(run.run.startedAt, now).count());
        item.share = std::min(spent / static_cast<double>(usual->count()), almostDone);
    }
    return item;
}

} // namespace

QList<RunningItem> runningItems(const workspace::Workspace &workspace, const Snapshot &snapshot,
                                const QList<AppRow> &rows, const QDateTime &now)
{
    QList<RunningItem> items;
    QSet<QString> commits;
    for (const AppRow &row : rows) {
        const workspace::App *app = workspace.app(row.id);
        if (!app)
            continue;
        for (const auto environment : {workspace::Environment::Production, workspace::Environment::Staging}) {
            if (const auto &place = app->place(environment); place && !place->flyApp.isEmpty())
                addFly(items, row, *place, workspace::environmentId(environment), snapshot);
        }
        const auto facts = app->production ? snapshot.vercel.value(app->production->vercelProject).value : std::nullopt;
        if (facts && facts->deploying && row.production.facts) {
            items += vercelItem(row, *facts->deploying);
            commits.insert(facts->deploying->commit);
        }
    }
    const auto runs = snapshot.runs.value(QString()).value.value_or(QList<RunFact>());
    for (const RunFact &run : runs) {
        if (run.run.status == Status::Running && !commits.contains(run.sha))
            items += runItem(run, runs, snapshot, now);
    }
    std::ranges::stable_sort(items, std::ranges::less(), &RunningItem::since);
    return items;
}

} // namespace slipway::overview
