#include "logs/line.h"

#include "logs/colours.h"
#include "logs/markers.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::logs {

namespace {

constexpr qsizetype tabColumns = 8;
/// More marks on one letter draw over the lines around it.
constexpr int mostMarksOnALetter = 6;

std::optional<qint64> timeOf(QByteArrayView stamp)
{
    if (stamp.startsWith(QByteArrayView("\xef\xbb\xbf")))
        stamp = stamp.sliced(3);
    if (stamp.size() < 20)
        return std::nullopt;
    const auto part = [stamp](qsizetype at, qsizetype size) { return stamp.sliced(at, size).toInt(); };
    const QDate date(part(0, 4), part(5, 2), part(8, 2));
    int milliseconds = 0;
    if (stamp[19] == '.') {
        for (qsizetype at = 20, unit = 100; at < 23 && at < stamp.size() && stamp[at] >= '0' && stamp[at] <= '9';
             ++at) {
            milliseconds += (stamp[at] - '0') * static_cast<int>(unit);
            unit /= 10;
        }
    }
    const QTime time(part(11, 2), part(14, 2), part(17, 2), milliseconds);
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    return QDateTime(date, time, QTimeZone::UTC).toMSecsSinceEpoch();
}

/// What a terminal shows of a line that went back to its begin.
QByteArrayView afterReturn(QByteArrayView text)
{
    while (text.endsWith('\r'))
        text.chop(1);
    // Qt 6.8 looks beyond an empty view here.
    const qsizetype last = text.isEmpty() ? -1 : text.lastIndexOf('\r');
    return last < 0 ? text : text.sliced(last + 1);
}

bool isDirection(char16_t unit)
{
    return (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069) || unit == 0x200e || unit == 0x200f
        || unit == 0x061c;
}

class Writer
{
public:
    void append(QByteArrayView bytes, const Ink &ink)
    {
        const qsizetype start = m_line.text.size();
        const QString decoded = QString::fromUtf8(bytes);
        for (const QChar character : decoded)
            append(character);
        const qsizetype length = m_line.text.size() - start;
        if (length == 0 || ink == Ink())
            return;
        if (!m_line.inks.isEmpty() && m_line.inks.last().ink == ink
            && m_line.inks.last().start + m_line.inks.last().length == start)
            m_line.inks.last().length += length;
        else
            m_line.inks.append({start, length, ink});
    }

    Line take() { return std::move(m_line); }

private:
    void append(QChar character)
    {
        const char16_t unit = character.unicode();
        if (unit >= 0x20 && unit < 0x7f) {
            m_line.text += character;
            m_marks = 0;
        } else if (unit == '\t') {
            m_line.text += QString(tabColumns - m_line.text.size() % tabColumns, u' ');
        } else if (unit == QChar::LineSeparator || unit == QChar::ParagraphSeparator) {
            m_line.text += u' ';
        } else if (isDirection(unit)) {
            m_line.text += QChar(QChar::ReplacementCharacter);
        } else if (character.category() != QChar::Other_Control) {
            m_marks = character.isMark() ? m_marks + 1 : 0;
            if (m_marks <= mostMarksOnALetter)
                m_line.text += character;
        }
    }

    Line m_line;
    int m_marks = 0;
};

Line inked(QByteArrayView text)
{
    Writer writer;
    Ink ink;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype found = text.indexOf('\x1b', at);
        const qsizetype code = found < 0 ? text.size() : found;
        writer.append(text.sliced(at, code - at), ink);
        if (code >= text.size())
            break;
        const qsizetype end = escapeEnd(text, code);
        if (const auto parameters = colourParameters(text, code, end))
            applyColours(*parameters, ink);
        at = end;
    }
    return writer.take();
}

QString unescaped(QByteArrayView value)
{
    QString text = QString::fromUtf8(value);
    text.replace("%0D"_L1, " "_L1).replace("%0A"_L1, " "_L1).replace("%3A"_L1, ":"_L1).replace("%2C"_L1, ","_L1);
    return text.replace("%25"_L1, "%"_L1);
}

void readParameters(QByteArrayView parameters, Line &line)
{
    while (!parameters.isEmpty()) {
        const qsizetype comma = parameters.indexOf(',');
        const QByteArrayView one = comma < 0 ? parameters : parameters.first(comma);
        const qsizetype equals = one.indexOf('=');
        const QByteArrayView value = one.sliced(equals + 1);
        if (one.startsWith("file="))
            line.file = unescaped(value);
        else if (one.startsWith("line="))
            line.fileLine = value.toInt();
        else if (one.startsWith("title="))
            line.title = unescaped(value);
        parameters = comma < 0 ? QByteArrayView() : parameters.sliced(comma + 1);
    }
}

} // namespace

Line readLine(QByteArrayView bytes)
{
    const qsizetype stamp = timeStampBytes(bytes);
    const LineKind kind = kindOf(bytes);
    QByteArrayView text = bytes.sliced(stamp);
    const auto marker = markerOf(text);
    if (marker)
        text = text.sliced(marker->bytes);
    Line line = inked(afterReturn(text));
    line.kind = marker ? marker->kind : kind;
    line.time = timeOf(bytes.first(stamp));
    if (marker)
        readParameters(marker->parameters, line);
    return line;
}

} // namespace slipway::logs
