#include "run_pages/history_tables.h"

#include "base/format.h"
#include "run_pages/words.h"
#include "widgets/plain_words.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

constexpr qsizetype mostRows = 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("run_pages", text);
}

void setRow(QTableWidget &table, int row, const QStringList &texts)
{
    for (int column = 0; column < texts.size(); ++column) {
        auto *item = new QTableWidgetItem(texts.at(column));
        item->setToolTip(widgets::plainTip(texts.at(column)));
        if (column > 0)
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        table.setItem(row, column, item);
    }
}

QString nameOf(const runs::HistoryRow &row)
{
    return row.step.isEmpty() ? row.job : tr("%1 › %2").arg(row.job, row.step);
}

QString rateOf(int part, int all)
{
    return all > 0 ? base::format::percent(double(part) / all) : u"—"_s;
}

int shownOf(const QList<runs::HistoryRow> &rows)
{
    return static_cast<int>(std::min(mostRows, rows.size()));
}

} // namespace

QString trendWords(const std::optional<double> &trend)
{
    constexpr double noticeable = 0.05;
    if (!trend)
        return u"—"_s;
    const double change = *trend - 1;
    if (std::abs(change) < noticeable)
        return tr("steady");
    const QString by = base::format::percent(std::abs(change));
    return change > 0 ? tr("%1 slower").arg(by) : tr("%1 faster").arg(by);
}

QTableWidget *makeHistoryTable(const QString &name, const QStringList &columns)
{
    auto *table = new QTableWidget(0, static_cast<int>(columns.size()));
    table->setAccessibleName(name);
    table->setHorizontalHeaderLabels(columns);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    return table;
}

void fillBuckets(QTableWidget &table, const runs::History &history)
{
    table.setRowCount(static_cast<int>(history.buckets.size()));
    for (int row = 0; row < history.buckets.size(); ++row) {
        // The newest first: that is what people look for.
        const runs::HistoryBucket &bucket = history.buckets.at(history.buckets.size() - 1 - row);
        setRow(table, row,
               {QLocale().toString(bucket.from, QLocale::ShortFormat), base::format::count(bucket.count),
                rateOf(bucket.succeeded, bucket.count), words::column(bucket.p50), words::column(bucket.p95)});
    }
}

void fillRows(QTableWidget &table, const QList<runs::HistoryRow> &rows)
{
    table.setRowCount(shownOf(rows));
    for (int at = 0; at < table.rowCount(); ++at) {
        const runs::HistoryRow &row = rows.at(at);
        setRow(table, at,
               {nameOf(row), base::format::count(row.count), rateOf(row.succeeded, row.count), words::column(row.p50),
                words::column(row.p95), trendWords(row.trend)});
    }
}

void fillFlaky(QTableWidget &table, const QList<runs::HistoryRow> &rows)
{
    table.setRowCount(shownOf(rows));
    for (int at = 0; at < table.rowCount(); ++at) {
        const runs::HistoryRow &row = rows.at(at);
        setRow(table, at, {nameOf(row), base::format::count(row.flakes), rateOf(row.succeeded, row.count)});
    }
}

} // namespace slipway::run_pages
