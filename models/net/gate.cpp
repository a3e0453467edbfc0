#include "net/gate.h"

#include "net/bell.h"

namespace slipway::net {

struct Gate::Waiter {
    Bell *bell;
    bool isLetIn = false;
};

struct Gate::Lane {
    qsizetype inside = 0;
    std::deque<Waiter *> queue;

    void leave()
    {
        if (queue.empty()) {
            --inside;
            return;
        }
        // The place passes to the next one directly, so that no newcomer slips in before it wakes.
        Waiter *next = queue.front();
        queue.pop_front();
        next->isLetIn = true;
        next->bell->ring();
    }
};

Gate::Pass::Pass(std::shared_ptr<Lane> lane)
    : m_lane(std::move(lane))
{ }

Gate::Pass::~Pass()
{
    if (m_lane)
        m_lane->leave();
}

Gate::Pass &Gate::Pass::operator=(Pass &&other) noexcept
{
    std::swap(m_lane, other.m_lane);
    return *this;
}

QCoro::Task<base::Result<Gate::Pass>> Gate::enter(QString host, int places, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    std::shared_ptr<Lane> &known = m_lanes[host];
    if (!known)
        known = std::make_shared<Lane>();
    const std::shared_ptr<Lane> lane = known;
    if (lane->inside < std::max(places, 1)) {
        ++lane->inside;
        co_return Pass(lane);
    }
    Bell bell(stop);
    Waiter waiter{&bell};
    lane->queue.push_back(&waiter);
    co_await bell.wait();
    if (waiter.isLetIn) {
        Pass pass(lane);
        if (stop.stop_requested())
            co_return std::unexpected(base::cancelled());
        co_return std::move(pass);
    }
    std::erase(lane->queue, &waiter);
    co_return std::unexpected(base::cancelled());
}

} // namespace slipway::net
