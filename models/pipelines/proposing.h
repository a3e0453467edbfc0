#pragma once

#include "github/client.h"
#include "pipelines/moved.h"

#include <functional>
#include <memory>

namespace slipway::pipelines {

/// How a proposal went: one of both.
struct Proposed {
    std::optional<github::PullRequest> request;
    std::optional<Moved> moved;
};

/// Carries the journal's plan out, from where the journal stands. Each step looks first whether it was done: a branch
/// or pull request of an earlier attempt is taken over, and no second one is made. Nothing is ever forced. `onStep` is
/// called after each change of the journal, which is the moment to keep it.
/// Errors: unauthorized (nobody is signed in: `client` is null); those of the client, in words for the person
/// (inWords); notFound (the branch is gone); conflict (nothing is left to propose, no free branch name). After any of
/// them the same journal may be tried again. GUI thread.
QCoro::Task<base::Result<Proposed>> propose(std::shared_ptr<const github::Client> client,
                                            std::shared_ptr<Journal> journal, std::function<void()> onStep,
                                            std::stop_token stop);

} // namespace slipway::pipelines
