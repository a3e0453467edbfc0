#pragma once

#include "workspace/problem.h"

#include <QByteArrayView>

#include <optional>

namespace slipway::workspace::yaml {

/// What must not reach the YAML library, which goes down one call a level: bytes that are not text, and structures
/// nested deeper than `deepest`. Levels are counted from brackets, list dashes and indentation, so a text that merely
/// looks as deep is refused too.
std::optional<Problem> refuse(QByteArrayView text, int deepest);

/// How many characters the bytes of UTF-8 are.
int characters(QByteArrayView bytes);

} // namespace slipway::workspace::yaml
