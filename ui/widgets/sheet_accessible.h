#pragma once

class QString;
class QWidget;

/// What assistive technology is told of a sheet.
namespace slipway::widgets {

/// Gives every sheet the role of a modal dialog. Does it once, however often it is called.
void installSheetAccessibility();

/// The sheet opened, or closes.
void announceDialog(QWidget &sheet, bool isOpen);

/// Says `words` politely, or at once.
void announceInSheet(QWidget &sheet, const QString &words, bool isUrgent);

} // namespace slipway::widgets
