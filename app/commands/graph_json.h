#pragma once

#include "layout/layout.h"
#include "workflow/graph_layout.h"

#include <QByteArray>

namespace slipway::commands {

/// Reads `{"nodes": [{"id", "w", "h"}], "edges": [{"from", "to"}]}`; other members are passed over.
/// Error: protocol, with the place, for JSON that is malformed or of other types.
base::Result<layout::Graph> readGraph(const QByteArray &bytes);

/// `{"nodes": [{"id", "x", "y", "w", "h"}], "edges": [{"from", "to", "points": [[x, y], …]}]}` and the drawing's
/// `width` and `height`, in one line, to a hundredth. `x` and `y` are a node's top left corner.
QByteArray printedLayout(const layout::Layout &layout);

/// The same for a workflow's graph, with `kind` and `title` of nodes, `parent` of those inside a group (its id), and
/// `kind` of edges.
QByteArray printedGraph(const workflow::Graph &graph, const workflow::PlacedGraph &placed);

} // namespace slipway::commands
