#include "runs/live_graph.h"

#include "runs/critical_path.h"
#include "runs/job_names.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::runs {

namespace {

using workflow::NodeKind;

QString tr(const char *text)
{
    return QCoreApplication::translate("runs", text);
}

/// The usual time of the one job that past runs know by this pattern.
std::optional<milliseconds> usualBy(const NamePattern &pattern, const Usual &usual)
{
    if (!pattern.hasGaps())
        return usual.job(pattern.text());
    for (auto job = usual.jobs.begin(); job != usual.jobs.end(); ++job) {
        if (pattern.matches(job.key()))
            return job.value();
    }
    return {};
}

class LiveGraphBuilder
{
public:
    LiveGraphBuilder(const RunState &state, const Usual &usual, const QDateTime &now)
        : m_state(state)
        , m_usual(usual)
        , m_now(now)
    { }

    LiveGraph build(const WorkflowFiles *files)
    {
        if (files)
            addFile(*files);
        else
            addTrigger();
        placeJobs();
        addLeftOver();
        for (std::size_t at = 0; at < m_graph.nodes.size(); ++at)
            settle(m_graph.nodes[at]);
        gather();
        judgeGates();
        judgeEdges();
        markCriticalPath(m_graph, m_now);
        if (m_state.run.isActive())
            m_graph.left = timeLeft(m_graph, m_usual, m_now);
        return std::move(m_graph);
    }

private:
    void addFile(const WorkflowFiles &files)
    {
        const auto open = [](std::string_view) { return true; };
        const workflow::Graph graph = workflow::buildGraph(files.document, files.repository.get(), {.isOpen = open});
        m_expected = expectedNames(graph, files.document, files.repository.get());
        for (std::size_t at = 0; at < graph.nodes.size(); ++at)
            addNode(graph, graph.nodes[at], m_expected[at]);
        for (const workflow::GraphEdge &edge : graph.edges) {
            m_graph.edges.push_back(
                {.from = m_graph.nodes[std::size_t(edge.from)].id, .to = m_graph.nodes[std::size_t(edge.to)].id});
        }
    }

    void addNode(const workflow::Graph &graph, const workflow::GraphNode &from, const ExpectedName &expected)
    {
        LiveNode node;
        node.id = QString::fromStdString(from.id);
        if (from.parent >= 0)
            node.parent = QString::fromStdString(graph.nodes[std::size_t(from.parent)].id);
        node.kind = from.kind;
        node.title = QString::fromStdString(from.title);
        node.isGroup = from.kind == NodeKind::Call || from.kind == NodeKind::Matrix;
        if (from.kind == NodeKind::Trigger) {
            const bool isTaken = node.title == m_state.run.event;
            node.isTaken = isTaken;
            node.title = triggerWords(node.title, isTaken ? &m_state.run : nullptr);
        }
        for (const QString &step : expected.steps)
            node.steps.push_back({.name = step});
        if (expected.isJob)
            node.usual = usualBy(expected.pattern, m_usual);
        m_graph.nodes.push_back(std::move(node));
    }

    void addTrigger()
    {
        LiveNode node;
        node.id = u"on:"_s + m_state.run.event;
        node.kind = NodeKind::Trigger;
        node.title = triggerWords(m_state.run.event, &m_state.run);
        m_graph.nodes.push_back(std::move(node));
        m_expected.resize(1);
    }

    void placeJobs()
    {
        for (const JobFact &job : m_state.jobs) {
            const int at = nodeOf(m_expected, job.name);
            if (at < 0) {
                m_leftOver += &job;
                continue;
            }
            if (m_expected[std::size_t(at)].isOpenEnded || m_graph.nodes[std::size_t(at)].isGroup)
                m_inside.push_back({m_graph.nodes[std::size_t(at)].id, &job});
            else
                fill(m_graph.nodes[std::size_t(at)], job);
        }
        for (const auto &[group, job] : m_inside)
            addInside(group, *job);
    }

    /// A job of a matrix or call whose inside the file does not tell.
    void addInside(const QString &group, const JobFact &job)
    {
        const auto holder = std::ranges::find(m_graph.nodes, group, &LiveNode::id);
        LiveNode node;
        node.parent = group;
        node.title =
            job.name.startsWith(holder->title + u" / "_s) ? job.name.sliced(holder->title.size() + 3) : job.name;
        node.id = freeId(group + u'/' + node.title);
        fill(node, job);
        m_graph.nodes.push_back(std::move(node));
    }

    void addLeftOver()
    {
        for (const JobFact *job : std::as_const(m_leftOver)) {
            LiveNode node;
            node.id = freeId(u"job:"_s + job->name);
            node.title = job->name;
            fill(node, *job);
            m_graph.nodes.push_back(std::move(node));
        }
    }

    QString freeId(const QString &wanted) const
    {
        QString id = wanted;
        for (int count = 2; m_graph.node(id); ++count)
            id = wanted + u'#' + QString::number(count);
        return id;
    }

    void fill(LiveNode &node, const JobFact &job) const
    {
        node.job = job.id;
        node.status = job.status;
        node.isTaken = job.status != Status::Skipped;
        node.labels = job.labels;
        node.readyAt = job.createdAt.value_or(QDateTime());
        node.startedAt = job.startedAt.value_or(QDateTime());
        node.endedAt = job.completedAt.value_or(QDateTime());
        node.queued = job.queued(m_now);
        node.took = job.took(m_now);
        if (const auto usual = m_usual.job(job.name))
            node.usual = usual;
        if (node.kind != NodeKind::Job)
            node.kind = NodeKind::Job;
        takeSteps(node, job);
    }

    void takeSteps(LiveNode &node, const JobFact &job) const
    {
        if (job.steps.isEmpty() && !job.isCompleted)
            return;
        node.steps.clear();
        for (const StepFact &step : job.steps) {
            // What the runner does by itself matters to people only when it goes wrong.
            if (step.isOwnOfRunner() && step.status != Status::Failure)
                continue;
            node.steps.push_back(
                {.number = step.number, .name = step.name, .status = step.status, .took = step.took(m_now)});
        }
    }

    void settle(LiveNode &node) const
    {
        const RunFact &run = m_state.run;
        if (node.kind == NodeKind::Trigger && node.isTaken) {
            node.status = Status::Success;
            node.readyAt = node.startedAt = node.endedAt = run.startedAt.isValid() ? run.startedAt : run.createdAt;
        }
        if (node.job == 0 && !node.isGroup && node.kind == NodeKind::Job && run.isCompleted) {
            node.status = Status::Skipped;
            node.isTaken = false;
        }
        if (node.status == Status::Running && node.usual && node.took)
            node.left = std::max(milliseconds(0), *node.usual - *node.took);
        if (node.status == Status::Skipped) {
            for (LiveStep &step : node.steps)
                step.status = Status::Skipped;
        }
    }

    /// Groups from what they hold, innermost first.
    void gather()
    {
        for (auto group = m_graph.nodes.rbegin(); group != m_graph.nodes.rend(); ++group) {
            if (group->isGroup)
                gather(*group);
        }
    }

    void gather(LiveNode &group) const
    {
        int inside = 0;
        bool isAllEnded = true;
        group.status = m_state.run.isCompleted ? Status::Skipped : Status::Queued;
        group.isTaken = !m_state.run.isCompleted;
        for (const LiveNode &node : m_graph.nodes) {
            if (node.parent != group.id || node.kind == NodeKind::Environment)
                continue;
            group.status = ++inside == 1 ? node.status : worse(group.status, node.status);
            group.isTaken = group.isTaken || node.isTaken;
            isAllEnded = isAllEnded && (node.endedAt.isValid() || !node.isTaken);
            group.readyAt = earlier(group.readyAt, node.readyAt);
            group.startedAt = earlier(group.startedAt, node.startedAt);
            group.endedAt = std::max(group.endedAt, node.endedAt);
        }
        if (!isAllEnded)
            group.endedAt = {};
        if (group.startedAt.isValid())
            group.took =
                spent(group.startedAt, group.endedAt.isValid() ? std::optional(group.endedAt) : std::nullopt, m_now);
    }

    static QDateTime earlier(const QDateTime &one, const QDateTime &other)
    {
        return !one.isValid() || (other.isValid() && other < one) ? other : one;
    }

    /// Of two, the one that a person has to know.
    static Status worse(Status one, Status other)
    {
        static constexpr std::array order{Status::Failure, Status::Waiting,   Status::Running,
                                          Status::Queued,  Status::Cancelled, Status::Warning,
                                          Status::Success, Status::Skipped,   Status::Unknown};
        return std::ranges::find(order, one) <= std::ranges::find(order, other) ? one : other;
    }

    void judgeGates()
    {
        for (LiveNode &gate : m_graph.nodes) {
            if (gate.kind != NodeKind::Environment)
                continue;
            const auto edge = std::ranges::find(m_graph.edges, gate.id, &LiveEdge::from);
            if (edge == m_graph.edges.end())
                continue;
            if (const LiveNode *job = m_graph.node(edge->to))
                judgeGate(gate, *job);
        }
    }

    const GateFact *gateAt(const QString &environment) const
    {
        const auto found = std::ranges::find(m_state.gates, environment, &GateFact::environment);
        if (found != m_state.gates.end())
            return &*found;
        // A name that an expression makes is the only one it can be.
        return environment.contains("${{"_L1) && m_state.gates.size() == 1 ? &m_state.gates.first() : nullptr;
    }

    void judgeGate(LiveNode &gate, const LiveNode &job) const
    {
        const GateFact *waiting = gateAt(gate.title);
        gate.isTaken = job.isTaken;
        gate.readyAt = job.readyAt;
        if (job.status == Status::Waiting) {
            gate.status = Status::Waiting;
            gate.took = spent(job.readyAt, {}, m_now);
            gate.startedAt = job.readyAt;
            if (waiting) {
                gate.title = waiting->environment;
                gate.people = waiting->reviewers;
            }
        } else if (job.startedAt.isValid()) {
            gate.status = Status::Success;
            gate.startedAt = job.readyAt;
            gate.endedAt = job.startedAt;
            gate.took = spent(job.readyAt, job.startedAt, m_now);
        } else if (!job.isTaken) {
            gate.status = Status::Skipped;
        }
        for (const ApprovalFact &approval : m_state.approvals) {
            if (!approval.environments.contains(gate.title))
                continue;
            gate.people = {approval.user};
            if (approval.isRejected)
                gate.status = Status::Failure;
        }
    }

    void judgeEdges()
    {
        for (LiveEdge &edge : m_graph.edges) {
            const LiveNode *from = m_graph.node(edge.from);
            const LiveNode *to = m_graph.node(edge.to);
            edge.isTaken = from && to && from->isTaken && to->isTaken;
        }
    }

    const RunState &m_state;
    const Usual &m_usual;
    QDateTime m_now;
    LiveGraph m_graph;
    std::vector<ExpectedName> m_expected;
    QList<const JobFact *> m_leftOver;
    std::vector<std::pair<QString, const JobFact *>> m_inside;
};

} // namespace

const JobFact *RunState::job(qint64 id) const
{
    const auto found = std::ranges::find(jobs, id, &JobFact::id);
    return found == jobs.end() ? nullptr : &*found;
}

std::optional<double> LiveNode::progress() const
{
    if (status != Status::Running || !usual || !took || usual->count() <= 0)
        return {};
    constexpr double almostDone = 0.97;
    return std::min(almostDone, double(took->count()) / double(usual->count()));
}

const LiveNode *LiveGraph::node(const QString &id) const
{
    const auto found = std::ranges::find(nodes, id, &LiveNode::id);
    return found == nodes.end() ? nullptr : &*found;
}

const LiveNode *LiveGraph::nodeOfJob(qint64 job) const
{
    const auto found = std::ranges::find(nodes, job, &LiveNode::job);
    return job == 0 || found == nodes.end() ? nullptr : &*found;
}

LiveGraph liveGraph(const RunState &state, const WorkflowFiles *files, const Usual &usual, const QDateTime &now)
{
    return LiveGraphBuilder(state, usual, now).build(files);
}

QString triggerWords(const QString &event, const RunFact *run)
{
    if (event == "push"_L1)
        return run && !run->branch.isEmpty() ? tr("Push to %1").arg(run->branch) : tr("Push");
    if (event == "workflow_dispatch"_L1)
        return tr("Manual run");
    if (event == "schedule"_L1)
        return tr("Schedule");
    if (event == "pull_request"_L1 || event == "pull_request_target"_L1) {
        return run && !run->pullRequests.isEmpty() ? tr("Pull request #%1").arg(run->pullRequests.first())
                                                   : tr("Pull request");
    }
    QString words = event;
    words.replace(u'_', u' ');
    return words.isEmpty() ? words : words.at(0).toUpper() + words.sliced(1);
}

} // namespace slipway::runs
