#pragma once

#include "operations/runner.h"

namespace slipway::composition {

/// The lock at GitHub as it is signed in now. While nobody is, locks are this computer's alone. GUI thread.
class CurrentLock final : public operations::RemoteLock
{
public:
    void set(std::shared_ptr<operations::RemoteLock> lock) { m_lock = std::move(lock); }

    QCoro::Task<base::Done> take(operations::LockHolder holder, std::stop_token stop) override;
    QCoro::Task<base::Done> release(operations::LockHolder holder, std::stop_token stop) override;
    QCoro::Task<base::Result<std::optional<operations::LockHolder>>> holder(QString key, std::stop_token stop) override;

private:
    std::shared_ptr<operations::RemoteLock> m_lock;
};

} // namespace slipway::composition
