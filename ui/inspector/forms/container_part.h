#pragma once

#include "inspector/forms/form.h"

namespace slipway::inspector {

/// The container that a job's steps run in, and the services beside it.
void addContainers(Form &form, const yaml::Path &job);

} // namespace slipway::inspector
