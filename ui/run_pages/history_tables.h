#pragma once

#include "runs/history.h"

#include <QTableWidget>

namespace slipway::run_pages {

/// A table of this page: rows of one height, no grid, sorted as it was filled.
QTableWidget *makeHistoryTable(const QString &name, const QStringList &columns);

/// "5 % slower", "steady"; a dash where there are too few.
QString trendWords(const std::optional<double> &trend);

/// The charts as a table: a row a day or week.
void fillBuckets(QTableWidget &table, const runs::History &history);
/// Name, runs, passed, median, 95th percentile, trend.
void fillRows(QTableWidget &table, const QList<runs::HistoryRow> &rows);
/// Name, how often it failed and then passed, passed in all.
void fillFlaky(QTableWidget &table, const QList<runs::HistoryRow> &rows);

} // namespace slipway::run_pages
