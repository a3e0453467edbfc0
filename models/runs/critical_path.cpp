#include "runs/critical_path.h"

#include <QSet>

#include <algorithm>

namespace slipway::runs {

namespace {

using workflow::NodeKind;

/// When a node let go on what waits for it; `now` while it goes on, invalid before it could begin.
QDateTime endOf(const LiveNode &node, const QDateTime &now)
{
    if (!node.isTaken)
        return {};
    if (node.endedAt.isValid())
        return node.endedAt;
    return node.readyAt.isValid() ? now : QDateTime();
}

LiveNode *nodeBy(LiveGraph &graph, const QString &id)
{
    const auto found = std::ranges::find(graph.nodes, id, &LiveNode::id);
    return found == graph.nodes.end() ? nullptr : &*found;
}

class PathWalk
{
public:
    PathWalk(LiveGraph &graph, const QDateTime &now)
        : m_graph(graph)
        , m_now(now)
    { }

    void walk(const QString &level)
    {
        LiveNode *at = last(level);
        while (at && !m_seen.contains(at->id)) {
            m_seen.insert(at->id);
            at->isCritical = true;
            if (at->isGroup)
                walk(at->id);
            at = before(*at);
        }
    }

private:
    LiveNode *last(const QString &level)
    {
        LiveNode *best = nullptr;
        QDateTime bestEnd;
        for (LiveNode &node : m_graph.nodes) {
            const QDateTime end = endOf(node, m_now);
            if (node.parent != level || !end.isValid())
                continue;
            // Of those that still run, the one that has longest to go decides.
            const QDateTime expected = end.addMSecs(node.left.value_or(milliseconds(0)).count());
            if (!best || expected >= bestEnd) {
                best = &node;
                bestEnd = expected;
            }
        }
        return best;
    }

    LiveNode *before(const LiveNode &node)
    {
        LiveEdge *best = nullptr;
        QDateTime bestEnd;
        for (LiveEdge &edge : m_graph.edges) {
            const LiveNode *from = edge.to == node.id ? nodeBy(m_graph, edge.from) : nullptr;
            const QDateTime end = from ? endOf(*from, m_now) : QDateTime();
            if (end.isValid() && (!best || end > bestEnd)) {
                best = &edge;
                bestEnd = end;
            }
        }
        if (!best)
            return nullptr;
        best->isCritical = true;
        return nodeBy(m_graph, best->from);
    }

    LiveGraph &m_graph;
    QDateTime m_now;
    QSet<QString> m_seen;
};

/// When everything ends, by the usual times of what is left.
class Forecast
{
public:
    Forecast(const LiveGraph &graph, const Usual &usual, const QDateTime &now)
        : m_graph(graph)
        , m_usual(usual)
        , m_now(now)
    { }

    std::optional<milliseconds> left()
    {
        QDateTime last = m_now;
        for (const LiveNode &node : m_graph.nodes) {
            const auto end = finish(node, 0);
            if (!end)
                return {};
            last = std::max(last, *end);
        }
        return milliseconds(m_now.msecsTo(last));
    }

    /// After `left`: what decides, of one level.
    QStringList path(const QString &level) const
    {
        QStringList ids;
        const LiveNode *at = latest([&level](const LiveNode &node) { return node.parent == level; });
        while (at && !ids.contains(at->id)) {
            const QStringList inner = at->isGroup ? path(at->id) : QStringList();
            ids = QStringList{at->id} + inner + ids;
            at = latest([this, at](const LiveNode &node) {
                return std::ranges::any_of(m_graph.edges, [at, &node](const LiveEdge &edge) {
                    return edge.to == at->id && edge.from == node.id;
                });
            });
        }
        return ids;
    }

private:
    template<typename Filter>
    const LiveNode *latest(const Filter &filter) const
    {
        const LiveNode *best = nullptr;
        for (const LiveNode &node : m_graph.nodes) {
            if (filter(node) && (!best || m_ends.value(node.id) > m_ends.value(best->id)))
                best = &node;
        }
        return best;
    }

    std::optional<QDateTime> finish(const LiveNode &node, int depth)
    {
        if (const auto known = m_ends.constFind(node.id); known != m_ends.constEnd())
            return *known;
        const auto end = depth > deepest ? std::nullopt : work(node, depth);
        m_ends.insert(node.id, end);
        return end;
    }

    std::optional<QDateTime> work(const LiveNode &node, int depth)
    {
        if (!node.isTaken || node.kind == NodeKind::Trigger)
            return m_now;
        if (node.endedAt.isValid())
            return std::max(node.endedAt, m_now);
        // Nobody knows when a person will say yes.
        if (node.status == Status::Waiting)
            return {};
        if (node.isGroup)
            return inside(node, depth);
        if (node.startedAt.isValid())
            return node.left ? std::optional(m_now.addMSecs(node.left->count())) : std::nullopt;
        const auto begin = beginning(node, depth);
        if (node.kind == NodeKind::Environment || !begin)
            return begin;
        if (!node.usual)
            return {};
        const milliseconds queue = m_usual.queue(node.title).value_or(milliseconds(0));
        return begin->addMSecs((queue + *node.usual).count());
    }

    std::optional<QDateTime> inside(const LiveNode &group, int depth)
    {
        QDateTime last = m_now;
        bool hasNodes = false;
        for (const LiveNode &node : m_graph.nodes) {
            if (node.parent != group.id)
                continue;
            hasNodes = true;
            const auto end = finish(node, depth + 1);
            if (!end)
                return {};
            last = std::max(last, *end);
        }
        return hasNodes ? std::optional(last) : std::nullopt;
    }

    std::optional<QDateTime> beginning(const LiveNode &node, int depth)
    {
        QDateTime begin = m_now;
        if (const LiveNode *group = m_graph.node(node.parent)) {
            const auto outer = beginning(*group, depth + 1);
            if (!outer)
                return {};
            begin = std::max(begin, *outer);
        }
        for (const LiveEdge &edge : m_graph.edges) {
            const LiveNode *from = edge.to == node.id ? m_graph.node(edge.from) : nullptr;
            if (!from)
                continue;
            const auto end = finish(*from, depth + 1);
            if (!end)
                return {};
            begin = std::max(begin, *end);
        }
        return begin;
    }

    /// A cycle of needs ends here; so does a chain that no workflow has.
    static constexpr int deepest = 500;

    const LiveGraph &m_graph;
    const Usual &m_usual;
    QDateTime m_now;
    QHash<QString, std::optional<QDateTime>> m_ends;
};

} // namespace

void markCriticalPath(LiveGraph &graph, const QDateTime &now)
{
    PathWalk(graph, now).walk({});
}

std::optional<milliseconds> timeLeft(const LiveGraph &graph, const Usual &usual, const QDateTime &now)
{
    return Forecast(graph, usual, now).left();
}

QStringList expectedPath(const LiveGraph &graph, const Usual &usual, const QDateTime &now)
{
    Forecast forecast(graph, usual, now);
    return forecast.left() ? forecast.path({}) : QStringList();
}

std::vector<const LiveNode *> criticalNodes(const LiveGraph &graph)
{
    std::vector<const LiveNode *> nodes;
    for (const LiveNode &node : graph.nodes) {
        if (node.isCritical && !node.isGroup)
            nodes.push_back(&node);
    }
    std::ranges::stable_sort(nodes, [](const LiveNode *one, const LiveNode *other) {
        const auto begin = [](const LiveNode *node) {
            return node->kind == NodeKind::Environment ? node->readyAt : std::max(node->startedAt, node->readyAt);
        };
        return begin(one) < begin(other);
    });
    return nodes;
}

} // namespace slipway::runs
