#pragma once

#include "inspector/fields/desk.h"

namespace slipway::inspector {

/// Turns a step that runs a command into one that uses an action, or back, in one undo step. What both know stays:
/// name, id, condition, variables, limits.
base::Done useAction(Desk &desk, const editing::Place &step);
base::Done runCommand(Desk &desk, const editing::Place &step);

} // namespace slipway::inspector
