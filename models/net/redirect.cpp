#include "net/redirect.h"

#include "net/origin.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::net {

namespace {

constexpr int mostRedirects = 5;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(net::Redirect)
};

bool isRead(const Hop &hop)
{
    return hop.method == "GET" || hop.method == "HEAD";
}

base::Error refused(const Hop &from, const QString &message)
{
    auto error = base::makeError(base::Error::Kind::Protocol, message,
                                 Words::tr("Check the address of the provider in slipway.yaml."));
    error.outcomeUnknown = !isRead(from);
    return error;
}

bool isStepDown(const QUrl &from, const QUrl &to)
{
    return !isAllowed(to) || (isLoopback(to) && !isLoopback(from))
        || (from.scheme() == "https"_L1 && to.scheme() != "https"_L1 && !isLoopback(from));
}

} // namespace

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

base::Result<Hop> follow(const Endpoint &endpoint, const Hop &from, const RawAnswer &answer)
{
    const QByteArray location = answer.headers.value(QHttpHeaders::WellKnownHeader::Location).toByteArray();
    QUrl to = from.url.resolved(QUrl::fromEncoded(location));
    to.setUserInfo({});
    if (location.isEmpty() || !to.isValid())
        return std::unexpected(refused(from, Words::tr("%1 redirected without saying where.").arg(endpoint.provider)));
    if (from.redirects >= mostRedirects)
        return std::unexpected(refused(from, Words::tr("%1 redirected too often.").arg(endpoint.provider)));
    if (isStepDown(from.url, to)) {
        return std::unexpected(
            refused(from, Words::tr("%1 redirected to %2, which is not safe.").arg(endpoint.provider, to.host())));
    }
    const bool keepsHome = from.isHome && isSameOrigin(endpoint.base, to);
    if (!isRead(from) && (!keepsHome || (answer.status != 307 && answer.status != 308))) {
        return std::unexpected(
            refused(from, Words::tr("%1 redirected a change, which is not followed.").arg(endpoint.provider)));
    }
    Hop hop = from;
    hop.url = to;
    hop.isHome = keepsHome;
    hop.redirects = from.redirects + 1;
    if (!keepsHome) {
        hop.headers.clear();
        if (from.headers.contains(QHttpHeaders::WellKnownHeader::Accept))
            hop.headers.append(QHttpHeaders::WellKnownHeader::Accept, from.headers.value("accept"));
    }
    return hop;
}

} // namespace slipway::net
