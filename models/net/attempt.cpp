#include "net/attempt.h"

#include "net/judge.h"
#include "net/origin.h"
#include "net/redirect.h"
#include "net/wire.h"

#include <QHttp1Configuration>

using namespace Qt::StringLiterals;

namespace slipway::net {

namespace {

using base::Error;

void setAll(QHttpHeaders &target, const QHttpHeaders &source)
{
    for (qsizetype i = 0; i < source.size(); ++i)
        target.replaceOrAppend(source.nameAt(i), source.valueAt(i));
}

Hop firstHop(const CallContext &context)
{
    const Request &request = context.request;
    Hop hop{request.method, request.url, context.endpoint->headers, request.body, request.contentType};
    setAll(hop.headers, request.headers);
    return hop;
}

/// What the stored answer is known by, so that the provider may say it still holds.
void askForChange(QHttpHeaders &headers, const StoredAnswer &stored)
{
    using Known = QHttpHeaders::WellKnownHeader;
    if (stored.headers.contains(Known::ETag))
        headers.replaceOrAppend(Known::IfNoneMatch, stored.headers.value(Known::ETag));
    else
        headers.replaceOrAppend(Known::IfModifiedSince, stored.headers.value(Known::LastModified));
}

QHttpHeaders headersFor(const CallContext &context, const Hop &hop)
{
    using Known = QHttpHeaders::WellKnownHeader;
    QHttpHeaders headers = hop.headers;
    if (!headers.contains(Known::UserAgent))
        headers.append(Known::UserAgent, "Slipway/" SLIPWAY_VERSION ""_L1);
    if (!hop.body.isEmpty())
        headers.replaceOrAppend(Known::ContentType, hop.contentType);
    if (context.stored && hop.redirects == 0)
        askForChange(headers, *context.stored);
    if (hop.isHome && !context.endpoint->token.isEmpty())
        headers.replaceOrAppend(Known::Authorization,
                                context.endpoint->scheme + ' ' + context.endpoint->token.reveal());
    return headers;
}

Outgoing outgoing(const CallContext &context, const Hop &hop)
{
    const HttpClient::Options &options = context.state->options;
    QNetworkRequest request(hop.url);
    request.setHeaders(headersFor(context, hop));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    QHttp1Configuration connections;
    connections.setNumberOfConnectionsPerHost(std::clamp(context.endpoint->concurrency, 1, 255));
    request.setHttp1Configuration(connections);
    const qsizetype limit = context.request.bodyLimit > 0 ? context.request.bodyLimit : options.bodyLimit;
    return {hop.method, request, hop.body, limit, options.connectDeadline};
}

/// With a file, every byte that comes gives the call its whole time again.
void sendBodyToFile(CallContext &context, Outgoing &asked)
{
    if (!context.file)
        return;
    // Qt minds the ratio of what it unpacks; logs go far beyond, and the limit holds anyway.
    asked.request.setDecompressedSafetyCheckThreshold(-1);
    asked.sinkLimit = context.file->limit();
    asked.sink = [&context](const QByteArray &bytes, qint64 announced) {
        // Who asked to stop may be gone: what is still on its way is not told.
        if (context.deadline.token().stop_requested())
            return true;
        context.deadline.prolong();
        return context.file->take(bytes, announced);
    };
}

Error outOfTime(const CallContext &context)
{
    const milliseconds length = context.deadline.length();
    return context.file ? fellSilent(*context.endpoint, length) : tooLate(*context.endpoint, length);
}

/// An error of a write whose effect may have happened says so.
Error withOutcome(const CallContext &context, Error error, bool mayHaveArrived)
{
    error.outcomeUnknown = error.outcomeUnknown || (!context.request.isSafe() && mayHaveArrived);
    return error;
}

Attempt notAnswered(CallContext &context, const Outgoing &asked, const Incoming &incoming)
{
    Attempt result;
    const bool isTime = incoming.ending == Incoming::Ending::Stopped && context.deadline.isOver();
    if (incoming.ending == Incoming::Ending::NotStored)
        result.error = context.file->error();
    else
        result.error = isTime ? outOfTime(context) : failure(*context.endpoint, asked, incoming);
    result.error = withOutcome(context, std::move(result.error), incoming.mayHaveArrived);
    result.mayRepeat = incoming.ending != Incoming::Ending::Stopped && result.error.canRetry && context.isRepeatable();
    if (result.error.kind == Error::Kind::Network || result.error.kind == Error::Kind::Timeout)
        context.state->tellUnreachable(*context.endpoint);
    return result;
}

Attempt throttled(CallContext &context, const RawAnswer &answer, const Throttle &throttle)
{
    const QDateTime now = context.clock().now();
    if (throttle.isShared && throttle.wait)
        context.state->pause(*context.endpoint, *throttle.wait);
    Attempt result;
    const auto wait = throttle.wait.value_or(context.state->options.longestWait);
    result.error = rateLimited(*context.endpoint, now.addMSecs(wait.count()), now);
    result.error.status = answer.status;
    result.error.requestId = refusal(*context.endpoint, answer).requestId;
    result.pause = throttle.wait;
    // The provider turned it away before it had any effect, so a write may come again too.
    result.mayRepeat = true;
    return result;
}

/// While the call waited for its place, another one was told to leave the provider alone.
Attempt toldToWait(const CallContext &context, milliseconds pause)
{
    const QDateTime now = context.clock().now();
    Attempt result;
    result.error = rateLimited(*context.endpoint, now.addMSecs(pause.count()), now);
    result.pause = pause;
    result.mayRepeat = true;
    return result;
}

Attempt refused(CallContext &context, const RawAnswer &answer)
{
    if (const auto limit = throttle(*context.endpoint, answer, context.clock().now()))
        return throttled(context, answer, *limit);
    Attempt result;
    const bool isTheirs = answer.status >= 500;
    // Who gave up waiting may have begun.
    result.error = withOutcome(context, refusal(*context.endpoint, answer), isTheirs || answer.status == 408);
    result.mayRepeat = isTheirs && context.isRepeatable();
    if (isTheirs)
        result.pause = retryAfter(answer.headers, context.clock().now());
    if (result.pause)
        result.error.retryAt = context.clock().now().addMSecs(result.pause->count());
    return result;
}

Attempt answered(CallContext &context, const Hop &hop, RawAnswer answer)
{
    if (answer.status == 304 && context.stored) {
        context.state->cache.touch(context.cacheKey);
        return {Response{context.stored->status, context.stored->headers, context.stored->body, hop.url, true}};
    }
    if (answer.status < 200 || answer.status > 299)
        return refused(context, answer);
    if (hop.redirects == 0 && !context.cacheKey.isEmpty())
        context.state->cache.store(context.cacheKey, answer);
    return {Response{answer.status, std::move(answer.headers), std::move(answer.body), hop.url}};
}

void record(const CallContext &context, const Outgoing &asked, const Incoming &incoming, milliseconds began,
            const QDateTime &startedAt)
{
    Exchange entry;
    entry.provider = context.endpoint->provider;
    entry.startedAt = startedAt;
    entry.took = context.clock().elapsed() - began;
    entry.method = asked.method;
    entry.url = asked.request.url();
    entry.requestHeaders = asked.request.headers();
    entry.requestBody = asked.body;
    entry.httpVersion = incoming.isHttp2 ? u"HTTP/2"_s : u"HTTP/1.1"_s;
    entry.status = incoming.answer.status;
    entry.responseHeaders = incoming.answer.headers;
    if (!context.request.isConfidential)
        entry.responseBody = incoming.answer.body;
    entry.responseSize = incoming.received;
    if (incoming.ending != Incoming::Ending::Complete)
        entry.failure = failure(*context.endpoint, asked, incoming).message;
    context.state->log.addSecret(context.endpoint->token);
    context.state->log.add(std::move(entry));
}

} // namespace

QCoro::Task<Attempt> attempt(CallContext &context)
{
    const auto pass = co_await context.state->gate.enter(origin(context.request.url), context.endpoint->concurrency,
                                                         context.deadline.token());
    if (!pass) {
        co_return Attempt{.error = context.deadline.isOver() ? outOfTime(context) : pass.error()};
    }
    if (const milliseconds pause = context.state->pauseLeft(*context.endpoint); pause.count() > 0)
        co_return toldToWait(context, pause);
    context.deadline.start();
    if (context.file) {
        context.deadline.prolong();
        if (!context.file->restart())
            co_return Attempt{.error = context.file->error()};
    }
    Hop hop = firstHop(context);
    for (;;) {
        Outgoing asked = outgoing(context, hop);
        sendBodyToFile(context, asked);
        const milliseconds began = context.clock().elapsed();
        const QDateTime startedAt = context.clock().now();
        Incoming incoming =
            co_await exchange(context.state->network(), context.clock(), asked, context.deadline.token());
        record(context, asked, incoming, began, startedAt);
        if (incoming.ending != Incoming::Ending::Complete)
            co_return notAnswered(context, asked, incoming);
        context.state->tellReached(*context.endpoint);
        if (hop.isHome)
            context.state->takeRateLimit(*context.endpoint, incoming.answer);
        if (!isRedirect(incoming.answer.status))
            co_return answered(context, hop, std::move(incoming.answer));
        const auto next = follow(*context.endpoint, hop, incoming.answer);
        if (!next)
            co_return Attempt{.error = next.error()};
        hop = *next;
    }
}

} // namespace slipway::net
