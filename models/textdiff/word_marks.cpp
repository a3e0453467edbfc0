#include "textdiff/word_marks.h"

#include "textdiff/shortest_edit.h"

#include <algorithm>

namespace slipway::textdiff {

namespace {

constexpr qsizetype longest = 4'000;
constexpr double leastLikeness = 0.3;

enum class Sign : quint8 { Letter, Blank, Other };

Sign signOf(char c)
{
    const bool isPartOfCharacter = (c & 0x80) != 0;
    const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (isLetter || isPartOfCharacter)
        return Sign::Letter;
    return c == ' ' || c == '\t' ? Sign::Blank : Sign::Other;
}

/// Where words begin, and the end of the line.
std::vector<qsizetype> wordsOf(QByteArrayView line)
{
    std::vector<qsizetype> begins;
    for (qsizetype at = 0; at < line.size(); ++at) {
        const Sign sign = signOf(line[at]);
        if (at == 0 || sign == Sign::Other || sign != signOf(line[at - 1]))
            begins.push_back(at);
    }
    begins.push_back(line.size());
    return begins;
}

std::vector<int> numbersOf(QByteArrayView line, const std::vector<qsizetype> &begins, Numbers &known)
{
    std::vector<int> numbers;
    for (size_t i = 0; i + 1 < begins.size(); ++i)
        numbers.push_back(known.of(line.sliced(begins[i], begins[i + 1] - begins[i])));
    return numbers;
}

} // namespace

WordMarks wordMarks(QByteArrayView before, QByteArrayView after)
{
    before = withoutLineEnd(before);
    after = withoutLineEnd(after);
    const auto size = std::max(before.size(), after.size());
    if (size > longest || size == 0)
        return {};
    const auto old = wordsOf(before);
    const auto fresh = wordsOf(after);
    Numbers known;
    const auto oldNumbers = numbersOf(before, old, known);
    const auto freshNumbers = numbersOf(after, fresh, known);
    WordMarks marks;
    qsizetype changed = 0;
    for (const Hunk &hunk : shortestEdit(oldNumbers, freshNumbers)) {
        const ByteRange gone{old[size_t(hunk.before.begin)], old[size_t(hunk.before.end)]};
        const ByteRange come{fresh[size_t(hunk.after.begin)], fresh[size_t(hunk.after.end)]};
        if (!hunk.before.isEmpty())
            marks.before.push_back(gone);
        if (!hunk.after.isEmpty())
            marks.after.push_back(come);
        changed += std::max(gone.end - gone.begin, come.end - come.begin);
    }
    marks.likeness = std::max(0.0, 1.0 - double(changed) / double(size));
    if (marks.likeness < leastLikeness) {
        marks.before.clear();
        marks.after.clear();
    }
    return marks;
}

} // namespace slipway::textdiff
