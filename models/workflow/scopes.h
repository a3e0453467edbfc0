#pragma once

#include "expressions/scope.h"
#include "workflow/expression_sites.h"
#include "workflow/repository.h"

#include <optional>
#include <string_view>
#include <vector>

namespace slipway::workflow {

/// What the expressions of one workflow find at their places: its own inputs, secrets, matrices, steps, needs and jobs,
/// as far as the file says. Computed when first asked for, a job at a time.
///
/// Refers to the workflow and the repository, which must live as long. For one thread at a time.
class Scopes
{
public:
    /// `repository` says what local actions and workflows put out; without it their outputs can be any.
    explicit Scopes(const Workflow &workflow, const Repository *repository = nullptr);

    /// What is to be had at `site`. Fast when asked in the order of the sites. Valid until the next call.
    const expressions::Scope &at(const ExpressionSite &site);
    /// Whether an expression may stand at all where `at` was last asked.
    bool isKnownPlace() const { return m_isKnownPlace; }

private:
    void enterJob(int job);
    void addStepsUpTo(int step);
    void setPlace(const ExpressionSite &site);
    const expressions::Type &resultOf(int job);
    expressions::Type needsOf(const Job &job);
    expressions::Type allJobs();

    const Workflow &m_workflow;
    const Repository *m_repository;
    expressions::Scope m_scope;
    std::vector<std::optional<expressions::Type>> m_results;
    std::vector<std::pair<std::string, int>> m_jobsByName;
    int m_job = -1;
    int m_stepCount = 0;
    bool m_hasJobs = false;
    std::string_view m_place;
    bool m_isKnownPlace = true;
};

/// What `matrix` is in a job: an object of its rows and of what `include` adds; open where an expression decides.
expressions::Type matrixType(const Strategy &strategy);

/// What `inputs` is: those of `workflow_dispatch` and of `workflow_call`.
expressions::Type inputsType(const Triggers &on);

/// What `github` is: as everywhere, but for `github.event.inputs` of a workflow that a person starts.
expressions::Type githubType(const Triggers &on);

/// What a step puts out, as far as its action is known.
expressions::Type stepOutputs(const Step &step, const Repository *repository);

} // namespace slipway::workflow
