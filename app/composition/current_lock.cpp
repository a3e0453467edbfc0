#include "composition/current_lock.h"

namespace slipway::composition {

using operations::LockHolder;

QCoro::Task<base::Done> CurrentLock::take(LockHolder holder, std::stop_token stop)
{
    // Held by the frame: another one may be signed in meanwhile.
    const auto lock = m_lock;
    if (!lock)
        co_return base::Done();
    co_return co_await lock->take(std::move(holder), std::move(stop));
}

QCoro::Task<base::Done> CurrentLock::release(LockHolder holder, std::stop_token stop)
{
    const auto lock = m_lock;
    if (!lock)
        co_return base::Done();
    co_return co_await lock->release(std::move(holder), std::move(stop));
}

QCoro::Task<base::Result<std::optional<LockHolder>>> CurrentLock::holder(QString key, std::stop_token stop)
{
    const auto lock = m_lock;
    if (!lock)
        co_return std::optional<LockHolder>();
    co_return co_await lock->holder(std::move(key), std::move(stop));
}

} // namespace slipway::composition
