#pragma once

#include <QtGlobal>

#include <coroutine>
#include <utility>

namespace slipway::operations {

/// Wakes the one coroutine that waits for it; rung while nobody waits, it is only counted. One thread.
class Bell
{
public:
    Bell() = default;
    Q_DISABLE_COPY_MOVE(Bell)

    void ring()
    {
        ++m_rings;
        if (const auto waiter = std::exchange(m_waiter, nullptr))
            waiter.resume();
    }
    quint64 rings() const { return m_rings; }

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter) noexcept { m_waiter = waiter; }
    void await_resume() const noexcept { }

private:
    std::coroutine_handle<> m_waiter;
    quint64 m_rings = 0;
};

} // namespace slipway::operations
