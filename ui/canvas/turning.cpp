#include "canvas/turning.h"

#include "canvas/board.h"
#include "canvas/card_painter.h"
#include "canvas/row_painter.h"

#include <QWindow>

using namespace std::chrono_literals;

namespace slipway::canvas {

namespace {

constexpr auto turnTime = 1000ms;
constexpr auto frameTime = 50ms;

} // namespace

bool Turning::mayTurn() const
{
    const QWidget &window = *m_board.canvas.window();
    const bool isSeen = m_board.viewport().isVisible() && !window.isMinimized() && window.windowHandle()
        && window.windowHandle()->isExposed();
    return isSeen && !m_board.isMotionReduced && !m_board.isFrozen() && m_board.view.zoom >= leastTextZoom;
}

qreal Turning::angle() const
{
    if (!mayTurn())
        return 0;
    return 360.0 * static_cast<qreal>((m_board.clock().elapsed() % turnTime).count()) / turnTime.count();
}

std::vector<QRectF> Turning::shapesInSight() const
{
    const QRectF area = m_board.area();
    const QRectF part = m_board.view.toScene(area);
    const Scene &scene = m_board.scene;
    const qreal unit = m_board.view.zoom * scene.measures().scale;
    std::vector<QRectF> shapes;
    const auto add = [&](const QRectF &shape) {
        if (shape.intersects(area))
            shapes.push_back(shape);
    };
    for (const int at : scene.nodesAround(part)) {
        const Card &card = scene.card(at);
        if (isTurning(card))
            add(headIconRect(card, m_board.view.toView(headOf(scene, at)), unit));
        if (scene.node(at).isFrame || !showsRows(card))
            continue;
        for (int row = 0; row < static_cast<int>(card.rows.size()); ++row) {
            if (card.rows[static_cast<std::size_t>(row)].status == base::Status::Running)
                add(rowIconRect(m_board.view.toView(rowRect(card, scene.node(at).body, row, scene.measures())), unit));
        }
    }
    return shapes;
}

void Turning::resume()
{
    if (!m_alarm && mayTurn() && !shapesInSight().empty())
        m_alarm = m_board.clock().alarm(frameTime, [this] { step(); });
}

void Turning::step()
{
    m_alarm.reset();
    if (!mayTurn())
        return;
    // The frame that this leads to goes on with it.
    for (const QRectF &shape : shapesInSight())
        m_board.viewport().update(shape.toAlignedRect().adjusted(-1, -1, 1, 1));
}

} // namespace slipway::canvas
