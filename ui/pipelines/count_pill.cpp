#include "pipelines_page/count_pill.h"

#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QFontMetrics>
#include <QPainter>

namespace slipway::pipelines_page {

namespace {

constexpr int pillHeight = 18;

} // namespace

CountPill::CountPill(QWidget *parent)
    : QWidget(parent)
{
    resize(0, 0);
}

void CountPill::setCount(int count, base::Status tone)
{
    m_count = count;
    m_tone = tone;
    resize(sizeHint());
    updateGeometry();
    update();
}

QSize CountPill::sizeHint() const
{
    // A tab shows its button whether it counts anything or not.
    if (m_count == 0)
        return {0, 0};
    const QFont words = theme::font(theme::FontRole::CaptionStrong, font());
    const int tall = qRound(pillHeight * theme::textScale(font()));
    return {std::max(tall, QFontMetrics(words).horizontalAdvance(QString::number(m_count)) + 10), tall};
}

void CountPill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto &tokens = theme::tokens(palette());
    const bool isToned = m_tone != base::Status::Unknown;
    const QColor fill = isToned ? tokens.status(m_tone).bg : tokens.band;
    const QColor words = isToned ? tokens.status(m_tone).fg : tokens.text2;
    theme::paintBox(painter, rect(), height() / 2.0, fill, {});
    theme::paintText(painter, rect(), QString::number(m_count), theme::font(theme::FontRole::CaptionStrong, font()),
                     words, Qt::AlignCenter);
}

} // namespace slipway::pipelines_page
