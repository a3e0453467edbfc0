#include "expressions/contexts.h"

#include "expressions/letters.h"
#include "expressions/words.h"

#include <algorithm>
#include <array>

namespace slipway::expressions {

namespace {

using enum Type::Kind;

struct ContextFact {
    std::string_view name;
    const char *documentation;
};

// In the order of Context, which is that of the names.
constexpr std::array<ContextFact, contextCount> contextFacts = {{
    {"env", QT_TRANSLATE_NOOP("Expressions", "Variables that the workflow, the job or the step sets with `env`.")},
    {"github", QT_TRANSLATE_NOOP("Expressions", "The run and the event that started it.")},
    {"inputs", QT_TRANSLATE_NOOP("Expressions", "Inputs of a run started by hand or of a reusable workflow.")},
    {"job", QT_TRANSLATE_NOOP("Expressions", "The job that is running: its status, container and services.")},
    {"jobs", QT_TRANSLATE_NOOP("Expressions", "Jobs of a reusable workflow, for its outputs alone.")},
    {"matrix", QT_TRANSLATE_NOOP("Expressions", "The values of the matrix that this job has.")},
    {"needs", QT_TRANSLATE_NOOP("Expressions", "Results and outputs of the jobs that this one waits for.")},
    {"runner", QT_TRANSLATE_NOOP("Expressions", "The machine that runs the job.")},
    {"secrets", QT_TRANSLATE_NOOP("Expressions", "Secrets of the organisation, repository and environment.")},
    {"steps", QT_TRANSLATE_NOOP("Expressions", "Outputs and results of the job's earlier steps that have an id.")},
    {"strategy", QT_TRANSLATE_NOOP("Expressions", "How the jobs of the matrix are run.")},
    {"vars", QT_TRANSLATE_NOOP("Expressions", "Variables of the organisation, repository and environment.")},
}};

constexpr auto facts = std::to_array<PropertyFact>({
    {"github.action", String, QT_TRANSLATE_NOOP("Expressions", "Name of the running action, or id of the step.")},
    {"github.action_path", String, QT_TRANSLATE_NOOP("Expressions", "Folder of the running composite action.")},
    {"github.action_ref", String, QT_TRANSLATE_NOOP("Expressions", "Tag, branch or commit of the running action.")},
    {"github.action_repository", String, QT_TRANSLATE_NOOP("Expressions", "Owner and repository of the action.")},
    {"github.action_status", String, QT_TRANSLATE_NOOP("Expressions", "Result so far of a composite action.")},
    {"github.actor", String, QT_TRANSLATE_NOOP("Expressions", "Login of who started the first run.")},
    {"github.actor_id", String, QT_TRANSLATE_NOOP("Expressions", "Account number of who started the first run.")},
    {"github.api_url", String, QT_TRANSLATE_NOOP("Expressions", "Address of the REST API.")},
    {"github.artifact_cache_size_limit", Number, QT_TRANSLATE_NOOP("Expressions", "Limit of the cache, in GB.")},
    {"github.artifacts", String, QT_TRANSLATE_NOOP("Expressions", "File to which a step writes what it has built.")},
    {"github.artifacts_list", String, QT_TRANSLATE_NOOP("Expressions", "File that lists what the job has built.")},
    {"github.base_ref", String, QT_TRANSLATE_NOOP("Expressions", "Target branch of the pull request; else empty.")},
    {"github.env", String, QT_TRANSLATE_NOOP("Expressions", "File to which a step writes variables for later ones.")},
    {"github.event", Object, QT_TRANSLATE_NOOP("Expressions", "All that GitHub tells about the event.")},
    {"github.event_name", String, QT_TRANSLATE_NOOP("Expressions", "Name of the event that started the run.")},
    {"github.event_path", String, QT_TRANSLATE_NOOP("Expressions", "File on the runner with the whole event.")},
    {"github.graphql_url", String, QT_TRANSLATE_NOOP("Expressions", "Address of the GraphQL API.")},
    {"github.head_ref", String, QT_TRANSLATE_NOOP("Expressions", "Source branch of the pull request; else empty.")},
    {"github.job", String, QT_TRANSLATE_NOOP("Expressions", "Id of the running job; null outside of steps.")},
    {"github.job_workflow_sha", String,
     QT_TRANSLATE_NOOP("Expressions", "Commit of the called workflow; may be empty, unlike job.workflow_sha.")},
    {"github.output", String, QT_TRANSLATE_NOOP("Expressions", "File to which a step writes its outputs.")},
    {"github.path", String, QT_TRANSLATE_NOOP("Expressions", "File to which a step writes folders for PATH.")},
    {"github.ref", String, QT_TRANSLATE_NOOP("Expressions", "Full ref of the run, as in refs/heads/main.")},
    {"github.ref_name", String, QT_TRANSLATE_NOOP("Expressions", "Short name of the branch or tag.")},
    {"github.ref_protected", Boolean, QT_TRANSLATE_NOOP("Expressions", "Whether rules protect the branch or tag.")},
    {"github.ref_type", String, QT_TRANSLATE_NOOP("Expressions", "`branch` or `tag`.")},
    {"github.repository", String, QT_TRANSLATE_NOOP("Expressions", "Owner and name of the repository.")},
    {"github.repository_id", String, QT_TRANSLATE_NOOP("Expressions", "Number of the repository.")},
    {"github.repository_owner", String, QT_TRANSLATE_NOOP("Expressions", "Login of the repository's owner.")},
    {"github.repository_owner_id", String, QT_TRANSLATE_NOOP("Expressions", "Account number of the owner.")},
    {"github.repository_visibility", String, QT_TRANSLATE_NOOP("Expressions", "`public`, `internal` or `private`.")},
    {"github.repositoryUrl", String, QT_TRANSLATE_NOOP("Expressions", "Git address of the repository.")},
    {"github.retention_days", String, QT_TRANSLATE_NOOP("Expressions", "Days that logs and artifacts are kept.")},
    {"github.run_attempt", String, QT_TRANSLATE_NOOP("Expressions", "Attempt of this run, from 1.")},
    {"github.run_id", String, QT_TRANSLATE_NOOP("Expressions", "Number of the run; a re-run keeps it.")},
    {"github.run_number", String, QT_TRANSLATE_NOOP("Expressions", "Count of this workflow's runs, from 1.")},
    {"github.secret_source", String, QT_TRANSLATE_NOOP("Expressions", "Where the secrets come from.")},
    {"github.server_url", String, QT_TRANSLATE_NOOP("Expressions", "Address of the GitHub server.")},
    {"github.sha", String, QT_TRANSLATE_NOOP("Expressions", "Commit of the run.")},
    {"github.state", String, QT_TRANSLATE_NOOP("Expressions", "File to which an action writes its state.")},
    {"github.step_summary", String, QT_TRANSLATE_NOOP("Expressions", "File to which a step writes its summary.")},
    {"github.token", String, QT_TRANSLATE_NOOP("Expressions", "The job's token, same as secrets.GITHUB_TOKEN.")},
    {"github.triggering_actor", String, QT_TRANSLATE_NOOP("Expressions", "Login of who started this attempt.")},
    {"github.workflow", String, QT_TRANSLATE_NOOP("Expressions", "Name of the workflow, or its path.")},
    {"github.workflow_ref", String, QT_TRANSLATE_NOOP("Expressions", "Path of the workflow file with its ref.")},
    {"github.workflow_sha", String, QT_TRANSLATE_NOOP("Expressions", "Commit of the workflow file.")},
    {"github.workspace", String, QT_TRANSLATE_NOOP("Expressions", "Folder in which steps run.")},
    {"job.check_run_id", Number, QT_TRANSLATE_NOOP("Expressions", "Number of the job's check run.")},
    {"job.container", Object, QT_TRANSLATE_NOOP("Expressions", "The container in which the job runs.")},
    {"job.container.id", String, QT_TRANSLATE_NOOP("Expressions", "Id of the container.")},
    {"job.container.network", String, QT_TRANSLATE_NOOP("Expressions", "Id of the containers' network.")},
    {"job.services", Object, QT_TRANSLATE_NOOP("Expressions", "The service containers of the job.")},
    {"job.services.<id>.id", String, QT_TRANSLATE_NOOP("Expressions", "Id of the service's container.")},
    {"job.services.<id>.network", String, QT_TRANSLATE_NOOP("Expressions", "Id of the containers' network.")},
    {"job.services.<id>.ports", Object, QT_TRANSLATE_NOOP("Expressions", "Ports of the service by those inside.")},
    {"job.status", String, QT_TRANSLATE_NOOP("Expressions", "`success`, `failure` or `cancelled` so far.")},
    {"job.workflow_file_path", String, QT_TRANSLATE_NOOP("Expressions", "Path of the file that defines the job.")},
    {"job.workflow_ref", String, QT_TRANSLATE_NOOP("Expressions", "The file that defines the job, with its ref.")},
    {"job.workflow_repository", String, QT_TRANSLATE_NOOP("Expressions", "Repository of the file with the job.")},
    {"job.workflow_sha", String, QT_TRANSLATE_NOOP("Expressions", "Commit of the file that defines the job.")},
    {"jobs.<id>.outputs", Object, QT_TRANSLATE_NOOP("Expressions", "Outputs of the job.")},
    {"jobs.<id>.result", String, QT_TRANSLATE_NOOP("Expressions", "`success`, `failure`, `cancelled` or `skipped`.")},
    {"needs.<id>.outputs", Object, QT_TRANSLATE_NOOP("Expressions", "Outputs of the job.")},
    {"needs.<id>.result", String, QT_TRANSLATE_NOOP("Expressions", "`success`, `failure`, `cancelled` or `skipped`.")},
    {"runner.arch", String, QT_TRANSLATE_NOOP("Expressions", "`X86`, `X64`, `ARM` or `ARM64`.")},
    {"runner.debug", String, QT_TRANSLATE_NOOP("Expressions", "`1` when debug logging is on.")},
    {"runner.environment", String, QT_TRANSLATE_NOOP("Expressions", "`github-hosted` or `self-hosted`.")},
    {"runner.name", String, QT_TRANSLATE_NOOP("Expressions", "Name of the runner.")},
    {"runner.os", String, QT_TRANSLATE_NOOP("Expressions", "`Linux`, `Windows` or `macOS`.")},
    {"runner.temp", String, QT_TRANSLATE_NOOP("Expressions", "Folder that is emptied around each job.")},
    {"runner.tool_cache", String, QT_TRANSLATE_NOOP("Expressions", "Folder of the tools that come with the runner.")},
    {"runner.workspace", String, QT_TRANSLATE_NOOP("Expressions", "Folder above the one in which steps run.")},
    {"steps.<id>.conclusion", String, QT_TRANSLATE_NOOP("Expressions", "Result after continue-on-error.")},
    {"steps.<id>.outcome", String, QT_TRANSLATE_NOOP("Expressions", "Result before continue-on-error.")},
    {"steps.<id>.outputs", Object, QT_TRANSLATE_NOOP("Expressions", "Outputs of the step.")},
    {"strategy.fail-fast", Boolean, QT_TRANSLATE_NOOP("Expressions", "Whether one failed job cancels the others.")},
    {"strategy.job-index", Number, QT_TRANSLATE_NOOP("Expressions", "Place of this job in the matrix, from 0.")},
    {"strategy.job-total", Number, QT_TRANSLATE_NOOP("Expressions", "Number of jobs in the matrix.")},
    {"strategy.max-parallel", Number, QT_TRANSLATE_NOOP("Expressions", "Most jobs that run at once.")},
});

} // namespace

std::string_view nameOf(Context context)
{
    return contextFacts[static_cast<size_t>(context)].name;
}

std::optional<Context> findContext(std::string_view name)
{
    for (size_t at = 0; at < contextFacts.size(); ++at)
        if (sameName(contextFacts[at].name, name))
            return static_cast<Context>(at);
    return {};
}

QString documentationOf(Context context)
{
    return Words::tr(contextFacts[static_cast<size_t>(context)].documentation);
}

std::span<const PropertyFact> propertyFacts()
{
    return facts;
}

const PropertyFact *findProperty(std::string_view path)
{
    const auto found = std::ranges::find_if(facts, [path](const auto &fact) { return sameName(fact.path, path); });
    return found == facts.end() ? nullptr : &*found;
}

QString documentationOf(const PropertyFact &fact)
{
    return Words::tr(fact.documentation);
}

} // namespace slipway::expressions
