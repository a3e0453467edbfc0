#pragma once

#include "base/clock.h"
#include "base/status.h"
#include "operations/audit_model.h"
#include "operations/operations_model.h"

#include <QPointer>
#include <QUrl>
#include <QWidget>

#include <functional>

class QAction;
class QListView;
class QSplitter;
class QStackedWidget;

namespace slipway::widgets {
class Banner;
class Drawer;
class EmptyState;
class SegmentedControl;
} // namespace slipway::widgets
namespace slipway::workspace {
struct Workspace;
}

namespace slipway::activity_page {

class DetailsPane;
class FilterPane;
class OperationFilter;
class Remedies;

/// What the page works with. All outlive it.
struct PageSetup {
    QPointer<operations::Runner> runner;
    std::shared_ptr<const workspace::Workspace> workspace;
    /// What people read times by.
    std::shared_ptr<base::Clock> clock;
    /// Who acts: the name that goes into the audit log.
    std::function<QString()> person;
};

/// Every act: who, what, plan and result. Running and parked ones first; the audit log; both in files for others.
class ActivityPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityPage(PageSetup setup, QWidget *parent = nullptr);
    ~ActivityPage() override;

    /// The actions of the window that this page does, by their ids.
    QList<std::pair<const char *, QAction *>> offers() const { return m_offers; }
    QList<QWidget *> regions() const;
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

    /// Chooses it, whatever the filter was.
    void showOperation(const QString &id);
    /// Asks, with what stays done, before it aborts: for the operations bar too.
    void askToAbort(const QString &id);
    /// Which lines of the log are wanted, all of them at once, as a file for others. Empty path: asks where.
    void exportLog(const QString &path = {});

Q_SIGNALS:
    void openRequested(const QUrl &page);
    void releaseRequested(const QString &releaseId);
    void said(slipway::base::Status tone, const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum Part { Operations, Log };

    void arrange();
    void placeDetails();
    void showDetails(bool isWanted);
    void openDetails();
    void closeDetails();
    void connectParts();
    QWidget *makeHead();
    void makeOperations();
    void makeLog();
    void makeOffers();
    void showPart(int part);
    void applyFilter();
    void showChosen();
    void showEmptiness();
    void fillChoices();
    void selectFirst();
    QString chosenId() const;
    static QCoro::Task<void> write(QPointer<ActivityPage> page, QPointer<operations::Runner> runner,
                                   operations::AuditQuery query, QString path);

    PageSetup m_setup;
    operations::OperationsModel *m_model;
    operations::AuditModel *m_audit;
    OperationFilter *m_shown;
    FilterPane *m_filter;
    DetailsPane *m_details;
    Remedies *m_remedies;
    widgets::SegmentedControl *m_parts = nullptr;
    widgets::Banner *m_banner;
    widgets::EmptyState *m_empty;
    QSplitter *m_splitter;
    /// Holds the details where the page is narrow.
    widgets::Drawer *m_drawer = nullptr;
    bool m_isNarrow = false;
    QStackedWidget *m_stack;
    QListView *m_list;
    QListView *m_log;
    QList<std::pair<const char *, QAction *>> m_offers;
};

} // namespace slipway::activity_page
