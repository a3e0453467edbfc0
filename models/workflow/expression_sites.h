#pragma once

#include "expressions/ast.h"
#include "expressions/parser.h"
#include "workflow/model.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace slipway::workflow {

/// Embedded: inside `${{ }}`. Condition: an `if` written without them, the whole scalar.
enum class SiteKind : quint8 { Embedded, Condition };

/// One expression of a document.
struct ExpressionSite {
    /// The scalar that holds it: a value, or a key where `${{ }}` may not stand. Never an alias.
    yaml::Node scalar;
    SiteKind kind = SiteKind::Embedded;
    /// Nothing but this expression in the scalar: its value keeps its type.
    bool isWhole = false;
    /// False when `}}` is missing; then the expression reaches to the scalar's end.
    bool isTerminated = true;
    /// Found again by an alias to a place that holds it: edits leave it out, as the same bytes have a site of their
    /// own.
    bool isThroughAlias = false;
    /// Bytes of the scalar's value that hold the expression's text, without `${{` and `}}`.
    std::size_t begin = 0;
    std::size_t end = 0;
    /// The kind of place, in the words of GitHub's table of context availability: "jobs.<job_id>.steps.run". Places
    /// that the table does not name are spelled the same way, "jobs.<job_id>.needs"; below an unknown key it is the
    /// place of what holds the key, "" for the workflow. Lives as long as the program.
    std::string_view place;
    /// Indices in the document's jobs and in the job's steps; -1 outside of them. A step within `parallel` counts as
    /// the one of the job that holds it.
    int job = -1;
    int step = -1;
    /// The step itself, within `parallel` too; null outside of steps. Lives as long as the document.
    const Step *owner = nullptr;

    /// Empty when there is an error. Its ranges count from the first byte of `text`.
    expressions::Ast ast;
    std::vector<expressions::Reference> references;
    std::optional<expressions::SyntaxError> error;

    /// Where `text` begins in the source.
    quint32 sourceBegin = 0;

    /// Without `${{` and `}}`, blanks at the ends included.
    std::string_view text() const { return scalar.text().substr(begin, end - begin); }
    /// Bytes of the source for a part of `text`.
    yaml::Range range(expressions::Range part) const;
    /// The same for all of `text`, without blanks at its ends.
    yaml::Range range() const;
    /// The same with `${{` and `}}`.
    yaml::Range outerRange() const;
};

/// All expressions of a document, by rising place; those found through an alias stand where the alias does.
class ExpressionSites
{
public:
    std::span<const ExpressionSite> all() const { return m_sites; }
    auto begin() const { return m_sites.begin(); }
    auto end() const { return m_sites.end(); }
    /// The one that the source's `offset` is in, from behind `${{` to before `}}`; null when there is none.
    const ExpressionSite *at(quint32 offset) const;

private:
    friend class SiteFinder;
    std::vector<ExpressionSite> m_sites;
};

/// Takes time in proportion to the size. The sites live as long as the workflow's tree and the workflow.
ExpressionSites findExpressions(const Workflow &workflow);

} // namespace slipway::workflow
