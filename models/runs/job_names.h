#pragma once

#include "workflow/graph.h"
#include "workflow/matrix_expansion.h"

#include <QStringList>

#include <vector>

namespace slipway::runs {

/// A text as the file tells it before the run: what is known, with gaps for what is decided later.
class NamePattern
{
public:
    /// `text` with its `${{ }}`: those that name a value of `combination` are filled in, all others are gaps.
    static NamePattern of(std::string_view text, const workflow::Combination *combination = nullptr);
    /// Anything, the empty text too.
    static NamePattern anything();

    NamePattern &append(const QString &literal);
    NamePattern &append(const NamePattern &other);
    bool matches(const QString &name) const;
    bool hasGaps() const { return m_literals.size() > 1; }
    /// How many letters are known: of two patterns that match, the one with more fits better.
    qsizetype known() const;
    /// With an ellipsis for each gap.
    QString text() const;

private:
    /// What stands before, between and after the gaps; one more than there are gaps.
    QStringList m_literals{QString()};
};

/// What GitHub will call the jobs of each node of `graph`, in its order. Nodes that are no jobs match nothing.
struct ExpectedName {
    NamePattern pattern;
    bool isJob = false;
    /// Makes several jobs whose names are not known: a matrix that an expression decides, or a call of another
    /// repository's workflow.
    bool isOpenEnded = false;
    /// The names of its steps, as GitHub writes them; for nodes that are one job.
    QStringList steps;
};

/// `repository` as for the graph. Source: GitHub's names of jobs, as in workflow::displayName; a called job's name
/// follows its caller's behind " / ".
std::vector<ExpectedName> expectedNames(const workflow::Graph &graph, const workflow::Document &document,
                                        const workflow::Repository *repository);

/// The node that a job of this name is of; -1 when none fits.
int nodeOf(const std::vector<ExpectedName> &expected, const QString &jobName);

/// A step's name as GitHub makes it up when the file gives none: "Run actions/checkout@v4".
QString stepName(const workflow::Step &step);

} // namespace slipway::runs
