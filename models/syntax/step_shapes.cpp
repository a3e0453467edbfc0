#include "common_shapes.h"
#include "sorted.h"
#include "syntax/shape.h"

namespace slipway::syntax {

namespace {

constexpr Shape with{.name = "`with`", .forms = Form::Map, .expressions = Expressions::Allowed, .others = &textOrNone};
constexpr Shape waitAllValue{.name = "boolean", .forms = Form::Boolean | Form::Null};

constexpr Key backgroundKey{"background", &plainBoolean, "Goes on with the next step at once."};
constexpr Key cancelKey{"cancel", &plainText, "Ends a step in the background, by its id.", true};
constexpr Key continueKey{"continue-on-error", &boolean, "Whether the job goes on as if the step had not failed."};
constexpr Key envKey{"env", &env, "Variables of the step."};
constexpr Key idKey{"id", &plainText, "Name for expressions, as in `steps.ID.outputs`."};
constexpr Key ifKey{"if", &condition, "Runs the step only when this is true."};
constexpr Key nameKey{"name", &textOrNone, "The step's name in the log."};
constexpr Key parallelKey{"parallel", &steps, "Steps that run side by side; the job goes on when all are done.", true};
constexpr Key runKey{"run", &text, "The script.", true};
constexpr Key shellKey{"shell", &plainText, "What runs the script."};
constexpr Key timeoutKey{"timeout-minutes", &minutes, "Ends the step after this time."};
constexpr Key usesKey{"uses", &plainText, "The action: `owner/name@ref`, `./path` or `docker://image`.", true};
constexpr Key waitKey{"wait", &plainTextOrTexts, "Waits for steps in the background, by their ids.", true};
constexpr Key waitAllKey{"wait-all", &waitAllValue, "Waits for all steps in the background.", true};
constexpr Key withKey{"with", &with, "Inputs of the action."};
constexpr Key folderKey{"working-directory", &text, "Folder in which the script runs."};

constexpr Key runKeys[] = {
    backgroundKey, continueKey, envKey, idKey, ifKey, nameKey, runKey, shellKey, timeoutKey, folderKey,
};
static_assert(isSorted(runKeys));
constexpr Key usesKeys[] = {
    backgroundKey, continueKey, envKey, idKey, ifKey, nameKey, timeoutKey, usesKey, withKey,
};
static_assert(isSorted(usesKeys));
constexpr Key waitKeys[] = {continueKey, idKey, nameKey, waitKey};
static_assert(isSorted(waitKeys));
constexpr Key waitAllKeys[] = {continueKey, idKey, nameKey, waitAllKey};
static_assert(isSorted(waitAllKeys));
constexpr Key cancelKeys[] = {cancelKey, continueKey, idKey, nameKey};
static_assert(isSorted(cancelKeys));
constexpr Key parallelKeys[] = {parallelKey};

constexpr Key allKeys[] = {
    backgroundKey, cancelKey, continueKey, envKey,  idKey,   ifKey,      nameKey, parallelKey,
    runKey,        shellKey,  timeoutKey,  usesKey, waitKey, waitAllKey, withKey, folderKey,
};
static_assert(isSorted(allKeys));

constexpr Alternative stepForms[] = {
    {"uses", &usesStep},        {"run", &runStep},       {"wait", &waitStep},
    {"wait-all", &waitAllStep}, {"cancel", &cancelStep}, {"parallel", &parallelStep},
};

} // namespace

constinit const Shape steps{.name = "`steps`", .forms = Form::List, .items = &step};
constinit const Shape step{.name = "step", .forms = Form::Map, .keys = allKeys, .alternatives = stepForms};
constinit const Shape runStep{.name = "step that runs a script", .forms = Form::Map, .keys = runKeys};
constinit const Shape usesStep{.name = "step that uses an action", .forms = Form::Map, .keys = usesKeys};
constinit const Shape waitStep{.name = "step that waits", .forms = Form::Map, .keys = waitKeys};
constinit const Shape waitAllStep{.name = "step that waits for all", .forms = Form::Map, .keys = waitAllKeys};
constinit const Shape cancelStep{.name = "step that cancels", .forms = Form::Map, .keys = cancelKeys};
constinit const Shape parallelStep{.name = "parallel step", .forms = Form::Map, .keys = parallelKeys};

} // namespace slipway::syntax
