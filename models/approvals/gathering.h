#pragma once

#include "approvals/evidence.h"
#include "approvals/queue.h"

#include <QPointer>

namespace slipway::approvals {

/// All of a run that waits, or waited until a moment ago. `releases` may be null. What GitHub does not answer stays
/// absent. Errors: those of github::Client::run and pendingDeployments.
QCoro::Task<base::Result<Evidence>> gather(Asking asking, qint64 runId, QPointer<releases::Releases> releases,
                                           std::stop_token stop);

} // namespace slipway::approvals
