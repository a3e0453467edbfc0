#pragma once

#include "health/watch.h"

namespace slipway::health {

/// What one rule says. Watching: it cannot say yet, and why not.
struct Opinion {
    Verdict verdict = Verdict::Watching;
    QString words;
    bool operator==(const Opinion &) const = default;
};

/// The worst of them; no opinion, or one that cannot say, is never healthy.
Opinion worst(const QList<Opinion> &opinions);

/// How long a watch of `length` that began at `from` goes on, given what is known when it ought to be over at `until`:
/// 15 min more while nothing can be said, up to an hour in all.
QDateTime prolonged(const QDateTime &from, const QDateTime &until, const Opinion &opinion);

} // namespace slipway::health
