#pragma once

#include "base/status.h"

#include <QWidget>

namespace slipway::pipelines_page {

/// A number beside a tab's name; takes no room at 0.
class CountPill final : public QWidget
{
    Q_OBJECT

public:
    explicit CountPill(QWidget *parent = nullptr);

    /// Warning and Failure fill it with their colours.
    void setCount(int count, base::Status tone = base::Status::Unknown);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count = 0;
    base::Status m_tone = base::Status::Unknown;
};

} // namespace slipway::pipelines_page
