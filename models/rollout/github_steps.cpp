// The steps that start, wait for, let through and hold workflow runs.
#include "rollout/github_runs.h"
#include "rollout/steps.h"

#include "github/gate_answers.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using base::Error;
using github::Approval;
using operations::Context;
using operations::Finding;
using operations::Outcome;
using operations::StepSpec;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::GithubSteps)
};

template<typename T>
using Answer = operations::Step::Answer<T>;

class RunStep final : public operations::Step
{
public:
    using Look = Answer<Finding> (*)(SharedGithub, Context);
    using Act = Answer<Outcome> (*)(SharedGithub, Context);
    RunStep(SharedGithub client, Look look, Act act, Act back = nullptr)
        : m_client(std::move(client))
        , m_look(look)
        , m_act(act)
        , m_back(back)
    { }
    Answer<Finding> inspect(Context context) override { return m_look(m_client, context); }
    Answer<Outcome> apply(Context context) override { return m_act(m_client, context); }
    Answer<Outcome> revert(Context context) override
    {
        return m_back ? m_back(m_client, context) : Step::revert(context);
    }

private:
    SharedGithub m_client;
    Look m_look;
    Act m_act;
    Act m_back;
};

QList<qint64> idsOf(const Context &context)
{
    QList<qint64> ids;
    const QJsonArray list = context.spec().input.value("environmentIds"_L1).toArray();
    for (const QJsonValue &id : list)
        ids.append(id.toInteger());
    return ids;
}

Outcome answered(const Context &context, const QString &who)
{
    const bool isApproved = context.spec().input.value("approve"_L1).toBool();
    const QString word = isApproved ? u"approved"_s : u"rejected"_s;
    const QString words = who.isEmpty() ? (isApproved ? Words::tr("Approved") : Words::tr("Rejected"))
        : isApproved                    ? Words::tr("%1 has approved it").arg(who)
                                        : Words::tr("%1 has rejected it").arg(who);
    return {{{u"answer"_s, word}, {u"run"_s, runOf(context)}}, words, {}};
}

/// What is known of gates that are no longer open.
struct Said {
    QList<Approval> answers;
    QStringList environments;
    qint64 attempt = 1;
    std::optional<QList<github::Job>> jobs;
};

Finding judge(const Context &context, const Said &said)
{
    const auto wanted =
        context.spec().input.value("approve"_L1).toBool() ? Approval::Answer::Approved : Approval::Answer::Rejected;
    QStringList who;
    for (const QString &name : said.environments) {
        const auto verdict = github::gateVerdict(said.answers, name, said.attempt, said.jobs);
        if (verdict.answer != wanted)
            return {Finding::State::Foreign, {{}, Words::tr("Somebody else closed the gate of %1.").arg(name), {}}};
        for (const Approval &word : verdict.words)
            who.append(word.user);
    }
    if (said.environments.isEmpty())
        return {Finding::State::Foreign, {{}, Words::tr("The run waits at none of these gates."), {}}};
    who.removeDuplicates();
    return {Finding::State::Done, answered(context, who.join(u", "_s))};
}

/// Approvals know environments by name alone.
Answer<QStringList> namesOf(SharedGithub client, github::RepositoryName repository, QList<qint64> ids,
                            std::stop_token stop)
{
    const auto environments = co_await client->environments(repository, stop);
    if (!environments)
        co_return std::unexpected(environments.error());
    QStringList names;
    for (const github::Environment &environment : *environments) {
        if (ids.contains(environment.id))
            names.append(environment.name);
    }
    co_return names;
}

Answer<Said> whatWasSaid(SharedGithub client, github::RepositoryName repository, qint64 run, QList<qint64> environments,
                         std::stop_token stop)
{
    Said said;
    const auto answers = co_await client->approvals(repository, run, stop);
    if (!answers)
        co_return std::unexpected(answers.error());
    said.answers = *answers;
    const auto names = co_await namesOf(client, repository, environments, stop);
    if (!names)
        co_return std::unexpected(names.error());
    said.environments = *names;
    const auto now = co_await client->run(repository, run, stop);
    if (!now)
        co_return std::unexpected(now.error());
    said.attempt = now->attempt;
    if (!github::needsJobs(said.answers, said.attempt))
        co_return said;
    const auto jobs = co_await client->jobs(repository, run, std::nullopt, stop);
    if (!jobs)
        co_return std::unexpected(jobs.error());
    said.jobs = *jobs;
    co_return said;
}

Answer<Finding> inspectReview(SharedGithub client, Context context)
{
    const auto repository = repositoryOf(context);
    if (!repository)
        co_return std::unexpected(repository.error());
    const auto open = co_await client->pendingDeployments(*repository, runOf(context), context.stop());
    if (!open)
        co_return std::unexpected(open.error());
    const QList<qint64> wanted = idsOf(context);
    const auto isOpen = [&wanted](const github::PendingDeployment &gate) {
        return wanted.contains(gate.environmentId);
    };
    if (std::ranges::any_of(*open, isOpen))
        co_return Finding{};
    const auto said = co_await whatWasSaid(client, *repository, runOf(context), wanted, context.stop());
    if (!said)
        co_return std::unexpected(said.error());
    co_return judge(context, *said);
}

Answer<Outcome> review(SharedGithub client, Context context)
{
    const auto before = co_await inspectReview(client, context);
    if (!before)
        co_return std::unexpected(before.error());
    if (before->state == Finding::State::Done)
        co_return before->outcome;
    if (before->state == Finding::State::Foreign)
        co_return std::unexpected(makeError(Error::Kind::Conflict, before->outcome.words,
                                            Words::tr("Refresh and look at what the run does now.")));
    const QJsonObject input = context.spec().input;
    const auto done = co_await client->reviewDeployments(*repositoryOf(context), runOf(context), idsOf(context),
                                                         input.value("approve"_L1).toBool(),
                                                         input.value("comment"_L1).toString(), context.stop());
    if (done)
        co_return answered(context, {});
    Error error = done.error();
    error.outcomeUnknown = error.outcomeUnknown || error.status >= 500;
    co_return std::unexpected(error);
}

struct Held {
    qint64 id = 0;
    QString file;
};

QList<Held> heldOf(const Context &context)
{
    QList<Held> list;
    const QJsonArray workflows = context.spec().input.value("workflows"_L1).toArray();
    for (const QJsonValue &workflow : workflows)
        list.append({workflow["id"_L1].toInteger(), workflow["file"_L1].toString()});
    return list;
}

Outcome switched(const QStringList &files, bool isOn)
{
    const QString names = files.join(u", "_s);
    const QString words = files.isEmpty() ? Words::tr("Slipway's own lock is held")
        : isOn                            ? Words::tr("%1 is switched on").arg(names)
                                          : Words::tr("Slipway's own lock is held, and %1 is switched off").arg(names);
    return {{{u"files"_s, QJsonArray::fromStringList(files)}}, words, {}};
}

Answer<Outcome> switchAll(SharedGithub client, Context context, bool isOn)
{
    const QList<Held> workflows = heldOf(context);
    const auto repository = repositoryOf(context);
    if (!repository && !workflows.isEmpty())
        co_return std::unexpected(repository.error());
    QStringList files;
    for (const Held &workflow : workflows) {
        const auto done = co_await client->setWorkflowEnabled(*repository, workflow.id, isOn, context.stop());
        if (!done)
            co_return std::unexpected(done.error());
        files.append(workflow.file);
    }
    co_return switched(files, isOn);
}

Answer<Outcome> hold(SharedGithub client, Context context)
{
    return switchAll(client, context, false);
}

Answer<Outcome> unhold(SharedGithub client, Context context)
{
    return switchAll(client, context, true);
}

Answer<Finding> inspectSwitches(SharedGithub client, Context context, bool isOn)
{
    const QList<Held> wanted = heldOf(context);
    if (wanted.isEmpty())
        co_return Finding{Finding::State::Done, switched({}, isOn)};
    const auto repository = repositoryOf(context);
    if (!repository)
        co_return std::unexpected(repository.error());
    const auto workflows = co_await client->workflows(*repository, context.stop());
    if (!workflows)
        co_return std::unexpected(workflows.error());
    QStringList files;
    for (const Held &held : wanted) {
        const auto found = std::ranges::find(*workflows, held.id, &github::Workflow::id);
        if (found != workflows->end() && (found->state == github::Workflow::State::Active) == isOn)
            files.append(held.file);
    }
    // Switching twice is switching once, so what is half done is simply done again.
    co_return files.size() == wanted.size() ? Finding{Finding::State::Done, switched(files, isOn)} : Finding{};
}

Answer<Finding> inspectHold(SharedGithub client, Context context)
{
    return inspectSwitches(client, context, false);
}

Answer<Finding> inspectUnhold(SharedGithub client, Context context)
{
    return inspectSwitches(client, context, true);
}

} // namespace

void registerGithubSteps(operations::Registry &registry, const Planner::Setup &setup)
{
    const SharedGithub client = setup.clients.github;
    if (!client)
        return;
    const auto add = [&registry, client](const QString &kind, RunStep::Look look, RunStep::Act act,
                                         RunStep::Act back = nullptr) {
        registry.add(kind, [client, look, act, back](const StepSpec &) {
            return std::make_unique<RunStep>(client, look, act, back);
        });
    };
    add(u"github.dispatch"_s, inspectDispatch, dispatch);
    add(u"github.wait-run"_s, inspectRun, waitForRun);
    add(u"github.review"_s, inspectReview, review);
    add(u"github.hold"_s, inspectHold, hold, unhold);
    add(u"github.unhold"_s, inspectUnhold, unhold);
}

} // namespace slipway::rollout
