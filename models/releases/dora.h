#pragma once

#include "releases/releases.h"

namespace slipway::releases {

/// The five of DORA.
enum class Metric { DeploymentFrequency, LeadTime, ChangeFailRate, RecoveryTime, ReworkRate };

/// A commit and when it was in production, for the lead time.
struct LeadTime {
    QString sha;
    milliseconds time{0};
    bool operator==(const LeadTime &) const = default;
};

/// One figure, with the rule it was counted by.
struct Figure {
    Metric metric = Metric::DeploymentFrequency;
    QString title;
    /// The rule, printed by the figure.
    QString definition;
    /// Of how many there are this many: "3 of 24". Counts stand for themselves below five deploys.
    qint64 count = 0;
    qint64 total = 0;
    /// Per day; a share 0..1; milliseconds. Absent: fewer than five deploys, or nothing to measure.
    std::optional<double> value;
    /// "per day", "share", "ms".
    QString unit;
    /// The second figure: median gap between deploys, or p90 of the lead time, in milliseconds.
    std::optional<double> second;
    QString secondTitle;
    /// For people: "1.4 per day", "3 of 4 deploys", "no data".
    QString words;
    /// By week (Monday, UTC), for a chart; absent where a week has nothing to measure.
    QList<std::pair<QDate, std::optional<double>>> weekly;
    bool operator==(const Figure &) const = default;
};

struct DoraWindow {
    /// Empty: all apps.
    QString app;
    QDateTime from;
    QDateTime until;
    bool operator==(const DoraWindow &) const = default;
};

struct Dora {
    DoraWindow window;
    qint64 deploys = 0;
    qint64 rollBacks = 0;
    /// In the order of Metric.
    QList<Figure> figures;
    bool operator==(const Dora &) const = default;
};

/// The commits that each release brought, by its id; a release that is missing has no lead times.
using CommitsByRelease = QMap<QString, QList<Commit>>;

/// DORA's metrics of production by the rules of delivery-semantics F. Pure; any thread.
Dora doraOf(const History &history, const CommitsByRelease &commits, const DoraWindow &window);
/// Whether the release counts as a failed change, and why in words; empty: it does not.
QString failedBecause(const History &history, const Release &release);

} // namespace slipway::releases
