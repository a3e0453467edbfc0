#pragma once

#include "overview/fleet.h"
#include "overview_page/ink.h"

namespace slipway::overview_page {

/// Production shows health and how long it has been live; staging shows a note and its age.
enum class ReleaseStyle { Production, Staging };

/// Where the parts of a release's cell stand; shared by painting and by finding what is under the pointer.
struct ReleaseLayout {
    QRectF icon, version, sha;
    /// Production: at the right of the first line.
    QRectF liveFor;
    /// Production: the spark-line and the two lines beside it.
    QRectF spark, errors, latency;
    /// Staging: the note, in up to two lines.
    QRectF note;
    /// The last line: a watch, a deployment, an age, or how old all this is.
    QRectF foot;
};

ReleaseLayout layOutRelease(const QRectF &cell, const overview::Cell<overview::LiveRelease> &facts, ReleaseStyle style,
                            const Fonts &fonts, const QDateTime &now);

/// Paints the cell. `isShaHot` while the pointer is over the SHA.
void paintRelease(const Ink &ink, const QRectF &cell, const overview::Cell<overview::LiveRelease> &facts,
                  ReleaseStyle style, bool isShaHot);

} // namespace slipway::overview_page
