#include "common_shapes.h"
#include "sorted.h"
#include "syntax/shape.h"

namespace slipway::syntax {

namespace {

constexpr Forms settings = Form::Map | Form::Null;

constexpr Key eventKeys[] = {
    {"branches", &plainTextOrTexts, "Only for branches that match one of these patterns.", false, "branches-ignore"},
    {"branches-ignore", &plainTextOrTexts, "Not for branches that match one of these patterns.", false, "branches"},
    {"names", &plainTextOrTexts, "Only for images of these names."},
    {"paths", &plainTextOrTexts, "Only when a changed file matches one of these patterns.", false, "paths-ignore"},
    {"paths-ignore", &plainTextOrTexts, "Not when all changed files match these patterns.", false, "paths"},
    {"tags", &plainTextOrTexts, "Only for tags that match one of these patterns.", false, "tags-ignore"},
    {"tags-ignore", &plainTextOrTexts, "Not for tags that match one of these patterns.", false, "tags"},
    {"types", &plainTextOrTexts, "Only for these kinds of activity."},
    {"versions", &plainTextOrTexts, "Only for these versions of the image."},
    {"workflows", &plainTextOrTexts, "Names of the workflows whose runs start this one."},
};
static_assert(isSorted(eventKeys));

constexpr Key repositoryDispatchKeys[] = {
    {"types", &plainTextOrTexts, "Only for these event types, as the caller names them."},
};
constexpr Shape repositoryDispatch{
    .name = "`repository_dispatch`", .forms = settings, .keys = repositoryDispatchKeys, .mayBeEmpty = true};

constexpr Key scheduleKeys[] = {
    {"cron", &plainText, "When: minute, hour, day of the month, month, day of the week.", true},
    {"timezone", &plainText, "Time zone of the times, as in `Europe/Vienna`; UTC when absent."},
};
constexpr Shape scheduleItem{.name = "item of `schedule`", .forms = Form::Map, .keys = scheduleKeys};
constexpr Shape schedule{.name = "`schedule`", .forms = Form::List, .items = &scheduleItem};

constexpr Value dispatchTypes[] = {
    {"boolean", "A check box."},
    {"choice", "One of `options`."},
    {"environment", "One of the repository's environments."},
    {"number", "A number."},
    {"string", "A text. The default."},
};
constexpr Shape dispatchType{.name = "input type", .forms = Form::Text, .values = dispatchTypes};
constexpr Shape options{.name = "`options`", .forms = Form::List, .items = &plainTextOrNone};

constexpr Key dispatchInputKeys[] = {
    {"default", &plainTextOrNone, "The value when the person enters none."},
    {"deprecationMessage", &plainTextOrNone, "Shown when the input is used."},
    {"description", &plainTextOrNone, "Shown beside the field."},
    {"options", &options, "What a choice offers."},
    {"required", &plainBoolean, "Whether a value must be entered."},
    {"type", &dispatchType, "What the field holds: text unless said."},
};
static_assert(isSorted(dispatchInputKeys));
constexpr Shape dispatchInputs{.name = "`inputs`", .forms = Form::Map, .others = &dispatchInput, .mayBeEmpty = true};
constexpr Key dispatchKeys[] = {{"inputs", &dispatchInputs, "Fields that a person fills in to start the workflow."}};
constexpr Shape workflowDispatch{
    .name = "`workflow_dispatch`", .forms = settings, .keys = dispatchKeys, .mayBeEmpty = true};

constexpr Value callTypes[] = {
    {"boolean", "`true` or `false`."},
    {"number", "A number."},
    {"string", "A text."},
};
constexpr Shape callType{.name = "input type", .forms = Form::Text, .values = callTypes};
constexpr Key callInputKeys[] = {
    {"default", &textOrNone, "The value when the caller gives none."},
    {"deprecationMessage", &plainTextOrNone, "Shown when the input is used."},
    {"description", &plainTextOrNone, "What the input is for."},
    {"required", &plainBoolean, "Whether the caller must give it."},
    {"type", &callType, "What the input holds.", true},
};
static_assert(isSorted(callInputKeys));
constexpr Shape callInputs{.name = "`inputs`", .forms = Form::Map, .others = &callInput, .mayBeEmpty = true};

constexpr Key callSecretKeys[] = {
    {"description", &plainTextOrNone, "What the secret is for."},
    {"required", &plainBoolean, "Whether the caller must give it."},
};
constexpr Shape callSecret{
    .name = "secret of `workflow_call`", .forms = settings, .keys = callSecretKeys, .mayBeEmpty = true};
constexpr Shape callSecrets{.name = "`secrets`", .forms = Form::Map, .others = &callSecret, .mayBeEmpty = true};

constexpr Key callOutputKeys[] = {
    {"description", &plainTextOrNone, "What the output tells."},
    {"value", &text, "Usually an output of a job: `${{ jobs.build.outputs.version }}`.", true},
};
constexpr Shape callOutput{.name = "output of `workflow_call`", .forms = Form::Map, .keys = callOutputKeys};
constexpr Shape callOutputs{.name = "`outputs`", .forms = Form::Map, .others = &callOutput, .mayBeEmpty = true};

constexpr Key callKeys[] = {
    {"inputs", &callInputs, "Values that the caller gives in `with`."},
    {"outputs", &callOutputs, "Values that the caller can read in `needs`."},
    {"secrets", &callSecrets, "Secrets that the caller hands over."},
};
constexpr Shape workflowCall{.name = "`workflow_call`", .forms = settings, .keys = callKeys, .mayBeEmpty = true};

// Events with settings of their own; all others share one shape, and events.h tells which of its keys they obey.
constexpr Key onKeys[] = {
    {"repository_dispatch", &repositoryDispatch, "A call of GitHub's API."},
    {"schedule", &schedule, "A time of day, week or month.", false},
    {"workflow_call", &workflowCall, "A job of another workflow that uses this one."},
    {"workflow_dispatch", &workflowDispatch, "A person or program that starts it by hand."},
};
static_assert(isSorted(onKeys));

} // namespace

constinit const Shape on{.name = "`on`",
                         .forms = Form::Text | Form::List | Form::Map,
                         .items = &plainText,
                         .keys = onKeys,
                         .others = &eventSettings};

constinit const Shape eventSettings{.name = "event", .forms = settings, .keys = eventKeys, .mayBeEmpty = true};

constinit const Shape dispatchInput{
    .name = "input of `workflow_dispatch`", .forms = Form::Map, .keys = dispatchInputKeys, .mayBeEmpty = true};

constinit const Shape callInput{
    .name = "input of `workflow_call`", .forms = Form::Map, .keys = callInputKeys, .mayBeEmpty = true};

} // namespace slipway::syntax
