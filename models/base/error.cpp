#include "base/error.h"

#include <QCoreApplication>
#include <QDebug>

using namespace Qt::StringLiterals;

namespace slipway::base {

QString kindName(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Network: return u"network"_s;
    case Error::Kind::Timeout: return u"timeout"_s;
    case Error::Kind::Unauthorized: return u"unauthorized"_s;
    case Error::Kind::Forbidden: return u"forbidden"_s;
    case Error::Kind::NotFound: return u"notFound"_s;
    case Error::Kind::Conflict: return u"conflict"_s;
    case Error::Kind::RateLimited: return u"rateLimited"_s;
    case Error::Kind::InvalidInput: return u"invalidInput"_s;
    case Error::Kind::Protocol: return u"protocol"_s;
    case Error::Kind::Cancelled: return u"cancelled"_s;
    case Error::Kind::Internal: return u"internal"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString sentence(const Error &error)
{
    return error.advice.isEmpty() ? error.message : error.message + u' ' + error.advice;
}

Error makeError(Error::Kind kind, QString message, QString advice)
{
    Error error;
    error.kind = kind;
    error.message = std::move(message);
    error.advice = std::move(advice);
    return error;
}

Error cancelled()
{
    return makeError(Error::Kind::Cancelled, QCoreApplication::translate("base::Error", "Cancelled."));
}

QDebug operator<<(QDebug debug, const Error &error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << kindName(error.kind) << ": " << sentence(error);
    if (!error.path.isEmpty())
        debug << " at " << error.path;
    return debug;
}

} // namespace slipway::base
