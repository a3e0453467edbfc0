#include "yaml/edits/file_style.h"

#include "yaml/edits/block_text.h"
#include "yaml/edits/lines.h"

#include <algorithm>

namespace slipway::yaml {

namespace {

constexpr int aloneMark = 1000;

bool isBlock(Node node)
{
    return node && node.style() == Style::Block && !node.isAlias();
}

} // namespace

void Tally::add(int value)
{
    const auto found = std::ranges::find(m_counts, value, &Count::value);
    if (found == m_counts.end())
        m_counts.push_back({value, 1});
    else
        ++found->times;
}

std::optional<int> Tally::most() const
{
    const auto found = std::ranges::max_element(m_counts, {}, &Count::times);
    return found == m_counts.end() ? std::nullopt : std::optional(found->value);
}

FileStyle::FileStyle(const Tree &tree, Node except)
    : m_tree(tree)
    , m_except(except)
{
    countLineEnds(tree.text());
    if (tree.root())
        visit(tree.root(), 0);
}

void FileStyle::countLineEnds(std::string_view text)
{
    int withReturn = 0;
    int without = 0;
    for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        ++(at > 0 && text[at - 1] == '\r' ? withReturn : without);
    m_hasCarriageReturns = withReturn > without;
}

FileStyle::Level &FileStyle::level(int depth)
{
    if (m_levels.size() <= static_cast<size_t>(depth))
        m_levels.resize(static_cast<size_t>(depth) + 1);
    return m_levels[static_cast<size_t>(depth)];
}

void FileStyle::visit(Node node, int depth)
{
    if (node == m_except || node.isAlias())
        return;
    switch (node.kind()) {
    case Kind::Mapping: visitMapping(node, depth); break;
    case Kind::Sequence: visitSequence(node, depth); break;
    case Kind::Scalar: visitScalar(node, depth); break;
    default: break;
    }
}

void FileStyle::visitScalar(Node node, int depth)
{
    m_singleQuoted += node.style() == Style::SingleQuoted;
    m_doubleQuoted += node.style() == Style::DoubleQuoted;
    if (node.style() != Style::Literal && node.style() != Style::Folded)
        return;
    const Node key = node.key();
    const int column = BlockText(m_tree, node).contentColumn();
    if (key && column > 0)
        level(depth).textSteps.add(column - Lines(m_tree).column(ownRange(key).begin));
}

void FileStyle::visitMapping(Node node, int depth)
{
    if (isBlock(node) && isBlock(node.parent()) && !node.isEmpty()) {
        const Lines lines(m_tree);
        const auto begin = ownRange(node.firstChild()).begin;
        const int column = lines.column(begin);
        if (const Node key = node.key(); key && lines.of(begin) != lines.of(key.range().begin))
            level(depth).mapSteps.add(column - lines.column(ownRange(key).begin));
        if (const auto dash = node.dash(); dash != Node::none && node.anchor().empty()) {
            const int mark = lines.of(dash) == lines.of(begin) ? 0 : aloneMark;
            level(depth - 1).dashes.add(mark + column - lines.column(dash));
            m_dashes.add(mark + column - lines.column(dash));
        }
    }
    if (node.style() == Style::Flow)
        countPadding(node);
    for (const auto entry : entries(node)) {
        visitScalar(entry.key, depth + 1);
        visit(entry.value, depth + 1);
    }
}

void FileStyle::visitSequence(Node node, int depth)
{
    const Lines lines(m_tree);
    if (const Node key = node.key(); key && isBlock(node) && !node.isEmpty()) {
        const int step = lines.column(node.firstChild().dash()) - lines.column(ownRange(key).begin);
        ++(step == 0 ? m_indentless : m_indented);
        if (step > 0)
            level(depth).listSteps.add(step);
    }
    if (node.style() == Style::Flow)
        countPadding(node);
    countScalarList(node);
    for (const Node item : items(node))
        visit(item, depth + 1);
}

void FileStyle::countScalarList(Node node)
{
    bool isOfScalars = !node.isEmpty();
    for (const Node item : items(node))
        isOfScalars = isOfScalars && !item.isMapping() && !item.isSequence();
    if (isOfScalars)
        ++(isBlock(node) ? m_blockLists : m_flowLists);
}

void FileStyle::countPadding(Node node)
{
    const auto text = m_tree.text(node.content());
    if (node.isEmpty() || text.size() < 3 || text.find('\n') != std::string_view::npos)
        return;
    const bool isPadded = text[1] == ' ';
    if (node.isMapping())
        ++(isPadded ? m_paddedMaps : m_tightMaps);
    else
        ++(isPadded ? m_paddedLists : m_tightLists);
}

std::optional<int> FileStyle::found(int depth, Tally Level::*tally) const
{
    if (static_cast<size_t>(depth) >= m_levels.size())
        return std::nullopt;
    return (m_levels[static_cast<size_t>(depth)].*tally).most();
}

int FileStyle::mapStep(int depth, int fallback) const
{
    if (const auto step = found(depth, &Level::mapSteps))
        return *step;
    if (const auto step = found(depth, &Level::listSteps))
        return *step;
    return fallback > 0 ? fallback : 2;
}

int FileStyle::listStep(int depth, int fallback) const
{
    if (isIndentless())
        return 0;
    const auto step = found(depth, &Level::listSteps);
    return step ? *step : mapStep(depth, fallback);
}

int FileStyle::textStep(int depth, int fallback) const
{
    const auto step = found(depth, &Level::textSteps);
    return step && *step > 0 ? *step : mapStep(depth, fallback);
}

DashStyle FileStyle::dash(int depth) const
{
    auto most = found(depth, &Level::dashes);
    if (!most)
        most = m_dashes.most();
    if (!most)
        return {};
    return *most >= aloneMark ? DashStyle{*most - aloneMark, true} : DashStyle{*most, false};
}

int stepAround(const Tree &tree, Node collection)
{
    const Lines lines(tree);
    for (Node node = collection; node && node.parent(); node = node.parent()) {
        const Node key = node.key();
        if (!key || !isBlock(node) || node.isEmpty())
            continue;
        const Node first = node.firstChild();
        const auto begin = first.dash() != Node::none ? first.dash() : ownRange(first).begin;
        const int step = lines.column(begin) - lines.column(ownRange(key).begin);
        if (step > 0)
            return step;
    }
    return 0;
}

} // namespace slipway::yaml
