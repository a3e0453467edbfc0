#include "yaml/scanner.h"

#include <algorithm>
#include <cstring>

namespace slipway::yaml {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool isSpace(char c)
{
    return isBlank(c) || c == '\n';
}

bool isFlowIndicator(char c)
{
    return c == '[' || c == ']' || c == '{' || c == '}' || c == ',';
}

size_t nameEnd(std::string_view text, size_t from)
{
    while (from < text.size() && !isSpace(text[from]) && !isFlowIndicator(text[from]))
        ++from;
    return from;
}

size_t tagEnd(std::string_view text, size_t from)
{
    if (!text.substr(from).starts_with("!<"))
        return nameEnd(text, from);
    const auto found = text.find('>', from);
    return found == std::string_view::npos ? text.size() : found + 1;
}

} // namespace

size_t plainNullSize(std::string_view text)
{
    if (text.starts_with('~'))
        return 1;
    const bool isWord = text.starts_with("null") || text.starts_with("Null") || text.starts_with("NULL");
    return isWord ? 4 : 0;
}

Properties propertiesOf(std::string_view text)
{
    Properties found;
    for (size_t i = 0; i < text.size();) {
        if (text[i] == '&' && found.anchor.empty()) {
            const auto end = nameEnd(text, i + 1);
            found.anchor = text.substr(i + 1, end - i - 1);
            i = end;
        } else if (text[i] == '!' && found.tag.empty()) {
            const auto end = tagEnd(text, i);
            found.tag = text.substr(i, end - i);
            i = end;
        } else if (text[i] == '#') {
            i = std::min(text.find('\n', i), text.size());
        } else {
            ++i;
        }
    }
    return found;
}

Scanner::Scanner(std::string_view text, quint32 begin, std::vector<Comment> &comments)
    : m_text(text)
    , m_comments(comments)
    , m_begin(begin)
    , m_at(begin)
{ }

quint32 Scanner::lineEnd(quint32 offset) const
{
    const auto *found = static_cast<const char *>(std::memchr(m_text.data() + offset, '\n', m_text.size() - offset));
    return found ? static_cast<quint32>(found - m_text.data()) : static_cast<quint32>(m_text.size());
}

void Scanner::takeComment()
{
    const auto begin = m_at;
    m_at = lineEnd(begin);
    const auto end = m_at > begin && m_text[m_at - 1] == '\r' ? m_at - 1 : m_at;
    auto before = begin;
    while (before > m_begin && isBlank(m_text[before - 1]))
        --before;
    m_comments.push_back({{begin, end}, before == m_begin || m_text[before - 1] == '\n'});
}

void Scanner::skipTrivia()
{
    const auto size = static_cast<quint32>(m_text.size());
    while (m_at < size) {
        const char c = m_text[m_at];
        if (isSpace(c))
            ++m_at;
        else if (c == '#')
            takeComment();
        else
            return;
    }
}

bool Scanner::isMarkHere(std::string_view mark) const
{
    return m_text.substr(m_at).starts_with(mark) && columnOf(m_at) == 0 && endsWord(m_at + 3);
}

Range Scanner::skipDocumentMarks()
{
    Range mark{m_at, m_at};
    for (;;) {
        skipTrivia();
        if (peek() == '%' && columnOf(m_at) == 0) {
            m_at = lineEnd(m_at);
        } else if (isMarkHere("---") || isMarkHere("...")) {
            mark = {m_at, m_at + 3};
            m_at += 3;
        } else {
            return mark;
        }
    }
}

bool Scanner::endsWord(quint32 offset) const
{
    return offset >= m_text.size() || isSpace(m_text[offset]);
}

bool Scanner::take(char character)
{
    if (m_at >= m_text.size() || m_text[m_at] != character)
        return false;
    ++m_at;
    return true;
}

bool Scanner::takeIndicator(char character)
{
    return endsWord(m_at + 1) && take(character);
}

void Scanner::skipProperties(Expected expected)
{
    auto end = m_at;
    while ((expected.anchor && peek() == '&') || (expected.tag && peek() == '!')) {
        const bool isAnchor = peek() == '&';
        m_at = static_cast<quint32>(isAnchor ? nameEnd(m_text, m_at + 1) : tagEnd(m_text, m_at));
        (isAnchor ? expected.anchor : expected.tag) = false;
        end = m_at;
        if (expected.anchor || expected.tag)
            skipTrivia();
    }
    m_at = end;
}

void Scanner::skipAlias()
{
    m_at = static_cast<quint32>(nameEnd(m_text, m_at + 1));
}

/// The end of the last of the value's characters, blanks left out: line folding changes nothing else.
quint32 Scanner::matched(std::string_view value, quint32 offset) const
{
    auto end = offset;
    for (const char c : value) {
        if (isSpace(c))
            continue;
        while (offset < m_text.size() && isSpace(m_text[offset]))
            ++offset;
        if (offset >= m_text.size() || m_text[offset] != c)
            return end;
        end = ++offset;
    }
    return end;
}

quint32 Scanner::takePlain(std::string_view value)
{
    if (m_text.substr(m_at, value.size()) == value)
        m_at += static_cast<quint32>(value.size());
    else
        m_at = matched(value, m_at);
    return m_at;
}

quint32 Scanner::takeQuoted()
{
    const char quote = m_text[m_at];
    auto offset = m_at + 1;
    m_wasTerminated = false;
    for (; offset < m_text.size() && !m_wasTerminated; ++offset) {
        const char c = m_text[offset];
        if (c == '\\' && quote == '"')
            ++offset;
        else if (c == quote && quote == '\'' && at(offset + 1) == quote)
            ++offset;
        else if (c == quote)
            m_wasTerminated = true;
    }
    m_at = std::min(offset, static_cast<quint32>(m_text.size()));
    return m_at;
}

/// The end of the last line that is not blank and stands in as far as the first such line.
quint32 Scanner::indentedEnd(quint32 firstLine) const
{
    const auto size = static_cast<quint32>(m_text.size());
    auto end = firstLine;
    auto indent = NodeData::none;
    for (auto line = firstLine; line < size;) {
        auto first = line;
        while (first < size && m_text[first] == ' ')
            ++first;
        const auto stop = lineEnd(first);
        auto text = first;
        while (text < stop && isBlank(m_text[text]))
            ++text;
        if (text < stop) {
            if (indent == NodeData::none)
                indent = first - line;
            const bool isMark = first == line && (m_text.substr(line, 3) == "---" || m_text.substr(line, 3) == "...");
            if (first - line < indent || (isMark && endsWord(line + 3)))
                break;
            end = stop > line && m_text[stop - 1] == '\r' ? stop - 1 : stop;
        }
        line = stop + 1;
    }
    return end;
}

quint32 Scanner::takeBlock(std::string_view value)
{
    const auto begin = m_at;
    while (!endsWord(m_at))
        ++m_at;
    const auto headerEnd = m_at;
    const auto header = m_text.substr(begin, headerEnd - begin);
    const bool isIndentGiven = std::ranges::any_of(header, [](char c) { return c >= '1' && c <= '9'; });
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
        ++m_at;
    if (peek() == '#')
        takeComment();
    const auto firstLine = std::min(lineEnd(m_at) + 1, static_cast<quint32>(m_text.size()));
    const bool isEmpty = std::ranges::all_of(value, isSpace);
    if (isEmpty)
        return headerEnd;
    auto end = isIndentGiven ? matched(value, firstLine) : indentedEnd(firstLine);
    if (isIndentGiven) {
        end = lineEnd(end);
        if (end > firstLine && m_text[end - 1] == '\r')
            --end;
    }
    m_at = end;
    return end;
}

size_t Scanner::nullSizeHere(bool inFlow) const
{
    const auto size = plainNullSize(m_text.substr(m_at));
    if (size == 0)
        return 0;
    const auto end = m_at + static_cast<quint32>(size);
    const bool isValue =
        endsWord(end) || (at(end) == ':' && (endsWord(end + 1) || inFlow)) || (inFlow && isFlowIndicator(at(end)));
    return isValue ? size : 0;
}

quint32 Scanner::columnOf(quint32 offset) const
{
    const auto before = m_text.substr(0, offset).rfind('\n');
    return before == std::string_view::npos ? offset - m_begin : offset - static_cast<quint32>(before) - 1;
}

bool Scanner::isOnOneLine(quint32 from, quint32 to) const
{
    return lineEnd(from) >= to;
}

} // namespace slipway::yaml
