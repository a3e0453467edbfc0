#pragma once

#include "base/result.h"

#include <QString>

#include <string_view>

namespace slipway::diagnostics {

/// The reference page of a rule, as Markdown: what it finds, why, how to fix it, an example that fails and one that
/// passes. Error: notFound when no rule has this id. Any thread.
base::Result<QString> explanation(std::string_view ruleId);

} // namespace slipway::diagnostics
