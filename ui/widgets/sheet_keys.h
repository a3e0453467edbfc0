#pragma once

class QKeyEvent;
class QWidget;

/// Which keys belong to a sheet while it holds the keyboard.
namespace slipway::widgets {

/// Whether a button, action or shortcut inside `sheet` answers to these keys; those of the window behind do not count.
bool isKeyOfPart(const QWidget &sheet, const QKeyEvent &key);

/// The part of `sheet` that Tab leads to from `at`, round and round; null when nothing takes the keyboard.
QWidget *nextPartWithFocus(const QWidget &sheet, QWidget &at, bool isForward);

} // namespace slipway::widgets
