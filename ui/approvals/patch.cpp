#include "approvals_page/patch.h"

#include "textdiff/word_marks.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

using Kind = PatchLine::Kind;

/// A line's number is at most that: what is more is no patch of a file.
constexpr int mostLines = 100'000'000;

QList<Columns> columnsOf(const QByteArray &line, const std::vector<textdiff::ByteRange> &ranges)
{
    QList<Columns> columns;
    for (const textdiff::ByteRange &range : ranges) {
        columns += {QString::fromUtf8(line.first(range.begin)).size(), QString::fromUtf8(line.first(range.end)).size()};
    }
    return columns;
}

void markPair(PatchLine &before, PatchLine &after)
{
    const QByteArray one = before.text.toUtf8();
    const QByteArray other = after.text.toUtf8();
    const textdiff::WordMarks marks = textdiff::wordMarks(one, other);
    before.marks = columnsOf(one, marks.before);
    after.marks = columnsOf(other, marks.after);
}

/// Where a run of lines of `kind` that begins at `at` ends.
qsizetype endOf(const QList<PatchLine> &lines, qsizetype at, Kind kind)
{
    while (at < lines.size() && lines.at(at).kind == kind)
        ++at;
    return at;
}

void markWords(QList<PatchLine> &lines)
{
    for (qsizetype at = 0; at < lines.size(); ++at) {
        const qsizetype removedEnd = endOf(lines, at, Kind::Removed);
        if (removedEnd == at)
            continue;
        const qsizetype addedEnd = endOf(lines, removedEnd, Kind::Added);
        const qsizetype count = std::min(removedEnd - at, addedEnd - removedEnd);
        for (qsizetype i = 0; i < count; ++i)
            markPair(lines[at + i], lines[removedEnd + i]);
        at = addedEnd - 1;
    }
}

class Reader
{
public:
    void take(const QString &line)
    {
        static const QRegularExpression head(u"^@@ -(\\d{1,9})(?:,\\d+)? \\+(\\d{1,9})(?:,\\d+)? @@(.*)$"_s);
        if (const auto match = head.match(line); match.hasMatch()) {
            m_before = std::min(match.capturedView(1).toInt(), mostLines);
            m_after = std::min(match.capturedView(2).toInt(), mostLines);
            m_isInHunk = true;
            m_lines += {Kind::Hunk, 0, 0, line, {}};
        } else if (!m_isInHunk || line.startsWith(u'\\')) {
            m_lines += {Kind::Note, 0, 0, line.startsWith(u'\\') ? line.mid(1).trimmed() : line, {}};
        } else if (line.startsWith(u'+')) {
            m_lines += {Kind::Added, 0, m_after++, line.mid(1), {}};
        } else if (line.startsWith(u'-')) {
            m_lines += {Kind::Removed, m_before++, 0, line.mid(1), {}};
        } else {
            m_lines += {Kind::Same, m_before++, m_after++, line.mid(1), {}};
        }
    }

    QList<PatchLine> lines()
    {
        markWords(m_lines);
        return std::move(m_lines);
    }

private:
    QList<PatchLine> m_lines;
    int m_before = 0;
    int m_after = 0;
    bool m_isInHunk = false;
};

} // namespace

QList<PatchLine> linesOf(const QString &patch)
{
    if (patch.isEmpty())
        return {};
    Reader reader;
    QStringList texts = patch.split(u'\n');
    if (texts.last().isEmpty())
        texts.removeLast();
    for (QString &text : texts) {
        if (text.endsWith(u'\r'))
            text.chop(1);
        reader.take(text);
    }
    return reader.lines();
}

QList<PatchPair> pairsOf(const QList<PatchLine> &lines)
{
    QList<PatchPair> pairs;
    for (qsizetype at = 0; at < lines.size();) {
        const qsizetype removedEnd = endOf(lines, at, Kind::Removed);
        const qsizetype addedEnd = endOf(lines, removedEnd, Kind::Added);
        if (addedEnd == at) {
            pairs += {int(at), int(at)};
            ++at;
            continue;
        }
        const qsizetype rows = std::max(removedEnd - at, addedEnd - removedEnd);
        for (qsizetype i = 0; i < rows; ++i)
            pairs += {at + i < removedEnd ? int(at + i) : -1, removedEnd + i < addedEnd ? int(removedEnd + i) : -1};
        at = addedEnd;
    }
    return pairs;
}

} // namespace slipway::approvals_page
