#pragma once

#include "base/status.h"
#include "operations/runner.h"
#include "releases/release.h"
#include "releases_page/services.h"
#include "rollout/draft.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

#include <stop_token>

class QAction;

namespace slipway::rollout_sheets {
class PlanSheet;
class ReleaseSheet;
} // namespace slipway::rollout_sheets

namespace slipway::releases_page {

/// What people do with the chosen release: each act asks for a draft, shows its plan on a sheet and, confirmed, starts
/// an operation. An act that cannot be done is off, and its tooltip says why. GUI thread.
class ReleaseActs final : public QObject
{
    Q_OBJECT

public:
    struct Acts {
        QAction *promote = nullptr;
        QAction *rollBack = nullptr;
        QAction *approve = nullptr;
        QAction *redeploy = nullptr;
        QAction *undo = nullptr;
        QAction *migrate = nullptr;
        QAction *migrateDown = nullptr;
        QAction *restore = nullptr;
        QAction *coordinated = nullptr;
        QAction *compare = nullptr;
        QAction *tag = nullptr;
        QAction *open = nullptr;
    };

    using Parts = QList<std::pair<rollout::Draft, rollout::Choices>>;

    /// Sheets lie over `over`'s window.
    explicit ReleaseActs(QWidget *over);
    ~ReleaseActs() override;

    const Acts &acts() const { return m_acts; }
    void setServices(const Services &services);
    void setHistory(std::shared_ptr<const releases::History> history);
    void setSelected(const QString &releaseId);
    void setOnline(bool online);
    /// How many runs wait for a person, and whether this person may decide any.
    void setWaiting(qsizetype count, const QString &objection);

    /// The way back of a lane; an empty release is the last one whose watch passed.
    void rollBack(const operations::Target &target, const QString &release = {});
    void undoPin(const operations::Target &target);
    void compare(const QString &left, const QString &right);
    /// Starts a plan that a person confirmed; `sheet`, which may be null, shows what fails and closes else.
    void start(rollout_sheets::PlanSheet *sheet, const operations::Plan &plan,
               const operations::Runner::Consent &consent);

Q_SIGNALS:
    void said(slipway::base::Status tone, const QString &words);
    void openRequested(const QUrl &page);
    void operationStarted(const QString &operationId);
    /// What has no sheet of its own could not be started.
    void refused(const slipway::base::Error &error);
    /// A way back is being looked at; both empty: no longer.
    void proposed(const QString &fromId, const QString &toId);
    /// 0: the inbox as a whole.
    void approvalsRequested(qint64 runId);

private:
    QAction *make(const char *name, const QString &text, const QString &icon);
    void makeActs();
    void connectActs();
    void judge();
    void set(QAction *act, const QString &words, const QString &obstacle);
    QString accessObstacle() const;
    QString generalObstacle() const;
    QString promoteObstacle() const;
    QString rollBackObstacle() const;
    QString migrateObstacle() const;
    const releases::Release *selected() const;
    /// The newest release of the chosen one's app that waits for approval.
    const releases::Release *waitingRelease() const;
    operations::Target targetOf(const releases::Release &release) const;
    void plan(const rollout::Wish &wish, QAction *act);
    void openSheet(const rollout::Draft &draft);
    void propose(const rollout::Draft &draft);
    void redraft(const rollout::Wish &wish);
    void askAgain();
    void takeDraft(QCoro::Task<base::Result<rollout::Draft>> asked);
    void openDiff(const QString &baseSha, const QString &headSha);
    void planSeveral(const QList<rollout::Wish> &wishes);
    void openOrder(const Parts &parts);
    void openJoint(const operations::Plan &plan, const QList<rollout::Wish> &wishes);
    void startPromotion();
    void startRollBack();
    void startMigration(rollout::Wish::Act way);
    void startCoordinated();
    void draftTag();
    void showComparison();

    QWidget *m_over;
    Services m_services;
    std::shared_ptr<const releases::History> m_history;
    QString m_selected;
    bool m_isOnline = true;
    qsizetype m_waiting = 0;
    QString m_waitingObjection;
    Acts m_acts;
    /// The act whose plan is being asked for.
    QPointer<QAction> m_busy;
    QPointer<rollout_sheets::ReleaseSheet> m_sheet;
    std::stop_source m_stop;
};

} // namespace slipway::releases_page
