#include "rollout/github_runs.h"

#include "rollout/polling.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using base::Error;
using github::Conclusion;
using github::RepositoryName;
using github::Run;
using operations::Context;
using operations::Finding;
using operations::Outcome;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::GithubRuns)
};

template<typename T>
using Answer = operations::Step::Answer<T>;

constexpr std::chrono::minutes appears{1};

Outcome started(const Run &run)
{
    return {{{u"run"_s, run.id}, {u"number"_s, run.number}, {u"page"_s, run.page.toString()}},
            run.number > 0 ? Words::tr("Run #%1 has started").arg(run.number) : Words::tr("The run has started"),
            {}};
}

QString echoOf(const Context &context)
{
    const bool hasEcho = !context.spec().input.value("echoInput"_L1).toString().isEmpty();
    return hasEcho ? context.operationId() : QString();
}

Answer<OwnRun> findOwn(SharedGithub client, Context context)
{
    const QJsonObject input = context.spec().input;
    const auto repository = repositoryOf(context);
    if (!repository)
        co_return std::unexpected(repository.error());
    github::RunFilter filter;
    filter.workflow = input.value("workflow"_L1).toString();
    filter.event = u"workflow_dispatch"_s;
    filter.perPage = 30;
    const auto runs = co_await client->runs(*repository, filter, context.stop());
    if (!runs)
        co_return std::unexpected(runs.error());
    co_return ownRun(*runs, input, echoOf(context));
}

Error severalRuns()
{
    auto error = makeError(Error::Kind::Conflict,
                           Words::tr("Several runs were started at the same time; GitHub did not "
                                     "say which one is this one."),
                           Words::tr("Look at them on the Pipelines page. Nothing is started again."));
    error.outcomeUnknown = true;
    return error;
}

/// For a person to look at: GitHub may still start it, so nothing is asked for again by itself.
Error noRun()
{
    return makeError(Error::Kind::Timeout, Words::tr("GitHub took the wish, but no run showed up in a minute."),
                     Words::tr("Look at the Pipelines page before you try again."));
}

/// GitHub said nothing of the run: it must show up in the list.
Answer<Outcome> awaitOwn(SharedGithub client, Context context)
{
    const milliseconds begun = context.clock().elapsed();
    while (context.clock().elapsed() - begun < appears) {
        const auto own = co_await findOwn(client, context);
        if (!own)
            co_return std::unexpected(own.error());
        if (own->state == OwnRun::State::Found)
            co_return started(own->run);
        if (own->state == OwnRun::State::Several)
            co_return std::unexpected(severalRuns());
        context.tell(Words::tr("Waits for the run to show up"));
        if (const auto slept = co_await base::sleep(context.clock(), std::chrono::seconds(2), context.stop()); !slept)
            co_return std::unexpected(slept.error());
    }
    co_return std::unexpected(noRun());
}

/// Whether the branch is where it was when the plan was made; only plans that hang on it say where.
QCoro::Task<base::Done> checkBranch(SharedGithub client, RepositoryName repository, QJsonObject input,
                                    std::stop_token stop)
{
    const QString sha = input.value("sha"_L1).toString();
    const QString ref = input.value("ref"_L1).toString();
    if (sha.isEmpty())
        co_return base::Done{};
    const auto branch = co_await client->branch(repository, ref, stop);
    if (!branch)
        co_return std::unexpected(branch.error());
    if (branch->sha == sha)
        co_return base::Done{};
    co_return std::unexpected(makeError(Error::Kind::Conflict,
                                        Words::tr("%1 has moved since the plan was made.").arg(ref),
                                        Words::tr("Nothing was started. Close this operation and plan anew.")));
}

QMap<QString, QString> inputsOf(const Context &context)
{
    QMap<QString, QString> values;
    const QJsonObject inputs = context.spec().input.value("inputs"_L1).toObject();
    for (auto input = inputs.begin(); input != inputs.end(); ++input)
        values.insert(input.key(), input->toString());
    if (const QString echo = context.spec().input.value("echoInput"_L1).toString(); !echo.isEmpty())
        values.insert(echo, context.operationId());
    return values;
}

Answer<Run> askRun(SharedGithub client, Context context)
{
    const std::stop_token stop = context.stop();
    const auto repository = repositoryOf(context);
    if (!repository)
        co_return std::unexpected(repository.error());
    const RepositoryName name = *repository;
    const qint64 id = runOf(context);
    co_return co_await patiently<Run>(context.sharedClock(), stop,
                                      [client, name, id, stop] { return client->run(name, id, stop); });
}

Outcome ended(const Run &run)
{
    return {{{u"run"_s, run.id}, {u"conclusion"_s, run.conclusion.text}, {u"page"_s, run.page.toString()}},
            Words::tr("Run #%1 succeeded").arg(run.number),
            {}};
}

/// "Run migrations: Apply migration"; empty when nothing failed.
QString failedStep(const QList<github::Job> &jobs)
{
    for (const github::Job &job : jobs) {
        if (job.status() != base::Status::Failure)
            continue;
        const auto step = std::ranges::find(job.steps, base::Status::Failure, &github::Step::status);
        return step == job.steps.end() ? job.name : job.name + u": "_s + step->name;
    }
    return {};
}

Error failure(const Run &run, const QList<github::Job> &jobs)
{
    const QString where = failedStep(jobs);
    const QString number = QString::number(run.number);
    const QString message = run.conclusion == Conclusion::Cancelled ? Words::tr("Run #%1 was cancelled.").arg(number)
        : where.isEmpty()                                           ? Words::tr("Run #%1 failed.").arg(number)
                          : Words::tr("Run #%1 failed in “%2”.").arg(number, where);
    return makeError(Error::Kind::InvalidInput, message, Words::tr("Read its log on the Pipelines page."));
}

/// Who may let it go on: "Waits for approval: production, by priya-nair or mina-okafor".
QString gateWords(const QList<github::PendingDeployment> &gates)
{
    QStringList lines;
    for (const github::PendingDeployment &gate : gates) {
        QStringList names;
        for (const github::Reviewer &reviewer : gate.reviewers)
            names.append(reviewer.name);
        lines.append(names.isEmpty() ? gate.environment
                                     : Words::tr("%1, by %2").arg(gate.environment, names.join(Words::tr(" or "))));
    }
    return lines.isEmpty() ? Words::tr("Waits for its environment's rules")
                           : Words::tr("Waits for approval: %1").arg(lines.join(u"; "_s));
}

void tellSteps(const Context &context, const QList<github::Job> &jobs)
{
    qsizetype total = 0;
    qsizetype over = 0;
    QString current;
    for (const github::Job &job : jobs) {
        total += std::max<qsizetype>(job.steps.size(), 1);
        over += std::ranges::count(job.steps, github::Phase::Completed,
                                   [](const github::Step &step) { return step.phase.meaning; });
        for (const github::Step &step : job.steps) {
            if (step.phase == github::Phase::InProgress)
                current = job.name + u": "_s + step.name;
        }
    }
    context.tell(current.isEmpty() ? Words::tr("Waits for a runner") : current,
                 total > 0 ? static_cast<double>(over) / static_cast<double>(total) : -1);
}

/// What goes on, in words. Where GitHub cannot say, the next look may.
QCoro::Task<> tellProgress(SharedGithub client, Context context, RepositoryName repository, Run run)
{
    if (run.phase == github::Phase::Waiting) {
        const auto gates = co_await client->pendingDeployments(repository, run.id, context.stop());
        if (gates)
            context.tell(gateWords(*gates));
        co_return;
    }
    const auto jobs = co_await client->jobs(repository, run.id, std::nullopt, context.stop());
    if (jobs)
        tellSteps(context, *jobs);
}

Answer<Outcome> verdictOn(SharedGithub client, Context context, RepositoryName repository, Run run)
{
    if (run.conclusion == Conclusion::Success)
        co_return ended(run);
    const auto jobs = co_await client->jobs(repository, run.id, std::nullopt, context.stop());
    co_return std::unexpected(failure(run, jobs.value_or(QList<github::Job>())));
}

} // namespace

base::Result<RepositoryName> repositoryOf(const Context &context)
{
    const QString name = context.spec().input.value("repository"_L1).toString();
    if (const auto repository = RepositoryName::fromText(name))
        return *repository;
    return std::unexpected(makeError(Error::Kind::InvalidInput, Words::tr("“%1” is no repository.").arg(name),
                                     Words::tr("Name it as owner/name in slipway.yaml.")));
}

qint64 runOf(const Context &context)
{
    const QJsonObject &input = context.spec().input;
    const QString starter = input.value("runFrom"_L1).toString();
    return starter.isEmpty() ? input.value("run"_L1).toInteger()
                             : context.outputOf(starter).value("run"_L1).toInteger();
}

OwnRun ownRun(const QList<Run> &runs, const QJsonObject &input, const QString &echo)
{
    const qint64 last = input.value("lastRun"_L1).toInteger();
    const QString ref = input.value("ref"_L1).toString();
    const QString login = input.value("login"_L1).toString();
    QList<Run> candidates;
    for (const Run &run : runs) {
        const bool isOurs = run.id > last && (run.branch.isEmpty() || run.branch == ref)
            && (login.isEmpty() || run.actor.isEmpty() || run.actor == login);
        if (isOurs && !echo.isEmpty() && run.title.contains(echo))
            return {OwnRun::State::Found, run};
        if (isOurs && echo.isEmpty())
            candidates.append(run);
    }
    if (candidates.isEmpty())
        return {};
    return {candidates.size() == 1 ? OwnRun::State::Found : OwnRun::State::Several, candidates.first()};
}

Answer<Finding> inspectDispatch(SharedGithub client, Context context)
{
    // A run that is there before the first try was started by somebody else, however alike it looks.
    if (!context.wasTried() && echoOf(context).isEmpty())
        co_return Finding{};
    const auto own = co_await findOwn(client, context);
    if (!own)
        co_return std::unexpected(own.error());
    switch (own->state) {
    case OwnRun::State::Found: co_return Finding{Finding::State::Done, started(own->run)};
    case OwnRun::State::Several: co_return Finding{Finding::State::Foreign, {{}, severalRuns().message, {}}};
    case OwnRun::State::None: break;
    }
    co_return Finding{};
}

Answer<Outcome> dispatch(SharedGithub client, Context context)
{
    const QJsonObject input = context.spec().input;
    const auto repository = repositoryOf(context);
    if (!repository)
        co_return std::unexpected(repository.error());
    const auto checked = co_await checkBranch(client, *repository, input, context.stop());
    if (!checked)
        co_return std::unexpected(checked.error());
    const auto told = co_await client->dispatch(*repository, input.value("workflow"_L1).toString(),
                                                input.value("ref"_L1).toString(), inputsOf(context), context.stop());
    if (!told) {
        Error error = told.error();
        error.outcomeUnknown = error.outcomeUnknown || error.status >= 500;
        co_return std::unexpected(error);
    }
    if (!*told)
        co_return co_await awaitOwn(client, context);
    const qint64 id = **told;
    const auto run = co_await patiently<Run>(
        context.sharedClock(), context.stop(),
        [client, repository = *repository, id, stop = context.stop()] { return client->run(repository, id, stop); });
    Run known;
    known.id = id;
    // The run has begun, whether GitHub shows it by now or not.
    co_return started(run.value_or(known));
}

Answer<Finding> inspectRun(SharedGithub client, Context context)
{
    const auto run = co_await askRun(client, context);
    if (!run)
        co_return std::unexpected(run.error());
    const bool isDone = run->isCompleted() && run->conclusion == Conclusion::Success;
    co_return isDone ? Finding{Finding::State::Done, ended(*run)} : Finding{};
}

Answer<Outcome> waitForRun(SharedGithub client, Context context)
{
    const auto repository = repositoryOf(context);
    if (!repository)
        co_return std::unexpected(repository.error());
    const milliseconds begun = context.clock().elapsed();
    for (;;) {
        const auto run = co_await askRun(client, context);
        if (!run)
            co_return std::unexpected(run.error());
        if (run->isCompleted())
            co_return co_await verdictOn(client, context, *repository, *run);
        co_await tellProgress(client, context, *repository, *run);
        // A look costs GitHub's allowance: not more often than every 5 s.
        const milliseconds pause =
            std::max<milliseconds>(pollDelay(context.clock().elapsed() - begun), std::chrono::seconds(5));
        if (const auto slept = co_await base::sleep(context.clock(), pause, context.stop()); !slept)
            co_return std::unexpected(slept.error());
    }
}

} // namespace slipway::rollout
