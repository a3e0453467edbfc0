#pragma once

#include "operations/plan.h"

/// Steps that tell others how a change went. A plan has them last.
namespace slipway::rollout {

/// Notes a deploy of `version` at Sentry once all is done.
operations::StepSpec sentryDeploySpec(const QString &id, const QString &organization, const QString &version,
                                      const QString &environment, const QString &name);
/// Posts to a channel at the end, as `time` says.
operations::StepSpec slackPostSpec(const QString &id, const QString &channel, const QString &text,
                                   operations::StepTime time);

} // namespace slipway::rollout
