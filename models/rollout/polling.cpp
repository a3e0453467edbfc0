#include "rollout/polling.h"

#include <QRandomGenerator>

#include <algorithm>

namespace slipway::rollout {

using std::chrono::seconds;

milliseconds pollDelay(milliseconds watched)
{
    if (watched < seconds(15))
        return seconds(1);
    if (watched < seconds(60))
        return seconds(5);
    return watched < seconds(300) ? seconds(15) : seconds(30);
}

std::optional<milliseconds> pauseAfter(const base::Error &error, const QDateTime &now)
{
    if (!error.canRetry)
        return std::nullopt;
    const milliseconds asked = error.retryAt ? milliseconds(now.msecsTo(*error.retryAt)) : milliseconds(0);
    const milliseconds held = std::clamp<milliseconds>(asked, seconds(5), seconds(60));
    return held + milliseconds(QRandomGenerator::global()->bounded(30'000));
}

} // namespace slipway::rollout
