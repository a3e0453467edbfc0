#pragma once

#include <QString>

class QLabel;
class QPushButton;

namespace slipway::widgets {

/// Words of others (names, messages, answers) as a tool tip shows them: what looks like HTML is shown, not obeyed.
QString plainTip(const QString &words);

/// A name of others as a menu or button shows it: an ampersand is shown, not taken for a mnemonic.
QString plainTitle(const QString &name);

/// Makes `label` show every text as it is, whatever it looks like.
void showAsWritten(QLabel &label);

/// Shows `button` with these words; without words it is hidden.
void offer(QPushButton &button, const QString &words);

} // namespace slipway::widgets
