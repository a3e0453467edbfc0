#pragma once

#include <QByteArray>
#include <QString>

namespace slipway::overview {

/// What a workflow file's text says of itself.
struct WorkflowHead {
    /// Empty when the file has no name.
    QString name;
    /// "Push to main, manual"; empty when nothing readable starts it.
    QString trigger;
    /// The same for a narrow column, with what matters most: "Push, pull requests", "openapi/**", "Next run 06:00 UTC".
    QString triggerBrief;
    bool operator==(const WorkflowHead &) const = default;
};

/// Reads `name` and `on` of a workflow. Text that is no YAML, or nested beyond reason, gives an empty head. Any thread.
WorkflowHead workflowHead(const QByteArray &yaml);

} // namespace slipway::overview
