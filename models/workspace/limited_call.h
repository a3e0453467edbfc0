#pragma once

#include "base/clock.h"
#include "workspace/token_vault.h"

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>
#include <stop_token>

namespace slipway::workspace {

/// What a vault answered, a write giving an empty secret.
using VaultAnswer = base::Result<base::Secret>;

/// Starts `call` and waits for its answer, `limit` at most. Errors: timeout; cancelled; what the call answered.
/// An answer that comes later goes nowhere.
QCoro::Task<VaultAnswer> limitedCall(std::function<void(std::function<void(VaultAnswer)>)> call,
                                     std::shared_ptr<base::Clock> clock, base::milliseconds limit,
                                     std::stop_token stop);

} // namespace slipway::workspace
