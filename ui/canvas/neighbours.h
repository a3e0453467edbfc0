#pragma once

#include "canvas/scene.h"

#include <optional>

/// Which card is next for who walks through the graph by keys.
namespace slipway::canvas {

enum class Direction : quint8 { Left, Right, Up, Down };

/// Of an arrow key.
std::optional<Direction> directionOf(int key);

/// The card that way: along a link if there is one, else the nearest. -1 when there is none. Never `without`.
int nearest(const Scene &scene, int from, Direction direction, int without = -1);

/// All other cards, the nearest first.
std::vector<int> byDistance(const Scene &scene, int from);

/// Cards in the order in which links lead through them; what a group holds after the group.
std::vector<int> graphOrder(const Scene &scene);

} // namespace slipway::canvas
