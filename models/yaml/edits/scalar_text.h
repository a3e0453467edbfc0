#pragma once

#include "yaml/node.h"

#include <string>
#include <string_view>

namespace slipway::yaml {

/// Whether the plain style can carry `text` on one line, and every reader of YAML 1.1 or 1.2 takes it for text.
bool canBePlain(std::string_view text, bool inFlow);
/// Whether only double quotes with an escape can carry `text` on one line.
bool needsEscape(std::string_view text);

/// `text` on one line, in the style `wanted` (Plain, SingleQuoted, DoubleQuoted) where that can carry it, else in
/// `quotes`; double-quoted when it needs an escape.
std::string scalarText(std::string_view text, Style wanted, Style quotes, bool inFlow);
/// The same for a key: `on` needs no quotes.
std::string keyText(std::string_view text, Style wanted, Style quotes, bool inFlow);

} // namespace slipway::yaml
