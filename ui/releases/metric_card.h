#pragma once

#include "releases/dora.h"

#include <QWidget>

class QLabel;

namespace slipway::releases_page {

class MetricChart;

/// A figure, its rule and its weeks.
class MetricCard final : public QWidget
{
    Q_OBJECT

public:
    /// `number`: for the names of its parts.
    explicit MetricCard(int number, QWidget *parent = nullptr);
    void setFigure(const releases::Figure &figure);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_title;
    QLabel *m_figure;
    QLabel *m_second;
    QLabel *m_definition;
    MetricChart *m_chart;
};

} // namespace slipway::releases_page
