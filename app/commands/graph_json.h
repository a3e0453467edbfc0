#pragma once

#include "layout/layout.h"

#include <QByteArray>

namespace slipway::commands {

/// Reads `{"nodes": [{"id", "w", "h"}], "edges": [{"from", "to"}]}`; other members are passed over.
/// Error: protocol, with the place, for JSON that is malformed or of other types.
base::Result<layout::Graph> readGraph(const QByteArray &bytes);

/// `{"nodes": [{"id", "x", "y", "w", "h"}], "edges": [{"from", "to", "points": [[x, y], …]}]}` and the drawing's
/// `width` and `height`, in one line, to a hundredth.
QByteArray printedLayout(const layout::Layout &layout);

} // namespace slipway::commands
