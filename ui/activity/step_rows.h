#pragma once

#include "operations/operation.h"

class QTreeWidget;

namespace slipway::activity_page {

/// Where a row leads to, when it is a web address.
constexpr int pageRole = Qt::UserRole + 1;

/// Fills a tree of two columns: each step with how it went and how long it took; below it its words, times, attempts,
/// the provider's request ids, the evidence and, when `withCalls`, the API calls that it stands for. What was unfolded
/// stays so, as long as the operation is the same.
void showSteps(QTreeWidget &tree, const operations::Operation &operation, const QDateTime &now, bool withCalls);

} // namespace slipway::activity_page
