#include "run_pages/run_picture.h"

#include "run_pages/words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

using base::Status;
using runs::LiveGraph;
using runs::LiveNode;
using workflow::NodeKind;

constexpr qsizetype largeGroup = 6;

QString tr(const char *text)
{
    return QCoreApplication::translate("run_pages", text);
}

QString triggerIcon(const QString &id)
{
    if (id.startsWith("on:workflow_dispatch"_L1))
        return u"node-trigger-dispatch"_s;
    if (id.startsWith("on:pull_request"_L1))
        return u"node-trigger-pull-request"_s;
    return id.startsWith("on:schedule"_L1) ? u"node-trigger-schedule"_s : u"node-trigger-push"_s;
}

canvas::CardKind kindOf(const LiveNode &node)
{
    if (node.kind == NodeKind::Trigger)
        return canvas::CardKind::Trigger;
    if (node.kind == NodeKind::Environment)
        return canvas::CardKind::Gate;
    return node.isGroup ? canvas::CardKind::Group : canvas::CardKind::Job;
}

QString iconOf(const LiveNode &node)
{
    switch (node.kind) {
    case NodeKind::Trigger: return triggerIcon(node.id);
    case NodeKind::Environment: return u"node-gate"_s;
    case NodeKind::Matrix: return u"node-matrix"_s;
    case NodeKind::Call: return u"nav-pipelines"_s;
    case NodeKind::Job: break;
    }
    return u"node-job"_s;
}

class Drawing
{
public:
    Drawing(const LiveGraph &graph, const QSet<QString> &closed, const QDateTime &now)
        : m_graph(graph)
        , m_closed(closed)
        , m_now(now)
    {
        for (const LiveNode &node : graph.nodes) {
            for (const runs::LiveStep &step : node.steps)
                m_longest = std::max(m_longest, step.took.value_or(runs::milliseconds(0)));
        }
    }

    RunPicture draw()
    {
        for (const LiveNode &node : m_graph.nodes) {
            if (isShown(node))
                m_picture.picture.cards.push_back(cardOf(node));
        }
        for (const runs::LiveEdge &edge : m_graph.edges) {
            const LiveNode *from = m_graph.node(edge.from);
            const LiveNode *to = m_graph.node(edge.to);
            if (from && to && isShown(*from) && isShown(*to))
                m_picture.picture.links.push_back({.from = edge.from, .to = edge.to, .look = lookOf(edge, *from)});
        }
        return std::move(m_picture);
    }

private:
    bool isShown(const LiveNode &node) const
    {
        for (const LiveNode *at = m_graph.node(node.parent); at; at = m_graph.node(at->parent)) {
            if (m_closed.contains(at->id))
                return false;
        }
        return true;
    }

    static canvas::LinkLook lookOf(const runs::LiveEdge &edge, const LiveNode &from)
    {
        if (!edge.isTaken)
            return canvas::LinkLook::NotTaken;
        if (from.status == Status::Failure)
            return canvas::LinkLook::Failing;
        return edge.isCritical ? canvas::LinkLook::Critical : canvas::LinkLook::Usual;
    }

    canvas::Card cardOf(const LiveNode &node)
    {
        canvas::Card card;
        card.id = node.id;
        card.parent = node.parent;
        card.kind = kindOf(node);
        card.icon = iconOf(node);
        card.title = node.title;
        card.subtitle = node.isGroup ? groupLine(node) : words::cardLine(node, m_now);
        const bool isTrigger = node.kind == NodeKind::Trigger;
        if (!isTrigger) {
            card.status = node.status;
            card.isDim = !node.isTaken;
            if (node.kind != NodeKind::Environment && node.took)
                card.aside = words::column(node.took);
        }
        card.isGhost = isTrigger && !node.isTaken;
        card.isCritical = node.isCritical;
        card.progress = node.progress();
        card.canFold = node.isGroup || !node.steps.empty();
        card.isFolded = m_closed.contains(node.id);
        card.spoken = words::spoken(node, beforeOf(node), m_now);
        addRows(node, card);
        return card;
    }

    void addRows(const LiveNode &node, canvas::Card &card)
    {
        QList<qint64> &numbers = m_picture.steps[node.id];
        for (std::size_t at = 0; at < node.steps.size(); ++at) {
            const runs::LiveStep &step = node.steps[at];
            canvas::Row row;
            row.text = step.name;
            row.status = step.status;
            row.note = words::column(step.took);
            row.isDim = step.status == Status::Queued || step.status == Status::Skipped;
            if (step.took && m_longest.count() > 0)
                row.share = double(step.took->count()) / double(m_longest.count());
            QStringList parts{tr("step %1").arg(at + 1), step.name, words::status(step.status)};
            if (step.took)
                parts += words::column(step.took);
            row.spoken = parts.join(u", "_s);
            card.rows.push_back(std::move(row));
            numbers += step.number;
        }
    }

    /// "4 jobs: 3 passed, 1 running".
    QString groupLine(const LiveNode &group) const
    {
        QList<Status> order;
        QHash<Status, int> counts;
        int all = 0;
        for (const LiveNode &node : m_graph.nodes) {
            if (node.parent != group.id || node.kind == NodeKind::Environment)
                continue;
            ++all;
            if (counts[node.status]++ == 0)
                order += node.status;
        }
        QStringList parts;
        for (const Status status : std::as_const(order))
            parts += u"%1 %2"_s.arg(QString::number(counts.value(status)), words::status(status));
        const QString jobs = all == 1 ? tr("1 job") : tr("%1 jobs").arg(all);
        return parts.isEmpty() ? jobs : jobs + u": "_s + parts.join(u", "_s);
    }

    QStringList beforeOf(const LiveNode &node) const
    {
        QStringList names;
        for (const runs::LiveEdge &edge : m_graph.edges) {
            const LiveNode *from = edge.to == node.id ? m_graph.node(edge.from) : nullptr;
            if (from && from->kind != NodeKind::Trigger)
                names += from->kind == NodeKind::Environment ? tr("%1 gate").arg(from->title) : from->title;
        }
        return names;
    }

    const LiveGraph &m_graph;
    const QSet<QString> &m_closed;
    QDateTime m_now;
    runs::milliseconds m_longest{0};
    RunPicture m_picture;
};

} // namespace

qint64 RunPicture::stepAt(const canvas::Spot &spot) const
{
    return spot.row < 0 ? 0 : steps.value(spot.card).value(spot.row);
}

canvas::Spot RunPicture::spotOf(const QString &node, qint64 step) const
{
    return {node, step == 0 ? -1 : static_cast<int>(steps.value(node).indexOf(step))};
}

RunPicture drawRun(const LiveGraph &graph, const QSet<QString> &closed, const QDateTime &now)
{
    return Drawing(graph, closed, now).draw();
}

QSet<QString> largeGroups(const LiveGraph &graph)
{
    QSet<QString> large;
    for (const LiveNode &group : graph.nodes) {
        const auto inside = std::ranges::count(graph.nodes, group.id, &LiveNode::parent);
        if (group.isGroup && inside >= largeGroup)
            large.insert(group.id);
    }
    return large;
}

} // namespace slipway::run_pages
