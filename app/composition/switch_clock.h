#pragma once

#include "base/clock.h"

namespace slipway::composition {

/// The window's clock, which outlives workspaces: goes by the clock of the one that is open. Alarms set before a switch
/// ring by the clock they were set on.
class SwitchClock final : public base::Clock
{
public:
    explicit SwitchClock(std::shared_ptr<base::Clock> clock)
        : m_clock(std::move(clock))
    { }

    void setClock(std::shared_ptr<base::Clock> clock) { m_clock = std::move(clock); }
    QDateTime now() const override { return m_clock->now(); }
    base::milliseconds elapsed() const override { return m_clock->elapsed(); }
    std::unique_ptr<base::Alarm> alarm(base::milliseconds delay, std::function<void()> then) override
    {
        return m_clock->alarm(delay, std::move(then));
    }

private:
    std::shared_ptr<base::Clock> m_clock;
};

} // namespace slipway::composition
