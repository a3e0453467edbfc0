#pragma once

#include "workflow/completion/completion.h"
#include "workflow/completion/cursor.h"

namespace slipway::workflow {

/// Gathers candidates for one cursor; leaves out what does not fit the word that is begun, and what is there already.
class CompletionList
{
public:
    explicit CompletionList(const Cursor &cursor)
        : m_cursor(cursor)
    { }

    void add(CandidateKind kind, std::string_view label, QString documentation = {}, QString detail = {})
    {
        addAs(kind, label, std::string(label), std::move(documentation), std::move(detail));
    }
    /// Written otherwise than shown.
    void addAs(CandidateKind kind, std::string_view label, std::string text, QString documentation = {},
               QString detail = {});
    /// Best first.
    std::vector<Candidate> take();

private:
    const Cursor &m_cursor;
    std::vector<Candidate> m_candidates;
};

/// English text of a table, for people.
inline QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// What one part of completion needs to know.
struct CompletionSubject {
    const Cursor &cursor;
    const Probe &probe;
    const KnownNames &known;
    /// May be null.
    const Repository *repository;

    const Workflow &workflow() const { return probe.document.workflow(); }
};

/// Within `${{ }}` or an `if`.
void completeExpression(const CompletionSubject &subject, CompletionList &list);
/// Everywhere else.
void completeYaml(const CompletionSubject &subject, CompletionList &list);

} // namespace slipway::workflow
