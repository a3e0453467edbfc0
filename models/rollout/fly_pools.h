#pragma once

#include "rollout/fly_facts.h"

#include <chrono>

/// How many machines change at once. Source: delivery-semantics A3.
namespace slipway::rollout {

constexpr int immediatePool = 8;
constexpr int coldPool = 30;
constexpr int mostGroups = 16;
/// Replace, start, the smoke test's 10 s, and its checks.
constexpr std::chrono::seconds expectedOfMachine{30};

/// A third of them, rounded up.
int warmPool(qsizetype machines);
/// A third of the machines, at least one, at most eight.
int greenPool(const FlyFacts &facts);
/// The first alone, then pool after pool.
std::chrono::milliseconds expectedRolling(const FlyFacts &facts);

} // namespace slipway::rollout
