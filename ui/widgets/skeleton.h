#pragma once

#include <QColor>
#include <QWidget>

class QTimer;

namespace slipway::widgets {

/// Bars in place of the words that are still being fetched; `share` 0..1 is how much of `rect` they fill.
void paintSkeletonBar(QPainter &painter, const QRectF &rect, double share, const QPalette &palette);

/// Rows of bars for a region that loads. Stays blank for the first 150 ms, so that what comes at once does not flash.
class Skeleton final : public QWidget
{
    Q_OBJECT

public:
    explicit Skeleton(int rows, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int m_rows;
    QTimer *m_patience = nullptr;
    bool m_shown = false;
};

} // namespace slipway::widgets
