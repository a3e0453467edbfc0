#pragma once

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace slipway::store {

using std::chrono::milliseconds;

/// Something that happened to an app: a workflow run, a deployment, a release, a change of schema, of scale or of a
/// secret, or what a watch concluded. Never holds a secret value.
struct Event {
    enum class Kind { Run = 1, Deployment = 2, Release = 3, Migration = 4, Verdict = 5, Scaling = 6, Rotation = 7 };

    QString workspace;
    Kind kind = Kind::Run;
    /// The provider's own id, unique with workspace and kind: "github/8412/2".
    QString externalId;
    /// May be empty, where a run belongs to no app.
    QString app;
    /// "production", …; may be empty.
    QString environment;
    /// UTC, to the millisecond.
    QDateTime at;
    /// Absent while it goes on.
    std::optional<milliseconds> took;
    /// The provider's word, as it is: "success".
    QString status;
    /// Whatever else is kept, as JSON.
    QByteArray payload;
    bool operator==(const Event &) const = default;
};

/// Which events are wanted. Empty and absent members do not narrow.
struct EventQuery {
    QString workspace;
    std::optional<Event::Kind> kind;
    QString app;
    QString environment;
    /// From, and before, UTC.
    QDateTime from;
    QDateTime before;
    /// 1..10,000.
    int limit = 100;
};

/// The events of one day (UTC) that have all of these in common.
struct DailyCount {
    Event::Kind kind = Event::Kind::Run;
    QString app;
    QString environment;
    QString status;
    QDate day;
    qint64 count = 0;
    /// How many of them have ended and so have a duration.
    qint64 ended = 0;
    /// Their durations in all.
    milliseconds total{0};
    bool operator==(const DailyCount &) const = default;
};

/// Which days are wanted. Empty and absent members do not narrow.
struct StatisticsQuery {
    QString workspace;
    std::optional<Event::Kind> kind;
    QString app;
    QString environment;
    /// Both included, UTC.
    QDate from;
    QDate to;
};

} // namespace slipway::store
