#pragma once

#include "base/status.h"
#include "releases_page/services.h"
#include "widgets/environment_filter.h"

#include <QList>
#include <QUrl>
#include <QWidget>

#include <memory>

class QAction;

namespace slipway::releases {
struct Details;
struct History;
} // namespace slipway::releases

namespace slipway::releases_page {

/// What runs where, since when, by whom and how it fares; and what can be done about it: promote, roll back, approve,
/// migrate, compare. Every act shows its plan on a sheet first. GUI thread.
class ReleasesPage final : public QWidget
{
    Q_OBJECT

public:
    enum class View { Timeline, List, Approvals, Metrics };
    Q_ENUM(View)

    explicit ReleasesPage(Services services, QWidget *parent = nullptr);
    ~ReleasesPage() override;

    /// After signing in or out, or for another workspace.
    void setServices(Services services);

    /// The actions of the window that this page does, by their ids.
    QList<std::pair<const char *, QAction *>> offers() const;
    /// The parts that F6 goes through.
    QList<QWidget *> regions() const;
    /// View, filters, what the timeline shows, sizes; given back to `restoreLayout`.
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

    View view() const;
    void setView(View view);
    void setEnvironmentFilter(widgets::EnvironmentFilter filter);
    void setOnline(bool online);
    void setMotionReduced(bool reduced);
    /// Selects it in the timeline, in the middle of what is shown, with its details.
    void showRelease(const QString &id);
    /// The inbox of approvals; with a run, its review. 0: none.
    void showApprovals(qint64 runId = 0);
    /// Opens the plan for this lane's way back, as Ctrl+Shift+B does for what is selected.
    void rollBack(const QString &app, const QString &environment);
    /// What is shown; the page itself follows Services::releases.
    void showHistory(std::shared_ptr<const releases::History> history);
    /// What is known of the selected release; ignored for another one.
    void showDetails(const releases::Details &details);
    /// How many approvals wait, for the rail's badge.
    int waitingApprovals() const;

Q_SIGNALS:
    /// A web page: a run, a deployment, a pull request.
    void openRequested(const QUrl &page);
    /// A run of ours, to be shown among the pipelines.
    void runRequested(qint64 runId);
    /// An operation, to be shown in the drawer.
    void operationRequested(const QString &operationId);
    /// An operation began: the drawer follows it.
    void operationStarted(const QString &operationId);
    /// "Open pipelines", where nothing was released yet.
    void pipelinesRequested();
    /// Something was done, or failed: for the toast.
    void said(slipway::base::Status tone, const QString &words);
    void waitingApprovalsChanged(int count);
    /// "Retry" of a banner: ask the providers anew.
    void syncRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::releases_page
