#pragma once

#include "workflow/field.h"
#include "workflow/model.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace slipway::workflow {

/// Where each byte of a scalar's value stands in the source.
class ValuePlaces
{
public:
    explicit ValuePlaces(yaml::Node scalar);

    /// Bytes of the source for `begin` up to `end` of the value; the scalar's own range where that cannot be said.
    yaml::Range range(std::size_t begin, std::size_t end) const;
    /// Whether every byte of the value has its own place: false for escapes and folded lines.
    bool isExact() const { return m_isExact; }

private:
    /// From this offset of the value on, offsets in the source are the value's plus `shift`.
    struct Run {
        std::size_t value;
        qint64 shift;
    };
    yaml::Node m_scalar;
    std::vector<Run> m_runs;
    bool m_isExact = false;
};

/// Embedded: inside `${{ }}`. Condition: an `if` written without them, the whole scalar.
enum class SiteKind : quint8 { Embedded, Condition };

/// One expression of a document.
struct ExpressionSite {
    /// The scalar that holds it: a value, or a key where `${{ }}` may not stand.
    yaml::Node scalar;
    SiteKind kind = SiteKind::Embedded;
    /// Nothing but this expression in the scalar: its value keeps its type.
    bool isWhole = false;
    /// Bytes of the scalar's value that hold the expression's text, without `${{` and `}}`.
    std::size_t begin = 0;
    std::size_t end = 0;
    /// The kind of place, in the words of GitHub's table of context availability: "jobs.<job_id>.steps.run". Places
    /// that the table does not name are spelled the same way: "jobs.<job_id>.needs". For a service,
    /// "jobs.<job_id>.services.<service_id>.…".
    std::string_view place;
    /// Indices in the document's jobs and in the job's steps; -1 outside of them. A step within `parallel` counts as
    /// the one of the job that holds it.
    int job = -1;
    int step = -1;
    /// The step itself, within `parallel` too; null outside of steps. Lives as long as the document.
    const Step *owner = nullptr;

    /// Without `${{` and `}}`, blanks at the ends included.
    std::string_view text() const { return scalar.text().substr(begin, end - begin); }
    /// Bytes of the source for a part of `text`; the scalar's own where its value is not written byte for byte.
    yaml::Range range(std::size_t textBegin, std::size_t textEnd) const;
    /// The same for all of `text`.
    yaml::Range range() const { return range(0, end - begin); }
    /// The same with `${{` and `}}`.
    yaml::Range outerRange() const;
};

/// All expressions of a document, by rising place.
class ExpressionSites
{
public:
    std::span<const ExpressionSite> all() const { return m_sites; }
    auto begin() const { return m_sites.begin(); }
    auto end() const { return m_sites.end(); }
    /// The one whose inner text holds the source's `offset`, its end included; null when there is none.
    const ExpressionSite *at(quint32 offset) const;

private:
    friend ExpressionSites findExpressions(const Workflow &workflow, const ExpressionSites *before);
    std::vector<ExpressionSite> m_sites;
};

/// What `before` has parsed already is taken over; null when there is nothing.
ExpressionSites findExpressions(const Workflow &workflow, const ExpressionSites *before = nullptr);

} // namespace slipway::workflow
