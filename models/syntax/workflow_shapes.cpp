#include "common_shapes.h"
#include "sorted.h"
#include "syntax/shape.h"

namespace slipway::syntax {

namespace {

constexpr Value queues[] = {
    {"single", "At most one run waits; a newer one takes its place. The default."},
    {"max", "Runs wait in line, and none is dropped."},
};
constexpr Shape queue{.name = "`queue`", .forms = Form::Text, .values = queues};

constexpr Key concurrencyKeys[] = {
    {"cancel-in-progress", &boolean, "Whether a newer run ends the one in progress."},
    {"group", &text, "Runs with the same name go one at a time.", true},
    {"queue", &queue, "How many runs may wait: one, or all.", false},
};
static_assert(isSorted(concurrencyKeys));

constexpr Key plainRunDefaultKeys[] = {
    {"shell", &plainText, "Shell of all steps that name none."},
    {"working-directory", &plainText, "Folder in which steps run."},
};
constexpr Shape plainRunDefaults{.name = "`run`", .forms = Form::Map, .keys = plainRunDefaultKeys};
constexpr Key plainDefaultsKeys[] = {
    {"run", &plainRunDefaults, "Settings of all steps that run a script.", true},
};
constexpr Shape plainDefaults{.name = "`defaults`", .forms = Form::Map, .keys = plainDefaultsKeys};

constexpr Key workflowKeys[] = {
    {"cache-mode", &cacheMode, "What jobs may do with the repository's cache."},
    {"concurrency", &concurrency, "Keeps runs of this workflow from going at the same time."},
    {"defaults", &plainDefaults, "Shell and folder of all scripts."},
    {"description", &plainTextOrNone, "What the workflow is for."},
    {"env", &env, "Variables of all steps of all jobs."},
    {"jobs", &jobs, "What the workflow does: jobs run side by side unless `needs` says otherwise.", true},
    {"name", &plainTextOrNone, "The workflow's name on GitHub."},
    {"on", &on, "Events that start the workflow.", true},
    {"permissions", &permissions, "What the workflow's token may do."},
    {"run-name", &text, "The name of each run."},
};
static_assert(isSorted(workflowKeys));

} // namespace

constinit const Shape workflow{.name = "workflow", .forms = Form::Map, .keys = workflowKeys};

constinit const Shape concurrency{.name = "`concurrency`",
                                  .forms = Form::Text | Form::Map,
                                  .expressions = Expressions::Allowed,
                                  .keys = concurrencyKeys};

constinit const Shape permissions{
    .name = "`permissions`", .forms = Form::Text | Form::Map, .others = &plainText, .mayBeEmpty = true};

} // namespace slipway::syntax
