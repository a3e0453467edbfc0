#pragma once

#include "sandbox/core/call.h"

namespace slipway::sandbox {

/// `reply` with every member named `field` of another JSON type; a body without any becomes a text.
Reply withWrongTypes(Reply reply, const QString &field);

/// The reply as bytes on a connection that closes after it, with the full length promised.
QByteArray onTheWire(const Reply &reply);

} // namespace slipway::sandbox
