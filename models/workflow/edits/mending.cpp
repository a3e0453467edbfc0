#include "workflow/edits/mending.h"

#include "yaml/edits/page.h"

#include <algorithm>
#include <iterator>

namespace slipway::workflow::edits {

namespace {

bool touches(const yaml::Patches &patches, yaml::Range range)
{
    return std::ranges::any_of(patches, [range](const yaml::Patch &patch) {
        return patch.range.begin < range.end && range.begin < patch.range.end;
    });
}

/// The column of the key or dash that holds a text.
int columnOfHolder(const yaml::Tree &tree, yaml::Node text)
{
    const auto holder = text.key() ? yaml::ownRange(text.key()).begin : text.dash();
    return holder == yaml::Node::none ? 0 : yaml::Lines(tree).column(holder);
}

/// Blanks on the empty lines below what is new: a text that ends there would take them for its own.
yaml::Patches withoutBlanksBelow(const yaml::Tree &tree, const yaml::Patches &patches)
{
    const yaml::Lines lines(tree);
    yaml::Patches found;
    for (const auto &patch : patches) {
        for (int line = lines.of(patch.range.end) + 1; lines.isBlank(line); ++line) {
            const yaml::Range blanks{lines.begin(line), lines.end(line)};
            if (!blanks.isEmpty() && !touches(patches, blanks))
                found.push_back({blanks, {}});
        }
    }
    return found;
}

/// The patches, and less indentation for comments that would become part of a text that now stands above them.
std::optional<yaml::Patches> withFreeComments(const yaml::Tree &tree, yaml::Patches patches)
{
    const auto bytes = yaml::apply(tree.source(), patches);
    if (!bytes)
        return std::nullopt;
    const auto after = yaml::Tree::parse(*bytes);
    auto more = withoutBlanksBelow(tree, patches);
    for (const auto &comment : tree.comments()) {
        if (!comment.hasOwnLine || touches(patches, comment.range))
            continue;
        auto offset = comment.range.begin;
        for (const auto &patch : patches) {
            if (patch.range.end <= comment.range.begin)
                offset += static_cast<quint32>(patch.text.size()) - patch.range.size();
        }
        const auto node = after->nodeAt(offset);
        if (std::ranges::binary_search(after->comments(), offset, {}, [](const auto &one) { return one.range.begin; })
            || node.kind() != yaml::Kind::Scalar)
            continue;
        const auto begin = yaml::Lines(tree).begin(tree.lineOf(comment.range.begin));
        more.push_back(
            {{begin, comment.range.begin}, std::string(static_cast<size_t>(columnOfHolder(*after, node)), ' ')});
    }
    if (more.empty())
        return std::nullopt;
    std::ranges::move(more, std::back_inserter(patches));
    return yaml::merged(std::move(patches));
}

/// The patches, and a final line end in a file that had none: a text that now ends it needs one to keep its own.
std::optional<yaml::Patches> withFinalLineEnd(const yaml::Tree &tree, yaml::Patches patches)
{
    if (tree.text().ends_with('\n'))
        return std::nullopt;
    const auto end = static_cast<quint32>(tree.text().size());
    yaml::append(patches, {{end, end}, std::string(yaml::FileStyle(tree).lineEnd())});
    return patches;
}

} // namespace

std::vector<yaml::Patches> mendings(const yaml::Tree &tree, const yaml::Patches &patches)
{
    std::vector<yaml::Patches> found;
    if (auto ended = withFinalLineEnd(tree, patches))
        found.push_back(std::move(*ended));
    auto freed = withFreeComments(tree, patches);
    if (!freed)
        return found;
    found.push_back(*freed);
    if (auto ended = withFinalLineEnd(tree, *freed))
        found.push_back(std::move(*ended));
    return found;
}

} // namespace slipway::workflow::edits
