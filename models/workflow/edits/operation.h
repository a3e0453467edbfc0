#pragma once

#include "yaml/edits/path.h"
#include "yaml/edits/value.h"

#include <optional>
#include <string>
#include <variant>

/// The edits of a workflow file, as values. Positions count from 0. Every `job` is a job's id.
namespace slipway::workflow {

/// Load and save: the same bytes.
struct Noop {
};

/// Replaces the value at `path`. The last key may be new, and is then added.
struct Set {
    yaml::Path path;
    yaml::ValuePtr value;
};

/// Removes a key or list entry; with `prune`, a parent left empty goes too.
struct Unset {
    yaml::Path path;
    bool prune = false;
};

/// Inserts an entry into the list at `path`.
struct Insert {
    yaml::Path path;
    int at = 0;
    yaml::ValuePtr value;
};

/// Changes a key's text and nothing else.
struct RenameKey {
    yaml::Path path;
    std::string to;
};

/// Adds a job behind or before another one; at the end when neither is named.
///
/// `text` of this and of what else adds: the same as somebody wrote it, one entry (`id:` with its body, under any id)
/// with the comments around it, at any indentation of its own. It is written like that, moved to its place, where it
/// can be; else the value is, in the file's own way. A text cannot be taken over that has anchors or aliases, that
/// means something else than the value, or where the place is in brackets.
struct AddJob {
    std::string id;
    yaml::ValuePtr body;
    std::string after = {};
    std::string before = {};
    std::string text = {};
};

/// Removes a job; with `unlink` also its id from what others need. Expressions that name it stay.
struct RemoveJob {
    std::string id;
    bool unlink = false;
};

/// The key, every `needs` entry, and the expressions that name the job.
struct RenameJob {
    std::string from;
    std::string to;
};

/// A copy, by value, directly behind the job.
struct DuplicateJob {
    std::string id;
    std::string to;
};

/// Moves a job behind or before another one, with what belongs to it; to the end when neither is named.
struct MoveJob {
    std::string id;
    std::string after;
    std::string before;
};

struct AddNeed {
    std::string job;
    std::string need;
};

/// The key goes with the last entry.
struct RemoveNeed {
    std::string job;
    std::string need;
};

/// `text`: one item of a list, with its dash; see AddJob.
struct AddStep {
    std::string job;
    int at = 0;
    yaml::ValuePtr step;
    std::string text = {};
};

struct RemoveStep {
    std::string job;
    int at = 0;
};

/// Takes a step out and inserts it at `to`, counted without it; into another job when `toJob` names one.
struct MoveStep {
    std::string job;
    int from = 0;
    int to = 0;
    std::string toJob;
};

/// A copy, by value, directly behind the step.
struct DuplicateStep {
    std::string job;
    int at = 0;
};

/// The same place, new content.
struct ReplaceStep {
    std::string job;
    int at = 0;
    yaml::ValuePtr step;
};

/// Adds an event to `on`; `config` holds its settings and may be null. `text`: `event:` with them; see AddJob.
struct AddTrigger {
    std::string event;
    yaml::ValuePtr config;
    std::string text = {};
};

struct RemoveTrigger {
    std::string event;
};

using Operation =
    std::variant<Noop, Set, Unset, Insert, RenameKey, AddJob, RemoveJob, RenameJob, DuplicateJob, MoveJob, AddNeed,
                 RemoveNeed, AddStep, RemoveStep, MoveStep, DuplicateStep, ReplaceStep, AddTrigger, RemoveTrigger>;

/// An operation from its JSON form: an object whose `do` names it, with the members of the structs above (`to-job`
/// for `toJob`). Error: invalidInput, with what is missing or does not fit.
base::Result<Operation> operationFromJson(std::string_view json);
base::Result<Operation> operationFromValue(const yaml::Value &value);

} // namespace slipway::workflow
