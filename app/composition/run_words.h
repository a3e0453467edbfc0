#pragma once

#include "pipelines_page/pipelines_page.h"

namespace slipway::overview {
class Overview;
}

namespace slipway::composition {

/// What the newest run of a workflow's file does: "#1289 waits, 6 min", "#377 passed, 3 h ago".
pipelines_page::RunWords newestRunWords(const overview::Overview &facts, const QString &file, const QDateTime &now);

/// The file name of the workflow that a run is of; empty when the run is not among those that are known.
QString workflowOf(const overview::Overview &facts, qint64 run);

} // namespace slipway::composition
