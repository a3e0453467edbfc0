#include "log_view/found_lines.h"

#include <algorithm>
#include <span>

namespace slipway::log_view {

namespace {

/// The found lines of a section, as lines of its file.
std::span<const quint32> foundIn(const logs::Section &section, const logs::Finder &finder)
{
    const auto *lines = finder.lines(section.file.get());
    if (!lines)
        return {};
    const auto from = std::ranges::lower_bound(*lines, static_cast<quint32>(section.first));
    const auto to = std::ranges::lower_bound(*lines, static_cast<quint32>(section.last));
    return {from, to};
}

std::optional<Row> foundAfter(std::span<const quint32> lines, int section, const logs::Section &own, int line)
{
    const auto next =
        std::ranges::upper_bound(lines, line + own.first, {}, [](quint32 at) { return static_cast<int>(at); });
    return next == lines.end() ? std::nullopt : std::optional(Row{section, static_cast<int>(*next) - own.first});
}

std::optional<Row> foundBefore(std::span<const quint32> lines, int section, const logs::Section &own, int line)
{
    const auto next =
        std::ranges::lower_bound(lines, line + own.first, {}, [](quint32 at) { return static_cast<int>(at); });
    return next == lines.begin() ? std::nullopt
                                 : std::optional(Row{section, static_cast<int>(*(next - 1)) - own.first});
}

} // namespace

std::optional<Row> nextFound(const logs::RunLog &log, const logs::Finder &finder, Row from, int direction)
{
    const int count = static_cast<int>(log.sections().size());
    // The first section comes twice: from the cursor on, and up to it after all others.
    for (int step = 0; step <= count; ++step) {
        const int index = ((std::max(0, from.section) + direction * step) % count + count) % count;
        const logs::Section &own = log.sections().at(index);
        const bool isFirst = step == 0;
        const int line = isFirst ? from.line : direction > 0 ? -1 : own.lineCount();
        const auto lines = foundIn(own, finder);
        const auto found = direction > 0 ? foundAfter(lines, index, own, line) : foundBefore(lines, index, own, line);
        if (found)
            return found;
    }
    return std::nullopt;
}

std::optional<Row> nextProblem(const logs::RunLog &log, Row from, bool onlyErrors, int direction)
{
    const int count = static_cast<int>(log.sections().size());
    for (int step = 0; step <= count; ++step) {
        const int index = ((std::max(0, from.section) + direction * step) % count + count) % count;
        const logs::Section &own = log.sections().at(index);
        const int limit = own.first + (step == 0 ? from.line : direction > 0 ? -1 : own.lineCount());
        const auto &marks = own.file->index().marks();
        const auto isWanted = [&](const logs::Mark &mark) {
            const auto line = static_cast<int>(mark.line);
            return (direction > 0 ? line > limit : line < limit) && line >= own.first && line < own.last
                && (onlyErrors ? mark.kind == logs::LineKind::Error : isProblem(mark.kind));
        };
        const auto found =
            direction > 0 ? std::ranges::find_if(marks, isWanted) : std::ranges::find_last_if(marks, isWanted).begin();
        if (found != marks.end())
            return Row{index, static_cast<int>(found->line) - own.first};
    }
    return std::nullopt;
}

Ordinal ordinalOf(const logs::RunLog &log, const logs::Finder &finder, Row row)
{
    Ordinal ordinal;
    for (int index = 0; index < static_cast<int>(log.sections().size()); ++index) {
        const logs::Section &own = log.sections().at(index);
        const auto lines = foundIn(own, finder);
        if (index == row.section) {
            const auto at = std::ranges::lower_bound(lines, static_cast<quint32>(own.first + std::max(0, row.line)));
            if (!row.isHead() && at != lines.end() && static_cast<int>(*at) == own.first + row.line)
                ordinal.place = ordinal.count + (at - lines.begin()) + 1;
        }
        ordinal.count += static_cast<qsizetype>(lines.size());
    }
    return ordinal;
}

} // namespace slipway::log_view
