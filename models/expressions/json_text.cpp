#include "expressions/json_text.h"

#include "expressions/letters.h"
#include "expressions/lexer.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace slipway::expressions {

namespace {

void appendUtf8(std::string &text, char32_t c)
{
    const auto put = [&text](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_text(text)
    { }

    std::expected<Value, JsonError> read()
    {
        Value made;
        if (!value(made, 0))
            return std::unexpected(JsonError{m_at});
        skipBlanks();
        if (m_at < m_text.size())
            return std::unexpected(JsonError{m_at});
        return made;
    }

private:
    bool isAt(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    bool take(char c);
    bool take(std::string_view word);
    void skipBlanks();
    bool value(Value &into, int depth);
    bool array(Value &into, int depth);
    bool object(Value &into, int depth);
    bool string(std::string &into);
    bool escape(std::string &into);
    std::optional<char32_t> codeUnit();
    bool number(Value &into);
    bool digits();

    std::string_view m_text;
    size_t m_at = 0;
};

bool Reader::take(char c)
{
    if (!isAt(c))
        return false;
    ++m_at;
    return true;
}

bool Reader::take(std::string_view word)
{
    if (!m_text.substr(m_at).starts_with(word))
        return false;
    m_at += word.size();
    return true;
}

void Reader::skipBlanks()
{
    while (m_at < m_text.size() && std::string_view(" \t\r\n").contains(m_text[m_at]))
        ++m_at;
}

bool Reader::value(Value &into, int depth)
{
    skipBlanks();
    if (depth >= deepestJson || m_at >= m_text.size())
        return false;
    switch (m_text[m_at]) {
    case '{': return object(into, depth);
    case '[': return array(into, depth);
    case '"': {
        std::string text;
        if (!string(text))
            return false;
        into = Value(std::move(text));
        return true;
    }
    case 't': into = Value(true); return take("true");
    case 'f': into = Value(false); return take("false");
    case 'n': into = Value(); return take("null");
    default: return number(into);
    }
}

bool Reader::array(Value &into, int depth)
{
    ++m_at;
    Value::Items items;
    skipBlanks();
    while (!isAt(']')) {
        Value item;
        if (!value(item, depth + 1))
            return false;
        items.push_back(std::move(item));
        skipBlanks();
        if (!take(',')) {
            if (!isAt(']'))
                return false;
        } else if (skipBlanks(); isAt(']')) {
            return false;
        }
    }
    ++m_at;
    into = Value::array(std::move(items));
    return true;
}

bool Reader::object(Value &into, int depth)
{
    ++m_at;
    Value::Members members;
    skipBlanks();
    while (!isAt('}')) {
        std::pair<std::string, Value> member;
        if (!isAt('"') || !string(member.first))
            return false;
        skipBlanks();
        if (!take(':') || !value(member.second, depth + 1))
            return false;
        members.push_back(std::move(member));
        skipBlanks();
        if (!take(',')) {
            if (!isAt('}'))
                return false;
        } else if (skipBlanks(); isAt('}')) {
            return false;
        }
    }
    ++m_at;
    into = Value::object(std::move(members));
    return true;
}

bool Reader::string(std::string &into)
{
    ++m_at;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (static_cast<unsigned char>(c) < 0x20)
            return false;
        ++m_at;
        if (c == '"')
            return true;
        if (c != '\\')
            into += c;
        else if (!escape(into))
            return false;
    }
    return false;
}

bool Reader::escape(std::string &into)
{
    static constexpr std::string_view letters = "\"\\/bfnrt";
    static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (m_at >= m_text.size())
        return false;
    if (const auto which = letters.find(m_text[m_at]); which != std::string_view::npos) {
        into += meanings[which];
        ++m_at;
        return true;
    }
    auto c = take('u') ? codeUnit() : std::nullopt;
    if (!c)
        return false;
    if (*c >= 0xD800 && *c < 0xDC00 && take("\\u")) {
        const auto low = codeUnit();
        if (!low || *low < 0xDC00 || *low > 0xDFFF)
            return false;
        c = 0x10000 + ((*c - 0xD800) << 10) + (*low - 0xDC00);
    }
    // Half of a pair alone is no character.
    appendUtf8(into, *c >= 0xD800 && *c < 0xE000 ? U'\uFFFD' : *c);
    return true;
}

std::optional<char32_t> Reader::codeUnit()
{
    char32_t made = 0;
    for (int digit = 0; digit < 4; ++digit, ++m_at) {
        if (m_at >= m_text.size())
            return {};
        const auto value = std::string_view("0123456789abcdef").find(lower(m_text[m_at]));
        if (value == std::string_view::npos)
            return {};
        made = made * 16 + static_cast<char32_t>(value);
    }
    return made;
}

bool Reader::digits()
{
    const size_t begin = m_at;
    while (m_at < m_text.size() && isDigit(m_text[m_at]))
        ++m_at;
    return m_at > begin;
}

bool Reader::number(Value &into)
{
    const size_t begin = m_at;
    take('-');
    if (!take('0') && !digits())
        return false;
    if (take('.') && !digits())
        return false;
    if (take('e') || take('E')) {
        if (!take('+'))
            take('-');
        if (!digits())
            return false;
    }
    into = Value(parseNumber(m_text.substr(begin, m_at - begin)));
    return true;
}

class Writer
{
public:
    explicit Writer(size_t most)
        : m_most(most)
    { }

    bool write(const Value &value, int depth);
    std::string take() { return std::move(m_text); }

private:
    void writeString(std::string_view text);
    bool writeItems(const Value &value, int depth);
    bool writeMembers(const Value &value, int depth);
    void breakLine(int depth) { m_text.append("\n").append(static_cast<size_t>(depth) * 2, ' '); }

    std::string m_text;
    size_t m_most;
};

bool Writer::write(const Value &value, int depth)
{
    if (depth > deepestJson)
        return false;
    switch (value.kind()) {
    case Value::Kind::Unknown:
    case Value::Kind::Null: m_text += "null"; break;
    case Value::Kind::Boolean:
    case Value::Kind::Number: m_text += std::isnan(value.number()) ? "\"NaN\"" : value.text(); break;
    case Value::Kind::String: writeString(value.string()); break;
    case Value::Kind::Array: return writeItems(value, depth);
    case Value::Kind::Object: return writeMembers(value, depth);
    }
    return m_text.size() <= m_most;
}

bool Writer::writeItems(const Value &value, int depth)
{
    m_text += '[';
    for (const Value &item : value.items()) {
        m_text += m_text.ends_with('[') && &item == value.items().data() ? "" : ",";
        breakLine(depth + 1);
        if (!write(item, depth + 1))
            return false;
    }
    if (!value.items().empty())
        breakLine(depth);
    m_text += ']';
    return m_text.size() <= m_most;
}

bool Writer::writeMembers(const Value &value, int depth)
{
    m_text += '{';
    for (const auto &member : value.members()) {
        m_text += &member == value.members().data() ? "" : ",";
        breakLine(depth + 1);
        writeString(member.first);
        m_text += ": ";
        if (!write(member.second, depth + 1))
            return false;
    }
    if (!value.members().empty())
        breakLine(depth);
    m_text += '}';
    return m_text.size() <= m_most;
}

void Writer::writeString(std::string_view text)
{
    static constexpr std::string_view plain = "\"\\\b\f\n\r\t";
    static constexpr std::string_view letters = "\"\\bfnrt";
    m_text += '"';
    for (const char c : text) {
        if (const auto which = plain.find(c); which != std::string_view::npos) {
            m_text += '\\';
            m_text += letters[which];
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 8> escaped{};
            std::snprintf(escaped.data(), escaped.size(), "\\u%04x", static_cast<unsigned>(c));
            m_text += escaped.data();
        } else {
            m_text += c;
        }
    }
    m_text += '"';
}

} // namespace

std::expected<Value, JsonError> parseJson(std::string_view text)
{
    return Reader(text).read();
}

std::optional<std::string> writeJson(const Value &value, size_t most)
{
    Writer writer(most);
    if (!writer.write(value, 0))
        return {};
    return writer.take();
}

} // namespace slipway::expressions
