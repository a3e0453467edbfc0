#pragma once

#include "store/connection.h"
#include "store/event.h"

/// The tables of events and of their daily counts.
namespace slipway::store {

base::Done writeEvents(Connection &connection, const QList<Event> &events);
base::Result<QList<Event>> readEvents(Connection &connection, const EventQuery &query);
base::Result<QList<DailyCount>> readStatistics(Connection &connection, const StatisticsQuery &query);

} // namespace slipway::store
