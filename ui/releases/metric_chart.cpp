#include "releases_page/metric_chart.h"

#include "base/format.h"
#include "theme/fonts.h"
#include "theme/tokens.h"

#include <QBarSeries>
#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QLocale>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

constexpr qsizetype mostNames = 4;
constexpr int chartHeight = 140;
constexpr double minute = 60'000;
constexpr double hour = 60 * minute;
constexpr double day = 24 * hour;

/// What the axis counts in.
struct Unit {
    double of = 1;
    QString format;
};

Unit unitOf(const releases::Figure &figure, double most)
{
    if (figure.unit == "share"_L1)
        return {0.01, MetricChart::tr("%.0f %%")};
    if (figure.unit != "ms"_L1)
        return {1, most < 3 ? u"%.1f"_s : u"%.0f"_s};
    if (most < 2 * hour)
        return {minute, MetricChart::tr("%.0f min")};
    return most < 2 * day ? Unit{hour, MetricChart::tr("%.0f h")} : Unit{day, MetricChart::tr("%.0f d")};
}

double mostOf(const releases::Figure &figure)
{
    double most = 0;
    for (const auto &[week, value] : figure.weekly)
        most = std::max(most, value.value_or(0));
    return most;
}

/// A round number that is not below `value`: 1, 2 or 5 times a power of ten.
double roundedUp(double value)
{
    if (value <= 0)
        return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0, 10.0}) {
        if (value <= step * power)
            return step * power;
    }
    return value;
}

QCategoryAxis *weekAxis(const releases::Figure &figure)
{
    auto *axis = new QCategoryAxis;
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    axis->setStartValue(-0.5);
    const qsizetype weeks = figure.weekly.size();
    const qsizetype step = std::max<qsizetype>(1, (weeks + mostNames - 1) / mostNames);
    for (qsizetype at = 0; at < weeks; at += step)
        axis->append(QLocale().toString(figure.weekly.at(at).first, u"d MMM"_s), double(at));
    axis->setRange(-0.5, double(weeks) - 0.5);
    return axis;
}

QAbstractSeries *barsOf(const releases::Figure &figure, double unit, const QColor &colour)
{
    auto *set = new QBarSet(figure.title);
    for (const auto &[week, value] : figure.weekly)
        set->append(value.value_or(0) / unit);
    set->setColor(colour);
    set->setBorderColor(colour);
    auto *bars = new QBarSeries;
    bars->setBarWidth(0.6);
    bars->append(set);
    return bars;
}

QAbstractSeries *lineOf(const releases::Figure &figure, double unit, const QColor &colour)
{
    auto *line = new QLineSeries;
    for (qsizetype at = 0; at < figure.weekly.size(); ++at) {
        if (const auto &value = figure.weekly.at(at).second)
            line->append(double(at), *value / unit);
    }
    line->setPen(QPen(colour, 2));
    line->setPointsVisible(line->count() < 30);
    return line;
}

void dress(QAbstractAxis &axis, const theme::Tokens &tokens, const QFont &font)
{
    axis.setLabelsColor(tokens.text3);
    axis.setLabelsFont(font);
    axis.setLinePenColor(tokens.line2);
    QPen grid(tokens.grid, 1);
    grid.setDashPattern({2, 3});
    axis.setGridLinePen(grid);
}

} // namespace

QString weekWords(const releases::Figure &figure, const std::optional<double> &value)
{
    if (!value)
        return u"—"_s;
    if (figure.unit == "share"_L1)
        return base::format::percent(*value);
    if (figure.unit == "ms"_L1)
        return base::format::age(releases::milliseconds(std::llround(*value)));
    return QLocale().toString(*value, 'f', 1);
}

MetricChart::MetricChart(QWidget *parent)
    : QWidget(parent)
    , m_view(new QChartView)
{
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    QChart &chart = *m_view->chart();
    chart.setBackgroundRoundness(0);
    chart.setMargins({});
    chart.layout()->setContentsMargins(0, 0, 0, 0);
    chart.legend()->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_view);
    setFixedHeight(qRound(chartHeight * theme::textScale(font())));
}

void MetricChart::setFigure(const releases::Figure &figure)
{
    if (m_figure == figure)
        return;
    m_figure = figure;
    QStringList weeks;
    for (const auto &[week, value] : figure.weekly)
        weeks += tr("%1: %2").arg(QLocale().toString(week, u"d MMM"_s), weekWords(figure, value));
    m_view->setAccessibleName(tr("%1 by week").arg(figure.title));
    m_view->setAccessibleDescription(weeks.join(u"; "_s));
    draw();
}

void MetricChart::draw()
{
    const auto &tokens = theme::tokens(palette());
    QChart &chart = *m_view->chart();
    chart.removeAllSeries();
    for (QAbstractAxis *axis : chart.axes()) {
        chart.removeAxis(axis);
        delete axis;
    }
    m_view->setBackgroundBrush(tokens.raised);
    chart.setBackgroundBrush(tokens.raised);
    const double most = mostOf(m_figure);
    const Unit unit = unitOf(m_figure, most);
    QAbstractSeries *series = m_figure.unit == "ms"_L1 ? lineOf(m_figure, unit.of, tokens.series[0])
                                                       : barsOf(m_figure, unit.of, tokens.series[0]);
    auto *weeks = weekAxis(m_figure);
    auto *values = new QValueAxis;
    // A share of nothing still wants a scale that can be read.
    const double least = m_figure.unit == "share"_L1 ? 0.1 : 0;
    values->setRange(0, roundedUp(std::max(most, least) / unit.of));
    values->setTickCount(3);
    values->setLabelFormat(unit.format);
    chart.addAxis(weeks, Qt::AlignBottom);
    chart.addAxis(values, Qt::AlignLeft);
    chart.addSeries(series);
    const QFont caption = theme::font(theme::FontRole::Caption, font());
    for (QAbstractAxis *axis : std::initializer_list<QAbstractAxis *>{weeks, values}) {
        series->attachAxis(axis);
        dress(*axis, tokens, caption);
    }
    weeks->setGridLineVisible(false);
    place();
}

void MetricChart::place()
{
    const QFontMetricsF metrics(theme::font(theme::FontRole::Caption, font()));
    const qreal left = metrics.horizontalAdvance(tr("%1 min").arg(u"100"_s)) + 12;
    const qreal top = metrics.height() / 2;
    const QRectF area(left, top, width() - left - 8, height() - top - metrics.height() - 12);
    if (area.isValid())
        m_view->chart()->setPlotArea(area);
}

void MetricChart::resizeEvent(QResizeEvent *)
{
    place();
}

void MetricChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        draw();
}

} // namespace slipway::releases_page
