#pragma once

#include "workflow/completion/list.h"

#include <string>
#include <vector>

namespace slipway::workflow {

/// Names below a context that its type does not list: secrets and variables that the caller knows, variables of `env`.
/// `site` may be null.
std::vector<std::string> namesBesideTypes(const CompletionSubject &subject, const ExpressionSite *site,
                                          std::string_view context);

/// A line about `name` below `chain` ("steps", "build", "outputs"): GitHub's meaning, or what the file says of it.
QString documentProperty(const CompletionSubject &subject, const ExpressionSite *site,
                         const std::vector<std::string> &chain, std::string_view name);

} // namespace slipway::workflow
