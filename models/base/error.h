#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

class QDebug;

namespace slipway::base {

/// What went wrong, as a value: for the caller (`kind`), for the person (`message`, `advice`) and for the
/// provider's support (`requestId`). Never holds a token or a secret value.
struct Error {
    /// A kind exists where a caller acts differently: sign in, wait, retry, stay silent.
    enum class Kind {
        Network,        ///< no connection, name not found, connection cut, TLS refused
        Timeout,        ///< a deadline passed
        Unauthorized,   ///< 401: no token, or one that is not valid (any more)
        Forbidden,      ///< 403: a valid token without the right
        NotFound,       ///< 404, which also hides what a token may not see
        Conflict,       ///< 409, 412: somebody else was first
        RateLimited,    ///< asked too often; see retryAt
        InvalidInput,   ///< 400, 422, or input of the person that does not fit
        Protocol,       ///< the answer is not what the API promises; see path
        Cancelled,      ///< the caller asked to stop; never shown to a person
        Internal,       ///< our mistake, or a local failure (disk, database)
    };

    Kind kind = Kind::Internal;
    /// One sentence: what happened.
    QString message;
    /// One sentence: what to do next. May be empty.
    QString advice;
    /// Whether the same call may succeed later without a change.
    bool canRetry = false;
    /// When a retry makes sense, UTC; absent when nobody said.
    std::optional<QDateTime> retryAt;
    /// The call may have had its effect: inspect before asking again. Only for writes.
    bool outcomeUnknown = false;
    /// The place in the answer, as in `$.jobs[3].id`; for Protocol.
    QString path;
    /// HTTP status; 0 when there was none.
    int status = 0;
    /// The provider's name for the exchange, as in GitHub's `x-github-request-id`.
    QString requestId;

    bool operator==(const Error &) const = default;
};

/// The kind in one lower-case word, for logs and tests.
QString kindName(Error::Kind kind);

/// Message and advice in one text, ready to be shown.
QString sentence(const Error &error);

Error makeError(Error::Kind kind, QString message, QString advice = {});
Error cancelled();

QDebug operator<<(QDebug debug, const Error &error);

} // namespace slipway::base
