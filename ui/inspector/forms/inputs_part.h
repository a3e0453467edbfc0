#pragma once

#include "inspector/forms/form.h"

namespace slipway::inspector {

/// The inputs of a run by hand, or of a call, each as a card. `path`: of the trigger.
void addInputs(Form &form, const yaml::Path &path, bool isCall);
/// What a called workflow gives back and which secrets it takes.
void addCallResults(Form &form, const yaml::Path &path);

} // namespace slipway::inspector
