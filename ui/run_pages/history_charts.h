#pragma once

#include "runs/history.h"

#include <QWidget>

class QChartView;

namespace slipway::run_pages {

/// Two charts on one time axis: how long runs took (median and 95th percentile, with the goal), and how many passed
/// and failed.
class HistoryCharts final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryCharts(QWidget *parent = nullptr);
    void setHistory(const runs::History &history);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void draw();
    void drawDurations();
    void drawOutcomes();
    /// Both charts begin and end at the same days.
    void place();

    runs::History m_history;
    QChartView *m_durations;
    QChartView *m_outcomes;
};

} // namespace slipway::run_pages
