#pragma once

#include "expressions/value.h"

#include <expected>

namespace slipway::expressions {

/// Where a text stops being JSON, as an offset in bytes.
struct JsonError {
    size_t offset = 0;
};

/// Nested deeper than this, a text is refused.
inline constexpr int deepestJson = 100;

/// Strict JSON (RFC 8259), scalars at the top too. Numbers become doubles.
std::expected<Value, JsonError> parseJson(std::string_view text);

/// Indented by two blanks, as toJSON writes. Unknown parts become null. Longer than `most` bytes, nothing.
std::optional<std::string> writeJson(const Value &value, size_t most);

} // namespace slipway::expressions
