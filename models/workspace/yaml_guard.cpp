#include "workspace/yaml_guard.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace slipway::workspace::yaml {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Workspace", text);
}

Problem at(QByteArrayView text, qsizetype offset, QString message, QString suggestion)
{
    const auto before = text.first(offset);
    const auto lineStart = before.lastIndexOf('\n') + 1;
    const auto line = static_cast<int>(std::ranges::count(before, '\n')) + 1;
    return {line,
            characters(before.sliced(lineStart)) + 1,
            Problem::Severity::Error,
            std::move(message),
            std::move(suggestion),
            {}};
}

Problem notUtf8(QByteArrayView text)
{
    qsizetype start = 0;
    for (int line = 1;; ++line) {
        const auto found = text.indexOf('\n', start);
        const auto bytes = text.sliced(start, (found < 0 ? text.size() : found) - start);
        if (found < 0 || !bytes.isValidUtf8()) {
            const auto column = static_cast<int>(QString::fromUtf8(bytes).indexOf(QChar::ReplacementCharacter)) + 1;
            return {line,
                    column,
                    Problem::Severity::Error,
                    tr("The file is not valid UTF-8 here."),
                    tr("Save it as UTF-8 text."),
                    {}};
        }
        start = found + 1;
    }
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Counts how deep each line stands, by what opens a level.
class Depth
{
public:
    /// The depth at its greatest within the line.
    int take(QByteArrayView line)
    {
        qsizetype indent = 0;
        while (indent < line.size() && line[indent] == ' ')
            ++indent;
        if (indent == line.size() || line[indent] == '#')
            return 0;
        while (!m_indents.empty() && m_indents.back() >= indent)
            m_indents.pop_back();
        m_indents.push_back(indent);
        int greatest = static_cast<int>(m_indents.size()) + m_flow;
        int marks = 0;
        bool startsValue = true;
        for (qsizetype i = indent; i < line.size(); ++i) {
            const char c = line[i];
            const bool endsWord = i + 1 == line.size() || isBlank(line[i + 1]);
            if (c == '[' || c == '{')
                ++m_flow;
            else if (c == ']' || c == '}')
                m_flow = std::max(0, m_flow - 1);
            else if (startsValue && endsWord && (c == '-' || c == '?'))
                ++marks;
            startsValue = startsValue && (isBlank(c) || ((c == '-' || c == '?') && endsWord));
            greatest = std::max(greatest, static_cast<int>(m_indents.size()) + m_flow + marks);
        }
        return greatest;
    }

private:
    std::vector<qsizetype> m_indents;
    int m_flow = 0;
};

} // namespace

int characters(QByteArrayView bytes)
{
    const auto startsCharacter = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<int>(std::ranges::count_if(bytes, startsCharacter));
}

std::optional<Problem> refuse(QByteArrayView text, int deepest)
{
    if (const auto nul = text.indexOf('\0'); nul >= 0)
        return at(text, nul, tr("The file holds a NUL byte, so it is not a text."), tr("Save it as UTF-8 text."));
    if (!text.isValidUtf8())
        return notUtf8(text);
    Depth depth;
    for (qsizetype start = 0; start < text.size();) {
        const auto found = text.indexOf('\n', start);
        const auto end = found < 0 ? text.size() : found;
        if (depth.take(text.sliced(start, end - start)) > deepest) {
            return at(text, start, tr("The structure is nested more than %1 levels deep here.").arg(deepest),
                      tr("A slipway.yaml needs six."));
        }
        start = end + 1;
    }
    return std::nullopt;
}

} // namespace slipway::workspace::yaml
