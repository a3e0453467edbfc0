#include "net/judge.h"

#include "base/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::net {

namespace {

using base::Error;
using base::makeError;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(net::HttpClient)
};

Error unauthorized(const Endpoint &endpoint)
{
    const QString message =
        endpoint.token.isEmpty() ? Words::tr("%1 asks for a token.") : Words::tr("%1 did not accept the token.");
    return makeError(Error::Kind::Unauthorized, message.arg(endpoint.provider),
                     Words::tr("Sign in to %1 again under Accounts.").arg(endpoint.provider));
}

Error forbidden(const Endpoint &endpoint, int status)
{
    if (status == 402) {
        return makeError(Error::Kind::Forbidden,
                         Words::tr("%1 says that the plan does not cover this.").arg(endpoint.provider),
                         Words::tr("Check the plan and the billing of the organisation."));
    }
    return makeError(
        Error::Kind::Forbidden, Words::tr("%1 refused this: the token lacks the right.").arg(endpoint.provider),
        Words::tr("Use a token with the scopes that this needs, or ask an administrator of the organisation."));
}

Error notFound(const Endpoint &endpoint)
{
    return makeError(Error::Kind::NotFound,
                     Words::tr("%1 has nothing of that name, or this token may not see it.").arg(endpoint.provider),
                     Words::tr("Check the names in slipway.yaml and what the token may see."));
}

Error gone(const Endpoint &endpoint)
{
    return makeError(Error::Kind::NotFound, Words::tr("%1 does not keep this any more.").arg(endpoint.provider),
                     Words::tr("Run again what made it, if it is still needed."));
}

Error unwell(const Endpoint &endpoint, int status)
{
    auto error = makeError(Error::Kind::Network, Words::tr("%1 answered %2.").arg(endpoint.provider).arg(status),
                           Words::tr("Try again in a moment, or look at the provider's status page."));
    error.canRetry = true;
    return error;
}

Error tooSlow(const QString &message)
{
    auto error = makeError(Error::Kind::Timeout, message, Words::tr("Check the network connection, then try again."));
    error.canRetry = true;
    return error;
}

Error byStatus(const Endpoint &endpoint, int status)
{
    switch (status) {
    case 401: return unauthorized(endpoint);
    case 402:
    case 403:
    case 451: return forbidden(endpoint, status);
    case 404: return notFound(endpoint);
    case 410: return gone(endpoint);
    case 408: return tooSlow(Words::tr("%1 stopped waiting.").arg(endpoint.provider));
    case 409:
    case 412:
    case 423:
        return makeError(Error::Kind::Conflict,
                         Words::tr("%1 reports that somebody else was first.").arg(endpoint.provider),
                         Words::tr("Refresh, look at what changed, and try again."));
    default: break;
    }
    if (status >= 500)
        return unwell(endpoint, status);
    if (status >= 400) {
        return makeError(Error::Kind::InvalidInput,
                         Words::tr("%1 did not accept the request (%2).").arg(endpoint.provider).arg(status),
                         Words::tr("Check what was entered."));
    }
    return makeError(Error::Kind::Protocol,
                     Words::tr("%1 answered with the unexpected status %2.").arg(endpoint.provider).arg(status));
}

Error brokenBy(const Endpoint &endpoint, const Outgoing &outgoing, const Incoming &incoming)
{
    const QString host = outgoing.request.url().host();
    const auto network = [](const QString &message, const QString &advice) {
        auto error = makeError(Error::Kind::Network, message, advice);
        error.canRetry = true;
        return error;
    };
    const QString connection = Words::tr("Check the network connection, then try again.");
    switch (incoming.code) {
    case QNetworkReply::HostNotFoundError:
        return network(Words::tr("%1 was not found: no address is known for %2.").arg(endpoint.provider, host),
                       connection);
    case QNetworkReply::ConnectionRefusedError:
        return network(Words::tr("%1 refused the connection (%2).").arg(endpoint.provider, host), connection);
    case QNetworkReply::SslHandshakeFailedError: {
        auto error = network(Words::tr("The connection to %1 is not safe: %2").arg(host, incoming.detail),
                             Words::tr("Check this machine's date and whether something between it and the provider "
                                       "replaces certificates."));
        error.canRetry = false;
        return error;
    }
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return network(Words::tr("%1 could not be reached: %2.").arg(endpoint.provider, incoming.detail), connection);
    default: break;
    }
    if (incoming.answer.status != 0) {
        return network(Words::tr("The answer of %1 broke off after %2.")
                           .arg(endpoint.provider, base::format::bytes(incoming.received)),
                       connection);
    }
    return network(Words::tr("The connection to %1 broke off.").arg(endpoint.provider), connection);
}

} // namespace

Error refusal(const Endpoint &endpoint, const RawAnswer &answer)
{
    Error error = byStatus(endpoint, answer.status);
    error.status = answer.status;
    if (!endpoint.requestIdHeader.isEmpty())
        error.requestId = QString::fromUtf8(answer.headers.value(endpoint.requestIdHeader));
    const QString said = endpoint.complaint ? endpoint.complaint(answer).simplified() : QString();
    if (!said.isEmpty()) {
        const QByteArray safe = endpoint.token.redact(said.left(500).toUtf8());
        error.message = Words::tr("%1 Its words: “%2”.").arg(error.message, QString::fromUtf8(safe));
    }
    return error;
}

Error rateLimited(const Endpoint &endpoint, std::optional<QDateTime> retryAt, const QDateTime &now)
{
    auto error = makeError(Error::Kind::RateLimited, Words::tr("%1 has been asked too often.").arg(endpoint.provider),
                           Words::tr("Wait a little, then try again."));
    if (retryAt) {
        error.advice = Words::tr("It can be asked again at %1.")
                           .arg(base::format::time(retryAt->toLocalTime(), now.toLocalTime()));
    }
    error.canRetry = true;
    error.retryAt = retryAt;
    return error;
}

Error failure(const Endpoint &endpoint, const Outgoing &outgoing, const Incoming &incoming)
{
    switch (incoming.ending) {
    case Incoming::Ending::Stopped: return base::cancelled();
    case Incoming::Ending::ConnectDeadline:
        return tooSlow(Words::tr("%1 did not take the connection within %2.")
                           .arg(endpoint.provider, base::format::duration(outgoing.connectDeadline)));
    case Incoming::Ending::TooLarge:
        return makeError(Error::Kind::Protocol,
                         Words::tr("The answer of %1 is larger than %2, which is more than is read.")
                             .arg(endpoint.provider, base::format::bytes(incoming.limit)),
                         Words::tr("Ask for less at once."));
    case Incoming::Ending::NotStored:
    case Incoming::Ending::Complete:
    case Incoming::Ending::Broken: break;
    }
    return brokenBy(endpoint, outgoing, incoming);
}

Error tooLate(const Endpoint &endpoint, std::chrono::milliseconds deadline)
{
    return tooSlow(Words::tr("%1 did not answer within %2.").arg(endpoint.provider, base::format::duration(deadline)));
}

Error fellSilent(const Endpoint &endpoint, std::chrono::milliseconds silence)
{
    return tooSlow(Words::tr("%1 has sent nothing for %2.").arg(endpoint.provider, base::format::duration(silence)));
}

Error badAddress(const Endpoint &endpoint, const QUrl &url)
{
    return makeError(Error::Kind::InvalidInput,
                     Words::tr("%1 may not be asked at %2.")
                         .arg(endpoint.provider, url.scheme() + u"://"_s + url.host(QUrl::FullyEncoded)),
                     Words::tr("Use the provider's own https address; http is for this machine only."));
}

} // namespace slipway::net
