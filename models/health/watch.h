#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/status.h"
#include "releases/release.h"

#include <QCoro/QCoroTask>
#include <QObject>
#include <QUrl>

#include <memory>
#include <optional>
#include <stop_token>

/// How a release fares after it was deployed. Source of the rules: delivery-semantics D.
namespace slipway::health {

using releases::Verdict;

/// One of the handbook's automatic checks, or of its list for people.
struct VerificationItem {
    /// "health-endpoint", "migrations", "sentry-release", "new-errors", "performance"; "manual-1"…
    QString id;
    QString title;
    bool isManual = false;
    base::Status status = base::Status::Unknown;
    /// "200 in 41 ms, 14:19"; who ticked it, and when.
    QString words;
    bool operator==(const VerificationItem &) const = default;
};

/// The watch over one release.
struct WatchState {
    QString releaseId;
    Verdict verdict = Verdict::Watching;
    /// Why, a sentence: "6.0× errors against the last 6 h".
    QString words;
    QDateTime from;
    /// 15 min after it served all; later where there was too little data.
    QDateTime until;
    QList<VerificationItem> items;
    /// Probes of the health path, oldest first: when, whether it answered well, how long it took in ms.
    struct Probe {
        QDateTime at;
        bool isGood = false;
        int ms = 0;
        QString words;
        bool operator==(const Probe &) const = default;
    };
    QList<Probe> probes;
    bool operator==(const WatchState &) const = default;
};

} // namespace slipway::health
