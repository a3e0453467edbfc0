#pragma once

#include "base/clock.h"

#include <QString>

#include <memory>

namespace slipway::approvals {
class Approvals;
}
namespace slipway::health {
class Watches;
}
namespace slipway::operations {
class Runner;
}
namespace slipway::releases {
class Releases;
}
namespace slipway::rollout {
class Planner;
}
namespace slipway::workspace {
struct Workspace;
}

namespace slipway::releases_page {

/// What the page works with; all outlive it. Null: that part of the page says that it is not there.
struct Services {
    releases::Releases *releases = nullptr;
    operations::Runner *runner = nullptr;
    std::shared_ptr<const rollout::Planner> planner;
    approvals::Approvals *approvals = nullptr;
    health::Watches *watches = nullptr;
    /// What people read times by; never null.
    std::shared_ptr<base::Clock> clock;
    std::shared_ptr<const workspace::Workspace> workspace;
    /// Who acts, for the audit log.
    QString actor;
};

} // namespace slipway::releases_page
