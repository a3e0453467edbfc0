#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace slipway::archive {

/// A file to be packed. The path is written as it is, also one that `unpack` refuses.
struct Content {
    QByteArray path;
    QByteArray bytes;
};

/// A zip with these files, in this order, deflated. For simulated providers and for tests; in memory. Any thread.
QByteArray packed(const QList<Content> &contents);

} // namespace slipway::archive
