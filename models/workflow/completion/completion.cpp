#include "workflow/completion/completion.h"

#include "workflow/completion/list.h"

#include <algorithm>

namespace slipway::workflow {

namespace {

bool holds(std::string_view text, std::string_view part)
{
    for (size_t at = 0; at + part.size() <= text.size(); ++at)
        if (equalsAnyCase(text.substr(at, part.size()), part))
            return true;
    return false;
}

} // namespace

void CompletionList::addAs(CandidateKind kind, std::string_view label, std::string text, QString documentation,
                           QString detail)
{
    if (label.empty() || label == cursorWord || !holds(label, m_cursor.typed))
        return;
    if (std::ranges::any_of(m_candidates, [label](const auto &one) { return equalsAnyCase(one.label, label); }))
        return;
    m_candidates.push_back(
        {std::string(label), std::move(text), m_cursor.word, kind, std::move(detail), std::move(documentation)});
}

std::vector<Candidate> CompletionList::take()
{
    const std::string_view typed = m_cursor.typed;
    std::ranges::stable_partition(m_candidates, [typed](const Candidate &one) {
        return equalsAnyCase(std::string_view(one.label).substr(0, typed.size()), typed);
    });
    return std::move(m_candidates);
}

std::vector<Candidate> complete(const Document &document, quint32 offset, const KnownNames &known,
                                const Repository *repository)
{
    const Cursor cursor = cursorAt(document, offset);
    const Probe probe = probeAt(document, cursor);
    const CompletionSubject subject{cursor, probe, known, repository};
    CompletionList list(cursor);
    if (cursor.expressionBegin)
        completeExpression(subject, list);
    else if (probe.node)
        completeYaml(subject, list);
    return list.take();
}

} // namespace slipway::workflow
