#include "runs/job_names.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::runs {

namespace {

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// The value that "matrix.os" or "matrix.target.name" names; nothing for any other expression.
std::optional<QString> matrixValue(std::string_view expression, const workflow::Combination &combination)
{
    constexpr std::string_view prefix = "matrix.";
    if (!expression.starts_with(prefix))
        return {};
    QStringList path = fromView(expression.substr(prefix.size())).split(u'.');
    yaml::Node value = combination.value(path.takeFirst().toStdString());
    for (const QString &key : path)
        value = value[key.toStdString()];
    return value ? std::optional(fromView(workflow::valueText(value))) : std::nullopt;
}

/// GitHub adds the values in brackets unless the name speaks of them itself.
bool speaksOfMatrix(std::string_view name)
{
    return name.find("${{") != std::string_view::npos && name.find("matrix") != std::string_view::npos;
}

std::string_view ownName(const workflow::Job &job)
{
    return job.name && !job.name.text().empty() ? job.name.text() : job.id();
}

/// Goes over a graph beside the workflows that its nodes are of.
class Expectation
{
public:
    Expectation(const workflow::Graph &graph, const workflow::Document &document,
                const workflow::Repository *repository)
        : m_graph(graph)
        , m_repository(repository)
        , m_documents(graph.nodes.size(), document)
        , m_expected(graph.nodes.size())
        , m_children(graph.nodes.size(), 0)
    { }

    std::vector<ExpectedName> names()
    {
        for (std::size_t at = 0; at < m_graph.nodes.size(); ++at)
            take(at);
        return std::move(m_expected);
    }

private:
    void take(std::size_t at)
    {
        const workflow::GraphNode &node = m_graph.nodes[at];
        if (node.parent >= 0)
            m_documents[at] = insideOf(std::size_t(node.parent));
        if (node.job < 0 || node.kind == workflow::NodeKind::Environment)
            return;
        const workflow::Job &job = m_documents[at].workflow().jobs[std::size_t(node.job)];
        const bool isCombination =
            node.parent >= 0 && m_graph.nodes[std::size_t(node.parent)].kind == workflow::NodeKind::Matrix;
        ExpectedName &own = m_expected[at];
        own.isJob = true;
        own.pattern = isCombination ? nameOfCombination(job, std::size_t(node.parent)) : nameOf(job, node);
        own.isOpenEnded = isOpenEnded(node, job, at);
        if (node.kind == workflow::NodeKind::Job) {
            for (const workflow::Step &step : job.steps)
                own.steps += stepName(step);
        }
    }

    /// The document of what stands in a group: the called one, or the group's own for a matrix.
    workflow::Document insideOf(std::size_t group) const
    {
        const workflow::GraphNode &node = m_graph.nodes[group];
        const workflow::Document &outer = m_documents[group];
        if (node.kind != workflow::NodeKind::Call || !m_repository)
            return outer;
        const auto called = m_repository->workflow(outer.workflow().jobs[std::size_t(node.job)].uses.text());
        return called ? *called : outer;
    }

    NamePattern prefixOf(const workflow::GraphNode &node) const
    {
        NamePattern prefix;
        if (node.parent < 0)
            return prefix;
        prefix = m_expected[std::size_t(node.parent)].pattern;
        return prefix.append(u" / "_s);
    }

    NamePattern nameOf(const workflow::Job &job, const workflow::GraphNode &node) const
    {
        NamePattern name = prefixOf(node).append(NamePattern::of(ownName(job)));
        if (node.combinations != 0 && !speaksOfMatrix(ownName(job)))
            name.append(u" ("_s).append(NamePattern::anything()).append(u")"_s);
        return name;
    }

    NamePattern nameOfCombination(const workflow::Job &job, std::size_t group)
    {
        const workflow::GraphNode &node = m_graph.nodes[group];
        const auto expansion = workflow::expand(job.strategy.matrix);
        const auto place = std::size_t(m_children[group]++);
        NamePattern name = prefixOf(node);
        if (place >= expansion.combinations.size())
            return name.append(NamePattern::anything());
        const workflow::Combination &combination = expansion.combinations[place];
        if (speaksOfMatrix(ownName(job)))
            return name.append(NamePattern::of(ownName(job), &combination));
        if (job.name.isDynamic()) {
            const QString values = QString::fromStdString(workflow::displayName({}, combination));
            return name.append(NamePattern::of(ownName(job))).append(u" "_s + values);
        }
        return name.append(QString::fromStdString(workflow::displayName(ownName(job), combination)));
    }

    bool isOpenEnded(const workflow::GraphNode &node, const workflow::Job &job, std::size_t at) const
    {
        const bool hasInside = at + 1 < m_graph.nodes.size()
            && std::ranges::any_of(m_graph.nodes, [at](const auto &other) { return other.parent == int(at); });
        return !hasInside && (job.isCall() || node.combinations != 0);
    }

    const workflow::Graph &m_graph;
    const workflow::Repository *m_repository;
    std::vector<workflow::Document> m_documents;
    std::vector<ExpectedName> m_expected;
    /// How many jobs of each matrix were seen.
    std::vector<int> m_children;
};

} // namespace

NamePattern NamePattern::of(std::string_view text, const workflow::Combination *combination)
{
    NamePattern pattern;
    while (!text.empty()) {
        const auto begin = text.find("${{");
        const auto end = begin == std::string_view::npos ? begin : text.find("}}", begin);
        if (end == std::string_view::npos) {
            pattern.append(fromView(text));
            break;
        }
        pattern.append(fromView(text.substr(0, begin)));
        const std::string_view expression = trimmed(text.substr(begin + 3, end - begin - 3));
        const auto value = combination ? matrixValue(expression, *combination) : std::nullopt;
        value ? pattern.append(*value) : pattern.append(anything());
        text.remove_prefix(end + 2);
    }
    return pattern;
}

NamePattern NamePattern::anything()
{
    NamePattern pattern;
    pattern.m_literals = {QString(), QString()};
    return pattern;
}

NamePattern &NamePattern::append(const QString &literal)
{
    m_literals.last() += literal;
    return *this;
}

NamePattern &NamePattern::append(const NamePattern &other)
{
    m_literals.last() += other.m_literals.first();
    m_literals += other.m_literals.sliced(1);
    return *this;
}

bool NamePattern::matches(const QString &name) const
{
    if (!hasGaps())
        return name == m_literals.first();
    const QString &first = m_literals.first();
    const QString &last = m_literals.last();
    if (!name.startsWith(first) || !name.endsWith(last) || name.size() < first.size() + last.size())
        return false;
    qsizetype at = first.size();
    const qsizetype end = name.size() - last.size();
    for (qsizetype gap = 1; gap + 1 < m_literals.size(); ++gap) {
        const qsizetype found = name.indexOf(m_literals.at(gap), at);
        if (found < 0 || found + m_literals.at(gap).size() > end)
            return false;
        at = found + m_literals.at(gap).size();
    }
    return true;
}

qsizetype NamePattern::known() const
{
    return m_literals.join(QString()).size();
}

QString NamePattern::text() const
{
    return m_literals.join(u'…');
}

std::vector<ExpectedName> expectedNames(const workflow::Graph &graph, const workflow::Document &document,
                                        const workflow::Repository *repository)
{
    return Expectation(graph, document, repository).names();
}

int nodeOf(const std::vector<ExpectedName> &expected, const QString &jobName)
{
    int best = -1;
    qsizetype bestKnown = -1;
    for (std::size_t at = 0; at < expected.size(); ++at) {
        const ExpectedName &one = expected[at];
        if (!one.isJob || one.pattern.known() < bestKnown)
            continue;
        // What a called workflow of another repository names its jobs is not known here.
        const bool isInside = one.isOpenEnded && jobName.startsWith(one.pattern.text() + u" / "_s);
        if (!one.pattern.matches(jobName) && !isInside)
            continue;
        best = int(at);
        bestKnown = one.pattern.known() + (one.pattern.hasGaps() ? 0 : 1);
    }
    return best;
}

QString stepName(const workflow::Step &step)
{
    if (step.name && !step.name.text().empty())
        return fromView(step.name.text());
    if (step.uses)
        return u"Run "_s + fromView(step.uses.text());
    return u"Run "_s + fromView(trimmed(step.run.text())).section(u'\n', 0, 0);
}

} // namespace slipway::runs
