#pragma once

#include "inspector/forms/form.h"

namespace slipway::inspector {

/// What workflows and jobs both set; `path` is that of the workflow (empty) or of the job.
void addConcurrency(Form &form, const yaml::Path &path);
void addEnv(Form &form, const yaml::Path &path);
void addDefaults(Form &form, const yaml::Path &path);
void addPermissions(Form &form, const yaml::Path &path);

} // namespace slipway::inspector
