#pragma once

#include "workflow/model.h"

#include <string_view>

/// Small facts about steps and starts that several rules ask for.
namespace slipway::diagnostics {

/// Only pull requests start it: what it deploys is a preview.
bool isForPullRequestsOnly(const workflow::Workflow &workflow);
/// Only other workflows start it: what a call adds around it is not known here.
bool isOnlyCalled(const workflow::Workflow &workflow);

/// Whether `text` names a secret other than the run's own token.
bool namesSecret(std::string_view text);

/// `owner/name` or `owner/name/folder` of an action, without `@` and ref; empty for local and Docker ones.
std::string_view actionName(const workflow::Step &step);
/// Whether what follows `@` is a name that people give branches and never versions: main, develop.
bool namesBranch(std::string_view ref);
/// Without regard to case.
bool isAction(const workflow::Step &step, std::string_view name);
/// An input of the step, whatever its letters' case; empty when it is not given.
std::string_view inputOf(const workflow::Step &step, std::string_view name);

} // namespace slipway::diagnostics
