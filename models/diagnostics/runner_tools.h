#pragma once

#include "workflow/job.h"

namespace slipway::diagnostics {

/// Whether the job runs on nothing but GitHub's Ubuntu images as they are: no container, no label of one's own. pnpm,
/// Poetry and flyctl are not on them. Source: the software lists of actions/runner-images, Ubuntu 22.04 and 24.04.
bool isPlainUbuntu(const workflow::Job &job);

/// Whether a step may have put `tool` on the path. An action that is not known, or a script that installs anything,
/// may.
bool mayProvide(const workflow::Step &step, std::string_view tool);

/// Whether a step certainly installs `tool`.
bool installs(const workflow::Step &step, std::string_view tool);

} // namespace slipway::diagnostics
