#include "textdiff/lines.h"

namespace slipway::textdiff {

Lines linesOf(QByteArrayView text)
{
    Lines lines;
    while (!text.isEmpty()) {
        const auto end = text.indexOf('\n');
        const auto size = end < 0 ? text.size() : end + 1;
        lines.push_back(text.first(size));
        text = text.sliced(size);
    }
    return lines;
}

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

QByteArray joined(const Lines &lines, LineRange range)
{
    QByteArray text;
    for (int line = range.begin; line < range.end; ++line)
        text += lines[size_t(line)];
    return text;
}

} // namespace slipway::textdiff
