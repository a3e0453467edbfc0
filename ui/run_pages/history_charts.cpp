#include "run_pages/history_charts.h"

#include "base/format.h"
#include "theme/fonts.h"
#include "theme/tokens.h"

#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QLocale>
#include <QPainter>
#include <QStackedBarSeries>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

/// Right of both charts, above for the legend, below for the days.
constexpr qreal rightMargin = 20;
constexpr qreal legendHeight = 40;
constexpr qreal daysHeight = 28;
constexpr qsizetype mostNames = 9;

QChartView *makeView(const QString &name)
{
    auto *view = new QChartView;
    view->setRenderHint(QPainter::Antialiasing);
    view->setFrameShape(QFrame::NoFrame);
    view->setAccessibleName(name);
    view->chart()->setBackgroundRoundness(0);
    // The chart fills its view: the page has margins of its own.
    view->chart()->layout()->setContentsMargins(0, 0, 0, 0);
    view->chart()->legend()->setAlignment(Qt::AlignTop);
    return view;
}

/// From half a day before the first to half a day after the last, with names where there is room for them.
QCategoryAxis *dayAxis(const runs::History &history)
{
    auto *axis = new QCategoryAxis;
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    axis->setStartValue(-0.5);
    const qsizetype step = std::max<qsizetype>(1, (history.buckets.size() + mostNames - 1) / mostNames);
    for (qsizetype at = 0; at < history.buckets.size(); at += step)
        axis->append(QLocale().toString(history.buckets.at(at).from, u"d MMM"_s), double(at));
    axis->setRange(-0.5, double(history.buckets.size()) - 0.5);
    return axis;
}

double minutes(runs::milliseconds time)
{
    return double(time.count()) / 60'000;
}

void dress(QChart &chart, QAbstractAxis &axis, const theme::Tokens &tokens, const QFont &font)
{
    axis.setLabelsColor(tokens.text2);
    axis.setLabelsFont(font);
    axis.setLinePenColor(tokens.line2);
    QPen grid(tokens.grid, 1);
    grid.setDashPattern({2, 3});
    axis.setGridLinePen(grid);
    chart.setBackgroundBrush(tokens.base);
    chart.legend()->setLabelColor(tokens.text2);
    chart.legend()->setFont(font);
}

void clear(QChart &chart)
{
    chart.removeAllSeries();
    for (QAbstractAxis *axis : chart.axes()) {
        chart.removeAxis(axis);
        delete axis;
    }
}

QLineSeries *lineOf(const runs::History &history, std::optional<runs::milliseconds> runs::HistoryBucket::*value,
                    const QString &name, const QColor &colour)
{
    auto *line = new QLineSeries;
    for (qsizetype at = 0; at < history.buckets.size(); ++at) {
        if (const auto &time = history.buckets.at(at).*value)
            line->append(double(at), minutes(*time));
    }
    line->setName(name);
    line->setPen(QPen(colour, 2));
    line->setPointsVisible(line->count() < 30);
    return line;
}

QString latest(const runs::History &history, std::optional<runs::milliseconds> runs::HistoryBucket::*value)
{
    for (auto bucket = history.buckets.rbegin(); bucket != history.buckets.rend(); ++bucket) {
        if (const auto &time = (*bucket).*value)
            return base::format::columnDuration(*time);
    }
    return u"—"_s;
}

} // namespace

HistoryCharts::HistoryCharts(QWidget *parent)
    : QWidget(parent)
    , m_durations(makeView(tr("How long runs took")))
    , m_outcomes(makeView(tr("How runs ended")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_durations, 3);
    column->addWidget(m_outcomes, 2);
}

void HistoryCharts::setHistory(const runs::History &history)
{
    if (m_history == history)
        return;
    m_history = history;
    draw();
}

void HistoryCharts::draw()
{
    for (QChartView *view : {m_durations, m_outcomes})
        view->setBackgroundBrush(theme::tokens(palette()).base);
    drawDurations();
    drawOutcomes();
    place();
}

void HistoryCharts::place()
{
    const QFontMetricsF metrics(theme::font(theme::FontRole::Caption, font()));
    const qreal scale = theme::textScale(font());
    const qreal left = metrics.horizontalAdvance(tr("%1 min").arg(u"000"_s)) + 16;
    for (QChartView *view : {m_durations, m_outcomes}) {
        const QRectF area(left, legendHeight * scale, view->width() - left - rightMargin,
                          view->height() - (legendHeight + daysHeight) * scale);
        if (!area.isValid())
            continue;
        view->chart()->setPlotArea(area);
        // Laid out by the chart, its words would be cut to the room of an earlier size.
        QLegend &legend = *view->chart()->legend();
        legend.detachFromChart();
        legend.setGeometry(QRectF(left, 0, area.width(), legendHeight * scale));
    }
}

void HistoryCharts::resizeEvent(QResizeEvent *)
{
    place();
}

void HistoryCharts::drawDurations()
{
    QChart &chart = *m_durations->chart();
    clear(chart);
    if (m_history.buckets.isEmpty())
        return;
    const auto &tokens = theme::tokens(palette());
    const QFont font = theme::font(theme::FontRole::Caption, this->font());
    QLineSeries *median = lineOf(m_history, &runs::HistoryBucket::p50,
                                 tr("Median %1").arg(latest(m_history, &runs::HistoryBucket::p50)), tokens.series[0]);
    QLineSeries *slow =
        lineOf(m_history, &runs::HistoryBucket::p95,
               tr("95 % within %1").arg(latest(m_history, &runs::HistoryBucket::p95)), tokens.series[1]);
    auto *goal = new QLineSeries;
    goal->setName(tr("Goal for pull requests %1").arg(base::format::columnDuration(runs::pullRequestGoal)));
    goal->append(-0.5, minutes(runs::pullRequestGoal));
    goal->append(double(m_history.buckets.size()) - 0.5, minutes(runs::pullRequestGoal));
    goal->setPen(QPen(tokens.warning.solid, 1.5, Qt::DashLine));
    double most = minutes(runs::pullRequestGoal);
    for (const QLineSeries *line : {median, slow}) {
        for (const QPointF &point : line->points())
            most = std::max(most, point.y());
    }
    auto *days = dayAxis(m_history);
    auto *time = new QValueAxis;
    // Whole minutes at every line.
    constexpr int lines = 4;
    time->setRange(0, lines * std::ceil(most * 1.05 / lines));
    time->setTickCount(lines + 1);
    time->setLabelFormat(tr("%.0f min"));
    chart.addAxis(days, Qt::AlignBottom);
    chart.addAxis(time, Qt::AlignLeft);
    for (QLineSeries *line : {median, slow, goal}) {
        chart.addSeries(line);
        line->attachAxis(days);
        line->attachAxis(time);
    }
    dress(chart, *days, tokens, font);
    dress(chart, *time, tokens, font);
    days->setGridLineVisible(false);
}

void HistoryCharts::drawOutcomes()
{
    QChart &chart = *m_outcomes->chart();
    clear(chart);
    if (m_history.buckets.isEmpty())
        return;
    const auto &tokens = theme::tokens(palette());
    const QFont font = theme::font(theme::FontRole::Caption, this->font());
    auto *passed = new QBarSet(tr("Passed %1").arg(m_history.succeeded));
    auto *failed = new QBarSet(tr("Failed %1").arg(m_history.count - m_history.succeeded));
    int most = 1;
    for (const runs::HistoryBucket &bucket : std::as_const(m_history.buckets)) {
        passed->append(bucket.succeeded);
        failed->append(bucket.failed);
        most = std::max(most, bucket.count);
    }
    passed->setColor(tokens.success.solid);
    failed->setColor(tokens.failure.solid);
    // Not by colour alone: failures are hatched.
    failed->setBrush(QBrush(tokens.failure.solid, Qt::Dense2Pattern));
    for (QBarSet *set : {passed, failed})
        set->setBorderColor(tokens.base);
    auto *bars = new QStackedBarSeries;
    bars->append(passed);
    bars->append(failed);
    auto *days = dayAxis(m_history);
    auto *count = new QValueAxis;
    count->setRange(0, most);
    count->setTickCount(std::min(4, most + 1));
    count->setLabelFormat(u"%.0f"_s);
    chart.addAxis(days, Qt::AlignBottom);
    chart.addAxis(count, Qt::AlignLeft);
    chart.addSeries(bars);
    bars->attachAxis(days);
    bars->attachAxis(count);
    dress(chart, *days, tokens, font);
    dress(chart, *count, tokens, font);
    days->setGridLineVisible(false);
}

void HistoryCharts::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        draw();
}

} // namespace slipway::run_pages
