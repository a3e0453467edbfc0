#include "canvas/placing.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace slipway::canvas {

namespace {

constexpr qreal leastGap = 16;

/// What stands around a body, without ports and outlines.
QRectF coverOf(const Shape &shape, const QPointF &corner)
{
    return QRectF(corner, shape.body).adjusted(-shape.side, -shape.above, shape.side, shape.below + shape.room);
}

/// Puts new cards one after the other, outer ones first; what a new group holds goes with it.
class Room
{
public:
    Room(const Scene &scene, const std::vector<Wish> &wishes)
        : m_scene(scene)
        , m_wishes(wishes)
        , m_corners(wishes.size())
        , m_covers(wishes.size())
        , m_isPlaced(wishes.size())
    {
        for (int at = 0; at < scene.size(); ++at) {
            if (wish(at).isNew)
                continue;
            m_corners[place(at)] = scene.node(at).body.topLeft();
            m_isPlaced[place(at)] = true;
            const bool isFrame = scene.node(at).isFrame;
            take(at, isFrame ? scene.node(at).body : coverOf(scene.node(at).shape, m_corners[place(at)]));
        }
    }

    std::vector<QPointF> corners()
    {
        for (int at = 0; at < m_scene.size(); ++at) {
            if (m_isPlaced[place(at)] || m_scene.node(at).isHidden)
                continue;
            const QRectF wished = coverWithInside(at);
            const QPointF by = wish(at).isExact ? QPointF() : shiftFor(at);
            settle(at, freeNear(at, wished.translated(by)) - wished.topLeft());
        }
        return std::move(m_corners);
    }

private:
    static std::size_t place(int at) { return static_cast<std::size_t>(at); }
    const Wish &wish(int at) const { return m_wishes[place(at)]; }

    void take(int at, const QRectF &cover)
    {
        m_covers[place(at)] = cover;
        if (!m_scene.node(at).isHidden)
            m_taken.insert(at, cover);
    }

    /// Where a drawing has it, as one box with all it holds.
    QRectF coverWithInside(int at) const
    {
        const Scene::Node &node = m_scene.node(at);
        if (!node.isFrame)
            return coverOf(node.shape, wish(at).corner);
        QRectF inner;
        for (const int child : node.inside)
            inner = inner.united(coverWithInside(child));
        const Measures &measures = m_scene.measures();
        return inner.adjusted(-measures.framePadding, -measures.framePadding - measures.frameHead,
                              measures.framePadding, measures.framePadding);
    }

    /// How far those it is joined to stand from where the drawing has them.
    QPointF shiftFor(int at) const
    {
        QPointF sum;
        int count = 0;
        const auto add = [&](int other) {
            if (!m_isPlaced[place(other)] || m_scene.node(other).isFrame)
                return;
            sum += m_corners[place(other)] - wish(other).corner;
            ++count;
        };
        for (const int line : m_scene.node(at).linksIn)
            add(m_scene.line(line).from);
        for (const int line : m_scene.node(at).linksOut)
            add(m_scene.line(line).to);
        return count > 0 ? sum / count : QPointF();
    }

    bool isFree(int at, const QRectF &cover) const
    {
        const QRectF wide = cover.adjusted(-leastGap, -leastGap, leastGap, leastGap);
        for (const int other : m_taken.around(wide)) {
            if (m_covers[place(other)].intersects(wide) && !m_scene.isAncestor(other, at))
                return false;
        }
        return true;
    }

    /// The nearest free corner around the wish; downwards first, as columns grow downwards.
    QPointF freeNear(int at, const QRectF &cover) const
    {
        constexpr int mostRings = 400;
        constexpr qreal step = 24;
        for (int ring = 0; ring <= mostRings; ++ring) {
            const qreal far = step * ring;
            const std::array<QPointF, 6> tries{QPointF(0, far),   QPointF(0, -far),   QPointF(far, 0),
                                               QPointF(far, far), QPointF(far, -far), QPointF(-far, far)};
            for (const QPointF &by : tries) {
                if (isFree(at, cover.translated(by)))
                    return cover.topLeft() + by;
            }
        }
        return cover.topLeft() + QPointF(0, m_scene.bounds().height() + step);
    }

    void settle(int at, const QPointF &by)
    {
        m_isPlaced[place(at)] = true;
        m_corners[place(at)] = wish(at).corner + by;
        take(at, coverWithInside(at).translated(by));
        for (const int child : m_scene.node(at).inside) {
            if (!m_isPlaced[place(child)])
                settle(child, by);
        }
    }

    const Scene &m_scene;
    const std::vector<Wish> &m_wishes;
    std::vector<QPointF> m_corners;
    std::vector<QRectF> m_covers;
    std::vector<char> m_isPlaced;
    GridIndex m_taken;
};

} // namespace

std::vector<QPointF> roomForNew(const Scene &scene, const std::vector<Wish> &wishes)
{
    return Room(scene, wishes).corners();
}

} // namespace slipway::canvas
