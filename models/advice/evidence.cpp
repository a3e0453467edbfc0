#include "advice/advisor.h"

#include <algorithm>
#include <set>

namespace slipway::advice {

namespace {

/// Lines before a problem that may explain it.
constexpr int leadUp = 12;

/// The lines worth reading: around problems, the last ones first, then the end; `most` of them.
std::set<int> telling(const logs::Section &section, int most)
{
    std::set<int> lines;
    const auto &marks = section.file->index().marks();
    const auto isFull = [&] { return static_cast<int>(lines.size()) >= most; };
    for (auto mark = marks.rbegin(); mark != marks.rend() && !isFull(); ++mark) {
        const auto line = static_cast<int>(mark->line);
        if (line < section.first || line >= section.last || !isProblem(mark->kind))
            continue;
        for (int at = line; at >= std::max(section.first, line - leadUp) && !isFull(); --at)
            lines.insert(at);
    }
    // Half of the room is the end's, whatever was marked.
    for (int line = section.last - 1, room = most / 2; line >= section.first && room > 0; --line, --room)
        lines.insert(line);
    return lines;
}

} // namespace

Evidence evidenceOf(const logs::RunLog &log, int section, int most)
{
    Evidence evidence;
    const logs::Section &own = log.sections().at(section);
    evidence.job = own.job;
    evidence.step = own.step.name;
    for (const int line : telling(own, most)) {
        const QString text = own.file->line(line).text;
        if (!text.isEmpty())
            evidence.lines.append({section, line - own.first, text.left(longestLine)});
    }
    return evidence;
}

} // namespace slipway::advice
