#pragma once

#include "widgets/popover.h"

namespace slipway::code_editor {

/// What the repository has in the place of a change, with "Restore". Deletes itself once closed.
class OldText final : public widgets::Popover
{
    Q_OBJECT

public:
    OldText(const QByteArray &text, bool canRestore, QWidget *parent);
    void openBeside(const QPoint &global);

Q_SIGNALS:
    void restoreAsked();
};

} // namespace slipway::code_editor
