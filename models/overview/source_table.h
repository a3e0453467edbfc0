#pragma once

#include "overview/board.h"
#include "refresh/engine.h"

#include <vector>

namespace slipway::overview {

/// The sources that the board's workspace has a use for: a workspace without Fly.io asks nothing of it. To add one,
/// write its fetch in a file of its own and give it a line in the table.
std::vector<refresh::Source> sourcesOf(const SharedBoard &board);

/// "GitHub", "Fly.io", …: whom the source asks.
QString providerOf(const QString &sourceId);

} // namespace slipway::overview
