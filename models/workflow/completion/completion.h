#pragma once

#include "workflow/document.h"
#include "workflow/repository.h"

#include <QString>

#include <string>
#include <vector>

/// What may be written at a place of a workflow: keys, values, and what expressions can name.
namespace slipway::workflow {

enum class CandidateKind : quint8 {
    Key,
    Value,
    Event,
    Job,
    Step,
    Input,
    Output,
    Action,
    RunnerLabel,
    Environment,
    Secret,
    Variable,
    Context,
    Property,
    Function,
};

/// One thing that may be written.
struct Candidate {
    /// What is shown in a list: "runs-on".
    std::string label;
    /// What is written in the place of `replaced`: "runs-on: ".
    std::string text;
    /// The word that is being typed, of the document that was given; empty where none is begun.
    yaml::Range replaced;
    CandidateKind kind = CandidateKind::Value;
    /// In a few signs: a type, a signature, "required". May be empty.
    QString detail;
    /// One sentence. May be empty.
    QString documentation;
};

/// Names that the repository has and the file does not tell.
struct KnownNames {
    std::vector<std::string> secrets;
    std::vector<std::string> variables;
    std::vector<std::string> environments;
    /// Of the team's own runners, beside GitHub's.
    std::vector<std::string> runnerLabels;
};

/// What may stand at `offset`, as far as the word that is begun there fits: first what begins with it, then what holds
/// it. Works while the text is broken at the cursor. `repository` tells of local actions and workflows; may be null.
/// Reads the text anew, up to three times. Pure; any thread.
std::vector<Candidate> complete(const Document &document, quint32 offset, const KnownNames &known = {},
                                const Repository *repository = nullptr);

} // namespace slipway::workflow
