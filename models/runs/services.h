#pragma once

#include "advice/advisor.h"
#include "base/clock.h"
#include "runs/actions.h"
#include "runs/dispatch_form.h"
#include "workspace/workspace.h"

namespace slipway::store {
class Store;
}

namespace slipway::runs {

/// What the pages of runs work with, for one open workspace. Shared by the views; GUI thread.
struct Services {
    /// Null: nobody is signed in to GitHub, or the workspace names no repository; the pages say so.
    std::shared_ptr<Actions> actions;
    /// What people read times by, and the provider's times are compared with.
    std::shared_ptr<base::Clock> clock;
    std::shared_ptr<const workspace::Workspace> workspace;
    /// Null: no history but GitHub's.
    std::shared_ptr<store::Store> store;
    QString workspaceKey;
    /// Where presets are kept; may be null.
    std::shared_ptr<QSettings> settings;
    /// Absolute: logs and zips on their way.
    QString cacheFolder;
    /// Known failures, the workspace's own among them.
    advice::Advisor advisor;

    QString repository() const { return workspace ? workspace->organizations.githubRepository : QString(); }
};

} // namespace slipway::runs
