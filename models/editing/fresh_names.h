#pragma once

#include "workflow/document.h"

#include <set>
#include <string>

/// Names that are not taken. Pure; any thread.
namespace slipway::editing {

/// A job's id that no job has, whatever its letters' case, and that is not in `more`: `wanted`, else "wanted-2"….
/// Letters that GitHub does not allow become "-".
std::string freshJobId(const workflow::Document &document, std::string_view wanted,
                       const std::set<std::string> &more = {});
/// The id of a job that has nothing yet to be named after: "build", then "job-2", "job-3"….
std::string newJobId(const workflow::Document &document);
/// The same for a step of `job`.
std::string freshStepId(const workflow::Job &job, std::string_view wanted, const std::set<std::string> &more = {});
/// Whether GitHub takes it as the id of a job or a step.
bool isId(std::string_view text);

} // namespace slipway::editing
