#include "releases_page/page_head.h"
#include "releases_page/releases_page_private.h"

#include <QStackedWidget>

// The inbox of approvals as one of the page's views.
namespace slipway::releases_page {

using approvals_page::ApprovalsView;

void ReleasesPage::Private::makeApprovals()
{
    auto *view = new ApprovalsView(services.approvals, services.actor);
    approvals = view;
    stack->addWidget(view);
    view->setOnline(isOnline);
    connect(view, &ApprovalsView::decided, page,
            [this](const operations::Plan &plan, const operations::Runner::Consent &consent) {
                acts->start(nullptr, plan, consent);
            });
    connect(view, &ApprovalsView::rollBackRequested, page,
            [this](const QString &app, const QString &where, const QString &release) {
                acts->rollBack({app, where}, release);
            });
    connect(view, &ApprovalsView::openRequested, page, &ReleasesPage::openRequested);
    connect(view, &ApprovalsView::failed, page, [this](const base::Error &error) {
        emit page->said(base::Status::Failure, tr("Not decided. %1").arg(base::sentence(error)));
    });
    connect(view, &ApprovalsView::runShown, page, [this] { showHead(); });
    connect(view, &ApprovalsView::left, page, [this] { page->setView(View::Timeline); });
    connect(view, &ApprovalsView::syncRequested, page, &ReleasesPage::syncRequested);
    connect(acts, &ReleaseActs::operationStarted, view, &ApprovalsView::refresh);
    connect(acts, &ReleaseActs::refused, view, &ApprovalsView::refuse);
}

void ReleasesPage::Private::renewApprovals(const approvals::Approvals *before)
{
    // What a person has written, or just confirmed, stays when only the person became known.
    approvals->setActor(services.actor);
    if (before == services.approvals)
        return;
    const qint64 shown = approvals->shownRun();
    delete approvals;
    makeApprovals();
    if (shown != 0)
        approvals->showRun(shown);
}

void ReleasesPage::Private::showHead()
{
    // A review has a head of its own that leads back.
    head->setHidden(page->view() == View::Approvals && approvals && approvals->shownRun() != 0);
}

void ReleasesPage::showApprovals(qint64 runId)
{
    setView(View::Approvals);
    if (runId != 0)
        m_d->approvals->showRun(runId);
    else
        m_d->approvals->showInbox();
}

} // namespace slipway::releases_page
