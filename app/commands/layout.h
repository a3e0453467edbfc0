#pragma once

#include <QStringList>

namespace slipway::commands {

/// `slipway layout FILE --graph`: draws the graph of a JSON file (`-` is standard input) and prints as JSON where its
/// nodes and the points of its edges lie.
///
/// The file holds `{"nodes": [{"id", "w", "h"}], "edges": [{"from", "to"}]}`; what is printed adds `x` and `y`, the top
/// left corner, to each node and `points` to each edge. Gives the exit code: 0 done; 1 not a graph that can be drawn,
/// with the reason on standard error; 2 usage, or a file that cannot be read. Needs no window.
int runLayout(const QStringList &words);

} // namespace slipway::commands
