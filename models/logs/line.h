#pragma once

#include "logs/line_index.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace slipway::logs {

/// A colour that a log asked for; what it looks like is the view's to decide.
struct InkColour {
    enum class Kind : quint8 {
        Default,
        Named,  ///< `value` 0..7 and, bright, 8..15: black, red, green, yellow, blue, magenta, cyan, white
        Rgb,    ///< `value` 0xRRGGBB; the 256-colour palette's others come as this
    };
    Kind kind = Kind::Default;
    quint32 value = 0;
    bool operator==(const InkColour &) const = default;
};

/// How a stretch of a line looks, by SGR codes (ECMA-48 8.3.117).
struct Ink {
    InkColour front;
    InkColour back;
    bool isBold = false;
    bool isFaint = false;
    bool isItalic = false;
    bool isUnderlined = false;
    bool isStruck = false;
    bool isInverse = false;
    bool operator==(const Ink &) const = default;
};

/// `length` QChars from `start` on; stretches in default ink are not listed.
struct InkSpan {
    qsizetype start = 0;
    qsizetype length = 0;
    Ink ink;
    bool operator==(const InkSpan &) const = default;
};

/// A line as it is shown. Of escape codes nothing but colours is left, and nothing of them can reach beyond the line.
struct Line {
    LineKind kind = LineKind::Plain;
    /// Milliseconds since 1970 UTC, from the time stamp that GitHub puts before each line.
    std::optional<qint64> time;
    /// Without time stamp, marker, control characters and direction overrides; tabs are blanks.
    QString text;
    QList<InkSpan> inks;
    /// From `::error file=…,line=…,title=…::`.
    QString file;
    int fileLine = 0;
    QString title;
};

/// Reads the bytes of one line without its line feed. UTF-8; what is not becomes U+FFFD. A line that returned to its
/// begin (progress bars) shows what it was last. Never fails. Any thread.
Line readLine(QByteArrayView bytes);

/// How many bytes the time stamp and the blank after it take; 0 without one. A byte order mark counts in.
qsizetype timeStampBytes(QByteArrayView line);
/// The kind of a line from its first 256 bytes.
LineKind kindOf(QByteArrayView line);

} // namespace slipway::logs
