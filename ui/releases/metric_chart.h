#pragma once

#include "releases/dora.h"

#include <QWidget>

class QChartView;

namespace slipway::releases_page {

/// A figure by week, as small bars (rates and shares) or a line (times).
class MetricChart final : public QWidget
{
    Q_OBJECT

public:
    explicit MetricChart(QWidget *parent = nullptr);
    void setFigure(const releases::Figure &figure);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void draw();
    void place();

    QChartView *m_view;
    releases::Figure m_figure;
};

/// A week's value as a table shows it: "1.4", "12 %", "3 h 20 min"; an em dash where there is none.
QString weekWords(const releases::Figure &figure, const std::optional<double> &value);

} // namespace slipway::releases_page
