#include "expressions/availability.h"

#include <algorithm>
#include <array>

namespace slipway::expressions {

namespace {

using enum Context;

constexpr ContextSet run = {Github, Inputs, Vars};
constexpr ContextSet runAndSecrets = {Github, Inputs, Vars, Secrets};
constexpr ContextSet beforeMatrix = {Github, Inputs, Vars, Needs};
constexpr ContextSet job = {Github, Inputs, Vars, Needs, Strategy, Matrix};
constexpr ContextSet jobAndSecrets = {Github, Inputs, Vars, Needs, Strategy, Matrix, Secrets};
constexpr ContextSet jobAndEnv = {Github, Inputs, Vars, Needs, Strategy, Matrix, Env};
constexpr ContextSet credentials = {Github, Inputs, Vars, Needs, Strategy, Matrix, Env, Secrets};
constexpr ContextSet onRunner = {Github, Inputs, Vars, Needs, Strategy, Matrix, Env, Secrets, Job, Runner};
constexpr ContextSet stepNoSecrets = {Github, Inputs, Vars, Needs, Strategy, Matrix, Env, Steps, Job, Runner};
constexpr ContextSet step = {Github, Inputs, Vars, Needs, Strategy, Matrix, Env, Secrets, Steps, Job, Runner};
constexpr ContextSet actionStep = {Github, Inputs, Strategy, Matrix, Env, Steps, Job, Runner};

struct Row {
    std::string_view key;
    Availability availability;
};

constexpr auto noFunction = SpecialFunctions::None;
constexpr auto hash = SpecialFunctions::HashFiles;

constexpr auto rows = std::to_array<Row>({
    {"concurrency", {run, noFunction}},
    {"env", {runAndSecrets, noFunction}},
    {"jobs.<job_id>.concurrency", {job, noFunction}},
    {"jobs.<job_id>.container", {job, noFunction}},
    {"jobs.<job_id>.container.credentials", {credentials, noFunction}},
    {"jobs.<job_id>.container.env.<env_id>", {onRunner, noFunction}},
    {"jobs.<job_id>.container.image", {job, noFunction}},
    {"jobs.<job_id>.continue-on-error", {job, noFunction}},
    {"jobs.<job_id>.defaults.run", {jobAndEnv, noFunction}},
    {"jobs.<job_id>.env", {jobAndSecrets, noFunction}},
    {"jobs.<job_id>.environment", {job, noFunction}},
    {"jobs.<job_id>.environment.url", {stepNoSecrets, noFunction}},
    {"jobs.<job_id>.if", {beforeMatrix, SpecialFunctions::Status, true}},
    {"jobs.<job_id>.name", {job, noFunction}},
    {"jobs.<job_id>.outputs.<output_id>", {step, noFunction}},
    {"jobs.<job_id>.runs-on", {job, noFunction}},
    {"jobs.<job_id>.secrets.<secrets_id>", {jobAndSecrets, noFunction}},
    {"jobs.<job_id>.services", {job, noFunction}},
    {"jobs.<job_id>.services.<service_id>.credentials", {credentials, noFunction}},
    {"jobs.<job_id>.services.<service_id>.env.<env_id>", {onRunner, noFunction}},
    {"jobs.<job_id>.snapshot.if", {job, noFunction}},
    {"jobs.<job_id>.steps.continue-on-error", {step, hash}},
    {"jobs.<job_id>.steps.env", {step, hash}},
    {"jobs.<job_id>.steps.if", {stepNoSecrets, SpecialFunctions::All}},
    {"jobs.<job_id>.steps.name", {step, hash}},
    {"jobs.<job_id>.steps.run", {step, hash}},
    {"jobs.<job_id>.steps.timeout-minutes", {step, hash}},
    {"jobs.<job_id>.steps.with", {step, hash}},
    {"jobs.<job_id>.steps.working-directory", {step, hash}},
    {"jobs.<job_id>.strategy", {beforeMatrix, noFunction}},
    {"jobs.<job_id>.timeout-minutes", {job, noFunction}},
    {"jobs.<job_id>.with.<with_id>", {job, noFunction}},
    {"on.workflow_call.inputs.<inputs_id>.default", {run, noFunction}},
    {"on.workflow_call.outputs.<output_id>.value", {{Github, Inputs, Vars, Jobs}, noFunction}},
    {"outputs.<output_id>.value", {actionStep, noFunction}},
    {"run-name", {run, noFunction}},
    {"runs.steps", {actionStep, hash}},
    {"runs.steps.if", {actionStep, SpecialFunctions::All}},
});
static_assert(std::ranges::is_sorted(rows, {}, &Row::key));

} // namespace

bool Availability::allows(Function function) const
{
    if (function == Function::HashFiles)
        return functions == SpecialFunctions::HashFiles || functions == SpecialFunctions::All;
    return !isStatusFunction(function) || functions == SpecialFunctions::Status || functions == SpecialFunctions::All;
}

std::optional<Availability> availability(std::string_view key)
{
    for (;;) {
        const auto found = std::ranges::lower_bound(rows, key, {}, &Row::key);
        if (found != rows.end() && found->key == key)
            return found->availability;
        const auto dot = key.rfind('.');
        if (dot == std::string_view::npos)
            return {};
        key = key.substr(0, dot);
    }
}

std::vector<std::string_view> availabilityKeys()
{
    std::vector<std::string_view> keys;
    for (const Row &row : rows)
        keys.push_back(row.key);
    return keys;
}

} // namespace slipway::expressions
