#pragma once

#include <QStringList>

namespace slipway::commands {

/// `slipway layout FILE [--json]`: draws the graph of a workflow, every group open, and prints as JSON where its nodes
/// and the points of its edges lie. `slipway layout FILE --graph`: draws any graph, given as JSON nodes and edges. The
/// forms are those of `graph_json.h`; `-` as FILE is standard input.
///
/// Gives the exit code: 0 done; 1 nothing that can be drawn, with the reason on standard error; 2 usage, or a file that
/// cannot be read. Needs no window.
int runLayout(const QStringList &words);

} // namespace slipway::commands
