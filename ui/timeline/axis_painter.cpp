#include "theme/paint.h"
#include "timeline/frame.h"
#include "timeline/words.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::timeline {

namespace {

constexpr qreal wordGap = 8;

/// Where words stand on the axis already.
class Taken
{
public:
    bool take(qreal left, qreal right)
    {
        const bool isFree = std::ranges::none_of(
            m_parts, [&](const auto &part) { return left < part.second + wordGap && right + wordGap > part.first; });
        if (isFree)
            m_parts.emplace_back(left, right);
        return isFree;
    }

private:
    std::vector<std::pair<qreal, qreal>> m_parts;
};

QRectF nowChip(Board &board)
{
    const QRectF axis = board.axis();
    const qreal width =
        board.ink.width(QLocale().toString(board.now.time(), u"HH:mm"_s), Role::SmallStrong) + board.ink.px(14);
    const qreal x = std::clamp(board.nowX() - width / 2, axis.left() + 2, axis.right() - width - 2);
    return {std::round(x), axis.top() + 3, std::ceil(width), axis.height() - 6};
}

bool isNowInSight(const Board &board)
{
    return board.nowX() >= board.scale.left() && board.nowX() <= board.scale.right();
}

void paintMajors(const Frame &frame, Taken &taken)
{
    Board &board = frame.board;
    const QRectF axis = board.axis();
    // The day that the left edge lies in is named there, unless the next one's name needs the room.
    qreal next = axis.right();
    for (auto tick = frame.ticks.rbegin(); tick != frame.ticks.rend(); ++tick) {
        if (!tick->isMajor)
            continue;
        const qreal width = board.ink.width(tick->words, Role::SmallStrong);
        const qreal x = std::max(board.scale.x(tick->at), axis.left()) + 6;
        if (x + width <= next && taken.take(x, x + width))
            board.ink.text(frame.painter, {x, axis.top(), width + 1, axis.height()}, tick->words, Role::SmallStrong,
                           frame.colours.text);
        next = x - wordGap;
        if (board.scale.x(tick->at) <= axis.left())
            return;
    }
}

void paintMinors(const Frame &frame, Taken &taken)
{
    Board &board = frame.board;
    const QRectF axis = board.axis();
    for (const Tick &tick : frame.ticks) {
        const qreal width = board.ink.width(tick.words, Role::Caption);
        const qreal x = std::round(board.scale.x(tick.at) - width / 2);
        const bool isIn = x >= axis.left() && x + width <= axis.right();
        if (!tick.isMajor && isIn && taken.take(x, x + width))
            board.ink.text(frame.painter, {x, axis.top(), width + 1, axis.height()}, tick.words, Role::Caption,
                           frame.colours.text3);
    }
}

void paintFreezes(const Frame &frame, Taken &taken)
{
    Board &board = frame.board;
    const QRectF axis = board.axis();
    for (const releases::Freeze &freeze : board.chronicle.history().freezes) {
        const QRectF rect = freezeRect(board.scale, freeze, axis);
        const QString words = Words::freeze(freeze);
        const qreal icon = board.ink.px(16);
        const qreal width = board.ink.width(words, Role::Caption) + icon + 4;
        if (rect.width() < width + 8)
            continue;
        for (qreal x = rect.left() + 6; x + width <= rect.right(); x += 16) {
            if (!taken.take(x, x + width))
                continue;
            board.ink.icon(frame.painter, {x + icon / 2, axis.center().y()}, icon, u"freeze-window"_s,
                           frame.colours.text2);
            board.ink.text(frame.painter, {x + icon + 4, axis.top(), width - icon, axis.height()}, words, Role::Caption,
                           frame.colours.text2);
            break;
        }
    }
}

} // namespace

QRectF freezeRect(const Scale &scale, const releases::Freeze &freeze, const QRectF &area)
{
    const qreal left = std::max(area.left(), scale.x(instantOf(freeze.from)));
    const qreal right = std::min(area.right(), scale.x(instantOf(freeze.until)));
    return right > left ? QRectF(left, area.top(), right - left, area.height()) : QRectF();
}

void paintHatch(const Frame &frame, const QRectF &rect)
{
    constexpr int distance = 8;
    frame.painter.save();
    frame.painter.setClipRect(rect, Qt::IntersectClip);
    frame.painter.setRenderHint(QPainter::Antialiasing);
    frame.painter.setPen(QPen(frame.colours.hatch, 1.5));
    QVarLengthArray<QLineF, 512> lines;
    const qreal height = rect.height();
    // On a grid of the whole widget, so that neighbours meet.
    qreal x = std::floor((rect.left() - height) / distance) * distance;
    for (; x < rect.right(); x += distance)
        lines.append(QLineF(x, rect.bottom(), x + height, rect.top()));
    frame.painter.drawLines(lines.constData(), static_cast<int>(lines.size()));
    frame.painter.restore();
}

void paintAxis(const Frame &frame)
{
    Board &board = frame.board;
    const QRectF axis = board.axis();
    const QRectF whole(board.area().left(), axis.top(), board.area().width(), axis.height());
    frame.painter.fillRect(whole, frame.colours.base);
    frame.painter.save();
    frame.painter.setClipRect(axis);
    for (const releases::Freeze &freeze : board.chronicle.history().freezes) {
        if (const QRectF rect = freezeRect(board.scale, freeze, axis); !rect.isEmpty())
            paintHatch(frame, rect);
    }
    Taken taken;
    if (isNowInSight(board))
        taken.take(nowChip(board).left(), nowChip(board).right());
    paintMajors(frame, taken);
    paintFreezes(frame, taken);
    paintMinors(frame, taken);
    for (const Tick &tick : frame.ticks) {
        if (tick.isMajor)
            frame.painter.fillRect(QRectF(std::round(board.scale.x(tick.at)), axis.top(), 1, axis.height()),
                                   frame.colours.line2);
    }
    frame.painter.restore();
    theme::paintHairline(frame.painter, whole, Qt::BottomEdge, frame.colours.line2);
}

void paintNow(const Frame &frame)
{
    Board &board = frame.board;
    if (!isNowInSight(board))
        return;
    const QRectF lanes = board.lanes();
    const qreal bottom = std::min(lanes.bottom(), lanes.top() + board.contentHeight() - board.scroll());
    const QRectF chip = nowChip(board);
    frame.painter.fillRect(QRectF(std::round(board.nowX()), chip.bottom(), 1, bottom - chip.bottom()),
                           frame.colours.focus);
    theme::paintBox(frame.painter, chip, theme::textChipRadius, frame.colours.accent, {});
    theme::paintText(frame.painter, chip, QLocale().toString(board.now.time(), u"HH:mm"_s),
                     board.ink.font(Role::SmallStrong), frame.colours.accentText, Qt::AlignCenter);
}

} // namespace slipway::timeline
