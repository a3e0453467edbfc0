#include "workflow/value_places.h"

#include "yaml/tree.h"

#include <algorithm>
#include <charconv>

namespace slipway::workflow {

namespace {

bool isBlank(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

std::size_t utf8Size(unsigned code)
{
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

bool isBlock(yaml::Style style)
{
    return style == yaml::Style::Literal || style == yaml::Style::Folded;
}

bool isQuoted(yaml::Style style)
{
    return style == yaml::Style::SingleQuoted || style == yaml::Style::DoubleQuoted;
}

} // namespace

ValueCursor::ValueCursor(yaml::Node scalar)
{
    const yaml::Node node = scalar.resolved();
    if (!node)
        return;
    m_text = node.text();
    m_source = node.tree()->text();
    m_style = node.style();
    const yaml::Range range = node.content();
    m_at = range.begin;
    m_end = range.end;
    const auto *const data = m_text.data();
    m_isVerbatim = data && data >= m_source.data() && data + m_text.size() <= m_source.data() + m_source.size();
    if (m_isVerbatim)
        m_at = quint32(data - m_source.data());
    else if (isBlock(m_style))
        m_at = quint32(std::min<std::size_t>(m_source.find('\n', m_at), m_end));
    else if (isQuoted(m_style))
        ++m_at;
}

ValueCursor::ValueCursor(yaml::Node scalar, std::size_t value, quint32 source)
    : ValueCursor(scalar)
{
    m_value = value;
    m_at = source;
}

quint32 ValueCursor::begin(std::size_t at)
{
    seek(at);
    if (!m_isVerbatim && at < m_text.size() && !isBlank(m_text[at]))
        skipBlanks();
    return m_at;
}

quint32 ValueCursor::end(std::size_t at)
{
    seek(at);
    return m_at;
}

void ValueCursor::seek(std::size_t at)
{
    if (m_isVerbatim) {
        m_at += quint32(at - m_value);
        m_value = at;
        return;
    }
    while (m_value < std::min(at, m_text.size()) && m_at < m_end) {
        if (isBlank(m_text[m_value])) {
            ++m_value;
            continue;
        }
        skipBlanks();
        const Token next = token();
        m_at += next.size;
        m_value += next.valueSize;
    }
}

void ValueCursor::skipBlanks()
{
    while (m_at < m_end) {
        const Token next = token();
        if (!next.isBlank)
            return;
        m_at += next.size;
    }
}

ValueCursor::Token ValueCursor::token() const
{
    const char letter = m_source[m_at];
    if (m_style == yaml::Style::SingleQuoted && letter == '\'')
        return {.size = 2};
    if (m_style == yaml::Style::DoubleQuoted && letter == '\\')
        return escape();
    return {.isBlank = isBlank(letter)};
}

/// Facts: YAML 1.2, chapter 5.7, escaped characters.
ValueCursor::Token ValueCursor::escape() const
{
    const char letter = m_at + 1 < m_end ? m_source[m_at + 1] : ' ';
    const quint32 digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
    if (digits > 0) {
        unsigned code = 0;
        const std::string_view text = m_source.substr(m_at + 2, digits);
        std::from_chars(text.data(), text.data() + text.size(), code, 16);
        return {.size = 2 + digits, .valueSize = utf8Size(code), .isBlank = code < 0x80 && isBlank(char(code))};
    }
    switch (letter) {
    case 'n':
    case 't':
    case 'r': return {.size = 2, .isBlank = true};
    case 'N':
    case '_': return {.size = 2, .valueSize = 2};
    case 'L':
    case 'P': return {.size = 2, .valueSize = 3};
    default: return {.size = 2, .isBlank = isBlank(letter)};
    }
}

yaml::Range sourceRange(yaml::Node scalar, std::size_t begin, std::size_t end)
{
    ValueCursor cursor(scalar);
    const quint32 from = cursor.begin(begin);
    return {from, std::max(from, cursor.end(end))};
}

} // namespace slipway::workflow
