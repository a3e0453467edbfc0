#include "workflow/completion/cursor.h"

#include "expressions/letters.h"

#include <algorithm>
#include <string>

namespace slipway::workflow {

namespace {

constexpr std::string_view opening = "${{";
constexpr std::string_view closing = "}}";

bool isNamePart(char c)
{
    return expressions::isLetter(c) || expressions::isDigit(c) || c == '_' || c == '-';
}

/// A colon ends a word only when a blank follows, a hash only when a blank stands before it.
bool isTextPart(std::string_view text, quint32 at)
{
    const char c = text[at];
    if (expressions::isBlank(c) || std::string_view(",[]{}\"'").contains(c))
        return false;
    if (c == ':')
        return at + 1 < text.size() && !expressions::isBlank(text[at + 1]);
    return c != '#' || (at > 0 && !expressions::isBlank(text[at - 1]));
}

yaml::Range wordAt(std::string_view text, quint32 offset, bool isExpression)
{
    const auto isPart = [&](quint32 at) { return isExpression ? isNamePart(text[at]) : isTextPart(text, at); };
    yaml::Range word{offset, offset};
    while (word.begin > 0 && isPart(word.begin - 1))
        --word.begin;
    while (word.end < text.size() && isPart(word.end))
        ++word.end;
    return word;
}

/// Behind `${{` on the same line, when no `}}` has ended it before the cursor.
std::optional<quint32> templateOnLine(std::string_view text, quint32 lineBegin, quint32 offset)
{
    const std::string_view line = text.substr(lineBegin, offset - lineBegin);
    const auto open = line.rfind(opening);
    if (open == std::string_view::npos || line.find(closing, open) != std::string_view::npos)
        return {};
    return lineBegin + static_cast<quint32>(open + opening.size());
}

/// Behind `if:` on the same line.
std::optional<quint32> conditionOnLine(std::string_view text, quint32 lineBegin, quint32 offset)
{
    std::string_view line = text.substr(lineBegin, offset - lineBegin);
    const auto key = line.find_first_not_of(" -");
    if (key == std::string_view::npos || !line.substr(key).starts_with("if:"))
        return {};
    const auto begin = line.find_first_not_of(" '\"", key + 3);
    return lineBegin + static_cast<quint32>(std::min(begin, line.size()));
}

std::optional<quint32> expressionBeginOf(const Document &document, std::string_view text, quint32 lineBegin,
                                         quint32 offset)
{
    if (const auto begin = templateOnLine(text, lineBegin, offset))
        return begin;
    const ExpressionSite *site = document.expressions().at(offset);
    if (site && site->sourceBegin <= offset)
        return site->sourceBegin;
    return conditionOnLine(text, lineBegin, offset);
}

/// What must follow the line so that no quote and no bracket that it opens stays open.
std::string closersOf(std::string_view line)
{
    std::string open;
    for (const char c : line) {
        const bool isQuoted = open.ends_with('\'') || open.ends_with('"');
        if (isQuoted ? c == open.back() : (c == ']' || c == '}') && open.ends_with(c))
            open.pop_back();
        else if (!isQuoted && (c == '\'' || c == '"'))
            open += c;
        else if (!isQuoted && (c == '[' || c == '{'))
            open += c == '[' ? ']' : '}';
    }
    std::ranges::reverse(open);
    return open;
}

yaml::Node exactNode(const Document &document, quint32 at)
{
    const yaml::Node node = document.tree()->nodeAt(at);
    return node && node.kind() == yaml::Kind::Scalar && node.text() == cursorWord ? node : yaml::Node();
}

Probe read(const Document &document, const Cursor &cursor, const std::string &word, const std::string &atLineEnd)
{
    std::string text(cursor.text.substr(0, cursor.word.begin));
    text += word;
    text += cursor.after();
    text += atLineEnd;
    text += cursor.text.substr(cursor.lineEnd());
    Probe probe;
    probe.document = Document::open(QByteArray::fromStdString(text), document.path());
    probe.begin = cursor.word.begin;
    probe.node = exactNode(probe.document, probe.begin);
    return probe;
}

} // namespace

quint32 Cursor::lineBegin() const
{
    const auto found = word.begin == 0 ? std::string_view::npos : text.rfind('\n', word.begin - 1);
    return found == std::string_view::npos ? 0 : static_cast<quint32>(found) + 1;
}

quint32 Cursor::lineEnd() const
{
    const auto found = std::min(text.find('\n', word.end), text.size());
    const bool hasReturn = found > word.end && text[found - 1] == '\r';
    return static_cast<quint32>(found) - (hasReturn ? 1 : 0);
}

Cursor cursorAt(const Document &document, quint32 offset)
{
    Cursor cursor;
    cursor.text = document.tree()->text();
    cursor.offset = std::min(offset, static_cast<quint32>(cursor.text.size()));
    cursor.word = {cursor.offset, cursor.offset};
    const quint32 lineBegin = cursor.lineBegin();
    cursor.expressionBegin = expressionBeginOf(document, cursor.text, lineBegin, cursor.offset);
    cursor.word = wordAt(cursor.text, cursor.offset, cursor.expressionBegin.has_value());
    if (cursor.expressionBegin)
        cursor.word.begin = std::max(cursor.word.begin, *cursor.expressionBegin);
    cursor.typed = cursor.text.substr(cursor.word.begin, cursor.offset - cursor.word.begin);
    return cursor;
}

Probe probeAt(const Document &document, const Cursor &cursor)
{
    std::string word(cursorWord);
    if (cursor.expressionBegin) {
        const bool isOpen = templateOnLine(cursor.text, cursor.lineBegin(), cursor.word.begin).has_value()
            && !cursor.after().contains(closing);
        return read(document, cursor, isOpen ? word + " }}" : word, {});
    }
    const Probe plain = read(document, cursor, word, {});
    if (plain.node && !plain.document.tree()->isBroken())
        return plain;
    const std::string closers = closersOf(std::string(cursor.before()) + word + std::string(cursor.after()));
    if (!closers.empty()) {
        Probe closed = read(document, cursor, word, closers);
        if (closed.node)
            return closed;
    }
    if (cursor.before().find_first_not_of(" -") == std::string_view::npos
        && cursor.after().find_first_not_of(' ') == std::string_view::npos) {
        Probe key = read(document, cursor, word + ':', {});
        if (key.node && (!plain.node || !key.document.tree()->isBroken()))
            return key;
    }
    return plain;
}

} // namespace slipway::workflow
