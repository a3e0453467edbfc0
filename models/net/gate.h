#pragma once

#include "base/result.h"

#include <QCoro/QCoroTask>
#include <QHash>

#include <deque>
#include <memory>
#include <stop_token>

namespace slipway::net {

class Bell;

/// Lets so many calls at once to each host; the others wait in the order they came.
///
/// One thread. Passes may outlive the gate.
class Gate
{
    struct Lane;

public:
    /// A place at the host, given back when destroyed.
    class Pass
    {
    public:
        explicit Pass(std::shared_ptr<Lane> lane);
        ~Pass();
        Pass(Pass &&) noexcept = default;
        Pass &operator=(Pass &&other) noexcept;

    private:
        std::shared_ptr<Lane> m_lane;
    };

    /// Waits for a place among `places`. Error: cancelled, as soon as `stop` is asked for.
    QCoro::Task<base::Result<Pass>> enter(QString host, int places, std::stop_token stop);

private:
    struct Waiter;

    QHash<QString, std::shared_ptr<Lane>> m_lanes;
};

} // namespace slipway::net
