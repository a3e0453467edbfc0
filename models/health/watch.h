#pragma once

#include "base/status.h"
#include "releases/release.h"

#include <QUrl>

#include <optional>

/// How a release fares after it was deployed. Source of the rules: delivery-semantics D.
namespace slipway::health {

using releases::Verdict;

/// One of the handbook's automatic checks, or of its list for people.
struct VerificationItem {
    /// "health-endpoint", "migrations", "sentry-release", "new-errors", "performance"; "manual-1" to "manual-5".
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
    /// Watching until something is found or the watch is over.
    Verdict verdict = Verdict::Watching;
    /// Why, a sentence: "6.0× errors against the last 6 h", "inconclusive: 41 requests, need 200".
    QString words;
    /// What the newest look says by itself: Healthy only where there is enough data for it.
    Verdict soFar = Verdict::Watching;
    QDateTime from;
    /// 15 min after it served all; later where there was too little data.
    QDateTime until;
    /// Nothing is asked any more; the verdict stands.
    bool isOver = false;
    /// Whole minutes that were judged so far.
    int minutesJudged = 0;
    QList<VerificationItem> items;
    /// Probes of the health path, oldest first: when, whether it answered well, how long it took in ms.
    struct Probe {
        QDateTime at;
        bool isGood = false;
        int ms = 0;
        QString words;
        /// False: our own network was away, so it says nothing.
        bool isKnown = true;
        bool operator==(const Probe &) const = default;
    };
    QList<Probe> probes;
    bool operator==(const WatchState &) const = default;
};

/// "Minute 4 of 15, healthy so far"; the verdict with its reason once the watch is over.
QString progressWords(const WatchState &state);
/// How much of the watch is over, 0..1.
double progressShare(const WatchState &state);

/// The handbook's list before anything was checked: five automatic checks, then five for people.
QList<VerificationItem> verificationItems();

} // namespace slipway::health
