#include "pipelines_page/changed_chip.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QFontMetrics>
#include <QPainter>

namespace slipway::pipelines_page {

namespace {

constexpr int chipHeight = 20;
constexpr int iconSize = 14;
constexpr int padding = 6;

} // namespace

ChangedChip::ChangedChip(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("changedWords"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void ChangedChip::setWords(const QString &words)
{
    m_words = words;
    setAccessibleName(words);
    setVisible(!words.isEmpty());
    updateGeometry();
    update();
}

QSize ChangedChip::sizeHint() const
{
    const qreal scale = theme::textScale(font());
    const QFontMetrics metrics(theme::font(theme::FontRole::Small, font()));
    return {qRound((3 * padding + iconSize) * scale) + metrics.horizontalAdvance(m_words), qRound(chipHeight * scale)};
}

void ChangedChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &tokens = theme::tokens(palette());
    const qreal scale = theme::textScale(font());
    const QRectF box = rect();
    theme::paintBox(painter, box, theme::statusChipRadius, tokens.selectedOption, {});
    const qreal side = iconSize * scale;
    theme::paintIcon(painter, {padding * scale, box.center().y() - side / 2, side, side}, QStringLiteral("action-edit"),
                     tokens.link);
    theme::paintText(painter, box.adjusted((2 * padding + iconSize) * scale, 0, 0, 0), m_words,
                     theme::font(theme::FontRole::Small, font()), tokens.link);
}

} // namespace slipway::pipelines_page
