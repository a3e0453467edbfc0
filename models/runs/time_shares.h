#pragma once

#include "runs/live_graph.h"

namespace slipway::runs {

/// One part of a run's time: a step, a wait for people, or a wait for a runner, on its critical path.
struct TimeShare {
    enum class Kind { Step, Approval, Queue };

    Kind kind = Kind::Step;
    /// A step's name; else empty, the view has the words. `environment` of an approval.
    QString name;
    QString environment;
    milliseconds took{0};
    Status status = Status::Success;
    /// Where it is: node, and the step's number.
    QString node;
    qint64 step = 0;
    bool operator==(const TimeShare &) const = default;
};

/// Where the time goes.
struct TimeShares {
    /// The longest, at most `most`, in the order in which they came.
    QList<TimeShare> parts;
    /// Together, and the whole run's.
    milliseconds shown{0};
    milliseconds total{0};
    bool operator==(const TimeShares &) const = default;
};

TimeShares timeShares(const LiveGraph &graph, const RunFact &run, const QDateTime &now, qsizetype most = 7);

/// A bar of the waterfall.
struct WaterfallBar {
    QString node;
    /// 0 for the job itself.
    qint64 step = 0;
    QString name;
    /// From the run's begin.
    milliseconds begin{0};
    milliseconds queued{0};
    milliseconds took{0};
    Status status = Status::Queued;
    bool isCritical = false;
    bool operator==(const WaterfallBar &) const = default;
};

/// Jobs by when they were ready, each with its steps; what has not begun is left out.
QList<WaterfallBar> waterfall(const LiveGraph &graph, const RunState &state, const QDateTime &now);

} // namespace slipway::runs
