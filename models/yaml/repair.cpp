#include "yaml/repair.h"

#include "yaml/problems.h"

#include <algorithm>

namespace slipway::yaml {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

bool Repair::mend(const Stop &stop, std::vector<Problem> &problems)
{
    const bool isSame = stop.why == m_last.why && stop.offset == m_last.offset && stop.reason == m_last.reason;
    m_repeats = isSame ? m_repeats + 1 : 0;
    m_last = stop;
    if (m_repeats > 0) {
        std::vector<Problem> known;
        return m_repeats == 1 && stop.why == Stop::Why::Syntax && mendLine(stop, known);
    }
    switch (stop.why) {
    case Stop::Why::None: return false;
    case Stop::Why::Depth: problems.push_back(problems::tooDeep(word(stop.offset))); return false;
    case Stop::Why::Quote: return mendQuote(stop.offset, problems);
    case Stop::Why::Syntax: break;
    }
    return mendSyntax(stop, problems);
}

bool Repair::mendSyntax(const Stop &stop, std::vector<Problem> &problems)
{
    const auto is = [&stop](std::string_view reason) { return stop.reason.starts_with(reason); };
    if (is("illegal tab"))
        return mendTab(stop.offset, problems);
    if (is("illegal EOF in scalar") && quoteAfter(stop.cursor) < m_text.size())
        return mendQuote(quoteAfter(stop.cursor), problems);
    if (is("unknown escape") && mendEscape(stop, problems))
        return true;
    if (mendTag(stop, problems) || mendName(stop, problems) || mendIndent(stop.offset, problems))
        return true;
    if (stop.bracket != NodeData::none)
        return mendBracket(stop, problems);
    const auto line = lineAt(stop.offset);
    if (is("illegal map value") && previous(line).column() == line.column() && mendBareWord(previous(line), problems))
        return true;
    if (is("end of map not found") && mendBareWord(line, problems))
        return true;
    return mendValue(stop, problems) || mendLine(stop, problems);
}

quint32 Repair::quoteAfter(quint32 cursor) const
{
    for (auto at = std::max(cursor, 1U); at < m_text.size(); ++at) {
        const bool isQuote = m_text[at] == '"' || m_text[at] == '\'';
        if (isQuote && (isSpace(m_text[at - 1]) || std::string_view("[{,:").contains(m_text[at - 1])))
            return at;
    }
    return static_cast<quint32>(m_text.size());
}

Repair::Line Repair::lineAt(quint32 offset) const
{
    const std::string_view all = m_text;
    const auto size = static_cast<quint32>(all.size());
    Line line;
    const auto before = offset == 0 ? std::string_view::npos : all.rfind('\n', offset - 1);
    line.begin = before == std::string_view::npos ? m_markSize : static_cast<quint32>(before) + 1;
    line.end = static_cast<quint32>(std::min<size_t>(all.find('\n', std::max(offset, line.begin)), size));
    line.text = line.begin;
    const auto at = [&](quint32 i) { return i < line.end ? all[i] : '\n'; };
    while (isSpace(at(line.text)) ? line.text < line.end : at(line.text) == '-' && isSpace(at(line.text + 1)))
        ++line.text;
    if (at(line.text) == '#')
        line.text = line.end;
    return line;
}

Repair::Line Repair::previous(Line line) const
{
    do {
        if (line.begin <= m_markSize)
            return {};
        line = lineAt(line.begin - 1);
    } while (line.isBlank());
    return line;
}

Repair::Line Repair::next(Line line) const
{
    return line.end >= m_text.size() ? Line{line.end, line.end, line.end} : lineAt(line.end + 1);
}

void Repair::blank(quint32 begin, quint32 end)
{
    for (auto i = begin; i < end; ++i) {
        if (m_text[i] != '\n')
            m_text[i] = ' ';
    }
}

/// Blanks the lines after `line` that stand further in.
void Repair::blankDeeper(Line line)
{
    const auto column = line.column();
    for (auto at = next(line); at.begin < at.end || at.end < m_text.size(); at = next(at)) {
        const bool isCloser = !at.isBlank() && (m_text[at.text] == ']' || m_text[at.text] == '}');
        if (!at.isBlank() && at.column() <= column && !(isCloser && at.column() == column))
            return;
        blank(at.begin, at.end);
        if (isCloser && at.column() == column)
            return;
    }
}

Range Repair::word(quint32 offset) const
{
    auto end = offset;
    while (end < m_text.size() && !isSpace(m_text[end]))
        ++end;
    return {offset, end};
}

bool Repair::mendTab(quint32 offset, std::vector<Problem> &problems)
{
    const auto line = lineAt(offset);
    const auto text = std::string_view(m_text).substr(line.begin, line.end - line.begin);
    const bool hasTab = text.find('\t') != std::string_view::npos;
    if (!std::ranges::all_of(text, isSpace) || !hasTab) {
        problems.push_back(problems::syntax({offset, std::min(offset + 1, line.end)}, "illegal tab"));
        blank(line.begin, line.end);
        return true;
    }
    for (auto at = line; std::ranges::all_of(std::string_view(m_text).substr(at.begin, at.end - at.begin), isSpace);
         at = next(at)) {
        blank(at.begin, at.end);
        if (at.end >= m_text.size())
            break;
    }
    return true;
}

bool Repair::mendName(const Stop &stop, std::vector<Problem> &problems)
{
    const bool isAlias = stop.reason.starts_with("the referenced anchor") || stop.reason.starts_with("alias not found")
        || stop.reason.ends_with("scanning alias");
    const bool isAnchor = stop.reason.starts_with("anchor not found") || stop.reason.ends_with("scanning anchor");
    const bool isOther = stop.reason.starts_with("unknown token") || stop.reason.starts_with("illegal flow end");
    if (!isAlias && !isAnchor && !isOther)
        return false;
    const auto line = lineAt(stop.offset);
    auto at = std::min(stop.offset, static_cast<quint32>(m_text.size()) - 1);
    while (!isOther && at > line.begin && m_text[at] != (isAlias ? '*' : '&'))
        --at;
    if (isSpace(m_text[at]) || m_text[at] == '_')
        return false;
    auto range = word(at);
    while (range.size() > 1 && std::string_view(",]}").contains(m_text[range.end - 1]))
        --range.end;
    const auto name = std::string_view(m_text).substr(at + 1, range.size() - 1);
    problems.push_back(isAlias ? problems::undefinedAlias(range, name) : problems::syntax(range, stop.reason));
    m_text[at] = '_';
    return true;
}

/// A tab before a line's text counts as a blank.
bool Repair::mendIndent(quint32 offset, std::vector<Problem> &problems)
{
    auto line = lineAt(offset);
    bool isFirst = true;
    for (; line.begin < line.end; line = next(line)) {
        const auto indent = std::string_view(m_text).substr(line.begin, line.text - line.begin);
        const auto tab = indent.find('\t');
        if (tab == std::string_view::npos || line.isBlank())
            break;
        const auto at = line.begin + static_cast<quint32>(tab);
        if (isFirst)
            problems.push_back(problems::syntax({at, at + 1}, "illegal tab"));
        isFirst = false;
        std::replace(m_text.begin() + at, m_text.begin() + line.text, '\t', ' ');
    }
    return !isFirst;
}

bool Repair::mendEscape(const Stop &stop, std::vector<Problem> &problems)
{
    const auto found = std::string_view(m_text).substr(0, stop.offset).rfind('\\');
    if (found == std::string_view::npos || found + 4 < stop.offset)
        return false;
    const auto at = static_cast<quint32>(found);
    problems.push_back(problems::syntax({at, stop.offset}, stop.reason));
    m_text[at] = '_';
    return true;
}

/// A value that begins with `!` and was meant as a text: `if: !contains(github.ref, 'a')`. Tags that are meant end
/// before a bracket or quote of theirs.
bool Repair::mendTag(const Stop &stop, std::vector<Problem> &problems)
{
    const auto line = lineAt(std::min(stop.offset, static_cast<quint32>(m_text.size())));
    const auto text = std::string_view(m_text).substr(line.text, line.end - line.text);
    const auto colon = text.find(": ");
    const auto first = colon == std::string_view::npos ? colon : text.find_first_not_of(' ', colon + 1);
    if (first == std::string_view::npos || text[first] != '!' || line.text + first >= stop.offset)
        return false;
    const auto last = text.find_last_not_of(" \t\r");
    const auto begin = line.text + static_cast<quint32>(first);
    problems.push_back(problems::tag({begin, line.text + static_cast<quint32>(last) + 1}));
    // What follows may hold a colon or a bracket that YAML would read.
    std::replace_if(
        m_text.begin() + begin, m_text.begin() + line.end,
        [](char c) { return std::string_view("!:#,[]{}&*").contains(c); }, '_');
    return true;
}

/// Whether a quoted text ends before `offset`, which `value` begins with.
bool Repair::isBehindQuote(Line line, quint32 offset) const
{
    const auto before = std::string_view(m_text).substr(line.text, offset - line.text);
    const auto colon = before.find(": ");
    const auto begin = before.find_first_not_of(' ', colon == std::string_view::npos ? colon : colon + 2);
    const auto end = before.find_last_not_of(" \t");
    return begin < end && end != std::string_view::npos && (before[begin] == '"' || before[begin] == '\'')
        && before[end] == before[begin];
}

/// The first `${{ }}` between `begin` and `end` that no quotes are around; empty when there is none.
Range Repair::bareExpression(quint32 begin, quint32 end) const
{
    char quote = 0;
    for (auto at = begin; at < end; ++at) {
        const char c = m_text[at];
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (std::string_view(m_text).substr(at).starts_with("${{")) {
            const auto close = std::string_view(m_text).substr(0, end).find("}}", at);
            return {at, close == std::string_view::npos ? end : static_cast<quint32>(close) + 2};
        }
    }
    return {};
}

/// A value that goes on behind its end (`a: "b" c`), or holds a colon: the key before it is kept.
bool Repair::mendValue(const Stop &stop, std::vector<Problem> &problems)
{
    const auto line = lineAt(stop.offset);
    if (line.isBlank() || stop.offset >= line.end || stop.offset < line.text
        || !std::string_view(m_text).substr(line.text, stop.offset - line.text).contains(": "))
        return false;
    problems.push_back(isBehindQuote(line, stop.offset) ? problems::textBehindQuote(word(stop.offset))
                                                        : problems::syntax(word(stop.offset), stop.reason));
    if (m_text[stop.offset] == ':')
        m_text[stop.offset] = '_';
    else
        blank(stop.offset, line.end);
    return true;
}

/// A word alone on its line, among keys: its last character becomes a colon.
bool Repair::mendBareWord(Line above, std::vector<Problem> &problems)
{
    if (above.isBlank())
        return false;
    const auto text = std::string_view(m_text).substr(above.text, above.end - above.text);
    auto end = std::min(text.find(" #"), text.size());
    while (end > 0 && isSpace(text[end - 1]))
        --end;
    const auto bare = text.substr(0, end);
    if (bare.empty() || bare.contains(": ") || bare.ends_with(':')
        || std::string_view("\"'[{|>&*!%@`?").contains(bare[0]))
        return false;
    const Range range{above.text, above.text + static_cast<quint32>(end)};
    problems.push_back(problems::bareWord(range));
    if (range.size() == 1) {
        blank(range.begin, range.end);
    } else {
        m_text[range.end - 1] = ':';
        m_addedColons.push_back(range.end - 1);
    }
    return true;
}

bool Repair::mendBracket(const Stop &stop, std::vector<Problem> &problems)
{
    const auto line = lineAt(stop.bracket);
    const auto text = std::string_view(m_text).substr(stop.bracket, line.end - stop.bracket);
    const auto opened = std::ranges::count_if(text, [](char c) { return c == '[' || c == '{'; });
    const auto closed = std::ranges::count_if(text, [](char c) { return c == ']' || c == '}'; });
    const bool isOpen = opened > closed && stop.offset > line.end;
    const auto expression = bareExpression(stop.bracket, line.end);
    if (expression.size() > 0)
        problems.push_back(problems::expressionInBrackets(expression));
    else if (isOpen || stop.offset >= m_text.size())
        problems.push_back(problems::unterminatedBracket({stop.bracket, stop.bracket + 1}, m_text[stop.bracket]));
    else
        problems.push_back(problems::syntax(word(stop.offset), stop.reason));
    if (opened > closed)
        blankDeeper(line);
    blank(stop.bracket, line.end);
    return true;
}

/// Takes the line from the quote on as plain text.
bool Repair::mendQuote(quint32 offset, std::vector<Problem> &problems)
{
    const auto line = lineAt(offset);
    auto end = line.end;
    while (end > offset && isSpace(m_text[end - 1]))
        --end;
    problems.push_back(problems::unterminatedQuote({offset, end}));
    for (auto i = offset; i < end; ++i) {
        if (i == offset || m_text[i] == ':' || m_text[i] == '#')
            m_text[i] = '_';
    }
    return true;
}

bool Repair::mendLine(const Stop &stop, std::vector<Problem> &problems)
{
    auto line = lineAt(std::min(stop.offset, static_cast<quint32>(m_text.size())));
    if (line.isBlank())
        line = previous(line);
    if (line.isBlank())
        return false;
    const bool isHere = line.begin <= stop.offset && stop.offset < line.end;
    problems.push_back(problems::syntax(word(isHere ? stop.offset : line.text), stop.reason));
    blankDeeper(line);
    blank(line.begin, line.end);
    return true;
}

} // namespace slipway::yaml
