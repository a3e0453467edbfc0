#pragma once

#include <QWidget>

namespace slipway::shell {

/// What the keys do in the palette, in its last line.
class PaletteFoot final : public QWidget
{
    Q_OBJECT

public:
    explicit PaletteFoot(QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// The key that closes the palette, ending at `rect`'s right.
void paintEscapeCap(QPainter &painter, const QRectF &rect, const QFont &base, const QPalette &palette);

} // namespace slipway::shell
