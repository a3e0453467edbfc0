#include "widgets/status_chip.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"

#include <QFontMetrics>
#include <QPainter>

namespace slipway::widgets {

namespace {

constexpr int iconSize = 14;
constexpr int padding = 6;
constexpr int gap = 5;

QFont wordsFont(const QFont &base)
{
    QFont result = theme::font(theme::FontRole::Small, base);
    result.setWeight(QFont::Medium);
    return result;
}

} // namespace

QSize statusChipSize(const QString &words, const QFont &base, bool compact)
{
    const QFontMetrics metrics(wordsFont(base));
    return {padding + iconSize + gap + metrics.horizontalAdvance(words) + padding + 1,
            std::max(compact ? 18 : 20, metrics.height() + 2)};
}

void paintStatusChip(QPainter &painter, const QRectF &rect, base::Status status, const QString &words,
                     const QFont &base, const QPalette &palette, bool compact)
{
    const theme::StatusColours &colours = theme::tokens(palette).status(status);
    const QSize size = statusChipSize(words, base, compact);
    const QRectF chip(rect.left(), rect.center().y() - size.height() / 2.0, std::min<qreal>(size.width(), rect.width()),
                      size.height());
    theme::paintBox(painter, chip, theme::statusChipRadius, colours.bg, {});
    theme::paintIcon(painter, QRectF(chip.left() + padding, chip.top(), iconSize, chip.height()),
                     theme::statusIcon(status), colours.solid);
    theme::paintText(painter, chip.adjusted(padding + iconSize + gap, 0, -padding, 0), words, wordsFont(base),
                     colours.fg);
}

StatusChip::StatusChip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setStatus(m_status);
}

void StatusChip::setStatus(base::Status status, const QString &words)
{
    m_status = status;
    m_words = words.isEmpty() ? theme::statusWord(status) : words;
    setAccessibleName(m_words);
    updateGeometry();
    update();
}

QSize StatusChip::sizeHint() const
{
    return statusChipSize(m_words, font());
}

void StatusChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintStatusChip(painter, rect(), m_status, m_words, font(), palette());
}

} // namespace slipway::widgets
