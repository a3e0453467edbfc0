#pragma once

#include "base/result.h"
#include "yaml/range.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace slipway::yaml {

/// One replacement: the bytes of `range` give way to `text`. An empty range inserts, an empty text removes.
struct Patch {
    Range range;
    std::string text;

    bool operator==(const Patch &) const = default;
};

/// Replacements of one document, by rising offset and without overlap; all offsets are those before the first of them.
using Patches = std::vector<Patch>;

/// The document after `patches`. Error: internal when they overlap or reach past the end.
base::Result<QByteArray> apply(const QByteArray &source, const Patches &patches);

/// What takes the result of `patches` back to `source`, byte for byte.
Patches inverse(const QByteArray &source, const Patches &patches);

/// The smallest patches that `from` needs to become `to`, line by line and then within the first and last line.
Patches difference(const QByteArray &from, const QByteArray &to);

} // namespace slipway::yaml
