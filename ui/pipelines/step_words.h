#pragma once

#include "workflow/step.h"

#include <QString>

namespace slipway::pipelines_page {

/// What a step is called: its name, else what it does: "actions/checkout", the first line of its command.
QString stepTitle(const workflow::Step &step);
/// "node-step-run", "node-step-action".
QString stepIcon(const workflow::Step &step);
/// The version of its action as people read it: "@v4", "@1a2b3c4" for a commit; empty for a command.
QString stepVersion(const workflow::Step &step);
/// "run command", "action actions/checkout".
QString stepKindWords(const workflow::Step &step);

} // namespace slipway::pipelines_page
