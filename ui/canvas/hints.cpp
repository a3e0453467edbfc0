#include "canvas/hints.h"

#include "canvas/board.h"
#include "theme/focus_ring.h"
#include "theme/paint.h"
#include "widgets/key_caps.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

namespace {

constexpr qreal leastWidth = 700;
constexpr qreal margin = 16;
constexpr qreal gapAfterKeys = 6;
constexpr qreal gapBetween = 16;

struct Hint {
    QStringList keys;
    QString words;
};

std::vector<Hint> hintsOf(const Board &board)
{
    std::vector<Hint> hints{{{u"←"_s, u"→"_s}, Canvas::tr("move")},
                            {widgets::keyNames(Qt::Key_Enter), Canvas::tr("open")}};
    if (board.mayConnect())
        hints.push_back({widgets::keyNames(Qt::Key_C), Canvas::tr("connect")});
    hints.push_back({widgets::keyNames(Qt::SHIFT | Qt::Key_F), Canvas::tr("fit")});
    return hints;
}

bool isWanted(const Board &board)
{
    const bool isByKeyboard = board.canvas.hasFocus() && theme::isKeyboardInUse();
    return (board.areHintsShown || isByKeyboard) && board.area().width() >= leastWidth && !board.scene.isEmpty();
}

bool isCovered(const Board &board, const QRectF &rect)
{
    const QRectF part = board.view.toScene(rect);
    return std::ranges::any_of(board.scene.nodesAround(part), [&](int at) {
        return !board.scene.node(at).isHidden && board.scene.node(at).bounds.intersects(part);
    });
}

} // namespace

QRectF hintsRect(const Board &board)
{
    if (!isWanted(board))
        return {};
    const QFontMetricsF metrics(board.scene.measures().font(TextRole::Subtitle));
    qreal width = -gapBetween;
    qreal height = metrics.height();
    for (const Hint &hint : hintsOf(board)) {
        const QSize keys = widgets::keyCapsSize(hint.keys, board.canvas.font());
        width += keys.width() + gapAfterKeys + std::ceil(metrics.horizontalAdvance(hint.words)) + gapBetween;
        height = std::max<qreal>(height, keys.height());
    }
    const QRectF rect(margin, board.area().bottom() - margin - height, width, height);
    const qreal right = board.showsMinimap() ? board.minimapRect().left() : board.area().right();
    return rect.right() + margin <= right ? rect : QRectF();
}

void paintHints(const Frame &frame, const Board &board)
{
    const QRectF rect = hintsRect(board);
    if (rect.isEmpty() || isCovered(board, rect))
        return;
    const QFont &font = board.scene.measures().font(TextRole::Subtitle);
    // Dots would run through the words.
    frame.painter.fillRect(rect.adjusted(-4, -2, 4, 2), frame.colours.canvas);
    qreal left = rect.left();
    for (const Hint &hint : hintsOf(board)) {
        const qreal keys = widgets::keyCapsSize(hint.keys, board.canvas.font()).width();
        widgets::paintKeyCaps(frame.painter, {left, rect.top(), keys, rect.height()}, hint.keys, board.canvas.font(),
                              board.canvas.palette());
        left += keys + gapAfterKeys;
        left += theme::paintText(frame.painter, {left, rect.top(), rect.right() + 2 - left, rect.height()}, hint.words,
                                 font, frame.colours.text2);
        left = std::ceil(left) + gapBetween;
    }
}

} // namespace slipway::canvas
