#pragma once

#include "expressions/evaluate.h"
#include "workflow/document.h"

#include <QString>

#include <map>
#include <optional>
#include <string>
#include <vector>

/// What a workflow would do for an event, as far as the file and the event tell.
namespace slipway::workflow {

/// Something that happens in a repository. Absent means unknown.
struct Event {
    /// As in `on`: "push".
    std::string name;
    /// The activity: "opened".
    std::string type;
    /// Of push: what is pushed to, one of both.
    std::optional<std::string> branch;
    std::optional<std::string> tag;
    /// Of pull requests and merge groups: where they go.
    std::optional<std::string> baseBranch;
    std::optional<std::vector<std::string>> changedPaths;
    /// Of workflow_run: the name of the workflow that ran.
    std::string workflow;
    /// Of schedule: its cron text.
    std::string cron;
    /// Of dispatch and calls.
    std::map<std::string, std::string, std::less<>> inputs;
    /// As in "octo/repo"; may be empty.
    std::string repository;
    std::string actor;
};

enum class Answer : quint8 { No, Yes, Unknown };

/// One answer, with its reason for people.
struct Verdict {
    Answer answer = Answer::Unknown;
    QString reason;
};

struct StepOutlook {
    /// Index in the job's steps.
    int step = -1;
    Verdict verdict;
};

struct JobOutlook {
    /// Index in the workflow's jobs.
    int job = -1;
    Verdict verdict;
    /// Steps that have an `if` of their own; the others run with the job.
    std::vector<StepOutlook> steps;
};

struct Outlook {
    Verdict starts;
    /// Empty when the workflow does not start.
    std::vector<JobOutlook> jobs;
};

/// Whether the trigger's filters let the event through. Unknown when the event does not tell what a filter asks.
Verdict wouldStart(const Document &document, const Event &event);

/// The same, and what each job and step would do if all before it succeed. Pure; any thread.
Outlook outlook(const Document &document, const Event &event);

/// What expressions find when `event` happens, as far as file and event tell: `github`, `inputs`, and the `env` of the
/// job and the step with these indices; -1: of none. All that runs before is taken to succeed. Pure; any thread.
expressions::Given givenFor(const Document &document, const Event &event, int job = -1, int step = -1);

} // namespace slipway::workflow
