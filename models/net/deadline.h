#pragma once

#include "base/clock.h"

#include <memory>
#include <stop_token>

namespace slipway::net {

using std::chrono::milliseconds;

/// Ends a call: when its time is up, when its caller asks, or when the client goes. What works for the call listens to
/// `token` alone.
class Deadline
{
public:
    Deadline(std::shared_ptr<base::Clock> clock, milliseconds length, std::stop_token caller, std::stop_token client);

    /// Time runs from the first call of this.
    void start();
    /// Begins anew: the whole length from now.
    void prolong();
    std::stop_token token() const { return m_stop.get_token(); }
    /// Time is up, and nobody had asked to stop before.
    bool isOver() const { return m_isOver; }
    milliseconds length() const { return m_length; }
    /// The whole length before it has been started.
    milliseconds remaining() const;
    /// Since the start.
    milliseconds elapsed() const;

private:
    struct Stop {
        std::stop_source source;
        void operator()() { source.request_stop(); }
    };

    std::shared_ptr<base::Clock> m_clock;
    milliseconds m_length;
    milliseconds m_begin{-1};
    milliseconds m_due{0};
    bool m_isOver = false;
    std::stop_source m_stop;
    std::unique_ptr<base::Alarm> m_alarm;
    std::stop_callback<Stop> m_onCaller;
    std::stop_callback<Stop> m_onClient;
};

} // namespace slipway::net
