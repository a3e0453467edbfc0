#include "net/call.h"

#include "base/sleep.h"
#include "net/attempt.h"
#include "net/judge.h"
#include "net/origin.h"

namespace slipway::net {

namespace {

milliseconds lengthOf(const Request &request, const HttpClient::Options &options)
{
    return request.deadline.count() > 0 ? request.deadline : options.deadline;
}

/// How long to wait before the next attempt; nothing when there is to be none.
std::optional<milliseconds> nextWait(const CallContext &context, const Attempt &failed, int attempts)
{
    const HttpClient::Options &options = context.state->options;
    const bool isUntold = failed.error.kind == base::Error::Kind::RateLimited && !failed.pause;
    const int usual = isUntold ? options.attemptsWhenThrottled : options.attempts;
    const int most = context.request.attempts > 0 ? context.request.attempts : usual;
    if (!failed.mayRepeat || attempts >= most)
        return std::nullopt;
    if (failed.pause && *failed.pause > options.patience)
        return std::nullopt;
    const milliseconds wait = failed.pause ? *failed.pause : context.state->backoff.wait(attempts);
    return wait < context.deadline.remaining() ? std::optional(wait) : std::nullopt;
}

base::Error stopped(const CallContext &context)
{
    return context.deadline.isOver() ? tooLate(*context.endpoint, context.deadline.length()) : base::cancelled();
}

/// Waits out a pause that another call was asked to make. Error: rateLimited when it is too long, cancelled, timeout.
QCoro::Task<base::Done> waitOutPause(CallContext &context)
{
    const milliseconds wait = context.state->pauseLeft(*context.endpoint);
    if (wait.count() == 0)
        co_return base::Done{};
    if (wait > context.state->options.patience || wait >= context.deadline.remaining()) {
        const QDateTime now = context.clock().now();
        co_return std::unexpected(rateLimited(*context.endpoint, now.addMSecs(wait.count()), now));
    }
    const base::Done slept = co_await base::sleep(context.clock(), wait, context.deadline.token());
    if (!slept)
        co_return std::unexpected(stopped(context));
    co_return base::Done{};
}

bool mayBeRevalidated(const CallContext &context)
{
    return context.request.method == "GET" && !context.request.isConfidential && !context.file;
}

} // namespace

QCoro::Task<base::Result<Response>> call(std::shared_ptr<ClientState> state, std::shared_ptr<const Endpoint> endpoint,
                                         Request request, std::stop_token stop, std::shared_ptr<DownloadFile> file)
{
    if (!isAllowed(request.url) || !isSameOrigin(request.url, endpoint->base))
        co_return std::unexpected(badAddress(*endpoint, request.url));
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    CallContext context{
        state, endpoint, request,
        Deadline(state->options.clock, lengthOf(request, state->options), stop, state->closing.get_token())};
    context.file = std::move(file);
    if (mayBeRevalidated(context)) {
        context.cacheKey = state->cache.key(*endpoint, request);
        context.stored = co_await state->cache.find(context.cacheKey);
    }
    for (int attempts = 1;; ++attempts) {
        const base::Done free = co_await waitOutPause(context);
        if (!free)
            co_return std::unexpected(free.error());
        Attempt tried = co_await attempt(context);
        if (tried.response) {
            tried.response->attempts = attempts;
            tried.response->took = context.deadline.elapsed();
            co_return std::move(*tried.response);
        }
        const auto wait = nextWait(context, tried, attempts);
        if (!wait)
            co_return std::unexpected(std::move(tried.error));
        const base::Done slept = co_await base::sleep(context.clock(), *wait, context.deadline.token());
        if (!slept)
            co_return std::unexpected(stopped(context));
    }
}

} // namespace slipway::net
