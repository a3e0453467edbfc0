#pragma once

#include <QString>

namespace slipway::commands::check {

/// A rule's reference page, resources/rules/ID.md.
struct RulePage {
    /// Without the mark of a heading.
    QString title;
    /// The whole page, Markdown; empty when there is none.
    QString text;
};

RulePage rulePage(const QString &id);

/// Each rule on a line: id, severity and title.
QString ruleList();

} // namespace slipway::commands::check
