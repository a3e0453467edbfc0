#pragma once

#include <QString>

namespace slipway::code_editor {

/// Text of others as it may be typed: every kind of line end is `\n`; control characters but the tab, and halves of
/// surrogate pairs, are left out.
QString typeable(const QString &text);

} // namespace slipway::code_editor
