#pragma once

#include "sandbox/github/repository.h"

namespace slipway::sandbox::github {

/// Repositories of well-known public actions, for their action.yml: whoever may read anything may read them. The texts
/// say in our own words what the actions take and give.
class PublicActions
{
public:
    PublicActions();

    /// Nothing for one that is not among them.
    Repository *repository(const QString &owner, const QString &name) const;

private:
    std::vector<std::unique_ptr<Repository>> m_repositories;
};

} // namespace slipway::sandbox::github
