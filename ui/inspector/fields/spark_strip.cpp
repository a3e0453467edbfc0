#include "inspector/fields/spark_strip.h"

#include "base/format.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace slipway::inspector {

namespace {

constexpr int plotHeight = 34;
constexpr int plotWidth = 130;
constexpr qreal dotRadius = 2;

QPolygonF lineOf(const QList<qint64> &took, const QRectF &rect)
{
    const auto [least, most] = std::ranges::minmax(took);
    // What varies little looks little.
    const auto spread = double(std::max({most - least, most / 4, qint64(1)}));
    const double middle = double(least + most) / 2;
    const qreal step = took.size() > 1 ? rect.width() / qreal(took.size() - 1) : 0;
    QPolygonF line;
    for (qsizetype at = 0; at < took.size(); ++at) {
        const double share = (double(took.at(at)) - middle) / spread;
        line.append({rect.left() + step * qreal(at), rect.center().y() - share * rect.height() * 0.8});
    }
    return line;
}

} // namespace

SparkStrip::SparkStrip(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_words(new QLabel(this))
    , m_plot(new QWidget(this))
{
    m_title->setFont(theme::font(theme::FontRole::SmallStrong, font()));
    m_words->setFont(theme::font(theme::FontRole::Small, font()));
    m_words->setWordWrap(true);
    widgets::showAsWritten(*m_words);
    m_plot->setMinimumSize(plotWidth, plotHeight);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 10, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->addWidget(m_title, 0, 0, 1, 2);
    grid->addWidget(m_plot, 1, 0, Qt::AlignTop);
    grid->addWidget(m_words, 1, 1);
    grid->setColumnStretch(1, 1);
    hide();
}

void SparkStrip::show(const Sources::Past &past)
{
    m_took = past.took;
    m_title->setText(tr("Last %n runs", nullptr, int(past.took.size())));
    m_words->setText(past.words);
    QStringList values;
    for (const qint64 one : past.took)
        values.append(base::format::duration(base::milliseconds(one)));
    setAccessibleName(m_title->text());
    setAccessibleDescription(past.words + u' ' + values.join(QStringLiteral(", ")));
    setVisible(!past.took.isEmpty());
    update();
}

void SparkStrip::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    theme::paintHairline(painter, rect(), Qt::TopEdge, colours.line1);
    if (m_took.isEmpty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF plot = QRectF(m_plot->geometry()).adjusted(0, 2, -dotRadius, -2);
    const QPolygonF line = lineOf(m_took, plot);
    QPolygonF area = line;
    area << QPointF(line.last().x(), plot.bottom()) << QPointF(line.first().x(), plot.bottom());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.band);
    painter.drawPolygon(area);
    painter.setPen(QPen(colours.text2, 1.25, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.text2);
    painter.drawEllipse(line.last(), dotRadius, dotRadius);
}

} // namespace slipway::inspector
