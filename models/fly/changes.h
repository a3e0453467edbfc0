#pragma once

#include "base/json.h"

#include <chrono>
#include <optional>

/// What is asked of Fly.io when something changes, and what it gives back for it.
namespace slipway::fly {

/// An answer to a change, with Fly.io's name for the exchange.
template<typename T>
struct Receipt {
    T value;
    QString requestId;
};

/// One holder at a time may change a machine.
struct Lease {
    /// Proves that it is ours; never shown.
    QString nonce;
    QString owner;
    QString description;
    QDateTime expiresAt;
    /// The machine's instance id when the lease was given.
    QString version;
    bool operator==(const Lease &) const = default;
};

/// A machine to be.
struct Launch {
    QString name;
    QString region;
    /// Complete.
    QJsonObject config;
    /// Made, and left off.
    bool skipLaunch = false;
    /// Kept from the proxy until it is uncordoned.
    bool skipServiceRegistration = false;
    /// Born leased; 0: not.
    std::chrono::seconds leaseTtl{0};
    /// 0: whatever is there.
    qint64 minSecretsVersion = 0;
};

/// A machine's next version.
struct Change {
    /// Complete: what it leaves out is gone.
    QJsonObject config;
    /// Refused when the machine is at another one; empty: never.
    QString currentVersion;
    bool skipLaunch = false;
    qint64 minSecretsVersion = 0;
};

/// A line to be in the app's history.
struct ReleaseWish {
    QString app;
    QString image;
    /// "rolling", "immediate", "canary", "bluegreen".
    QString strategy;
    /// Kept with the release, and told by Client::defined.
    QJsonObject definition;
};

struct Volume {
    QString id;
    QString name;
    QString region;
    QString state;
    /// Empty: attached to none.
    QString machine;
    bool operator==(const Volume &) const = default;
};

/// With the envelope or without it.
Lease readLease(const base::json::Object &object);
Volume readVolume(const base::json::Object &object);

} // namespace slipway::fly
