#include "approvals/queue.h"

#include "approvals/words.h"
#include "github/client.h"
#include "workspace/workspace.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals {

namespace {

/// Names under which an app may turn up in a job's or run's name.
QStringList namesOf(const workspace::App &app)
{
    QStringList names{app.id, app.name, app.id.section(u'.', 0, 0)};
    for (const workspace::Environment environment : workspace::environments()) {
        if (const auto &place = app.place(environment))
            names += {place->flyApp, place->vercelProject};
    }
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

bool names(const QString &text, const workspace::App &app)
{
    return std::ranges::any_of(namesOf(app), [&text](const QString &name) {
        const QRegularExpression word(u"(?<![\\w.-])"_s + QRegularExpression::escape(name) + u"(?![\\w-])"_s,
                                      QRegularExpression::CaseInsensitiveOption);
        return word.match(text).hasMatch();
    });
}

/// A job exists from when those before it ended, so at a gate it waits from then on.
QDateTime askedAt(const github::Run &run, const QList<github::Job> &jobs)
{
    QDateTime first;
    for (const github::Job &job : jobs) {
        if (job.phase == github::Phase::Waiting && job.createdAt && (!first.isValid() || *job.createdAt < first))
            first = *job.createdAt;
    }
    return first.isValid() ? first : run.updatedAt;
}

QString gravest(const QList<Gate> &gates)
{
    for (const workspace::Environment environment : workspace::environments()) {
        const QString id = workspace::environmentId(environment);
        if (std::ranges::any_of(gates, [&id](const Gate &gate) { return laneEnvironment(gate.environment) == id; }))
            return id;
    }
    return gates.isEmpty() ? QString() : gates.first().environment;
}

QString titleOf(const Waiting &what, const workspace::Workspace &workspace, const QString &workflow)
{
    const workspace::App *app = workspace.app(what.app);
    const QString name = app ? app->name : workflow;
    return what.isHotfix ? tr("Hotfix for %1").arg(name) : tr("Deploy %1").arg(name);
}

QCoro::Task<base::Result<std::optional<Waiting>>> askRun(Asking asking, github::Run run,
                                                         std::optional<QStringList> barsSelf, std::stop_token stop)
{
    auto jobs = asking.client->jobs(asking.repository, run.id, std::nullopt, stop);
    const auto pending = co_await asking.client->pendingDeployments(asking.repository, run.id, stop);
    const auto known = co_await std::move(jobs);
    if (!pending && pending.error().kind != base::Error::Kind::NotFound)
        co_return std::unexpected(pending.error());
    // Decided or deleted while we asked.
    if (!pending || pending->isEmpty())
        co_return std::optional<Waiting>();
    co_return std::optional(waitingOf(asking, run, known.value_or(QList<github::Job>()), *pending, barsSelf));
}

} // namespace

QString appOf(const workspace::Workspace &workspace, const github::Run &run, const QList<github::Job> &jobs)
{
    const QString file = run.path.section(u'/', -1);
    QList<const workspace::App *> apps;
    for (const workspace::App &app : workspace.apps) {
        if (!app.workflow.isEmpty() && app.workflow == file)
            apps += &app;
    }
    if (apps.size() == 1)
        return apps.first()->id;
    QString text = run.title + u' ' + run.branch;
    for (const github::Job &job : jobs) {
        if (job.phase == github::Phase::Waiting)
            text += u' ' + job.name;
    }
    apps.removeIf([&text](const workspace::App *app) { return !names(text, *app); });
    return apps.size() == 1 ? apps.first()->id : QString();
}

bool isHotfix(const workspace::Workspace &workspace, const QString &branch)
{
    const QString &glob = workspace.guardrails.hotfixBranches;
    // As GitHub's branch patterns: `*` does not cross a slash.
    return !glob.isEmpty() && QRegularExpression::fromWildcard(glob, Qt::CaseSensitive).match(branch).hasMatch();
}

Waiting waitingOf(const Asking &asking, const github::Run &run, const QList<github::Job> &jobs,
                  const QList<github::PendingDeployment> &pending, const std::optional<QStringList> &barsSelf)
{
    const workspace::Workspace &workspace = *asking.workspace;
    Standing standing = standingOf(run, asking.viewer);
    standing.barsSelf = barsSelf;
    Waiting what;
    what.repository = asking.repository.text();
    what.runId = run.id;
    what.runNumber = run.number;
    what.branch = run.branch;
    what.sha = run.sha;
    what.app = appOf(workspace, run, jobs);
    what.isHotfix = isHotfix(workspace, run.branch);
    what.subject = run.commitMessage.isEmpty() ? run.title : run.commitMessage.section(u'\n', 0, 0);
    what.requester = standing.initiators.value(standing.initiators.size() - 1);
    what.requesterName = workspace.personName(what.requester);
    what.askedAt = askedAt(run, jobs);
    for (const github::PendingDeployment &deployment : pending)
        what.gates += gateOf(deployment, workspace, standing);
    what.environment = gravest(what.gates);
    what.title = titleOf(what, workspace, run.workflowName);
    what.objection = objectionOf(what.gates, standing, asking.now);
    what.page = run.page;
    return what;
}

QCoro::Task<std::optional<QStringList>> selfBarred(Asking asking, std::stop_token stop)
{
    const auto environments = co_await asking.client->environments(asking.repository, stop);
    if (!environments)
        co_return std::nullopt;
    QStringList barred;
    for (const github::Environment &environment : *environments) {
        if (environment.preventsSelfReview)
            barred += environment.name;
    }
    co_return barred;
}

QCoro::Task<base::Result<QList<Waiting>>> askQueue(Asking asking, std::stop_token stop)
{
    github::RunFilter filter;
    filter.status = u"waiting"_s;
    const auto runs = co_await asking.client->runs(asking.repository, filter, stop);
    if (!runs)
        co_return std::unexpected(runs.error());
    QList<Waiting> list;
    if (runs->isEmpty())
        co_return list;
    const auto barsSelf = co_await selfBarred(asking, stop);
    std::vector<QCoro::Task<base::Result<std::optional<Waiting>>>> tasks;
    for (const github::Run &run : *runs)
        tasks.push_back(askRun(asking, run, barsSelf, stop));
    // A run that could not be read may wait: a list without it would say that it does not.
    std::optional<base::Error> failure;
    for (auto &task : tasks) {
        auto what = co_await std::move(task);
        if (!what)
            failure = what.error();
        else if (*what)
            list += **std::move(what);
    }
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    if (failure)
        co_return std::unexpected(*failure);
    std::ranges::sort(list, {}, &Waiting::askedAt);
    co_return list;
}

} // namespace slipway::approvals
