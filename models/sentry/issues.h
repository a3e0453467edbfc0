#pragma once

#include "base/json.h"
#include "base/word.h"

#include <QUrl>

#include <optional>

namespace slipway::sentry {

struct Issue {
    enum class Level { Unknown, Sample, Debug, Info, Warning, Error, Fatal };
    enum class State { Unknown, Unresolved, Resolved, Ignored, PendingDeletion, PendingMerge, Reprocessing };
    /// What is special about an unresolved one.
    enum class Substate { Unknown, New, Ongoing, Escalating, Regressed, ArchivedUntil, ArchivedForever };

    QString id;
    /// "MY-LOOP-HEALTH-1K"
    QString shortId;
    QString title;
    QString culprit;
    QUrl page;
    base::Word<Level> level;
    base::Word<State> state;
    /// Empty word: none.
    base::Word<Substate> substate;
    /// "low", "medium", "high"; empty for none.
    QString priority;
    qint64 events = 0;
    qint64 users = 0;
    std::optional<QDateTime> firstSeenAt;
    std::optional<QDateTime> lastSeenAt;
    bool isUnhandled = false;
    QString project;
    bool operator==(const Issue &) const = default;
};

Issue readIssue(const base::json::Object &object);

} // namespace slipway::sentry
