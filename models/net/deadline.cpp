#include "net/deadline.h"

#include <algorithm>

namespace slipway::net {

Deadline::Deadline(std::shared_ptr<base::Clock> clock, milliseconds length, std::stop_token caller,
                   std::stop_token client)
    : m_clock(std::move(clock))
    , m_length(length)
    , m_onCaller(std::move(caller), Stop{m_stop})
    , m_onClient(std::move(client), Stop{m_stop})
{ }

void Deadline::start()
{
    if (m_alarm)
        return;
    m_begin = m_clock->elapsed();
    prolong();
}

void Deadline::prolong()
{
    m_due = m_clock->elapsed() + m_length;
    m_alarm = m_clock->alarm(m_length, [this] { m_isOver = m_stop.request_stop(); });
}

milliseconds Deadline::remaining() const
{
    return m_alarm ? std::max(m_due - m_clock->elapsed(), milliseconds{0}) : m_length;
}

milliseconds Deadline::elapsed() const
{
    return m_alarm ? m_clock->elapsed() - m_begin : milliseconds{0};
}

} // namespace slipway::net
