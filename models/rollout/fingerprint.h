#pragma once

#include <QCryptographicHash>
#include <QString>

namespace slipway::rollout {

/// What a plan was computed from, in short: another text is another fingerprint.
inline QString fingerprintOf(const QByteArray &seen)
{
    return QString::fromLatin1(QCryptographicHash::hash(seen, QCryptographicHash::Sha256).toHex().left(16));
}

} // namespace slipway::rollout
