#pragma once

#include "base/result.h"

#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

/// The part of PromQL that dashboards of Fly apps use.
namespace slipway::sandbox::fly::metrics {

/// One condition on a label, as in `status=~"5.."`.
struct Matcher {
    enum class Kind { Equal, NotEqual, Matches, MatchesNot };
    QString label;
    Kind kind = Kind::Equal;
    QString value;
    /// `value` as what the whole label must match.
    QRegularExpression pattern;

    bool fits(const QString &text) const;
};

/// One node of a parsed query.
struct Node {
    enum class Kind {
        Number,     ///< `number`
        Selector,   ///< metric `name` with `matchers`, over `range` ms when that is above 0, `offset` ms earlier
        Call,       ///< function `name` of `parts`
        Aggregate,  ///< `name` (sum, avg, …) of `parts`, `by` (or, when `without`, all but) `labels`
        Binary,     ///< `parts[0] name parts[1]`
    };
    Kind kind = Kind::Number;
    QString name;
    double number = 0.0;
    QList<Matcher> matchers;
    qint64 range = 0;
    qint64 offset = 0;
    QStringList labels;
    bool without = false;
    std::vector<std::unique_ptr<Node>> parts;
};

/// Error: invalidInput, with the place that is not understood.
base::Result<std::unique_ptr<Node>> parse(const QString &text);

} // namespace slipway::sandbox::fly::metrics
