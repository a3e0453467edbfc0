#pragma once

#include "store/connection.h"
#include "store/event.h"

#include <QHash>

namespace slipway::store {

/// What a batch of events changes in the daily counts; gathered first, so that each count is written once a batch.
class DailyChanges
{
public:
    /// The event is counted now.
    void add(const Event &event) { change(event, 1); }
    /// It was counted before it changed.
    void remove(const Event &event) { change(event, -1); }
    base::Done write(Connection &connection) const;

private:
    struct Key {
        QString workspace;
        Event::Kind kind = Event::Kind::Run;
        QString app;
        QString environment;
        QString status;
        qint64 day = 0;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed = 0) noexcept
        {
            return qHashMulti(seed, key.workspace, static_cast<int>(key.kind), key.app, key.environment, key.status,
                              key.day);
        }
    };
    struct Change {
        qint64 happened = 0;
        qint64 ended = 0;
        qint64 total = 0;
    };

    void change(const Event &event, int sign);

    QHash<Key, Change> m_changes;
};

/// Days since 1970 of a time, UTC; counted as SQL's whole division counts.
qint64 dayNumber(const QDateTime &at);

} // namespace slipway::store
