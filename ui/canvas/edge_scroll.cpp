#include "canvas/edge_scroll.h"

#include "canvas/board.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace slipway::canvas {

namespace {

constexpr qreal zone = 40;
constexpr qreal slowest = 60;
constexpr qreal fastest = 1100;
/// Beyond the outermost card.
constexpr qreal margin = 160;
/// So that a drag which only passes by an edge, or begins at one, moves nothing.
constexpr auto restingTime = 250ms;
constexpr auto frameTime = 16ms;
/// A frame that took longer than this must not make the scene jump.
constexpr auto longestStep = 50ms;

/// Along one axis, at `at` of a widget from 0 to `end`; what is there reaches from `from` to `to`.
qreal speedAlong(qreal at, qreal end, qreal from, qreal to)
{
    const auto speed = [](qreal distance) {
        const qreal depth = std::clamp((zone - distance) / zone, 0.0, 1.0);
        return depth > 0 ? slowest + (fastest - slowest) * depth * depth : 0.0;
    };
    if (at < zone)
        return from < margin ? speed(at) : 0;
    return to > end - margin ? -speed(end - at) : 0;
}

} // namespace

QPointF EdgeScroll::speed() const
{
    const QRectF all = m_board.scene.bounds();
    if (all.isEmpty())
        return {};
    const QRectF seen = m_board.view.toView(all);
    const QSizeF size = m_board.area().size();
    return {speedAlong(m_at.x(), size.width(), seen.left(), seen.right()),
            speedAlong(m_at.y(), size.height(), seen.top(), seen.bottom())};
}

void EdgeScroll::dragTo(const QPointF &at)
{
    m_at = at;
    if (speed().isNull()) {
        stop();
    } else if (!m_alarm) {
        m_rest = {};
        m_last = m_board.clock().elapsed() + restingTime - frameTime;
        m_alarm = m_board.clock().alarm(restingTime, [this] { step(); });
    }
}

void EdgeScroll::stop()
{
    m_alarm.reset();
    if (std::exchange(m_hasScrolled, false))
        Q_EMIT m_board.canvas.viewChanged();
}

void EdgeScroll::step()
{
    const QPointF pixels = speed();
    if (pixels.isNull()) {
        stop();
        return;
    }
    const base::milliseconds now = m_board.clock().elapsed();
    const auto passed = std::clamp<base::milliseconds>(now - m_last, 0ms, longestStep);
    m_last = now;
    const QPointF wanted = m_rest + pixels * (static_cast<qreal>(passed.count()) / 1000);
    const QPoint by = wanted.toPoint();
    m_rest = wanted - by;
    // Before the drag follows, as that may end it.
    m_alarm = m_board.clock().alarm(frameTime, [this] { step(); });
    m_hasScrolled = true;
    m_board.pan(by);
    m_follow();
}

} // namespace slipway::canvas
