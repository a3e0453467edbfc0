#pragma once

#include "releases/dora.h"

/// How DORA's figures are counted and said. Private to this folder.
namespace slipway::releases {

/// Below this many deploys counts stand for themselves.
constexpr qint64 leastForRates = 5;

/// What the figures are counted from: the production deploys of a window, by when they began to serve.
struct Deploys {
    struct One {
        const Release *release = nullptr;
        QDateTime at;
        QList<milliseconds> leadTimes;
        bool isFailed = false;
        bool isRework = false;
        /// From when the bad one served until the next served all; absent where it did not fail or still serves.
        std::optional<milliseconds> recovery;
    };
    QList<One> all;
    QDateTime from;
    QDateTime until;
};

QList<Figure> figuresOf(const Deploys &deploys);

} // namespace slipway::releases
