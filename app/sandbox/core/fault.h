#pragma once

#include "base/result.h"
#include "sandbox/core/call.h"

#include <QDateTime>
#include <QList>

#include <chrono>
#include <optional>

namespace slipway::sandbox {

/// Something that goes wrong on purpose, for the calls that it matches.
///
/// As JSON: {"provider":"github", "method":"GET", "path":"/repos/*/runs*", "count":2, "skip":0, "kind":"429",
/// "status":503, "ms":80, "retryAfter":"seconds"|"date"|"absent", "seconds":3, "field":"id", "bytes":16}.
/// Only "kind" is required. `provider`, `method` and `path` (a glob over the path without the query) default to any,
/// `count` to for ever.
struct Fault {
    enum class Kind {
        Latency,            ///< "latency": `ms` of real time before the answer; adds to any other fault
        TooManyRequests,    ///< "429": with `retryAfter` in its three forms
        SecondaryLimit,     ///< "secondary-limit": GitHub's 403 in words; `retryAfter` as for 429
        ErrorBefore,        ///< "error-before": `status` (500..599, default 503) and no effect
        ErrorAfter,         ///< "error-after": the effect happens, the answer is `status`
        ResetBefore,        ///< "reset-before": the connection is cut before anything happens
        ResetAfter,         ///< "reset-after": the effect happens, then the connection is cut
        Truncated,          ///< "truncated": half of the promised body, then the connection closes
        WronglyTyped,       ///< "wrongly-typed": members named `field` (default "id") get another JSON type
        SlowDrip,           ///< "slow-drip": `bytes` of the answer each `ms`
        ExpiredToken,       ///< "expired-token": 401 as for a token that is no longer valid
    };
    enum class RetryAfter { Seconds, Date, Absent };

    int id = 0;
    Kind kind = Kind::Latency;
    QString provider;
    QByteArray method;
    QString path;
    /// How many more calls it strikes; negative: for ever.
    int count = -1;
    /// How many matching calls it lets through first.
    int skip = 0;
    int status = 503;
    std::chrono::milliseconds ms{0};
    RetryAfter retryAfter = RetryAfter::Seconds;
    int seconds = 1;
    QString field;
    int bytes = 16;

    bool matches(const QString &itsProvider, const Call &call) const;
    bool happensAfterEffect() const;
    QJsonObject toJson() const;
};

/// Error: invalidInput, naming the member that does not fit.
base::Result<Fault> parseFault(const QJsonObject &object);

/// The faults that wait to strike.
class Faults
{
public:
    /// Adds one and gives its id.
    int add(Fault fault);
    void clear() { m_faults.clear(); }
    bool remove(int id);
    const QList<Fault> &list() const { return m_faults; }

    /// What happens to one call; each fault it uses is counted down.
    struct Strike {
        std::chrono::milliseconds latency{0};
        std::optional<Fault> fault;
    };
    Strike strike(const QString &provider, const Call &call);

private:
    QList<Fault> m_faults;
    int m_next = 1;
};

/// The Retry-After header that `fault` demands; nothing for Absent. `now` is the sandbox's time.
std::optional<QByteArray> retryAfterHeader(const Fault &fault, const QDateTime &now);

} // namespace slipway::sandbox
