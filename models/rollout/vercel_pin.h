#pragma once

#include "vercel/projects.h"

namespace slipway::rollout {

/// Whether new production builds take a project's production domains.
enum class Assignment {
    Automatic,
    Pinned,      ///< an instant roll-back holds them: pushes are built and stay staged
    SwitchedOff, ///< a person switched it off in the project's settings
};

/// A roll-back and a setting look alike; the last alias request tells them apart. Source: delivery-semantics B1.
Assignment assignmentOf(const vercel::Project &project);

/// What holds production where it is: for the banner.
struct Pin {
    QString deploymentId;
    /// When the roll-back was asked for.
    QDateTime since;
    /// What served before it.
    QString from;
    bool operator==(const Pin &) const = default;
};

/// Nothing unless the project is pinned.
std::optional<Pin> pinOf(const vercel::Project &project);
inline bool isPinned(const vercel::Project &project)
{
    return assignmentOf(project) == Assignment::Pinned;
}

} // namespace slipway::rollout
