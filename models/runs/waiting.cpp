#include "runs/waiting.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::runs {

namespace {

using Kind = WaitReason::Kind;
using workflow::NodeKind;

QString tr(const char *text)
{
    return QCoreApplication::translate("runs", text);
}

/// What a run's facts tell of GitHub's own context; nothing for the rest.
std::optional<QString> contextValue(const QString &path, const workflow::Workflow &workflow, const RunFact &run)
{
    const bool isPull = run.event.startsWith("pull_request"_L1);
    if (path == "github.workflow"_L1) {
        const std::string_view name = workflow.name.text();
        return name.empty() ? run.path : QString::fromUtf8(name.data(), qsizetype(name.size()));
    }
    if (path == "github.ref"_L1) {
        if (isPull)
            return run.pullRequests.isEmpty() ? std::nullopt
                                              : std::optional(u"refs/pull/%1/merge"_s.arg(run.pullRequests.first()));
        return u"refs/heads/"_s + run.branch;
    }
    if (path == "github.ref_name"_L1 && !isPull)
        return run.branch;
    if (path == "github.head_ref"_L1)
        return isPull ? run.branch : QString();
    if (path == "github.event_name"_L1)
        return run.event;
    if (path == "github.sha"_L1 && !isPull)
        return run.sha;
    if (path == "github.actor"_L1)
        return run.actor;
    if (path == "github.run_id"_L1)
        return QString::number(run.id);
    if (path == "github.event.pull_request.number"_L1)
        return isPull && !run.pullRequests.isEmpty() ? std::optional(QString::number(run.pullRequests.first()))
            : isPull                                 ? std::nullopt
                                                     : std::optional(QString());
    return {};
}

/// `a || b`: the first that is not empty.
std::optional<QString> valueOf(const QString &expression, const workflow::Workflow &workflow, const RunFact &run)
{
    std::optional<QString> value;
    for (const QString &part : expression.split(u"||"_s)) {
        value = contextValue(part.trimmed(), workflow, run);
        if (!value || !value->isEmpty())
            return value;
    }
    return value;
}

QString listed(const QStringList &names)
{
    if (names.size() <= 2)
        return names.join(tr(" or "));
    return names.first(names.size() - 1).join(u", "_s) + tr(" or ") + names.last();
}

QString lasting(const std::optional<milliseconds> &since)
{
    return since ? u' ' + tr("It has waited %1.").arg(base::format::duration(*since)) : QString();
}

class Reasons
{
public:
    Reasons(const RunState &state, const LiveGraph &graph, const QDateTime &now)
        : m_state(state)
        , m_graph(graph)
        , m_now(now)
    { }

    QList<WaitReason> all(const WorkflowFiles *files, const Surroundings &surroundings)
    {
        if (!m_state.run.isActive())
            return {};
        addGates();
        addConcurrency(files, surroundings);
        addRunners(surroundings.runnerLabels);
        addNeeds();
        return m_reasons;
    }

private:
    void addGates()
    {
        for (const GateFact &gate : m_state.gates) {
            const auto node = std::ranges::find_if(m_graph.nodes, [&gate](const LiveNode &one) {
                return one.kind == NodeKind::Environment && one.title == gate.environment;
            });
            WaitReason reason;
            reason.environment = gate.environment;
            reason.reviewers = gate.reviewers;
            reason.canApprove = gate.canApprove;
            if (node != m_graph.nodes.end()) {
                reason.node = node->id;
                reason.since = node->took;
            }
            if (const auto opens = gate.opensAt(); opens && *opens > m_now) {
                reason.kind = Kind::Timer;
                reason.opensAt = *opens;
                m_reasons += reason;
            }
            if (!gate.reviewers.isEmpty() || gate.canApprove) {
                reason.kind = Kind::Approval;
                m_reasons += reason;
            }
        }
    }

    void addConcurrency(const WorkflowFiles *files, const Surroundings &surroundings)
    {
        if (!waitsForGroup(m_state))
            return;
        const RunFact &run = m_state.run;
        WaitReason reason;
        reason.kind = Kind::Concurrency;
        reason.since = spent(run.createdAt, {}, m_now);
        if (files)
            reason.group = concurrencyGroup(files->document.workflow(), run);
        for (const RunFact &other : surroundings.runs) {
            if (other.id == run.id || !other.isActive() || other.createdAt > run.createdAt)
                continue;
            const bool isOwnWorkflow = other.path == run.path;
            const QString group = !isOwnWorkflow ? surroundings.groups.value(other.id)
                : files                          ? concurrencyGroup(files->document.workflow(), other)
                                                 : reason.group;
            // Another workflow's run counts only where the group is known; upper and lower case are one to GitHub.
            if ((isOwnWorkflow || !group.isEmpty()) && group.compare(reason.group, Qt::CaseInsensitive) == 0)
                reason.holders += other;
        }
        std::ranges::stable_sort(reason.holders, std::ranges::greater(), &RunFact::createdAt);
        m_reasons += reason;
    }

    void addRunners(const QStringList &known)
    {
        for (const JobFact &job : m_state.jobs) {
            if (job.phase != "queued"_L1)
                continue;
            const LiveNode *node = m_graph.nodeOfJob(job.id);
            WaitReason reason;
            reason.kind = Kind::Runner;
            reason.node = node ? node->id : QString();
            reason.job = job.name;
            reason.labels = job.labels;
            for (const QString &label : job.labels) {
                if (!known.isEmpty() && !known.contains(label, Qt::CaseInsensitive))
                    reason.unknownLabels += label;
            }
            reason.since = job.queued(m_now);
            m_reasons += reason;
        }
    }

    void addNeeds()
    {
        for (const LiveNode &node : m_graph.nodes) {
            if (node.kind == NodeKind::Environment || node.kind == NodeKind::Trigger || node.job != 0
                || node.status != Status::Queued || !node.parent.isEmpty())
                continue;
            WaitReason reason;
            reason.kind = Kind::Needs;
            reason.node = node.id;
            reason.job = node.title;
            addNeedsOf(node.id, reason.needs);
            if (!reason.needs.isEmpty())
                m_reasons += reason;
        }
    }

    void addNeedsOf(const QString &id, QStringList &names) const
    {
        for (const LiveEdge &edge : m_graph.edges) {
            const LiveNode *from = edge.to == id ? m_graph.node(edge.from) : nullptr;
            if (!from || from->kind == NodeKind::Trigger)
                continue;
            if (from->kind == NodeKind::Environment)
                addNeedsOf(from->id, names);
            else if (!from->endedAt.isValid() && !names.contains(from->title))
                names += from->title;
        }
    }

    const RunState &m_state;
    const LiveGraph &m_graph;
    QDateTime m_now;
    QList<WaitReason> m_reasons;
};

QString concurrencyWords(const WaitReason &reason)
{
    if (reason.holders.isEmpty()) {
        return reason.group.isEmpty() ? tr("It waits for another run of its concurrency group.")
                                      : tr("It waits for another run of the group %1.").arg(reason.group);
    }
    const RunFact &holder = reason.holders.last();
    const QString number = holder.workflow.isEmpty()
        ? u'#' + QString::number(holder.number)
        : tr("#%1 of %2").arg(QString::number(holder.number), holder.workflow);
    return reason.group.isEmpty()
        ? tr("It waits until run %1 ends.").arg(number)
        : tr("It waits until run %1 ends, which holds the group %2.").arg(number, reason.group);
}

QString runnerWords(const WaitReason &reason)
{
    const QString words = reason.labels.isEmpty()
        ? tr("%1 waits for a runner.").arg(reason.job)
        : tr("%1 waits for a runner with the labels %2.").arg(reason.job, reason.labels.join(u", "_s));
    if (reason.unknownLabels.isEmpty())
        return words;
    return words + u' '
        + tr("Neither GitHub nor runner-labels in slipway.yaml knows %1: nobody may ever take it.")
              .arg(reason.unknownLabels.join(u", "_s));
}

} // namespace

QString WaitReason::words(const QDateTime &now) const
{
    switch (kind) {
    case Kind::Approval: {
        const QString who = canApprove ? tr("You may approve it.")
            : reviewers.isEmpty()      ? QString()
                                       : tr("%1 may approve it.").arg(listed(reviewers));
        return tr("Waits for approval to deploy to %1.").arg(environment) + (who.isEmpty() ? who : u' ' + who)
            + lasting(since);
    }
    case Kind::Timer:
        return tr("The wait timer of %1 ends at %2.")
            .arg(environment, base::format::time(opensAt.toTimeZone(now.timeZone()), now));
    case Kind::Concurrency: return concurrencyWords(*this) + lasting(since);
    case Kind::Runner: return runnerWords(*this) + lasting(since);
    case Kind::Needs: return tr("%1 starts after %2.").arg(job, needs.join(u", "_s));
    }
    return {};
}

QList<WaitReason> waitReasons(const RunState &state, const LiveGraph &graph, const WorkflowFiles *files,
                              const Surroundings &surroundings, const QDateTime &now)
{
    return Reasons(state, graph, now).all(files, surroundings);
}

bool waitsForGroup(const RunState &state)
{
    return state.run.isActive()
        && (state.run.phase == "pending"_L1
            || std::ranges::any_of(state.jobs, [](const JobFact &job) { return job.phase == "pending"_L1; }));
}

QString concurrencyGroup(const workflow::Workflow &workflow, const RunFact &run)
{
    static const QRegularExpression expression(uR"(\$\{\{(.*?)\}\})"_s);
    const std::string_view written = workflow.concurrency.group.text();
    const QString text = QString::fromUtf8(written.data(), qsizetype(written.size()));
    QString group;
    qsizetype at = 0;
    for (auto matches = expression.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const auto value = valueOf(match.captured(1), workflow, run);
        if (!value)
            return {};
        group += text.sliced(at, match.capturedStart() - at) + *value;
        at = match.capturedEnd();
    }
    return group + text.sliced(at);
}

} // namespace slipway::runs
