#include "diagnostics/job_entry.h"

#include "diagnostics/line_end.h"

#include <algorithm>

namespace slipway::diagnostics {

namespace {

/// How far the line's first key, which begins at `offset`, is indented; nothing when something else stands before it.
/// The dash of an item counts as a blank.
std::optional<std::string> indentation(const yaml::Tree &tree, quint32 offset)
{
    std::string before(tree.text({tree.lineBegin(tree.lineOf(offset)), offset}));
    std::ranges::replace(before, '-', ' ');
    return std::ranges::all_of(before, [](char c) { return c == ' '; }) ? std::optional(before) : std::nullopt;
}

} // namespace

std::optional<yaml::Patch> linesBelow(const yaml::Tree &tree, const workflow::Job &job, const workflow::Field &entry,
                                      const std::vector<Line> &lines)
{
    if (!entry || entry.key.parent().style() != yaml::Style::Block || entry.value.isAlias())
        return {};
    const auto indent = indentation(tree, entry.key.range().begin);
    const auto step = indentation(tree, job.field.key.range().begin);
    if (!indent || !step || step->empty())
        return {};
    const quint32 lastByte = std::max(entry.value.range().end, entry.key.range().end + 1) - 1;
    const quint32 end = tree.lineEnd(tree.lineOf(lastByte));
    std::string text;
    for (const Line &line : lines) {
        text += lineEndOf(tree);
        text += *indent;
        for (int level = 0; level < line.level; ++level)
            text += *step;
        text += line.text;
    }
    return yaml::Patch{{end, end}, std::move(text)};
}

} // namespace slipway::diagnostics
