#pragma once

#include "base/error.h"

#include <QMetaType>

namespace slipway::base {

/// How far a fact can be trusted: every model carries it, every view shows it.
struct Freshness {
    enum class State {
        Loading,        ///< never had, being asked for
        Fresh,          ///< as of `asOf`
        Stale,          ///< old: nobody has answered since `asOf`
        Failed,         ///< asking failed with `error`; what is shown is of `asOf`, if there is any
        Forbidden,      ///< the token may not see it
        RateLimited,    ///< the provider wants to be left alone until error->retryAt
    };

    State state = State::Loading;
    /// When the fact was true, UTC; invalid when there is none.
    QDateTime asOf;
    std::optional<Error> error;

    bool hasValue() const { return asOf.isValid(); }
    bool operator==(const Freshness &) const = default;

    static Freshness fresh(const QDateTime &at) { return {State::Fresh, at, std::nullopt}; }
    /// `before` after asking failed: forbidden and rateLimited become states of their own.
    static Freshness failed(const Freshness &before, const Error &error);
};

} // namespace slipway::base

Q_DECLARE_METATYPE(slipway::base::Freshness)
