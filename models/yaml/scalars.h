#pragma once

#include "yaml/node.h"

#include <optional>

/// What a scalar means by YAML 1.2's core schema, as GitHub reads it (`yes`, `on` and `017` are not what YAML 1.1 made
/// of them). Quoted and block scalars are text always.
namespace slipway::yaml {

enum class Meaning : quint8 { Null, Boolean, Integer, Real, Text };

Meaning meaningOf(Node scalar);
/// The same for plain text that is not in a tree.
Meaning meaningOfPlain(std::string_view text);
/// Whether a reader of YAML 1.1 takes plain `text` for something else than text: yes, off, 0x1F, 1_000, 12:30:45,
/// dates.
bool isSpecialInOldYaml(std::string_view text);

/// Nothing for any other meaning.
std::optional<bool> booleanOf(Node scalar);
std::optional<qint64> integerOf(Node scalar);
std::optional<double> numberOf(Node scalar);

} // namespace slipway::yaml
