#include "logs/line.h"
#include "logs/markers.h"

#include <array>

using namespace Qt::StringLiterals;

namespace slipway::logs {

namespace {

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

/// The first letters of all that makes a line more than plain, so that most lines are passed over by one look.
constexpr std::array<bool, 256> telling = [] {
    std::array<bool, 256> table{};
    for (const char character : {'#', ':', '\x1b', ' ', '\t', 'E', 'e', 'F', 'f', 'n', 'p', 'T', 'c', 'U', '['})
        table[static_cast<unsigned char>(character)] = true;
    return table;
}();

constexpr std::array looksWrong{
    "Error: "_L1,
    "error: "_L1,
    "ERROR: "_L1,
    "ERROR "_L1,
    "npm ERR! "_L1,
    "npm error "_L1,
    "ERR_PNPM_"_L1,
    "FAIL "_L1,
    "FAILED "_L1,
    "fatal: "_L1,
    "FATAL"_L1,
    "panic: "_L1,
    "Traceback (most recent call last)"_L1,
    "curl: ("_L1,
    "E: "_L1,
    "Unhandled "_L1,
    "TypeError: "_L1,
    "[error]"_L1,
};

/// Past blanks and colour codes; other escape codes end it.
QByteArrayView withoutLead(QByteArrayView line)
{
    qsizetype at = 0;
    while (at < line.size()) {
        if (line[at] == ' ' || line[at] == '\t') {
            ++at;
        } else if (line[at] == '\x1b' && at + 1 < line.size() && line[at + 1] == '[') {
            qsizetype end = at + 2;
            while (end < line.size() && (isDigit(line[end]) || line[end] == ';' || line[end] == ':'))
                ++end;
            if (end >= line.size() || line[end] != 'm')
                break;
            at = end + 1;
        } else {
            break;
        }
    }
    return line.sliced(at);
}

LineKind namedKind(QByteArrayView name)
{
    struct Name {
        QByteArrayView word;
        LineKind kind;
    };
    static constexpr std::array names{
        Name{"group", LineKind::Group},     Name{"endgroup", LineKind::EndGroup}, Name{"error", LineKind::Error},
        Name{"warning", LineKind::Warning}, Name{"notice", LineKind::Notice},     Name{"debug", LineKind::Debug},
        Name{"command", LineKind::Command}, Name{"section", LineKind::Command},
    };
    for (const Name &candidate : names) {
        if (candidate.word == name)
            return candidate.kind;
    }
    return LineKind::Plain;
}

} // namespace

qsizetype timeStampBytes(QByteArrayView line)
{
    const qsizetype mark = line.startsWith(QByteArrayView("\xef\xbb\xbf")) ? 3 : 0;
    const QByteArrayView text = line.sliced(mark);
    static constexpr QByteArrayView shape = "dddd-dd-ddTdd:dd:dd";
    if (text.size() <= shape.size() || text[4] != '-' || text[10] != 'T')
        return mark;
    for (qsizetype at = 0; at < shape.size(); ++at) {
        if (shape[at] == 'd' ? !isDigit(text[at]) : text[at] != shape[at])
            return mark;
    }
    qsizetype at = shape.size();
    if (text[at] == '.') {
        do {
            ++at;
        } while (at < text.size() && at < 30 && isDigit(text[at]));
    }
    if (at >= text.size() || text[at] != 'Z')
        return mark;
    ++at;
    return mark + (at < text.size() && text[at] == ' ' ? at + 1 : at);
}

std::optional<Marker> markerOf(QByteArrayView text)
{
    const QByteArrayView rest = withoutLead(text);
    const qsizetype lead = text.size() - rest.size();
    if (rest.startsWith("##[")) {
        const qsizetype close = rest.first(std::min<qsizetype>(rest.size(), 16)).indexOf(']');
        const LineKind kind = close < 0 ? LineKind::Plain : namedKind(rest.sliced(3, close - 3));
        if (kind != LineKind::Plain)
            return Marker{kind, {}, lead + close + 1};
    } else if (rest.startsWith("::")) {
        const qsizetype close = rest.indexOf("::", 2);
        if (close < 0)
            return std::nullopt;
        const QByteArrayView command = rest.sliced(2, close - 2);
        const qsizetype blank = command.indexOf(' ');
        const LineKind kind = namedKind(blank < 0 ? command : command.first(blank));
        if (kind != LineKind::Plain)
            return Marker{kind, blank < 0 ? QByteArrayView() : command.sliced(blank + 1), lead + close + 2};
    }
    return std::nullopt;
}

LineKind kindOf(QByteArrayView line)
{
    // GitHub's own stamps have seven decimals: one look for nearly every line.
    const bool isStamped = line.size() > 29 && line[27] == 'Z' && line[28] == ' ' && line[10] == 'T' && line[19] == '.';
    QByteArrayView text = line.sliced(isStamped ? 29 : timeStampBytes(line));
    if (text.isEmpty() || !telling[static_cast<unsigned char>(text[0])])
        return LineKind::Plain;
    if (const qsizetype end = text.indexOf('\n'); end >= 0)
        text = text.first(end);
    if (const auto marker = markerOf(text))
        return marker->kind;
    const QByteArrayView lead = withoutLead(text);
    for (const QLatin1StringView word : looksWrong) {
        if (lead.startsWith(QByteArrayView(word.data(), word.size())))
            return LineKind::LooksWrong;
    }
    return LineKind::Plain;
}

} // namespace slipway::logs
