#pragma once

#include <QWidget>

#include <chrono>

class QPushButton;
class QToolButton;

namespace slipway::widgets {
class SegmentedControl;
}

namespace slipway::releases_page {

class FilterMenu;
class Legend;

/// The head of the page: title, which view, filters, legend, and what the timeline's width stands for.
class PageHead final : public QWidget
{
    Q_OBJECT

public:
    explicit PageHead(QWidget *parent = nullptr);

    widgets::SegmentedControl &views() const { return *m_views; }
    FilterMenu &apps() const { return *m_apps; }
    FilterMenu &outcomes() const { return *m_outcomes; }
    void setApprovals(int count);
    /// The parts of the timeline are shown with it alone, the filters with the list too.
    void setParts(bool hasTimeline, bool hasFilters);
    void showSpan(std::chrono::milliseconds span);
    bool isFilled() const;
    void setFilled(bool filled);

Q_SIGNALS:
    void todayRequested();
    void spanRequested(std::chrono::milliseconds span);
    /// The timeline alone shall fill the page, or no longer.
    void filledChanged(bool filled);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeTimeParts();
    void arrange();
    void adoptFont();

    QWidget *m_title;
    widgets::SegmentedControl *m_views;
    FilterMenu *m_apps;
    FilterMenu *m_outcomes;
    Legend *m_legend;
    QPushButton *m_today = nullptr;
    widgets::SegmentedControl *m_spans = nullptr;
    QToolButton *m_fill = nullptr;
    bool m_hasTimeline = true;
};

} // namespace slipway::releases_page
