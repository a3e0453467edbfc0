#pragma once

#include "yaml/node.h"

#include <optional>
#include <string>

namespace slipway::diagnostics {

/// A node's meaning as one text, so that equal values are equal texts, whatever their style. Nothing for what holds an
/// expression, or stands for too much to compare.
std::optional<std::string> valueText(yaml::Node node);

} // namespace slipway::diagnostics
