#include "workflow/scopes.h"

#include "expressions/letters.h"

#include <algorithm>

namespace slipway::workflow {

using expressions::Context;
using expressions::Type;

namespace {

constexpr std::string_view jobOutputs = "jobs.<job_id>.outputs.<output_id>";
constexpr std::string_view environmentUrl = "jobs.<job_id>.environment.url";

/// Places that are read when all steps are done.
bool isAfterSteps(std::string_view place)
{
    return place == jobOutputs || place == environmentUrl;
}

Type textsOf(const std::vector<Output> &outputs)
{
    Type::Properties properties;
    properties.reserve(outputs.size());
    for (const Output &output : outputs)
        properties.push_back({std::string(output.name()), Type::string()});
    return Type::strictObject(std::move(properties));
}

/// The path of a workflow of this repository, which `uses` may write as "$/…" too; empty for another repository's.
std::string localPath(std::string_view uses)
{
    if (uses.starts_with("./"))
        return std::string(uses);
    return uses.starts_with("$/") ? "." + std::string(uses.substr(1)) : std::string();
}

/// What a called workflow puts out; texts of any name when it cannot be read.
Type callOutputs(const Job &job, const Repository *repository)
{
    const std::string path = localPath(job.uses.text());
    if (repository && !path.empty()) {
        if (const auto called = repository->workflow(path)) {
            if (const Trigger *trigger = called->workflow().on.find("workflow_call"))
                return textsOf(trigger->outputs);
        }
    }
    return Type::map(Type::string());
}

Type outputsOf(const Job &job, const Repository *repository)
{
    if (job.isCall())
        return callOutputs(job, repository);
    if (job.outputs && !job.outputs.field.value.isMapping())
        return Type::map(Type::string());
    Type::Properties properties;
    for (const Field &output : job.outputs.entries)
        properties.push_back({std::string(output.name()), Type::string()});
    return Type::strictObject(std::move(properties));
}

/// A call that names its secrets brings no others. Those that GitHub makes are there always.
Type secretsType(const Triggers &on)
{
    const Trigger *call = on.find("workflow_call");
    if (!call || !call->secretsField)
        return expressions::builtInType(Context::Secrets);
    Type::Properties properties;
    for (const std::string_view own : {"ACTIONS_RUNNER_DEBUG", "ACTIONS_STEP_DEBUG", "GITHUB_TOKEN"})
        properties.push_back({std::string(own), Type::string()});
    for (const CallSecret &secret : call->secrets)
        properties.push_back({std::string(secret.name()), Type::string()});
    return Type::strictObject(std::move(properties));
}

} // namespace

Scopes::Scopes(const Workflow &workflow, const Repository *repository)
    : m_workflow(workflow)
    , m_repository(repository)
    , m_results(workflow.jobs.size())
{
    m_scope.set(Context::Inputs, inputsType(workflow.on));
    m_scope.set(Context::Github, githubType(workflow.on));
    m_scope.set(Context::Secrets, secretsType(workflow.on));
    enterJob(-1);
}

const expressions::Scope &Scopes::at(const ExpressionSite &site)
{
    setPlace(site);
    if (site.job != m_job)
        enterJob(site.job);
    if (m_job >= 0) {
        const bool isAll = isAfterSteps(site.place);
        const auto stepCount = static_cast<int>(m_workflow.jobs[std::size_t(m_job)].steps.size());
        addStepsUpTo(isAll ? stepCount : std::max(site.step, 0));
    } else if (site.place.starts_with("on.workflow_call.outputs") && !m_hasJobs) {
        m_scope.set(Context::Jobs, allJobs());
        m_hasJobs = true;
    }
    return m_scope;
}

void Scopes::setPlace(const ExpressionSite &site)
{
    if (!m_place.empty() && site.place.data() == m_place.data() && site.place.size() == m_place.size())
        return;
    m_place = site.place;
    const std::optional<expressions::Availability> availability = expressions::availability(site.place);
    m_isKnownPlace = availability.has_value();
    m_scope.set(availability.value_or(expressions::Availability()));
}

void Scopes::enterJob(int job)
{
    m_job = job;
    m_stepCount = 0;
    m_scope.set(Context::Steps, Type::strictObject());
    if (job < 0) {
        m_scope.set(Context::Needs, Type::strictObject());
        m_scope.set(Context::Matrix, Type::strictObject());
        return;
    }
    const Job &entered = m_workflow.jobs[std::size_t(job)];
    m_scope.set(Context::Needs, needsOf(entered));
    m_scope.set(Context::Matrix, matrixType(entered.strategy));
}

void Scopes::addStepsUpTo(int step)
{
    if (step < m_stepCount) {
        m_stepCount = 0;
        m_scope.set(Context::Steps, Type::strictObject());
    }
    const Job &job = m_workflow.jobs[std::size_t(m_job)];
    Type &steps = m_scope.type(Context::Steps);
    const auto add = [&](const Step &one) {
        if (one.id.isScalar() && !one.id.isNull() && !one.id.isDynamic())
            steps.setProperty(one.id.text(), expressions::stepType(stepOutputs(one, m_repository)));
    };
    for (; m_stepCount < step && m_stepCount < static_cast<int>(job.steps.size()); ++m_stepCount) {
        const Step &one = job.steps[std::size_t(m_stepCount)];
        add(one);
        forEachStep(one.steps, add);
    }
}

const Type &Scopes::resultOf(int job)
{
    std::optional<Type> &result = m_results[std::size_t(job)];
    if (!result)
        result = expressions::jobResultType(outputsOf(m_workflow.jobs[std::size_t(job)], m_repository));
    return *result;
}

Type Scopes::needsOf(const Job &job)
{
    if (job.needs.isDynamic())
        return Type::openObject();
    if (job.needs.isEmpty())
        return Type::strictObject();
    const auto isBefore = [](const std::pair<std::string, int> &one, std::string_view name) {
        return expressions::compareNames(one.first, name) < 0;
    };
    if (m_jobsByName.empty()) {
        for (std::size_t i = 0; i < m_workflow.jobs.size(); ++i)
            m_jobsByName.emplace_back(m_workflow.jobs[i].id(), static_cast<int>(i));
        std::ranges::stable_sort(m_jobsByName, [](const auto &one, const auto &other) {
            return expressions::compareNames(one.first, other.first) < 0;
        });
    }
    Type::Properties needs;
    for (const yaml::Node need : job.needs.items) {
        const auto found = std::lower_bound(m_jobsByName.begin(), m_jobsByName.end(), need.text(), isBefore);
        const bool isKnown = found != m_jobsByName.end() && expressions::sameName(found->first, need.text());
        needs.push_back({std::string(need.text()), isKnown ? resultOf(found->second) : Type::any()});
    }
    return Type::strictObject(std::move(needs));
}

Type Scopes::allJobs()
{
    Type::Properties jobs;
    for (std::size_t i = 0; i < m_workflow.jobs.size(); ++i)
        jobs.push_back({std::string(m_workflow.jobs[i].id()), resultOf(static_cast<int>(i))});
    return Type::strictObject(std::move(jobs));
}

} // namespace slipway::workflow
