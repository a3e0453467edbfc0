#pragma once

#include "workflow/document.h"

#include <QStringList>

#include <functional>
#include <set>
#include <string>

namespace slipway::editing {

/// Sentences that name what still uses the job's results by `needs.<id>`, one a job; `within`: only in these jobs.
QStringList usesOfJob(const workflow::Document &document, std::string_view id,
                      const std::set<std::string> &within = {});
/// The same for jobs that go, without those that go themselves.
QStringList usesOfRemovedJobs(const workflow::Document &document, const std::set<std::string> &gone);

/// Whether a step of a job counts.
using StepTest = std::function<bool(int step)>;
/// Sentences for steps of `job` that stay and use by `steps.<id>` what the ones that go put out.
QStringList usesOfSteps(const workflow::Document &document, const workflow::Job &job, const StepTest &goes);

} // namespace slipway::editing
