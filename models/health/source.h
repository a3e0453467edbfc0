#pragma once

#include "health/measures.h"

#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>

namespace slipway::health {

/// Where the figures come from. An error is "unknown", never zero; what nobody measures at this place is NotFound.
/// GUI thread; nothing blocks.
class Source
{
public:
    template<typename T>
    using Answer = QCoro::Task<base::Result<T>>;

    Source() = default;
    virtual ~Source() = default;
    Q_DISABLE_COPY_MOVE(Source)

    /// Whole minutes in [from, until), oldest first.
    virtual Answer<QList<Minute>> minutes(Subject subject, Period period, std::stop_token stop) = 0;
    /// The same for each of at most twenty operations, those with most requests.
    virtual Answer<QList<OperationMinutes>> operations(Subject subject, Period period, std::stop_token stop) = 0;
    /// New and regressed errors of this release since t0.
    virtual Answer<QList<NewIssue>> issues(Subject subject, std::stop_token stop) = 0;
    /// When the release was made known to Sentry; nothing when it was not.
    virtual Answer<std::optional<QDateTime>> announced(Subject subject, std::stop_token stop) = 0;
    virtual Answer<Migrations> migrations(Subject subject, std::stop_token stop) = 0;
    /// One probe, answered or given up within five seconds. No answer is a bad one; an error says nothing of the app.
    virtual Answer<ProbeAnswer> probe(Subject subject, std::stop_token stop) = 0;
    /// Whether this computer reaches anything: the control for a probe that failed.
    virtual QCoro::Task<bool> isOnline(std::stop_token stop) = 0;
};

} // namespace slipway::health
