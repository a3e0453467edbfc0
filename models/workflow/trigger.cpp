#include "workflow/trigger.h"

#include "workflow/reading.h"
#include "yaml/scalars.h"

#include <algorithm>

namespace slipway::workflow {

namespace {

constexpr Slot<Input> inputSlots[] = {
    slot<&Input::description>("description"), slot<&Input::type>("type"),
    slot<&Input::required>("required"),       slot<&Input::defaultValue>("default"),
    slot<&Input::options>("options"),         slot<&Input::deprecation>("deprecationMessage"),
};

constexpr Slot<Output> outputSlots[] = {
    slot<&Output::description>("description"),
    slot<&Output::value>("value"),
};

constexpr Slot<CallSecret> secretSlots[] = {
    slot<&CallSecret::description>("description"),
    slot<&CallSecret::required>("required"),
};

constexpr Slot<Schedule> scheduleSlots[] = {
    slot<&Schedule::cron>("cron"),
    slot<&Schedule::timezone>("timezone"),
};

void readSchedules(Trigger &trigger)
{
    for (const yaml::Node item : yaml::items(trigger.value)) {
        Schedule &schedule = trigger.schedules.emplace_back();
        schedule.node = item;
        readMapping(item, schedule, scheduleSlots);
    }
}

constexpr Slot<Trigger> triggerSlots[] = {
    slot<&Trigger::types>("types"),
    slot<&Trigger::branches>("branches"),
    slot<&Trigger::branchesIgnore>("branches-ignore"),
    slot<&Trigger::tags>("tags"),
    slot<&Trigger::tagsIgnore>("tags-ignore"),
    slot<&Trigger::paths>("paths"),
    slot<&Trigger::pathsIgnore>("paths-ignore"),
    slot<&Trigger::workflows>("workflows"),
    slot<&Trigger::names>("names"),
    slot<&Trigger::versions>("versions"),
    {"inputs",
     [](Trigger &trigger, Field field) {
         trigger.inputsField = field;
         readInto(trigger.inputs, field);
     }},
    {"outputs",
     [](Trigger &trigger, Field field) {
         trigger.outputsField = field;
         readInto(trigger.outputs, field);
     }},
    {"secrets",
     [](Trigger &trigger, Field field) {
         trigger.secretsField = field;
         readNamed(trigger.secrets, field, secretSlots);
     }},
};

} // namespace

bool Input::isRequired() const
{
    return yaml::booleanOf(required.value).value_or(false);
}

bool CallSecret::isRequired() const
{
    return yaml::booleanOf(required.value).value_or(false);
}

const Input *Trigger::input(std::string_view inputName) const
{
    return findNamed(inputs, inputName);
}

const Output *Trigger::output(std::string_view outputName) const
{
    return findNamed(outputs, outputName);
}

const CallSecret *Trigger::secret(std::string_view secretName) const
{
    return findNamed(secrets, secretName);
}

const Trigger *Triggers::find(std::string_view event) const
{
    const auto found = std::ranges::find(events, event, &Trigger::text);
    return found == events.end() ? nullptr : &*found;
}

void readInto(std::vector<Input> &out, Field field)
{
    readNamed(out, field, inputSlots);
}

void readInto(std::vector<Output> &out, Field field)
{
    readNamed(out, field, outputSlots);
}

void readInto(Triggers &out, Field field)
{
    out.field = field;
    if (field.value.isMapping()) {
        out.spelling = Spelling::Mapping;
        for (const auto [key, value] : yaml::entries(field.value)) {
            Trigger &trigger = out.events.emplace_back();
            trigger.name = key;
            trigger.value = value;
            readMapping(value, trigger, triggerSlots);
            if (trigger.text() == "schedule")
                readSchedules(trigger);
        }
        return;
    }
    const bool isList = field.value.isSequence();
    if (!isList && (!field.isScalar() || field.isNull()))
        return;
    out.spelling = isList ? Spelling::List : Spelling::Word;
    List words;
    readInto(words, field);
    for (const yaml::Node word : words.items)
        out.events.emplace_back().name = word;
}

} // namespace slipway::workflow
