#pragma once

#include "inspector/fields/desk.h"
#include "workflow/completion/completion.h"

namespace slipway::inspector {

/// What is to be said of an expression, or of a text that holds some.
struct Judgement {
    /// What is wrong, in words; empty when nothing is.
    QString error;
    /// "boolean"; empty when the text is no single expression.
    QString type;
    /// What it comes to for the chosen event: "runs", "refs/heads/main"; empty without an expression.
    QString preview;
};

/// The document as it would be with `text` at `path`: what is typed is judged at its own place before it is written.
class Draft
{
public:
    Draft(const Desk &desk, const yaml::Path &path, const QString &text);

    /// False when the text has no place in the document; then there is nothing to say.
    explicit operator bool() const { return static_cast<bool>(m_scalar); }
    Judgement judge() const;

    struct Completion {
        workflow::Candidate candidate;
        /// Units of the text before and behind the cursor that it takes the place of.
        qsizetype before = 0;
        qsizetype behind = 0;
    };
    std::vector<Completion> complete(qsizetype cursor) const;

private:
    QString valueFor(const workflow::ExpressionSite &site) const;

    const Desk &m_desk;
    workflow::Document m_document;
    yaml::Node m_scalar;
    QString m_text;
};

} // namespace slipway::inspector
