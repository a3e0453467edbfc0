#include "workflow/evaluation.h"

#include "expressions/condition.h"
#include "expressions/lexer.h"
#include "workflow/needs.h"
#include "yaml/scalars.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::workflow {

namespace {

using expressions::Context;
using expressions::Given;
using expressions::RunState;
using expressions::Value;

QString tr(const char *text)
{
    return QCoreApplication::translate("workflow::Evaluation", text);
}

QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

Value githubOf(const Workflow &workflow, const Event &event)
{
    Value::Members members = {{"event_name", event.name}};
    const auto add = [&members](const char *name, Value value) { members.emplace_back(name, std::move(value)); };
    if (!event.repository.empty())
        add("repository", event.repository);
    if (!event.actor.empty())
        add("actor", event.actor);
    if (workflow.name)
        add("workflow", workflow.name.text());
    const bool isPullRequest = event.name.starts_with("pull_request");
    if (event.tag || (event.branch && !isPullRequest)) {
        const std::string &name = event.tag ? *event.tag : *event.branch;
        add("ref", (event.tag ? "refs/tags/" : "refs/heads/") + name);
        add("ref_name", name);
        add("ref_type", event.tag ? "tag" : "branch");
    }
    if (!isPullRequest) {
        add("base_ref", "");
        add("head_ref", "");
    } else if (event.baseBranch) {
        add("base_ref", *event.baseBranch);
    }
    if (isPullRequest && event.branch)
        add("head_ref", *event.branch);
    Value::Members payload;
    if (!event.type.empty())
        payload.emplace_back("action", event.type);
    if (!event.cron.empty())
        payload.emplace_back("schedule", event.cron);
    add("event", Value::partialObject(std::move(payload)));
    return Value::partialObject(std::move(members));
}

Value typedInput(const Input &input, std::string_view text)
{
    const std::string_view type = input.type.text();
    if (type == "boolean")
        return text == "true";
    if (type == "number")
        return expressions::parseNumber(text);
    return text;
}

Value inputsOf(const Workflow &workflow, const Event &event)
{
    const Trigger *trigger = workflow.on.find(event.name);
    Value::Members members;
    if (!trigger)
        return Value::object({});
    for (const Input &input : trigger->inputs) {
        const auto given = event.inputs.find(input.name());
        std::string name(input.name());
        if (given != event.inputs.end())
            members.emplace_back(std::move(name), typedInput(input, given->second));
        else if (input.defaultValue.isDynamic())
            members.emplace_back(std::move(name), Value::unknown());
        else
            members.emplace_back(std::move(name), typedInput(input, input.defaultValue.text()));
    }
    return Value::object(std::move(members));
}

void addEnv(const Map &env, Value::Members &members)
{
    for (const Field &entry : env.entries) {
        std::string name(entry.name());
        members.emplace_back(std::move(name), entry.isDynamic() ? Value::unknown() : Value(entry.text()));
    }
}

Given givenOutside(const Workflow &workflow, const Event &event)
{
    Given given;
    given.set(Context::Github, githubOf(workflow, event));
    given.set(Context::Inputs, inputsOf(workflow, event));
    return given;
}

/// `step` may be null.
Value envOf(const Workflow &workflow, const Job &job, const Step *step)
{
    Value::Members members;
    addEnv(workflow.env, members);
    addEnv(job.env, members);
    if (step)
        addEnv(step->env, members);
    return Value::partialObject(std::move(members));
}

QString dependsOn(std::string_view text, const std::vector<expressions::Range> &unknowns)
{
    if (unknowns.empty())
        return tr("It depends on how the jobs before it end.");
    const expressions::Range part = unknowns.front();
    return tr("It depends on %1.").arg(shown(text.substr(part.begin, part.size())));
}

Verdict decide(std::string_view condition, const Given &given)
{
    const auto decision = expressions::evaluateCondition(condition, given);
    if (!decision)
        return {Answer::Unknown, decision.error().message};
    switch (decision->answer) {
    case expressions::Decision::Answer::Runs:
        return {Answer::Yes, condition.empty() ? QString() : tr("Its condition holds.")};
    case expressions::Decision::Answer::DoesNotRun: return {Answer::No, tr("Its condition does not hold.")};
    case expressions::Decision::Answer::Unknown: break;
    }
    return {Answer::Unknown, dependsOn(condition, decision->unknowns)};
}

/// Jobs in the order in which they could run, each knowing what those before it do.
class Forecast
{
public:
    Forecast(const Workflow &workflow, const Event &event)
        : m_workflow(workflow)
        , m_needs(workflow)
        , m_verdicts(workflow.jobs.size(), cyclic())
        , m_given(givenOutside(workflow, event))
    { }

    std::vector<JobOutlook> jobs()
    {
        for (const int job : m_needs.order())
            m_verdicts[std::size_t(job)] = verdictOf(job);
        std::vector<JobOutlook> all;
        for (std::size_t at = 0; at < m_verdicts.size(); ++at) {
            const bool runs = m_verdicts[at].answer != Answer::No;
            all.push_back({int(at), m_verdicts[at], runs ? stepsOf(m_workflow.jobs[at]) : std::vector<StepOutlook>()});
        }
        return all;
    }

private:
    static Verdict cyclic() { return {Answer::No, tr("It waits for itself, by a cycle of needs.")}; }

    Verdict verdictOf(int job) const
    {
        const std::string_view condition = m_workflow.jobs[std::size_t(job)].condition.text();
        Given given = m_given;
        given.state = RunState::Success;
        Value::Members results;
        std::optional<int> skipped;
        for (const Needs::Need &need : m_needs.of(std::size_t(job))) {
            const Answer answer = m_verdicts[std::size_t(need.job)].answer;
            results.emplace_back(m_workflow.jobs[std::size_t(need.job)].id(), resultOf(answer));
            if (answer == Answer::No)
                skipped = need.job;
            if (answer == Answer::Unknown)
                given.state = RunState::Unknown;
        }
        given.set(Context::Needs, Value::object(std::move(results)));
        return skipped ? afterSkipped(condition, given, *skipped) : decide(condition, given);
    }

    /// A job behind one that is skipped is skipped, unless its condition asks for the state and holds all the same.
    Verdict afterSkipped(std::string_view condition, Given given, int skipped) const
    {
        const expressions::Range inner = expressions::conditionOf(condition).inner;
        const auto ast = expressions::parse(condition.substr(inner.begin, inner.size()));
        if (!ast || !expressions::asksForStatus(*ast)) {
            return {Answer::No,
                    tr("%1, which it needs, does not run.").arg(shown(m_workflow.jobs[std::size_t(skipped)].id()))};
        }
        given.state = RunState::Success;
        const Verdict ifGood = decide(condition, given);
        given.state = RunState::Failure;
        const Verdict ifBad = decide(condition, given);
        if (ifGood.answer == ifBad.answer)
            return ifGood;
        return {Answer::Unknown, dependsOn({}, {})};
    }

    static Value resultOf(Answer answer)
    {
        Value::Members members;
        if (answer != Answer::Unknown)
            members.emplace_back("result", answer == Answer::Yes ? "success" : "skipped");
        return Value::partialObject(std::move(members));
    }

    std::vector<StepOutlook> stepsOf(const Job &job) const
    {
        std::vector<StepOutlook> all;
        for (std::size_t at = 0; at < job.steps.size(); ++at) {
            const Step &step = job.steps[at];
            if (!step.condition)
                continue;
            Given given = m_given;
            given.state = RunState::Success;
            given.set(Context::Env, envOf(m_workflow, job, &step));
            all.push_back({int(at), decide(step.condition.text(), given)});
        }
        return all;
    }

    const Workflow &m_workflow;
    const Needs m_needs;
    std::vector<Verdict> m_verdicts;
    Given m_given;
};

} // namespace

Outlook outlook(const Document &document, const Event &event)
{
    Outlook result;
    result.starts = wouldStart(document, event);
    if (result.starts.answer != Answer::No)
        result.jobs = Forecast(document.workflow(), event).jobs();
    return result;
}

expressions::Given givenFor(const Document &document, const Event &event, int job, int step)
{
    const Workflow &workflow = document.workflow();
    Given given = givenOutside(workflow, event);
    given.state = RunState::Success;
    if (job < 0 || job >= std::ssize(workflow.jobs))
        return given;
    const Job &owner = workflow.jobs[std::size_t(job)];
    const bool hasStep = step >= 0 && step < std::ssize(owner.steps);
    given.set(Context::Env, envOf(workflow, owner, hasStep ? &owner.steps[std::size_t(step)] : nullptr));
    return given;
}

} // namespace slipway::workflow
