#pragma once

#include <QUrl>

namespace slipway::net {

/// Scheme, host and port, as browsers compare them: the border that no token crosses.
QString origin(const QUrl &url);
bool isSameOrigin(const QUrl &one, const QUrl &other);

/// localhost, 127.0.0.0/8 or ::1.
bool isLoopback(const QUrl &url);

/// https to anywhere, or http to the loopback; with a host.
bool isAllowed(const QUrl &url);

} // namespace slipway::net
