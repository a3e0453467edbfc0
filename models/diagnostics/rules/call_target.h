#pragma once

#include "diagnostics/facts.h"
#include "workflow/repository.h"

#include <optional>
#include <string>

namespace slipway::diagnostics {

/// The path of a workflow of the same repository that `uses` names, in the form "./.github/workflows/x.yml"; nothing
/// for one of another repository.
inline std::optional<std::string> localCall(std::string_view uses)
{
    if (uses.starts_with("./"))
        return std::string(uses);
    // GitHub's newer form: the same repository at the same commit, from a called workflow too.
    if (uses.starts_with("$/"))
        return "." + std::string(uses.substr(1));
    return {};
}

/// The called workflow, when it is of this repository and can be read.
inline std::optional<workflow::Document> calledWorkflow(const workflow::Job &job, const Facts &facts)
{
    const auto path = localCall(job.uses.text());
    if (!path || !facts.repository)
        return {};
    auto document = facts.repository->workflow(*path);
    return document ? std::optional(std::move(*document)) : std::nullopt;
}

} // namespace slipway::diagnostics
