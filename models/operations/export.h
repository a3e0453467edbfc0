#pragma once

#include "operations/operation.h"

/// Pure: the audit log in files for others. Times are ISO 8601, UTC. Any thread.
namespace slipway::operations {

/// RFC 4180 with a header line and CRLF, UTF-8. A cell that a spreadsheet would take for a formula begins with an
/// apostrophe.
QByteArray csvOf(const QList<AuditLine> &lines);

/// A table in GitHub's Markdown, UTF-8. Text of others is shown as it is: nothing of it is a link, an image, HTML or
/// an end of its cell.
QByteArray markdownOf(const QList<AuditLine> &lines);

} // namespace slipway::operations
