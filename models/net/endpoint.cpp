#include "net/endpoint.h"

using namespace Qt::StringLiterals;

namespace slipway::net {

QUrl Endpoint::url(const QString &path, const QUrlQuery &query) const
{
    Q_ASSERT(path.startsWith(u'/') && !path.contains(u'?'));
    QUrl result = base;
    QString prefix = base.path(QUrl::FullyEncoded);
    // A bare host's path may be written as a slash, which StripTrailingSlash leaves.
    while (prefix.endsWith(u'/'))
        prefix.chop(1);
    result.setPath(prefix + path, QUrl::TolerantMode);
    if (!query.isEmpty()) {
        // Servers read a plus sign as a space, and QUrlQuery leaves it as it is.
        QString written = query.toString(QUrl::FullyEncoded);
        result.setQuery(written.replace(u'+', u"%2B"_s), QUrl::TolerantMode);
    }
    return result;
}

} // namespace slipway::net
