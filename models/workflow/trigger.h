#pragma once

#include "workflow/field.h"

namespace slipway::workflow {

/// An input of `workflow_dispatch` or `workflow_call`, or of an action.
struct Input {
    /// The input's name and its settings.
    Field field;
    Field description;
    Field type;
    Field required;
    Field defaultValue;
    Field deprecation;
    /// Of type choice.
    List options;

    std::string_view name() const { return field.name(); }
    /// `required: true`, written literally.
    bool isRequired() const;
};

/// An output of `workflow_call` or of an action.
struct Output {
    Field field;
    Field description;
    Field value;

    std::string_view name() const { return field.name(); }
};

/// A secret that `workflow_call` takes.
struct CallSecret {
    Field field;
    Field description;
    Field required;

    std::string_view name() const { return field.name(); }
    bool isRequired() const;
};

/// One item of `schedule`.
struct Schedule {
    yaml::Node node;
    Field cron;
    Field timezone;
};

/// One event that starts the workflow.
struct Trigger {
    /// The event's name where it stands: the word of `on`, an item of its list, or a key of its mapping.
    yaml::Node name;
    /// The mapping's value; invalid when `on` is a word or a list.
    yaml::Node value;

    List types;
    List branches;
    List branchesIgnore;
    List tags;
    List tagsIgnore;
    List paths;
    List pathsIgnore;
    /// Of workflow_run.
    List workflows;
    /// Of image_version.
    List names;
    List versions;
    /// Of schedule.
    std::vector<Schedule> schedules;
    /// Of workflow_dispatch and workflow_call.
    Field inputsField;
    std::vector<Input> inputs;
    /// Of workflow_call.
    Field outputsField;
    std::vector<Output> outputs;
    Field secretsField;
    std::vector<CallSecret> secrets;

    std::string_view text() const { return name.text(); }
    /// By name, whatever its letters' case; null when there is none.
    const Input *input(std::string_view inputName) const;
    const Output *output(std::string_view outputName) const;
    const CallSecret *secret(std::string_view secretName) const;
};

enum class Spelling : quint8 { None, Word, List, Mapping };

/// `on`: what starts the workflow.
struct Triggers {
    Field field;
    Spelling spelling = Spelling::None;
    /// In the order written.
    std::vector<Trigger> events;

    /// By exact name; null when there is none.
    const Trigger *find(std::string_view event) const;
};

} // namespace slipway::workflow
