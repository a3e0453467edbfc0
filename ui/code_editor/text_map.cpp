#include "code_editor/text_map.h"

#include <algorithm>

namespace slipway::code_editor {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr char32_t noCharacter = 0xFFFF'FFFF;

struct Character {
    char32_t code = 0;
    quint32 size = 1;

    bool isBad() const { return code == noCharacter; }
};

/// A byte that begins no character counts as one by itself.
Character characterAt(std::string_view bytes, size_t at)
{
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const auto first = byte(at);
    if (first < 0x80)
        return {first, 1};
    const quint32 size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + size > bytes.size())
        return {noCharacter, 1};
    char32_t code = first & (0xFFu >> (size + 1));
    for (size_t i = at + 1; i < at + size; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return {noCharacter, 1};
        code = (code << 6) | (byte(i) & 0x3Fu);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < least[size] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return {noCharacter, 1};
    return {code, size};
}

/// What a text pane shows as it is.
char32_t sign(char32_t code)
{
    if (code < 0x20)
        return code == '\t' ? code : 0x2400 + code;
    switch (code) {
    case 0x2028:
    case 0x2029: return 0x2424;
    case 0xFDD0:
    case 0xFDD1:
    case 0xFFFC:
    case noCharacter: return 0xFFFD;
    default: return code;
    }
}

int units(Character character)
{
    return character.code > 0xFFFF && !character.isBad() ? 2 : 1;
}

void append(QString &text, char32_t code)
{
    if (code > 0xFFFF) {
        text.append(QChar(QChar::highSurrogate(code)));
        text.append(QChar(QChar::lowSurrogate(code)));
    } else {
        text.append(QChar(static_cast<char16_t>(code)));
    }
}

/// Leaves out what both have in common at their ends, never half of a surrogate pair. Units of the head and the tail.
std::pair<qsizetype, qsizetype> commonEnds(QStringView one, QStringView other)
{
    const auto shorter = std::min(one.size(), other.size());
    qsizetype head = 0;
    while (head < shorter && one[head] == other[head])
        ++head;
    if (head > 0 && one[head - 1].isHighSurrogate())
        --head;
    qsizetype tail = 0;
    while (tail < shorter - head && one[one.size() - tail - 1] == other[other.size() - tail - 1])
        ++tail;
    if (tail > 0 && one[one.size() - tail].isLowSurrogate())
        --tail;
    return {head, tail};
}

} // namespace

bool TextMap::isText(std::string_view bytes)
{
    for (size_t at = 0; at < bytes.size();) {
        const auto character = characterAt(bytes, at);
        if (character.isBad())
            return false;
        at += character.size;
    }
    return true;
}

void TextMap::reset(const QByteArray &source)
{
    m_source = source;
    const auto mark = static_cast<quint32>(view().starts_with(byteOrderMark) ? byteOrderMark.size() : 0);
    m_lines = {{mark, 0}};
    const auto more = scan(mark, static_cast<quint32>(source.size()), 0);
    m_lines.insert(m_lines.end(), more.begin(), more.end());
    const auto last = m_lines.back();
    m_size = last.unit + shown(last.byte, static_cast<quint32>(source.size())).size();
    const auto end = source.indexOf('\n');
    m_lineEnd = end > 0 && source[end - 1] == '\r' ? QByteArrayLiteral("\r\n") : QByteArrayLiteral("\n");
}

QString TextMap::text() const
{
    return shown(m_lines.front().byte, static_cast<quint32>(m_source.size()));
}

/// The lines that begin behind `begin`, up to `end`.
std::vector<TextMap::Line> TextMap::scan(quint32 begin, quint32 end, qsizetype unit) const
{
    std::vector<Line> lines;
    const auto bytes = view();
    for (quint32 at = begin; at < end;) {
        const auto character = characterAt(bytes, at);
        at += character.size;
        if (character.code == '\r' && at < bytes.size() && bytes[at] == '\n')
            continue;
        unit += units(character);
        if (character.code == '\n')
            lines.push_back({at, unit});
    }
    return lines;
}

QString TextMap::shown(quint32 begin, quint32 end) const
{
    const auto bytes = view();
    QString text;
    text.reserve(static_cast<qsizetype>(end - begin));
    for (size_t at = begin; at < end;) {
        const auto character = characterAt(bytes, at);
        at += character.size;
        if (character.code == '\n')
            text.append(u'\n');
        else if (character.code != '\r' || at >= bytes.size() || bytes[at] != '\n')
            append(text, sign(character.code));
    }
    return text;
}

int TextMap::lineAt(quint32 offset) const
{
    const auto past = std::ranges::upper_bound(m_lines, offset, {}, &Line::byte);
    return std::max(0, static_cast<int>(past - m_lines.begin()) - 1);
}

int TextMap::lineOfUnit(qsizetype position) const
{
    const auto past = std::ranges::upper_bound(m_lines, position, {}, &Line::unit);
    return std::max(0, static_cast<int>(past - m_lines.begin()) - 1);
}

/// Without the line's end.
quint32 TextMap::textEnd(int line) const
{
    if (line + 1 >= lineCount())
        return static_cast<quint32>(m_source.size());
    const quint32 end = m_lines[static_cast<size_t>(line) + 1].byte - 1;
    const bool isTwo = end > m_lines[static_cast<size_t>(line)].byte && m_source[end - 1] == '\r';
    return isTwo ? end - 1 : end;
}

qsizetype TextMap::positionOf(quint32 offset) const
{
    const int line = lineAt(offset);
    const auto [begin, unit] = m_lines[static_cast<size_t>(line)];
    const quint32 end = std::min(offset, textEnd(line));
    qsizetype position = unit;
    for (quint32 at = begin; at < end;) {
        const auto character = characterAt(view(), at);
        at += character.size;
        if (at > end)
            break;
        position += units(character);
    }
    return position;
}

quint32 TextMap::offsetOf(qsizetype position) const
{
    const int line = lineOfUnit(position);
    const quint32 end = textEnd(line);
    auto [at, unit] = m_lines[static_cast<size_t>(line)];
    while (at < end && unit < position) {
        const auto character = characterAt(view(), at);
        unit += units(character);
        if (unit > position)
            break;
        at += character.size;
    }
    return at;
}

TextEdit TextMap::apply(const yaml::Patch &patch)
{
    const auto size = static_cast<quint32>(m_source.size());
    // One byte more at each side, as `\r` and `\n` may come to stand together or apart.
    const int first = lineAt(patch.range.begin > 0 ? patch.range.begin - 1 : 0);
    const int last = lineAt(std::min(patch.range.end + 1, size));
    const auto begin = first == 0 ? 0u : m_lines[static_cast<size_t>(first)].byte;
    const auto unit = m_lines[static_cast<size_t>(first)].unit;
    const bool isTail = last + 1 >= lineCount();
    const quint32 end = isTail ? size : m_lines[static_cast<size_t>(last) + 1].byte;
    const QString before = shown(m_lines[static_cast<size_t>(first)].byte, end);
    const auto byteShift = static_cast<qint64>(patch.text.size()) - patch.range.size();
    m_source.replace(patch.range.begin, patch.range.size(), patch.text.data(),
                     static_cast<qsizetype>(patch.text.size()));
    const auto newEnd = static_cast<quint32>(end + byteShift);
    const quint32 mark = first == 0 && view().starts_with(byteOrderMark) ? 3 : 0;
    const QString after = shown(begin + mark, newEnd);
    const auto unitShift = after.size() - before.size();
    std::vector<Line> lines = scan(begin + mark, newEnd, unit);
    lines.insert(lines.begin(), {begin + mark, unit});
    if (!isTail)
        lines.pop_back();
    for (size_t i = static_cast<size_t>(last) + 1; i < m_lines.size(); ++i) {
        m_lines[i].byte = static_cast<quint32>(m_lines[i].byte + byteShift);
        m_lines[i].unit += unitShift;
    }
    const auto at = m_lines.erase(m_lines.begin() + first, m_lines.begin() + last + 1);
    m_lines.insert(at, lines.begin(), lines.end());
    m_size += unitShift;
    const auto [head, tail] = commonEnds(before, after);
    return {unit + head, before.size() - head - tail, after.sliced(head, after.size() - head - tail)};
}

std::optional<yaml::Patch> TextMap::patchFor(const TextEdit &edit) const
{
    const auto begin = std::clamp<qsizetype>(edit.position, 0, m_size);
    const auto end = std::clamp<qsizetype>(edit.position + edit.removed, begin, m_size);
    const QString before = shown(offsetOf(begin), offsetOf(end));
    const auto [head, tail] = commonEnds(before, edit.added);
    if (head + tail == before.size() && before.size() == edit.added.size())
        return std::nullopt;
    const QStringView added = QStringView(edit.added).sliced(head, edit.added.size() - head - tail);
    return yaml::Patch{{offsetOf(begin + head), offsetOf(end - tail)}, encoded(added)};
}

std::string TextMap::encoded(QStringView text) const
{
    QByteArray bytes = text.toUtf8();
    if (m_lineEnd.size() > 1)
        bytes.replace('\n', m_lineEnd);
    return bytes.toStdString();
}

} // namespace slipway::code_editor
