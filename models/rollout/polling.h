#pragma once

#include "base/result.h"
#include "base/sleep.h"

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>

/// Looking at a provider again and again until something is so.
namespace slipway::rollout {

using std::chrono::milliseconds;

/// How long to wait before looking again at what has been watched for so long: 1 s at first, 30 s in the end. Source:
/// delivery-semantics B6, the cadence of Vercel's own client.
milliseconds pollDelay(milliseconds watched);

/// How long to leave a provider alone after this error of a read; nothing where asking again is of no use. Between 5
/// and 60 s of what it asked for, and up to 30 s by chance.
std::optional<milliseconds> pauseAfter(const base::Error &error, const QDateTime &now);

/// How often a read that the provider could not answer is asked in all.
constexpr int mostAsks = 5;

/// `ask`, again after pauses where the provider has trouble or is asked too often. Errors: cancelled; the last one.
template<typename T>
QCoro::Task<base::Result<T>> patiently(std::shared_ptr<base::Clock> clock, std::stop_token stop,
                                       std::function<QCoro::Task<base::Result<T>>()> ask)
{
    for (int asked = 1;; ++asked) {
        auto answer = co_await ask();
        if (answer || asked == mostAsks)
            co_return answer;
        const auto pause = pauseAfter(answer.error(), clock->now());
        if (!pause)
            co_return answer;
        const auto slept = co_await base::sleep(*clock, *pause, stop);
        if (!slept)
            co_return std::unexpected(slept.error());
    }
}

} // namespace slipway::rollout
