#include "pipelines_page/graph_picture.h"

#include "pipelines_page/step_words.h"
#include "pipelines_page/trigger_words.h"
#include "pipelines_page/words.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

using canvas::Card;
using canvas::CardKind;
using diagnostics::Severity;
using workflow::Graph;
using workflow::GraphNode;
using workflow::NodeKind;

/// More of a condition is read in the inspector.
constexpr qsizetype longestPill = 60;
constexpr qsizetype longestChip = 16;

QString severityIcon(Severity severity)
{
    switch (severity) {
    case Severity::Error: return u"status-failure"_s;
    case Severity::Warning: return u"status-warning"_s;
    case Severity::Hint: break;
    }
    return u"status-info"_s;
}

/// What is wrong within a range.
struct Trouble {
    std::optional<Severity> worst;
    int count = 0;

    QString icon() const { return worst && *worst != Severity::Hint ? severityIcon(*worst) : QString(); }
};

QString plainCondition(const workflow::Field &condition)
{
    QString words = fromUtf8(condition.text()).simplified();
    if (words.startsWith("${{"_L1) && words.endsWith("}}"_L1))
        words = words.sliced(3, words.size() - 5).trimmed();
    return words.startsWith("github."_L1) ? words.sliced(7) : words;
}

QString shortened(const QString &words, qsizetype longest)
{
    return words.size() <= longest ? words : words.left(longest - 1) + u'…';
}

bool usesSecret(const workflow::Map &map)
{
    return std::ranges::any_of(map.entries, [](const workflow::Field &field) {
        return field.text().find("secrets.") != std::string_view::npos;
    });
}

bool usesSecret(const workflow::Step &step)
{
    return usesSecret(step.env) || usesSecret(step.with) || step.run.text().find("secrets.") != std::string_view::npos;
}

QString joined(const QStringList &parts)
{
    QStringList some = parts;
    some.removeAll(QString());
    return some.join(u" · "_s);
}

QString runnerWords(const workflow::Job &job)
{
    QStringList labels;
    for (const yaml::Node &label : job.runsOn.labels.items)
        labels.append(fromUtf8(label.text()));
    return labels.join(u'+');
}

QString limitWords(const workflow::Job &job)
{
    if (!job.timeoutMinutes || job.timeoutMinutes.isDynamic() || job.timeoutMinutes.text().empty())
        return {};
    return tr("limit %1 min").arg(fromUtf8(job.timeoutMinutes.text()));
}

/// Draws one document.
class Drawing
{
public:
    Drawing(const workflow::Document &document, const PictureOptions &options)
        : m_document(document)
        , m_options(options)
        , m_graph(workflow::buildGraph(document, options.repository, {.isOpen = [this](std::string_view id) {
                                           return m_options.open.contains(fromUtf8(id));
                                       }}))
    { }

    WorkflowPicture draw()
    {
        m_hasInside.resize(m_graph.nodes.size());
        for (const GraphNode &node : m_graph.nodes) {
            if (node.parent >= 0)
                m_hasInside[std::size_t(node.parent)] = true;
        }
        for (const GraphNode &node : m_graph.nodes) {
            Card card = cardOf(node);
            card.id = fromUtf8(node.id);
            if (node.parent >= 0)
                card.parent = fromUtf8(m_graph.nodes[std::size_t(node.parent)].id);
            if (node.isFolded || card.kind == CardKind::Group)
                m_result.groups.insert(card.id);
            if (const auto place = placeOf(node))
                m_result.places.insert(card.id, *place);
            m_result.picture.cards.push_back(std::move(card));
        }
        addLinks();
        return std::move(m_result);
    }

private:
    /// The workflow is this document's, not one that it calls.
    bool isOwn(const GraphNode &node) const
    {
        for (int parent = node.parent; parent >= 0; parent = m_graph.nodes[std::size_t(parent)].parent) {
            if (m_graph.nodes[std::size_t(parent)].kind == NodeKind::Call)
                return false;
        }
        return true;
    }

    const workflow::Job *jobOf(const GraphNode &node) const
    {
        return node.job >= 0 && isOwn(node) ? &m_document.workflow().jobs[std::size_t(node.job)] : nullptr;
    }

    std::optional<editing::Place> placeOf(const GraphNode &node) const
    {
        if (node.kind == NodeKind::Trigger)
            return editing::Place::trigger(std::string(trigger(node).text()));
        const workflow::Job *job = jobOf(node);
        if (!job)
            return {};
        return node.kind == NodeKind::Environment ? editing::Place::gate(std::string(job->id()))
                                                  : editing::Place::ofJob(std::string(job->id()));
    }

    const workflow::Trigger &trigger(const GraphNode &node) const
    {
        return m_document.workflow().on.events[std::size_t(node.trigger)];
    }

    Trouble troubleIn(yaml::Range range) const
    {
        Trouble trouble;
        if (!m_options.findings)
            return trouble;
        const auto from =
            std::ranges::lower_bound(*m_options.findings, range.begin, {},
                                     [](const diagnostics::Finding &finding) { return finding.range.begin; });
        for (auto it = from; it != m_options.findings->end() && it->range.begin < range.end; ++it) {
            ++trouble.count;
            trouble.worst = trouble.worst ? std::min(*trouble.worst, it->severity) : it->severity;
        }
        return trouble;
    }

    Card cardOf(const GraphNode &node) const
    {
        switch (node.kind) {
        case NodeKind::Trigger: return triggerCard(node);
        case NodeKind::Environment: return gateCard(node);
        default: return jobCard(node);
        }
    }

    Card triggerCard(const GraphNode &node) const
    {
        const workflow::Trigger &event = trigger(node);
        Card card{.kind = CardKind::Trigger,
                  .icon = triggerIcon(event.text()),
                  .title = triggerTitle(event),
                  .subtitle = triggerDetail(event)};
        const yaml::Range range{event.name.range().begin, std::max(event.name.range().end, event.value.range().end)};
        const Trouble trouble = troubleIn(range);
        card.mark = trouble.icon();
        card.spoken = spoken({tr("trigger %1").arg(card.title), card.subtitle}, trouble);
        return card;
    }

    Card gateCard(const GraphNode &node) const
    {
        const QString name = fromUtf8(node.title);
        Card card{.kind = CardKind::Gate, .icon = u"person"_s, .title = name};
        if (m_options.environmentWords)
            card.subtitle = m_options.environmentWords(name);
        const QString job = node.job >= 0 ? fromUtf8(m_graph.nodes[std::size_t(jobNode(node))].title) : QString();
        card.spoken = joined({tr("gate %1 before %2").arg(name, job), card.subtitle});
        return card;
    }

    /// The node of the job that a gate stands before.
    int jobNode(const GraphNode &gate) const
    {
        const int at = int(&gate - m_graph.nodes.data());
        const auto edge = std::ranges::find(m_graph.edges, at, &workflow::GraphEdge::from);
        return edge == m_graph.edges.end() ? at : edge->to;
    }

    Card jobCard(const GraphNode &node) const
    {
        const bool isGroup = (node.kind == NodeKind::Call || node.kind == NodeKind::Matrix) && hasInside(node);
        const QString id = fromUtf8(node.id);
        Card card{.kind = isGroup ? CardKind::Group : CardKind::Job,
                  .icon = node.kind == NodeKind::Matrix ? u"node-matrix"_s : u"node-job"_s,
                  .title = fromUtf8(node.title)};
        const workflow::Job *job = jobOf(node);
        const bool isCombination = node.parent >= 0 && job;
        if (!job || isCombination) {
            card.subtitle = isCombination ? tr("one of a matrix") : tr("in the called workflow");
            card.spoken = spoken({tr("job %1").arg(card.title), card.subtitle}, {});
            return card;
        }
        card.subtitle = jobSubtitle(*job, node);
        card.pill = shortened(plainCondition(job->condition), longestPill);
        if (m_options.durationWords)
            card.aside = m_options.durationWords(fromUtf8(job->id()));
        card.canFold = isGroup || node.isFolded || !job->steps.empty();
        // A matrix that is closed still shows its steps.
        card.isFolded = isGroup ? false : m_options.folded.contains(id) || (node.isFolded && job->steps.empty());
        if (!isGroup)
            card.rows = rowsOf(*job);
        const Trouble trouble = troubleIn(node.range);
        card.mark = trouble.icon();
        card.spoken = jobSpoken(*job, card, trouble);
        return card;
    }

    bool hasInside(const GraphNode &node) const { return m_hasInside[std::size_t(&node - m_graph.nodes.data())]; }

    static QString jobSubtitle(const workflow::Job &job, const GraphNode &node)
    {
        QString jobs;
        if (node.kind == NodeKind::Matrix)
            jobs = node.combinations < 0 ? tr("jobs by an expression") : counted(node.combinations, "1 job", "%1 jobs");
        const QString calls =
            job.isCall() ? tr("calls %1").arg(fromUtf8(job.uses.text()).section(u'/', -1)) : QString();
        return joined({fromUtf8(job.id()), calls, runnerWords(job), jobs, limitWords(job)});
    }

    std::vector<canvas::Row> rowsOf(const workflow::Job &job) const
    {
        std::vector<canvas::Row> rows;
        rows.reserve(job.steps.size());
        for (std::size_t at = 0; at < job.steps.size(); ++at)
            rows.push_back(rowOf(job.steps[at], at));
        return rows;
    }

    canvas::Row rowOf(const workflow::Step &step, std::size_t at) const
    {
        canvas::Row row{.icon = stepIcon(step), .text = stepTitle(step), .note = stepVersion(step)};
        if (const QString condition = plainCondition(step.condition); !condition.isEmpty())
            row.chip = shortened(condition, longestChip);
        const bool hasSecret = usesSecret(step);
        if (hasSecret)
            row.marks.append(u"node-secret"_s);
        const Trouble trouble = troubleIn(step.node.range());
        if (const QString icon = trouble.icon(); !icon.isEmpty())
            row.marks.append(icon);
        row.spoken = spoken({tr("step %1").arg(at + 1), row.text, stepKindWords(step),
                             row.chip.isEmpty() ? QString() : tr("if %1").arg(row.chip),
                             hasSecret ? tr("uses a secret") : QString()},
                            trouble);
        return row;
    }

    static QString spoken(QStringList parts, const Trouble &trouble)
    {
        parts.removeAll(QString());
        if (trouble.count > 0)
            parts.append(counted(trouble.count, "1 problem", "%1 problems"));
        return parts.join(u", "_s);
    }

    static QString jobSpoken(const workflow::Job &job, const Card &card, const Trouble &trouble)
    {
        QStringList needs;
        for (const yaml::Node &need : job.needs.items)
            needs.append(fromUtf8(need.text()));
        QStringList parts{tr("job %1").arg(card.title)};
        if (!needs.isEmpty())
            parts.append(tr("needs %1").arg(needs.join(tr(" and "))));
        if (!job.environment.name.text().empty())
            parts.append(tr("after gate %1").arg(fromUtf8(job.environment.name.text())));
        if (!card.pill.isEmpty())
            parts.append(tr("if %1").arg(card.pill));
        if (!job.isCall())
            parts.append(counted(std::ssize(job.steps), "1 step", "%1 steps"));
        return spoken(parts, trouble);
    }

    void addLinks()
    {
        bool isSaid = false;
        for (const workflow::GraphEdge &edge : m_graph.edges) {
            const GraphNode &from = m_graph.nodes[std::size_t(edge.from)];
            const GraphNode &to = m_graph.nodes[std::size_t(edge.to)];
            canvas::Link link{.from = fromUtf8(from.id), .to = fromUtf8(to.id)};
            if (edge.kind == workflow::EdgeKind::Needs) {
                link.canCut = from.parent < 0 && to.parent < 0;
                // Saying it once teaches what the lines are; each time would be noise.
                if (!std::exchange(isSaid, true))
                    link.words = tr("needs");
            }
            m_result.picture.links.push_back(std::move(link));
        }
    }

    const workflow::Document &m_document;
    const PictureOptions &m_options;
    Graph m_graph;
    std::vector<bool> m_hasInside;
    WorkflowPicture m_result;
};

} // namespace

editing::Place WorkflowPicture::placeOf(const canvas::Spot &spot) const
{
    const editing::Place place = places.value(spot.card);
    return spot.row >= 0 && place.kind == editing::Place::Kind::Job ? editing::Place::ofStep(place.job, spot.row)
                                                                    : place;
}

canvas::Spot WorkflowPicture::spotOf(const editing::Place &place) const
{
    const bool isStep = place.kind == editing::Place::Kind::Step;
    const editing::Place wanted = isStep ? editing::Place::ofJob(place.job) : place;
    if (wanted == editing::Place::file())
        return {};
    // In the order drawn: of a matrix that is open, the group itself comes first.
    for (const Card &card : picture.cards) {
        if (places.value(card.id) == wanted)
            return {card.id, isStep && place.step < std::ssize(card.rows) ? place.step : -1};
    }
    return {};
}

WorkflowPicture drawWorkflow(const workflow::Document &document, const PictureOptions &options)
{
    return Drawing(document, options).draw();
}

} // namespace slipway::pipelines_page
