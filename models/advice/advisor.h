#pragma once

#include "logs/run_log.h"
#include "workspace/policies.h"

#include <QList>
#include <QString>

#include <optional>

namespace slipway::advice {

/// Of a line, so many characters are held against patterns.
constexpr qsizetype longestLine = 2'000;

/// A line that may tell why a step failed.
struct EvidenceLine {
    /// Section and line within it, so that the view can go there; -1 for what is no line of a log.
    int section = -1;
    int line = -1;
    QString text;
};

/// What is known of a failure. `lines` in their order, the last ones before the end.
struct Evidence {
    /// File name of the workflow: "patient-graph-ci-cd.yml".
    QString workflow;
    QString job;
    QString step;
    /// GitHub's conclusion: "failure", "cancelled", "timed_out", "startup_failure".
    QString conclusion;
    QList<EvidenceLine> lines;
};

/// What the advisor says about a failure.
struct Advice {
    /// "type-check"; of the team's own, "slipway.yaml[2]".
    QString id;
    /// What happened, in a sentence.
    QString cause;
    /// What to do, in a sentence or two; commands stand in backquotes.
    QString action;
    /// The line that says so.
    EvidenceLine evidence;
    /// Higher is surer.
    int weight = 0;
};

/// The last lines of a failed section, those around its problem lines first: at most `most`, each cut to 2,000
/// characters. GUI thread; reads the file.
Evidence evidenceOf(const logs::RunLog &log, int section, int most = 400);

/// Known failures, ours and the team's. A value; any thread.
class Advisor
{
public:
    Advisor();
    /// The rules of `advice:` in slipway.yaml come before ours. A pattern that is not valid is left out.
    explicit Advisor(const QList<workspace::AdviceRule> &team);
    ~Advisor();
    Advisor(const Advisor &other);
    Advisor &operator=(const Advisor &other);

    /// What fits, the surest first, each cause once; at most three. Bounded in time whatever lines and patterns.
    QList<Advice> advise(const Evidence &evidence) const;

    /// A failure ready to be matched; known to the implementation alone.
    struct Rule;

private:
    std::optional<Advice> held(const Rule &rule, const Evidence &evidence) const;

    QList<Rule> m_rules;
};

} // namespace slipway::advice
