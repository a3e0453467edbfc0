#pragma once

#include "sandbox/core/random.h"
#include "sandbox/github/world.h"

namespace slipway::sandbox::loop_health {

/// GitHub as Loop Health has it on Thu 21 Mar 2024, 14:32 UTC: {github, api} and {github, web}.
std::vector<Offer> githubServices(Simulation &simulation);

/// The story's parts, in the order in which githubServices makes them.
void addCommits(github::Repository &repository, Random &random);
void addWorkflows(github::Repository &repository, github::State &state);
void addSettings(github::Repository &repository, const QDateTime &now);
void addRuns(github::State &state, github::Repository &repository, const QDateTime &now, Random &random);

} // namespace slipway::sandbox::loop_health
