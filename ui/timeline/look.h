#pragma once

#include "releases/release.h"
#include "theme/tokens.h"

namespace slipway::timeline {

/// How a release or mark is drawn: its shape tells how it fared, colours repeat it.
struct Look {
    QString icon;
    QColor solid;
    QColor words;
};

Look lookOf(const releases::Release &release, const theme::Tokens &colours);
Look lookOf(const releases::Mark &mark, const theme::Tokens &colours);
/// Of the bar of its watch.
QColor watchColour(const releases::Release &release, const theme::Tokens &colours);

} // namespace slipway::timeline
