#pragma once

#include "base/clock.h"
#include "overview/models.h"
#include "overview_page/summary.h"
#include "widgets/environment_filter.h"

#include <QUrl>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QSplitter;

namespace slipway::overview_page {

class FleetView;
class InboxPane;
class NoticeBar;
class RunsHead;
class WorkflowView;

/// Answers, in this order: what is wrong, what is live, what waits to ship, what needs a person. Shows the models as
/// they change; asks for everything else by signals. Ages move on once a minute while it is visible.
class OverviewPage final : public QWidget
{
    Q_OBJECT

public:
    /// The models outlive the page.
    OverviewPage(overview::FleetModel *fleet, overview::WorkflowModel *workflows, overview::InboxModel *inbox,
                 std::shared_ptr<base::Clock> clock, QWidget *parent = nullptr);
    ~OverviewPage() override;

    widgets::EnvironmentFilter environmentFilter() const;
    /// The parts that F6 goes through: fleet, workflows, inbox.
    QList<QWidget *> regions() const;

    /// Where the person put the line between fleet and workflows; empty while the page decides.
    QByteArray saveLayout() const;
    /// Takes what `saveLayout` gave; anything else leaves the layout as it is.
    void restoreLayout(const QByteArray &layout);

    /// Whether the inbox lies over the page, opened by its button, as there is no room beside it.
    bool isNarrow() const { return m_isNarrow; }

public Q_SLOTS:
    void setEnvironmentFilter(slipway::widgets::EnvironmentFilter filter);
    /// The chips beside the title; kept up with the fleet by the page itself.
    void setSummary(const slipway::overview::Summary &summary);
    /// Opens the inbox where it is a drawer, and gives it the keyboard.
    void focusInbox();

Q_SIGNALS:
    void openRequested(const QUrl &page);
    void copyRequested(const QString &text);
    void retryRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeRuns(overview::WorkflowModel *workflows);
    void connectParts();
    void takeFacts();
    void arrange();
    void placeInbox();
    void shareHeight();
    void closeDrawer();
    void expectMinute();
    void refreshAges();
    void adoptFont();
    int headHeight() const;

    overview::FleetModel *m_fleet;
    overview::WorkflowModel *m_workflows;
    overview::InboxModel *m_inboxModel;
    std::shared_ptr<base::Clock> m_clock;

    QWidget *m_main;
    QWidget *m_head;
    QLabel *m_title;
    SummaryChips *m_summary;
    QPushButton *m_inboxButton;
    NoticeBar *m_notices;
    FleetView *m_fleetView;
    WorkflowView *m_workflowView;
    RunsHead *m_runsHead;
    QSplitter *m_splitter;
    InboxPane *m_inbox = nullptr;

    bool m_isNarrow = false;
    /// The person moved the line between fleet and workflows.
    bool m_isDivided = false;
    QByteArray m_pendingLayout;
    std::unique_ptr<base::Alarm> m_minute;
    std::unique_ptr<base::Alarm> m_patience;
};

} // namespace slipway::overview_page
