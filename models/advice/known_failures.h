#pragma once

#include <QLatin1StringView>

#include <span>

namespace slipway::advice {

/// A failure that many have, how to know it and what helps.
struct KnownFailure {
    QLatin1StringView id;
    /// Perl-compatible, upper and lower case being one; held against one line.
    const char *pattern;
    /// English, translated when shown.
    const char *cause;
    const char *action;
    /// How sure the pattern is: 90 names the cause itself, 50 a symptom that others cause too.
    int weight = 70;
};

/// All of ours. Those about types, builds, tests, Fly.io, health checks and Vercel follow the handbook's
/// troubleshooting section.
std::span<const KnownFailure> knownFailures();

} // namespace slipway::advice
