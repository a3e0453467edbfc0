#include "workflow/edits/edit.h"

#include "workflow/edits/meaning.h"
#include "workflow/edits/parts.h"
#include "yaml/edits/lines.h"
#include "yaml/edits/proof.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::workflow {

namespace {

using Code = yaml::Problem::Code;

/// Problems that leave the structure in doubt; the others are legal YAML, and are left alone.
bool hidesStructure(const yaml::Problem &problem)
{
    switch (problem.code) {
    case Code::DuplicateKey:
    case Code::MergeKey:
    case Code::SeveralDocuments:
    case Code::UnusedAnchor: return false;
    default: return problem.isError;
    }
}

base::Result<ProvenEdit> proven(const yaml::Tree &tree, yaml::Patches patches, const Operation &operation)
{
    const yaml::Promise promise{
        [&operation](yaml::ValuePtr before) { return meaningAfter(std::move(before), operation); },
        edits::removedBy(tree, operation)};
    auto after = yaml::prove(tree, patches, promise);
    if (!after)
        return std::unexpected(after.error());
    return ProvenEdit{std::move(patches), std::move(*after)};
}

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

/// The patches, and less indentation for comments that would become part of a text that now stands above them.
std::optional<yaml::Patches> withFreeComments(const yaml::Tree &tree, yaml::Patches patches)
{
    const auto bytes = yaml::apply(tree.source(), patches);
    if (!bytes)
        return std::nullopt;
    const auto after = yaml::Tree::parse(*bytes);
    yaml::Patches more;
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

base::Result<yaml::Patches> edit(const yaml::Tree &tree, const Operation &operation)
{
    const auto problems = tree.problems();
    const auto found = std::ranges::find_if(problems, hidesStructure);
    if (found != problems.end() && !std::holds_alternative<Noop>(operation)) {
        const auto place = tree.place(found->range.begin);
        return std::unexpected(yaml::refusal(
            QCoreApplication::translate("workflow::edit", "The file cannot be edited before line %1 is mended: %2")
                .arg(place.line)
                .arg(found->message)));
    }
    return std::visit([&tree](const auto &one) { return edits::apply(tree, one); }, operation);
}

base::Result<ProvenEdit> provenEdit(const yaml::Tree &tree, const Operation &operation)
{
    auto patches = edit(tree, operation);
    if (!patches)
        return std::unexpected(patches.error());
    auto done = proven(tree, *patches, operation);
    const auto isFailed = [&done] { return !done && done.error().kind == base::Error::Kind::Internal; };
    for (const auto mend : {withFreeComments, withFinalLineEnd}) {
        if (!isFailed())
            break;
        if (auto mended = mend(tree, *patches)) {
            *patches = std::move(*mended);
            done = proven(tree, *patches, operation);
        }
    }
    return done;
}

} // namespace slipway::workflow
