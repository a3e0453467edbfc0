#include "overview/run_facts.h"

#include "github/workflows_and_runs.h"
#include "overview/aging.h"
#include "overview/glob.h"
#include "workspace/workspace.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

using base::Status;

constexpr qsizetype shownRuns = 20;

bool isShown(const RunFact &run, const workspace::Workspace &workspace)
{
    const QString &hotfix = workspace.guardrails.hotfixBranches;
    return isActive(run) || run.event != "push"_L1 || run.run.branch == workspace.branches.production
        || (!hotfix.isEmpty() && matchesGlob(hotfix, run.run.branch));
}

QList<WorkflowRow::Run> shownOf(const QList<RunFact> &runs, const QString &file, const workspace::Workspace &workspace)
{
    QList<WorkflowRow::Run> shown;
    for (const RunFact &run : runs) {
        if (run.file == file && isShown(run, workspace) && shown.size() < shownRuns)
            shown.prepend(run.run);
    }
    return shown;
}

QString nameOf(const QString &file, const Snapshot &snapshot, const QList<RunFact> &runs)
{
    const auto &head = snapshot.workflowFiles.value(file).value;
    if (head && !head->name.isEmpty())
        return head->name;
    const auto run = std::ranges::find_if(runs, [&file](const RunFact &fact) { return fact.file == file; });
    return run != runs.end() && !run->workflow.isEmpty() ? run->workflow : file;
}

/// "luna" of luna.loop.health, where a job or a title names it as a word.
QString appNamedIn(const QString &text, const workspace::Workspace &workspace)
{
    static const QRegularExpression notWord(u"[^a-z0-9-]+"_s);
    const QStringList words = text.toLower().split(notWord, Qt::SkipEmptyParts);
    for (const workspace::App &app : workspace.apps) {
        const QString brief = app.name.section(u'.', 0, 0);
        if (!brief.isEmpty() && words.contains(brief.toLower()))
            return brief;
    }
    return {};
}

QString atWork(const WorkflowRow &row, const workspace::Workspace &workspace, const Snapshot &snapshot)
{
    if (row.runs.isEmpty() || row.runs.last().status != Status::Running)
        return {};
    const WorkflowRow::Run &run = row.runs.last();
    const auto &active = snapshot.activeRuns.value(QString::number(run.id)).value;
    const QString job = active ? active->job : QString();
    const QString app = appNamedIn(job + u' ' + run.title, workspace);
    return app.isEmpty() ? job : app;
}

} // namespace

RunFact factOf(const github::Run &run)
{
    RunFact fact;
    fact.run.id = run.id;
    fact.run.number = run.number;
    fact.run.status = run.status();
    fact.run.title = run.title;
    fact.run.branch = run.branch;
    fact.run.startedAt = run.startedAt.isValid() ? run.startedAt : run.createdAt;
    fact.run.took = run.took();
    fact.run.page = run.page;
    fact.file = run.path.section(u'/', -1);
    fact.workflow = run.workflowName;
    fact.sha = run.sha.toLower();
    fact.event = run.event;
    fact.actor = run.triggeringActor.isEmpty() ? run.actor : run.triggeringActor;
    fact.commitTitle = run.commitMessage.section(u'\n', 0, 0);
    fact.commitAuthor = run.commitAuthor;
    fact.createdAt = run.createdAt;
    return fact;
}

QList<RunFact> mergeRuns(const QList<RunFact> &known, const QList<RunFact> &newer, qsizetype mostOfEach)
{
    QList<RunFact> merged;
    QSet<qint64> ids;
    for (const auto *list : {&newer, &known}) {
        for (const RunFact &run : *list) {
            if (ids.contains(run.run.id))
                continue;
            ids.insert(run.run.id);
            merged += run;
        }
    }
    std::ranges::stable_sort(merged, std::ranges::greater(), &RunFact::createdAt);
    QMap<QString, qsizetype> counts;
    merged.removeIf([&counts, mostOfEach](const RunFact &run) { return ++counts[run.file] > mostOfEach; });
    return merged;
}

bool isConnected(const QList<RunFact> &known, const QList<RunFact> &newer)
{
    if (known.isEmpty())
        return false;
    const qint64 newestKnown = known.first().run.id;
    return newer.isEmpty()
        || std::ranges::any_of(newer, [newestKnown](const RunFact &run) { return run.run.id == newestKnown; });
}

bool isActive(const RunFact &run)
{
    return run.run.status == Status::Queued || run.run.status == Status::Running || run.run.status == Status::Waiting;
}

QList<WorkflowRow> workflowRows(const workspace::Workspace &workspace, const Snapshot &snapshot, const QDateTime &now)
{
    const Fact<QList<RunFact>> runs = snapshot.runs.value(QString());
    const QList<RunFact> known = runs.value.value_or(QList<RunFact>());
    QList<WorkflowRow> rows;
    for (const QString &file : workspace.workflows) {
        WorkflowRow row;
        row.id = file;
        row.file = file;
        row.name = nameOf(file, snapshot, known);
        row.runs = shownOf(known, file, workspace);
        if (const auto &head = snapshot.workflowFiles.value(file).value) {
            row.trigger = head->trigger;
            row.triggerBrief = head->triggerBrief;
        }
        row.atWork = atWork(row, workspace, snapshot);
        row.freshness = aged(runs.freshness, now);
        rows += row;
    }
    return rows;
}

std::optional<milliseconds> usualDuration(const QList<RunFact> &runs, const QString &file)
{
    QList<milliseconds> took;
    for (const RunFact &run : runs) {
        if (run.file == file && run.run.status == Status::Success && run.run.took)
            took += *run.run.took;
    }
    if (took.isEmpty())
        return std::nullopt;
    std::ranges::sort(took);
    return took.at(took.size() / 2);
}

} // namespace slipway::overview
