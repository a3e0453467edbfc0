#pragma once

#include "base/result.h"
#include "editing/recovery.h"

namespace slipway::editing {

/// The name of an origin's journal in its folder: the same for the same file, different for all others.
QString journalName(const Origin &origin);

/// One journal as bytes: a line that names the format and a checksum, the origin as JSON, and the text. Source: ours.
QByteArray journalBytes(const Recovered &edits);
/// Error: protocol when the bytes are not what was written.
base::Result<Recovered> journalFrom(const QByteArray &bytes);

} // namespace slipway::editing
