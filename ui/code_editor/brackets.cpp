#include "code_editor/brackets.h"

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

constexpr int furthest = 20'000;
constexpr QStringView openings = u"([{";
constexpr QStringView closings = u")]}";

/// The other half of the bracket at `position`; -1 when there is none.
int partnerOf(const QTextDocument &text, int position, QChar bracket)
{
    const bool isForward = openings.contains(bracket);
    const auto kind = (isForward ? openings : closings).indexOf(bracket);
    const QChar partner = (isForward ? closings : openings)[kind];
    int depth = 0;
    QTextBlock block = text.findBlock(position);
    int at = position - block.position();
    QString line = block.text();
    for (int count = 0; count < furthest; ++count) {
        while (at < 0 || at >= line.size()) {
            block = isForward ? block.next() : block.previous();
            if (!block.isValid() || ++count >= furthest)
                return -1;
            line = block.text();
            at = isForward ? 0 : static_cast<int>(line.size()) - 1;
        }
        depth += line[at] == bracket ? 1 : line[at] == partner ? -1 : 0;
        if (depth == 0)
            return block.position() + at;
        at += isForward ? 1 : -1;
    }
    return -1;
}

} // namespace

std::vector<Span> bracketsAt(const QTextDocument &text, int position)
{
    for (const int at : {position, position - 1}) {
        if (at < 0)
            continue;
        const QChar letter = text.characterAt(at);
        if (!openings.contains(letter) && !closings.contains(letter))
            continue;
        const int partner = partnerOf(text, at, letter);
        if (partner >= 0)
            return {{std::min(at, partner), std::min(at, partner) + 1},
                    {std::max(at, partner), std::max(at, partner) + 1}};
    }
    return {};
}

} // namespace slipway::code_editor
