#include "workflow/graph.h"

#include "workflow/matrix_expansion.h"
#include "workflow/needs.h"

#include <algorithm>
#include <unordered_map>

namespace slipway::workflow {

namespace {

class GraphBuilder
{
public:
    explicit GraphBuilder(const GraphOptions &options)
        : m_options(options)
    { }

    Graph build(const Document &document, const Repository *repository)
    {
        const std::vector<Call> calls = repository ? resolveCalls(document, *repository) : std::vector<Call>();
        if (m_options.showsTriggers)
            addTriggers(document.workflow());
        addJobs(document.workflow(), calls, -1);
        return std::move(m_graph);
    }

private:
    struct Ends {
        /// What edges lead to: the gate if there is one, else the job.
        int entry = -1;
        int job = -1;
    };

    int add(GraphNode node)
    {
        const int known = ++m_ids[node.id];
        if (known > 1)
            node.id += '#' + std::to_string(known);
        m_graph.nodes.push_back(std::move(node));
        return int(m_graph.nodes.size()) - 1;
    }

    std::string idBelow(int parent, const std::string &id) const
    {
        return parent < 0 ? id : m_graph.nodes[std::size_t(parent)].id + '/' + id;
    }

    bool isOpen(const std::string &id) const { return m_options.isOpen && m_options.isOpen(id); }

    void addTriggers(const Workflow &workflow)
    {
        for (std::size_t at = 0; at < workflow.on.events.size(); ++at) {
            const Trigger &trigger = workflow.on.events[at];
            const std::string name(trigger.text());
            add({.id = "on:" + name,
                 .kind = NodeKind::Trigger,
                 .title = name,
                 .trigger = int(at),
                 .range = trigger.name.range()});
        }
    }

    void addJobs(const Workflow &workflow, const std::vector<Call> &calls, int parent)
    {
        const int triggers = parent < 0 ? int(m_graph.nodes.size()) : 0;
        std::vector<Ends> ends;
        auto call = calls.begin();
        for (std::size_t at = 0; at < workflow.jobs.size(); ++at) {
            const Job &job = workflow.jobs[at];
            const bool isResolved = call != calls.end() && call->job == int(at);
            ends.push_back(addJob(job, int(at), parent, isResolved ? &*call : nullptr));
            if (isResolved)
                ++call;
        }
        const Needs needs(workflow);
        for (std::size_t at = 0; at < ends.size(); ++at) {
            for (int trigger = 0; needs.of(at).empty() && trigger < triggers; ++trigger)
                m_graph.edges.push_back({trigger, ends[at].entry, EdgeKind::Trigger});
            for (const Needs::Need &need : needs.of(at))
                m_graph.edges.push_back(
                    {ends[std::size_t(need.job)].job, ends[at].entry, EdgeKind::Needs, need.isImplied});
        }
    }

    Ends addJob(const Job &job, int index, int parent, const Call *call)
    {
        const std::string id(job.id());
        const bool isNamed = job.name && !job.name.isDynamic() && !job.name.text().empty();
        const Expansion expansion = job.strategy.matrix ? expand(job.strategy.matrix) : Expansion();
        GraphNode node{.id = idBelow(parent, "job:" + id),
                       .title = isNamed ? std::string(job.name.text()) : id,
                       .parent = parent,
                       .job = index,
                       .range = rangeOf(job, parent)};
        if (job.strategy.matrix)
            node.combinations = expansion.isDynamic ? -1 : int(expansion.combinations.size());
        node.kind = job.isCall() ? NodeKind::Call : job.strategy.matrix ? NodeKind::Matrix : NodeKind::Job;
        const bool hasInside = job.isCall() ? call != nullptr : !expansion.combinations.empty();
        node.isFolded = hasInside && !isOpen(node.id);
        const bool isShown = hasInside && !node.isFolded;
        const int own = add(std::move(node));
        const int entry = addGate(job, index, parent, own);
        if (isShown && call)
            addJobs(call->document.workflow(), call->calls, own);
        else if (isShown)
            addCombinations(expansion, index, own);
        return {entry, own};
    }

    /// The gate's index, or the job's own when there is none.
    int addGate(const Job &job, int index, int parent, int own)
    {
        if (!m_options.showsEnvironments || job.environment.name.text().empty())
            return own;
        const std::string name(job.environment.name.text());
        const int gate = add({.id = idBelow(parent, "env:" + name + '>' + std::string(job.id())),
                              .kind = NodeKind::Environment,
                              .title = name,
                              .parent = parent,
                              .job = index,
                              .range = parent < 0 ? job.environment.name.range() : yaml::Range()});
        m_graph.edges.push_back({gate, own, EdgeKind::Gate});
        return gate;
    }

    void addCombinations(const Expansion &expansion, int index, int group)
    {
        const std::string title = m_graph.nodes[std::size_t(group)].title;
        const yaml::Range range = m_graph.nodes[std::size_t(group)].range;
        for (const Combination &combination : expansion.combinations) {
            add({.id = idBelow(group, displayName({}, combination)),
                 .title = displayName(title, combination),
                 .parent = group,
                 .job = index,
                 .range = range});
        }
    }

    static yaml::Range rangeOf(const Job &job, int parent)
    {
        if (parent >= 0)
            return {};
        return {job.field.key.range().begin, std::max(job.field.key.range().end, job.field.value.range().end)};
    }

    const GraphOptions &m_options;
    Graph m_graph;
    std::unordered_map<std::string, int> m_ids;
};

} // namespace

int Graph::indexOf(std::string_view id) const
{
    const auto found = std::ranges::find(nodes, id, &GraphNode::id);
    return found == nodes.end() ? -1 : int(found - nodes.begin());
}

Graph buildGraph(const Document &document, const Repository *repository, const GraphOptions &options)
{
    return GraphBuilder(options).build(document, repository);
}

} // namespace slipway::workflow
