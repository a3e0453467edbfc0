#pragma once

#include "sandbox/core/call.h"

#include <QDateTime>

#include <map>

namespace slipway::sandbox::github {

/// GitHub's primary limit: so many calls an hour, by token.
class RateLimit
{
public:
    static constexpr int callsPerHour = 5'000;
    static constexpr int anonymousCallsPerHour = 60;
    /// What the person has already used when the story begins.
    static constexpr int usedBefore = 788;

    /// Counts one call.
    void spend(Access access, const QDateTime &now);
    bool isExhausted(Access access, const QDateTime &now);
    QJsonObject toJson(Access access, const QDateTime &now);
    /// Puts x-ratelimit-… on the reply, unless it has them.
    void decorate(Access access, const QDateTime &now, Reply &reply);

private:
    struct Window {
        int limit = callsPerHour;
        int used = 0;
        QDateTime reset;
    };
    Window &window(Access access, const QDateTime &now);

    std::map<Access, Window> m_windows;
};

} // namespace slipway::sandbox::github
