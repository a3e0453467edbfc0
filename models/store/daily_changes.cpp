#include "store/daily_changes.h"

using namespace Qt::StringLiterals;

namespace slipway::store {

qint64 dayNumber(const QDateTime &at)
{
    return at.toMSecsSinceEpoch() / 86'400'000;
}

void DailyChanges::change(const Event &event, int sign)
{
    Change &change =
        m_changes[{event.workspace, event.kind, event.app, event.environment, event.status, dayNumber(event.at)}];
    change.happened += sign;
    if (event.took) {
        change.ended += sign;
        change.total += sign * event.took->count();
    }
}

base::Done DailyChanges::write(Connection &connection) const
{
    for (const auto &[key, change] : m_changes.asKeyValueRange()) {
        if (change.happened == 0 && change.ended == 0 && change.total == 0)
            continue;
        const QVariantList place{textValue(key.workspace),   static_cast<int>(key.kind), textValue(key.app),
                                 textValue(key.environment), textValue(key.status),      key.day};
        const auto written = connection.execute(
            u"INSERT INTO daily (workspace, kind, app, environment, status, day_number, happened, ended, total) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (workspace, kind, app, environment, status, day_number) DO UPDATE SET "
            "happened = daily.happened + excluded.happened, ended = daily.ended + excluded.ended, "
            "total = daily.total + excluded.total"_s,
            place + QVariantList{change.happened, change.ended, change.total});
        if (!written)
            return written;
        if (change.happened >= 0)
            continue;
        const auto emptied = connection.execute(u"DELETE FROM daily WHERE workspace = ? AND kind = ? AND app = ? AND "
                                                "environment = ? AND status = ? AND day_number = ? AND happened = 0"_s,
                                                place);
        if (!emptied)
            return emptied;
    }
    return {};
}

} // namespace slipway::store
