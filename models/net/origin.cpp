#include "net/origin.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace slipway::net {

QString origin(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    const int port = url.port(scheme == "https"_L1 ? 443 : 80);
    return scheme + u"://"_s + url.host(QUrl::FullyEncoded).toLower() + u':' + QString::number(port);
}

bool isSameOrigin(const QUrl &one, const QUrl &other)
{
    return origin(one) == origin(other);
}

bool isLoopback(const QUrl &url)
{
    const QString host = url.host().toLower();
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

bool isAllowed(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return false;
    const QString scheme = url.scheme().toLower();
    return scheme == "https"_L1 || (scheme == "http"_L1 && isLoopback(url));
}

} // namespace slipway::net
