#pragma once

#include "syntax/runners.h"
#include "workflow/job.h"

#include <optional>
#include <vector>

namespace slipway::diagnostics {

/// The labels that a job asks for: as written, and for `${{ matrix.os }}` the values of that row of a literal matrix.
/// Those that are expressions are left out.
std::vector<yaml::Node> runnerLabels(const workflow::Job &job);

/// The one system that all labels of a job which say so agree on; nothing for a matrix of several, or when unknown.
std::optional<syntax::System> systemOf(const workflow::Job &job);

} // namespace slipway::diagnostics
