#include "workflow/edits/edit.h"

#include "workflow/edits/meaning.h"
#include "workflow/edits/mending.h"
#include "workflow/edits/own_text.h"
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
        edits::removedBy(tree, operation), edits::ownComments(operation)};
    auto after = yaml::prove(tree, patches, promise);
    if (!after)
        return std::unexpected(after.error());
    return ProvenEdit{std::move(patches), std::move(*after)};
}

base::Result<ProvenEdit> provenOrMended(const yaml::Tree &tree, const Operation &operation)
{
    auto patches = edit(tree, operation);
    if (!patches)
        return std::unexpected(patches.error());
    auto done = proven(tree, *patches, operation);
    if (done || done.error().kind != base::Error::Kind::Internal)
        return done;
    for (auto &mended : edits::mendings(tree, *patches)) {
        if (auto second = proven(tree, std::move(mended), operation))
            return second;
    }
    return done;
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
    auto done = provenOrMended(tree, operation);
    const auto byValue = done ? std::nullopt : edits::withoutOwnText(operation);
    return byValue ? provenOrMended(tree, *byValue) : done;
}

} // namespace slipway::workflow
