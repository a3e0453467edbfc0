#include "widgets/sheet_keys.h"

#include <QAbstractButton>
#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QShortcut>

#include <algorithm>

namespace slipway::widgets {

namespace {

bool takesTab(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && !widget.focusProxy()
        && (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

} // namespace

bool isKeyOfPart(const QWidget &sheet, const QKeyEvent &key)
{
    const QKeySequence keys(key.keyCombination());
    const auto shortcuts = sheet.findChildren<QShortcut *>();
    if (std::ranges::any_of(shortcuts, [&](const QShortcut *shortcut) { return shortcut->keys().contains(keys); }))
        return true;
    for (const QWidget *part : sheet.findChildren<QWidget *>()) {
        const auto *button = qobject_cast<const QAbstractButton *>(part);
        const auto *label = qobject_cast<const QLabel *>(part);
        if (button && button->shortcut() == keys)
            return true;
        if (label && label->buddy() && QKeySequence::mnemonic(label->text()) == keys)
            return true;
        const auto actions = part->actions();
        if (std::ranges::any_of(actions, [&](const QAction *action) { return action->shortcuts().contains(keys); }))
            return true;
    }
    return false;
}

QWidget *nextPartWithFocus(const QWidget &sheet, QWidget &at, bool isForward)
{
    QWidget *to = &at;
    do {
        to = isForward ? to->nextInFocusChain() : to->previousInFocusChain();
        if (sheet.isAncestorOf(to) && takesTab(*to))
            return to;
    } while (to != &at);
    return nullptr;
}

} // namespace slipway::widgets
