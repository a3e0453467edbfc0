#include "common_shapes.h"
#include "sorted.h"
#include "syntax/shape.h"

namespace slipway::syntax {

namespace {

constexpr Forms textOrMap = Form::Text | Form::Map;
constexpr Expressions allowed = Expressions::Allowed;

constexpr Shape texts{
    .name = "list of texts", .forms = Form::List, .expressions = allowed, .items = &text, .mayBeEmpty = true};
constexpr Shape needs{.name = "`needs`", .forms = Form::Text | Form::List, .items = &plainText};

constexpr Shape labels{.name = "`labels`", .forms = Form::Text | Form::List, .expressions = allowed, .items = &text};
constexpr Key runsOnKeys[] = {
    {"group", &text, "The runner group to take a machine from."},
    {"labels", &labels, "Labels that the machine must have, all of them."},
};
constexpr Shape runsOn{.name = "`runs-on`",
                       .forms = Form::Text | Form::List | Form::Map,
                       .expressions = allowed,
                       .items = &text,
                       .keys = runsOnKeys};

constexpr Key environmentKeys[] = {
    {"deployment", &boolean, "`false` uses the environment's secrets and rules without recording a deployment."},
    {"name", &text, "The environment's name.", true},
    {"url", &text, "Where the result can be seen."},
};
static_assert(isSorted(environmentKeys));

constexpr Key runDefaultKeys[] = {
    {"shell", &text, "Shell of the job's steps that name none."},
    {"working-directory", &text, "Folder in which the job's steps run."},
};
constexpr Shape runDefaults{.name = "`run`", .forms = Form::Map, .expressions = allowed, .keys = runDefaultKeys};
constexpr Key defaultsKeys[] = {{"run", &runDefaults, "Settings of the job's steps that run a script.", true}};
constexpr Shape defaults{.name = "`defaults`", .forms = Form::Map, .keys = defaultsKeys};

constexpr Shape outputs{.name = "`outputs`", .forms = Form::Map, .others = &textOrNone};

constexpr Shape row{
    .name = "list of values of the matrix", .forms = Form::List, .expressions = allowed, .items = &anything};
constexpr Shape combination{.name = "combination", .forms = Form::Map, .expressions = allowed, .others = &anything};
constexpr Shape combinations{
    .name = "list of combinations", .forms = Form::List, .expressions = allowed, .items = &combination};
constexpr Key matrixKeys[] = {
    {"exclude", &combinations, "Combinations to leave out."},
    {"include", &combinations, "Combinations to add, or to add values to."},
};
constexpr Shape maxParallel{
    .name = "number of jobs", .forms = Form::Number, .expressions = allowed, .isPositive = true};
constexpr Key strategyKeys[] = {
    {"fail-fast", &boolean, "Whether one failure ends all other jobs of the matrix. Yes unless said."},
    {"matrix", &matrix, "Runs the job once for each combination of values."},
    {"max-parallel", &maxParallel, "How many jobs of the matrix run at the same time."},
};
static_assert(isSorted(strategyKeys));

constexpr Key credentialsKeys[] = {
    {"password", &text, "Password or token of the registry: take it from a secret.", true},
    {"username", &text, "User of the registry.", true},
};
constexpr Shape credentials{
    .name = "`credentials`", .forms = Form::Map, .expressions = allowed, .keys = credentialsKeys};
constexpr Key containerKeys[] = {
    {"credentials", &credentials, "How to sign in to the registry."},
    {"env", &env, "Variables in the container."},
    {"image", &text, "The image, as `docker pull` takes it.", true},
    {"options", &textOrNone, "Options of `docker create`."},
    {"ports", &texts, "Ports to open, as in `8080:80`."},
    {"volumes", &texts, "Volumes, as in `source:/target`."},
};
static_assert(isSorted(containerKeys));
constexpr Key serviceKeys[] = {
    {"command", &textOrNone, "Takes the place of the image's command."},
    {"credentials", &credentials, "How to sign in to the registry."},
    {"entrypoint", &textOrNone, "Takes the place of the image's entry point."},
    {"env", &env, "Variables in the container."},
    {"image", &text, "The image, as `docker pull` takes it.", true},
    {"options", &textOrNone, "Options of `docker create`, such as health checks."},
    {"ports", &texts, "Ports to open, as in `5432:5432`."},
    {"volumes", &texts, "Volumes, as in `source:/target`."},
};
static_assert(isSorted(serviceKeys));

constexpr Key snapshotKeys[] = {
    {"if", &condition, "Makes the image only when this is true."},
    {"image-name", &plainText, "Name of the image to make.", true},
    {"version", &plainText, "Major version of the image."},
};
static_assert(isSorted(snapshotKeys));
constexpr Shape snapshot{.name = "`snapshot`", .forms = textOrMap, .keys = snapshotKeys};

constexpr Shape callWith{.name = "`with`", .forms = Form::Map, .others = &textOrNone};
constexpr Value inherit[] = {{"inherit", "Hands over all of the caller's secrets."}};
constexpr Shape callSecrets{.name = "`secrets`", .forms = textOrMap, .values = inherit, .others = &textOrNone};

constexpr Key cacheModeKey{"cache-mode", &cacheMode, "What the job may do with the repository's cache."};
constexpr Key cancelTimeoutKey{"cancel-timeout-minutes", &minutes, "How long a cancelled job may still clean up."};
constexpr Key concurrencyKey{"concurrency", &concurrency, "Keeps jobs from running at the same time."};
constexpr Key containerKey{"container", &container, "Runs the steps in a container of this image."};
constexpr Key continueKey{"continue-on-error", &boolean, "Whether the workflow goes on as if the job had not failed."};
constexpr Key defaultsKey{"defaults", &defaults, "Shell and folder of the job's scripts."};
constexpr Key envKey{"env", &env, "Variables of all steps of the job."};
constexpr Key environmentKey{"environment", &environment,
                             "What the job deploys to: its rules apply, its secrets are there."};
constexpr Key ifKey{"if", &condition, "Runs the job only when this is true."};
constexpr Key nameKey{"name", &textOrNone, "The job's name on GitHub, and of its check."};
constexpr Key needsKey{"needs", &needs, "Jobs that must have succeeded before."};
constexpr Key outputsKey{"outputs", &outputs, "Values for jobs that need this one."};
constexpr Key permissionsKey{"permissions", &permissions, "What the job's token may do."};
constexpr Key runsOnKey{"runs-on", &runsOn, "The machine that runs the job.", true};
constexpr Key secretsKey{"secrets", &callSecrets, "Secrets for the workflow that is called."};
constexpr Key servicesKey{"services", &services, "Containers beside the job, such as a database."};
constexpr Key snapshotKey{"snapshot", &snapshot, "Makes an image for runners of what the job leaves behind."};
constexpr Key stepsKey{"steps", &steps, "What the job does, one after the other.", true};
constexpr Key strategyKey{"strategy", &strategy, "Runs the job several times with different values."};
constexpr Key timeoutKey{"timeout-minutes", &minutes, "Ends the job after this time; 360 when absent."};
constexpr Key usesKey{"uses", &plainText,
                      "The workflow to call: `./.github/workflows/x.yml` or `owner/repository/path@ref`.", true};
constexpr Key withKey{"with", &callWith, "Inputs for the workflow that is called."};

constexpr Key ordinaryKeys[] = {
    cacheModeKey, cancelTimeoutKey, concurrencyKey, containerKey, continueKey,
    defaultsKey,  envKey,           environmentKey, ifKey,        nameKey,
    needsKey,     outputsKey,       permissionsKey, runsOnKey,    servicesKey,
    snapshotKey,  stepsKey,         strategyKey,    timeoutKey,
};
static_assert(isSorted(ordinaryKeys));

constexpr Key callingKeys[] = {
    cacheModeKey, concurrencyKey, ifKey, nameKey, needsKey, permissionsKey, secretsKey, strategyKey, usesKey, withKey,
};
static_assert(isSorted(callingKeys));

constexpr Key allKeys[] = {
    cacheModeKey,   cancelTimeoutKey, concurrencyKey, containerKey, continueKey, defaultsKey,
    envKey,         environmentKey,   ifKey,          nameKey,      needsKey,    outputsKey,
    permissionsKey, runsOnKey,        secretsKey,     servicesKey,  snapshotKey, stepsKey,
    strategyKey,    timeoutKey,       usesKey,        withKey,
};
static_assert(isSorted(allKeys));

constexpr Alternative jobForms[] = {{"uses", &callingJob}, {"", &ordinaryJob}};

} // namespace

constinit const Shape jobs{.name = "`jobs`", .forms = Form::Map, .others = &job};
constinit const Shape job{.name = "job", .forms = Form::Map, .keys = allKeys, .alternatives = jobForms};
constinit const Shape ordinaryJob{.name = "job", .forms = Form::Map, .keys = ordinaryKeys};
constinit const Shape callingJob{.name = "job that calls a workflow", .forms = Form::Map, .keys = callingKeys};

constinit const Shape strategy{
    .name = "`strategy`", .forms = Form::Map, .expressions = Expressions::Allowed, .keys = strategyKeys};
constinit const Shape matrix{
    .name = "`matrix`", .forms = Form::Map, .expressions = Expressions::Allowed, .keys = matrixKeys, .others = &row};

constinit const Shape container{
    .name = "`container`", .forms = textOrMap, .expressions = Expressions::Allowed, .keys = containerKeys};
constinit const Shape service{
    .name = "service", .forms = textOrMap, .expressions = Expressions::Allowed, .keys = serviceKeys};
constinit const Shape services{
    .name = "`services`", .forms = Form::Map, .expressions = Expressions::Allowed, .others = &service};
constinit const Shape environment{
    .name = "`environment`", .forms = textOrMap, .expressions = Expressions::Allowed, .keys = environmentKeys};

} // namespace slipway::syntax
