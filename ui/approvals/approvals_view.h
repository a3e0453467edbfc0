#pragma once

#include "base/error.h"
#include "operations/runner.h"

#include <QUrl>
#include <QWidget>

#include <memory>

namespace slipway::approvals {
class Approvals;
}

namespace slipway::approvals_page {

/// Deployments that wait for a person: the inbox over all repositories, and the whole of one of them. Decides nothing
/// itself: what a person chose leaves as a plan. GUI thread.
class ApprovalsView final : public QWidget
{
    Q_OBJECT

public:
    /// Null: says that nobody is signed in. `actor` stands in the audit log.
    explicit ApprovalsView(approvals::Approvals *approvals, const QString &actor, QWidget *parent = nullptr);
    ~ApprovalsView() override;

    /// Who it is from now on: for the audit log.
    void setActor(const QString &actor);
    /// The inbox.
    void showInbox();
    /// The review of a run, in the inbox or not any more.
    void showRun(qint64 runId);
    /// 0: the inbox is shown.
    qint64 shownRun() const;
    /// Offline nothing can be decided.
    void setOnline(bool online);
    /// What `decided` gave could not be started: says why where it was decided.
    void refuse(const base::Error &error);
    /// Asks anew for what is shown: after a decision was carried out.
    void refresh();
    /// The parts that F6 goes through.
    QList<QWidget *> regions() const;

Q_SIGNALS:
    /// The review of a run is shown from now on; 0: the inbox.
    void runShown(qint64 runId);
    /// A person chose: to be started as it is, the consent holds the reasons for what asks.
    void decided(const slipway::operations::Plan &plan, const slipway::operations::Runner::Consent &consent);
    void rollBackRequested(const QString &app, const QString &environment, const QString &releaseId);
    /// A web page: the run or a pull request at GitHub.
    void openRequested(const QUrl &page);
    /// What was confirmed could not be sent, and something else is shown by now.
    void failed(const slipway::base::Error &error);
    /// Back to the releases.
    void left();
    /// "Retry": ask the providers anew.
    void syncRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::approvals_page
