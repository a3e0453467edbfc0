#pragma once

#include <QByteArrayView>
#include <QtTypes>

namespace slipway::logs {

/// How many line feeds there are.
quint32 countLineFeeds(QByteArrayView bytes);

/// Writes `bytes` to `to`, which has room for them, with A to Z in lower case.
void copyInLowerCase(QByteArrayView bytes, char *to);

} // namespace slipway::logs
