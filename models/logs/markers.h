#pragma once

#include "logs/line.h"

namespace slipway::logs {

/// GitHub's marker at a line's begin: `##[error]…`, as it writes logs, or `::error file=a.ts,line=3::…`, as programs
/// ask for it.
struct Marker {
    LineKind kind = LineKind::Plain;
    /// "file=a.ts,line=3", with GitHub's percent codes.
    QByteArrayView parameters;
    /// Bytes up to the message, blanks and colours before the marker included.
    qsizetype bytes = 0;
};

/// The marker of a line without its time stamp; nothing when it has none.
std::optional<Marker> markerOf(QByteArrayView text);

} // namespace slipway::logs
