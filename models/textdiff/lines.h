#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

/// What differs between two texts, line by line and word by word, and how three of them merge. Texts are bytes; a line
/// keeps its line end, so that a changed line end is a change. Pure; any thread.
namespace slipway::textdiff {

/// Lines from `begin` up to and without `end`, counted from 0.
struct LineRange {
    int begin = 0;
    int end = 0;

    int size() const { return end - begin; }
    bool isEmpty() const { return begin == end; }
    bool operator==(const LineRange &) const = default;
};

using Lines = std::vector<QByteArrayView>;

/// Views into `text`, which must live as long; an empty text has no line.
Lines linesOf(QByteArrayView text);
/// Without `\n` or `\r\n`.
QByteArrayView withoutLineEnd(QByteArrayView line);
QByteArray joined(const Lines &lines, LineRange range);

} // namespace slipway::textdiff
