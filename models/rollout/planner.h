#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "releases/releases.h"
#include "rollout/draft.h"

#include <QCoro/QCoroTask>

namespace slipway::operations {
class Registry;
class RemoteLock;
} // namespace slipway::operations

namespace slipway::rollout {

/// Asks the providers what a draft needs. GUI thread; may be cancelled. Copies are cheap.
class Planner
{
public:
    struct Setup {
        std::shared_ptr<const workspace::Workspace> workspace;
        std::shared_ptr<base::Clock> clock;
        releases::Clients clients;
        /// Outlives the planner.
        releases::Releases *releases = nullptr;
    };
    explicit Planner(Setup setup);

    /// Errors: those of the clients; notFound with what is missing; invalidInput where it makes no sense.
    QCoro::Task<base::Result<Draft>> draft(Wish wish, std::stop_token stop) const;
    /// The draft again, from the providers' present state: its plan's fingerprint tells whether anything moved.
    QCoro::Task<base::Result<Draft>> again(Draft draft, std::stop_token stop) const;

private:
    std::shared_ptr<const Setup> m_setup;
};

/// The kinds of step of this folder, on these clients; a client that is null leaves its kinds out.
/// `http` hosts for the calls shown are the providers' own.
void registerSteps(operations::Registry &registry, const Planner::Setup &setup);

/// Locks as refs at GitHub, refs/slipway/locks/<app>-<environment>. Source: delivery-semantics E4.
std::shared_ptr<operations::RemoteLock> githubLock(std::shared_ptr<const github::Client> client, QString repository,
                                                   std::shared_ptr<base::Clock> clock);

} // namespace slipway::rollout
