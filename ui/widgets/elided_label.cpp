#include "widgets/elided_label.h"

#include "theme/paint.h"
#include "widgets/plain_words.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace slipway::widgets {

namespace {

/// More letters cannot be seen, and measuring them takes time.
constexpr qsizetype mostLetters = 400;
constexpr int mostWidth = 4'000;

} // namespace

ElidedLabel::ElidedLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    const QString shown = text.left(mostLetters);
    if (m_text == shown)
        return;
    m_text = shown;
    setToolTip(widgets::plainTip(shown));
    setAccessibleName(shown);
    updateGeometry();
    update();
}

void ElidedLabel::setLeastWidth(int pixels)
{
    m_leastWidth = pixels;
    updateGeometry();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {std::min(mostWidth, metrics.horizontalAdvance(m_text) + 2), metrics.height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QFontMetrics metrics(font());
    const int least = std::max(m_leastWidth, 4 * metrics.averageCharWidth());
    return {std::min(sizeHint().width(), least), metrics.height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    theme::paintText(painter, rect(), m_text, font(), palette().color(foregroundRole()));
}

} // namespace slipway::widgets
