#pragma once

#include <QWidget>

namespace slipway::releases_page {

/// What the marks of the timeline mean; as many of them as there is room for, all of them in the tooltip.
class Legend final : public QWidget
{
    Q_OBJECT

public:
    explicit Legend(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace slipway::releases_page
