#include "fly/endpoint.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::fly {

namespace {

bool isMacaroon(QByteArrayView part)
{
    constexpr std::array<QByteArrayView, 3> prefixes{"fm2_", "fm1r_", "fm1a_"};
    return std::ranges::any_of(prefixes, [part](QByteArrayView prefix) { return part.startsWith(prefix); });
}

/// The value's place in memory that is wiped when it goes.
class Clear
{
public:
    explicit Clear(const base::Secret &secret)
        : m_value(secret.reveal())
    { }
    ~Clear() { m_value.fill('\0'); }
    Q_DISABLE_COPY_MOVE(Clear)
    QByteArrayView view() const { return m_value; }

private:
    QByteArray m_value;
};

std::shared_ptr<net::Endpoint> made(const QUrl &base, const base::Secret &token, const QByteArray &scheme)
{
    auto endpoint = std::make_shared<net::Endpoint>();
    endpoint->provider = u"Fly.io"_s;
    endpoint->base = base;
    endpoint->token = token;
    endpoint->scheme = scheme;
    endpoint->headers.append("Accept", "application/json");
    // Fly.io allows few calls a second for each machine and app, and names no allowance.
    endpoint->concurrency = 8;
    endpoint->complaint = complaintOf;
    endpoint->requestIdHeader = "fly-request-id";
    return endpoint;
}

} // namespace

Endpoints endpoints(const Hosts &hosts, const base::Secret &token)
{
    const base::Secret bare = stripped(token);
    const QByteArray scheme = schemeOf(bare);
    return {made(hosts.machines, bare, scheme), made(hosts.platform, bare, "Bearer"),
            made(hosts.platform, bare, scheme), made(hosts.metrics, bare, scheme)};
}

base::Secret stripped(const base::Secret &token)
{
    const Clear clear(token);
    QByteArrayView bare = clear.view().trimmed();
    for (const QByteArrayView scheme : {QByteArrayView("FlyV1 "), QByteArrayView("Bearer ")}) {
        if (bare.size() > scheme.size() && bare.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0)
            bare = bare.sliced(scheme.size()).trimmed();
    }
    return base::Secret(bare);
}

QByteArray schemeOf(const base::Secret &token)
{
    const Clear clear(token);
    QByteArrayView rest = clear.view();
    while (!rest.isEmpty()) {
        const qsizetype comma = rest.indexOf(',');
        const QByteArrayView part = comma < 0 ? rest : rest.first(comma);
        if (isMacaroon(part.trimmed()))
            return "FlyV1";
        rest = comma < 0 ? QByteArrayView() : rest.sliced(comma + 1);
    }
    return "Bearer";
}

QString complaintOf(const net::RawAnswer &answer)
{
    const QJsonDocument document = QJsonDocument::fromJson(answer.body);
    if (document.isObject()) {
        const QString message = document.object().value("message"_L1).toString();
        return message.isEmpty() ? document.object().value("error"_L1).toString() : message;
    }
    // An unrouted path is answered in plain text.
    const bool isText = answer.headers.value("content-type").startsWith("text/plain");
    return isText ? QString::fromUtf8(answer.body.left(200)).trimmed() : QString();
}

} // namespace slipway::fly
