#include "yaml/edits/block_text.h"

#include "yaml/edits/folding.h"
#include "yaml/edits/lines.h"
#include "yaml/edits/scalar_text.h"

#include <algorithm>

namespace slipway::yaml {

namespace {

using Strings = std::vector<std::string>;

Strings split(std::string_view text)
{
    Strings lines;
    for (;;) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return lines;
        text.remove_prefix(end + 1);
    }
}

/// The text without its final line ends, and their number.
std::pair<std::string_view, size_t> chomped(std::string_view text)
{
    const auto last = text.find_last_not_of('\n');
    const auto size = last == std::string_view::npos ? 0 : last + 1;
    return {text.substr(0, size), text.size() - size};
}

bool isOfBlanks(std::string_view line)
{
    return !line.empty() && line.find_first_not_of(" \t") == std::string_view::npos;
}

/// Lines of blanks at either end would be taken for indentation.
bool fitsBlock(const Strings &lines)
{
    const auto isUnseen = [](const std::string &line) {
        auto visible = line;
        std::ranges::replace(visible, '\t', ' ');
        return needsEscape(visible);
    };
    return !isOfBlanks(lines.front()) && !isOfBlanks(lines.back()) && std::ranges::none_of(lines, isUnseen);
}

bool beginsWithBlank(const Strings &lines)
{
    const auto first = std::ranges::find_if(lines, [](const std::string &line) { return !line.empty(); });
    return first != lines.end() && first->starts_with(' ');
}

Strings indented(const Strings &lines, int column)
{
    Strings result;
    result.reserve(lines.size());
    for (const auto &line : lines)
        result.push_back(line.empty() ? std::string() : std::string(static_cast<size_t>(column), ' ') + line);
    return result;
}

std::string joined(const Strings &lines, size_t from, size_t to, std::string_view lineEnd)
{
    std::string text;
    for (size_t i = from; i < to; ++i) {
        if (i > from)
            text += lineEnd;
        text += lines[i];
    }
    return text;
}

} // namespace

std::optional<Written> literalText(std::string_view text, int column, int parentColumn)
{
    const auto [body, breaks] = chomped(text);
    auto lines = split(body);
    if (body.empty() || !fitsBlock(lines))
        return std::nullopt;
    Written written;
    written.beside = "|";
    if (beginsWithBlank(lines)) {
        if (column - parentColumn < 1 || column - parentColumn > 9)
            return std::nullopt;
        written.beside += std::to_string(column - parentColumn);
    }
    if (breaks != 1)
        written.beside += breaks == 0 ? '-' : '+';
    written.below = indented(lines, column);
    if (breaks > 1)
        written.below.insert(written.below.end(), breaks - 1, std::string());
    return written;
}

BlockText::BlockText(const Tree &tree, Node node)
    : m_tree(tree)
    , m_node(node)
{
    readHeader();
    findColumn();
}

void BlockText::readHeader()
{
    const auto content = m_node.content();
    const auto text = m_tree.text({content.begin, static_cast<quint32>(m_tree.text().size())});
    m_isFolded = text.starts_with('>');
    quint32 size = 1;
    for (; size < text.size() && std::string_view("+-123456789").contains(text[size]); ++size) {
        if (text[size] == '+' || text[size] == '-')
            m_chomping = text[size];
        else
            m_indentation = text[size] - '0';
    }
    m_header = {content.begin, content.begin + size};
    m_headerLine = m_tree.lineOf(content.begin);
    m_lastLine = std::max(m_headerLine, m_tree.lineOf(content.end));
    const Lines lines(m_tree);
    while (m_lastLine > m_headerLine && lines.isBlank(m_lastLine))
        --m_lastLine;
    if (m_lastLine > m_headerLine && content.end <= m_tree.lineBegin(m_lastLine))
        m_lastLine = m_headerLine;
}

int BlockText::parentColumn() const
{
    const Lines lines(m_tree);
    if (const Node key = m_node.key())
        return lines.column(ownRange(key).begin);
    return m_node.dash() != Node::none ? lines.column(m_node.dash()) : 0;
}

void BlockText::findColumn()
{
    const Lines lines(m_tree);
    for (int line = m_headerLine + 1; line <= m_lastLine; ++line) {
        if (lines.isBlank(line))
            continue;
        const auto text = m_tree.text({lines.begin(line), lines.end(line)});
        m_column = m_indentation > 0 ? parentColumn() + m_indentation : static_cast<int>(text.find_first_not_of(' '));
        return;
    }
}

Strings BlockText::contentLines(int upTo) const
{
    const Lines lines(m_tree);
    Strings result;
    for (int line = m_headerLine + 1; line <= upTo; ++line) {
        const auto text = m_tree.text({lines.begin(line), lines.end(line)});
        const auto blanks = std::min(text.find_first_not_of(' '), text.size());
        result.emplace_back(text.substr(std::min(blanks, static_cast<size_t>(m_column))));
    }
    return result;
}

char BlockText::newChomping(size_t finalBreaks) const
{
    if (finalBreaks > 1)
        return '+';
    if (finalBreaks == 1)
        return m_chomping == '-' ? '\0' : m_chomping;
    // Where the file ends without a line end, so does the text.
    const bool endsFile = Lines(m_tree).isUnended(m_lastLine);
    return endsFile && m_chomping != '+' ? m_chomping : '-';
}

std::string BlockText::newHeader(char chomping, bool needsIndentation) const
{
    std::string header(1, m_isFolded ? '>' : '|');
    if (m_indentation > 0 || needsIndentation)
        header += std::to_string(m_indentation > 0 ? m_indentation : m_column - parentColumn());
    if (chomping != '\0')
        header += chomping;
    return header;
}

std::optional<Patch> BlockText::changedLines(const Strings &from, const Strings &to, std::string_view lineEnd) const
{
    size_t begin = 0;
    while (begin < std::min(from.size(), to.size()) && from[begin] == to[begin])
        ++begin;
    size_t end = 0;
    while (end < std::min(from.size(), to.size()) - begin && from[from.size() - 1 - end] == to[to.size() - 1 - end])
        ++end;
    const size_t removed = from.size() - begin - end;
    const size_t added = to.size() - begin - end;
    if (removed == 0 && added == 0)
        return std::nullopt;
    const Lines lines(m_tree);
    const int first = m_headerLine + 1 + static_cast<int>(begin);
    const int last = first + static_cast<int>(removed) - 1;
    const auto text = joined(indented(to, m_column), begin, begin + added, lineEnd);
    if (removed > 0 && added > 0)
        return Patch{{lines.begin(first), lines.end(last)}, text};
    // Line ends go and come with the line before.
    return Patch{{lines.end(first - 1), lines.end(last)}, added > 0 ? std::string(lineEnd) + text : std::string()};
}

std::optional<Patches> BlockText::rewritten(std::string_view text, std::string_view lineEnd) const
{
    const auto [body, breaks] = chomped(text);
    if (body.empty() || m_column == 0)
        return std::nullopt;
    const char chomping = newChomping(breaks);
    const bool keeps = chomping == '+';
    const Lines lines(m_tree);
    const auto from = contentLines(keeps ? m_lastLine + lines.blanksBelow(m_lastLine) : m_lastLine);
    const auto fresh = m_isFolded ? refolded(contentLines(m_lastLine), body) : std::optional(split(body));
    if (!fresh || !fitsBlock(*fresh))
        return std::nullopt;
    auto to = *fresh;
    const bool needsIndentation = m_indentation == 0 && beginsWithBlank(to);
    const int indentation = m_column - parentColumn();
    if (needsIndentation && (indentation < 1 || indentation > 9))
        return std::nullopt;
    if (keeps && breaks > 1)
        to.insert(to.end(), breaks - 1, std::string());
    Patches patches;
    if (chomping != m_chomping || needsIndentation)
        patches.push_back({m_header, newHeader(chomping, needsIndentation)});
    if (auto patch = changedLines(from, to, lineEnd))
        patches.push_back(std::move(*patch));
    return patches;
}

} // namespace slipway::yaml
