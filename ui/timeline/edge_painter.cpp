#include "theme/paint.h"
#include "timeline/frame.h"
#include "timeline/words.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace slipway::timeline {

namespace {

constexpr qreal distance = 8;
constexpr qreal height = 24;
constexpr qreal padding = 10;

} // namespace

void paintPast(const Frame &frame, Past past)
{
    Board &board = frame.board;
    const QString words = Words::past(past);
    if (words.isEmpty())
        return;
    const QRectF lanes = board.lanes();
    // Below the rows where there is room, so that it hides no marker.
    const qreal tall = board.ink.px(height);
    const qreal below = lanes.top() + board.contentHeight() - board.scroll() + distance;
    const qreal top = std::min(below, lanes.bottom() - tall - distance);
    const qreal wide = board.ink.width(words, Role::Small) + 2 * board.ink.px(padding);
    const QRectF chip(std::round(lanes.left() + distance), std::round(top), std::ceil(wide), std::round(tall));
    theme::paintBox(frame.painter, chip, theme::textChipRadius, frame.colours.raised, frame.colours.line2);
    theme::paintText(frame.painter, chip, words, board.ink.font(Role::Small), frame.colours.text2, Qt::AlignCenter);
}

} // namespace slipway::timeline
