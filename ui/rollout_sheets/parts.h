#pragma once

#include "theme/fonts.h"
#include "theme/tokens.h"

#include <QWidget>

class QLabel;
class QLayout;

/// Small pieces that the sheets are put together of.
namespace slipway::rollout_sheets {

/// A text of others or ours, shown as it is written; wraps.
QLabel *words(const QString &text, theme::FontRole role = theme::FontRole::Body,
              QPalette::ColorRole colour = QPalette::WindowText);
/// `text` with places to break at, for names, references and digests that have no spaces. Only for showing.
QString breakable(const QString &text);
QLabel *heading(const QString &text);
/// A hairline between parts of a sheet.
class Rule final : public QWidget
{
public:
    explicit Rule(Qt::Orientation orientation);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Removes and deletes all there is in it.
void clear(QLayout &layout);

} // namespace slipway::rollout_sheets
