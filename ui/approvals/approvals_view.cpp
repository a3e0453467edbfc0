#include "approvals_page/approvals_view.h"

#include "approvals/approvals.h"
#include "approvals_page/decision_sheet.h"
#include "approvals_page/inbox.h"
#include "approvals_page/review_head.h"
#include "approvals_page/review_page.h"
#include "theme/tokens.h"
#include "widgets/announce.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPointer>
#include <QStackedLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

using Kind = approvals::Decision::Kind;
using Answer = base::Result<QList<approvals::Review>>;

/// All of these; the first failure is the answer.
QCoro::Task<Answer> askAll(QPointer<approvals::Approvals> approvals, QList<qint64> runIds, std::stop_token stop)
{
    QList<approvals::Review> reviews;
    for (qsizetype i = 0; i < runIds.size(); ++i) {
        if (!approvals || stop.stop_requested())
            co_return std::unexpected(base::cancelled());
        const auto review = co_await approvals->review(runIds.at(i), stop);
        if (!review)
            co_return std::unexpected(review.error());
        reviews += *review;
    }
    co_return reviews;
}

QList<qint64> runsOf(const QList<approvals::Review> &reviews)
{
    QList<qint64> runIds;
    for (const approvals::Review &review : reviews)
        runIds += review.what.runId;
    return runIds;
}

} // namespace

struct ApprovalsView::Private {
    ApprovalsView &view;
    QPointer<approvals::Approvals> approvals;
    QString actor;
    Inbox *inbox = nullptr;
    ReviewPage *page = nullptr;
    QStackedLayout *stack = nullptr;
    qint64 shown = 0;
    bool isOnline = true;
    /// What is being confirmed. Nothing but the end of the view stops it: a person has said yes to it.
    QList<qint64> confirmed;
    /// What went out last, which may yet be refused.
    QList<qint64> sent;
    std::stop_source asking;
    std::stop_source confirming;

    explicit Private(ApprovalsView &owner)
        : view(owner)
    { }

    void takeList();
    void ask();
    void step(int by);
    int placeOf(qint64 runId) const;
    void take(qint64 runId, const Answer &answer);
    void showPlace();
    void askAndDecide(const QList<qint64> &runIds, Kind kind);
    void openSheet(const QList<approvals::Review> &reviews, const approvals::Decision &decision);
    /// Asks once more, and sends the plan unless something changed that a person should see before.
    void confirm(const QList<approvals::Review> &seen, const approvals::Decision &decision);
    void send(const QList<approvals::Review> &seen, const QList<approvals::Review> &now,
              const approvals::Decision &decision);
    void showTrouble(const QList<qint64> &runIds, const base::Error &error);
    /// Why nothing can be decided just now.
    void showObstacle();
    void approve();
    void reject();
    void rollBack();
};

void ApprovalsView::Private::takeList()
{
    if (!approvals) {
        const auto error = base::makeError(base::Error::Kind::Unauthorized, tr("Nobody is signed in at GitHub."),
                                           tr("Sign in under Accounts."));
        inbox->setWaiting({}, base::Freshness::failed({}, error), {});
        return;
    }
    inbox->setWaiting(approvals->list(), approvals->freshness(), approvals->now());
    showPlace();
    // Somebody else decided, or it ended: the page must not offer what is over.
    const approvals::Review *review = page->review();
    const bool isGone = review && review->what.runId == shown && placeOf(shown) < 0;
    if (isGone && review->state == approvals::Review::State::Waiting)
        ask();
}

int ApprovalsView::Private::placeOf(qint64 runId) const
{
    const auto &list = approvals->list();
    const auto found = std::ranges::find(list, runId, &approvals::Waiting::runId);
    return found == list.end() ? -1 : int(found - list.begin());
}

void ApprovalsView::Private::showPlace()
{
    if (approvals && shown != 0)
        page->head().setPlace(placeOf(shown), int(approvals->list().size()));
}

void ApprovalsView::Private::ask()
{
    asking.request_stop();
    asking = {};
    // What is being confirmed is asked for already.
    if (!approvals || shown == 0 || confirmed.contains(shown))
        return;
    QCoro::connect(askAll(approvals, {shown}, asking.get_token()), &view,
                   [this, runId = shown](const Answer &answer) { take(runId, answer); });
}

void ApprovalsView::Private::take(qint64 runId, const Answer &answer)
{
    if (runId != shown)
        return;
    if (!answer) {
        if (answer.error().kind != base::Error::Kind::Cancelled)
            page->showError(answer.error());
        return;
    }
    showObstacle();
    page->clearError();
    const bool isFirst = !page->review();
    page->setReview(answer->first(), approvals->now());
    showPlace();
    if (isFirst)
        page->takeKeyboard();
    widgets::announce(*page, answer->first().what.title);
}

void ApprovalsView::Private::step(int by)
{
    const auto &list = approvals->list();
    const int place = placeOf(shown) + by;
    if (place >= 0 && place < list.size())
        view.showRun(list.at(place).runId);
}

void ApprovalsView::Private::askAndDecide(const QList<qint64> &runIds, Kind kind)
{
    inbox->setBusy(true);
    asking.request_stop();
    asking = {};
    QCoro::connect(askAll(approvals, runIds, asking.get_token()), &view, [this, kind, runIds](const Answer &answer) {
        inbox->setBusy(false);
        if (answer) {
            approvals::Decision decision;
            decision.kind = kind;
            decision.keepsWatch = kind == Kind::Approve;
            openSheet(*answer, decision);
        } else if (answer.error().kind != base::Error::Kind::Cancelled) {
            showTrouble(runIds, answer.error());
        }
    });
}

void ApprovalsView::Private::openSheet(const QList<approvals::Review> &reviews, const approvals::Decision &decision)
{
    auto *sheet = new DecisionSheet(reviews, decision, approvals->now(), &view);
    QObject::connect(sheet, &DecisionSheet::decided, &view,
                     [this, reviews](const approvals::Decision &said) { confirm(reviews, said); });
    sheet->open();
}

void ApprovalsView::Private::confirm(const QList<approvals::Review> &seen, const approvals::Decision &decision)
{
    if (!confirmed.isEmpty())
        return;
    asking.request_stop();
    confirmed = runsOf(seen);
    confirming = {};
    page->clearError();
    showObstacle();
    QCoro::connect(askAll(approvals, confirmed, confirming.get_token()), &view,
                   [this, seen, decision](const Answer &answer) {
                       confirmed.clear();
                       showObstacle();
                       if (answer)
                           send(seen, *answer, decision);
                       else
                           showTrouble(runsOf(seen), answer.error());
                   });
}

void ApprovalsView::Private::showObstacle()
{
    const QString words = !isOnline ? tr("Offline. Nothing can be decided.")
        : confirmed.isEmpty()       ? QString()
                                    : tr("Asking GitHub once more…");
    page->setObstacle(words);
    inbox->setObstacle(words);
}

void ApprovalsView::Private::showTrouble(const QList<qint64> &runIds, const base::Error &error)
{
    if (runIds == QList{shown})
        page->showError(error);
    else if (shown == 0)
        inbox->setWaiting(approvals->list(), base::Freshness::failed(approvals->freshness(), error), approvals->now());
    else
        emit view.failed(error);
}

void ApprovalsView::Private::send(const QList<approvals::Review> &seen, const QList<approvals::Review> &now,
                                  const approvals::Decision &decision)
{
    const QStringList changes = approvals::changedMeanwhile(seen, now, decision.kind);
    if (!changes.isEmpty()) {
        if (runsOf(now) == QList{shown})
            page->setReview(now.first(), approvals->now());
        showTrouble(runsOf(now),
                    base::makeError(base::Error::Kind::Conflict, tr("Meanwhile: %1.").arg(changes.join(u"; "_s)),
                                    tr("Look at it, then confirm again or leave it.")));
        return;
    }
    const operations::Plan plan = approvals::planOf(now, decision, approvals->now());
    operations::Runner::Consent consent;
    consent.actor = actor;
    consent.reasons = approvals::reasonsOf(plan, decision);
    sent = runsOf(now);
    emit view.decided(plan, consent);
}

void ApprovalsView::Private::approve()
{
    approvals::Decision decision = page->decision();
    decision.actor = actor;
    confirm({*page->review()}, decision);
}

void ApprovalsView::Private::reject()
{
    approvals::Decision decision = page->decision();
    decision.kind = Kind::Reject;
    decision.keepsWatch = false;
    openSheet({*page->review()}, decision);
}

void ApprovalsView::Private::rollBack()
{
    const approvals::Review &review = *page->review();
    if (review.wayBack)
        emit view.rollBackRequested(review.what.app, review.what.environment, review.wayBack->id);
}

ApprovalsView::ApprovalsView(approvals::Approvals *approvals, const QString &actor, QWidget *parent)
    : QWidget(parent)
    , m_d(std::make_unique<Private>(*this))
{
    setAccessibleName(tr("Approvals"));
    m_d->approvals = approvals;
    m_d->actor = actor;
    m_d->inbox = new Inbox;
    m_d->page = new ReviewPage;
    m_d->stack = new QStackedLayout(this);
    m_d->stack->addWidget(m_d->inbox);
    m_d->stack->addWidget(m_d->page);
    Private *d = m_d.get();
    connect(d->inbox, &Inbox::reviewRequested, this, &ApprovalsView::showRun);
    connect(d->inbox, &Inbox::retryRequested, this, &ApprovalsView::syncRequested);
    connect(d->inbox, &Inbox::decisionRequested, this,
            [d](const QList<qint64> &runIds, Kind kind) { d->askAndDecide(runIds, kind); });
    connect(d->page, &ReviewPage::approved, this, [d] { d->approve(); });
    connect(d->page, &ReviewPage::rejectRequested, this, [d] { d->reject(); });
    connect(d->page, &ReviewPage::rollBackRequested, this, [d] { d->rollBack(); });
    connect(d->page, &ReviewPage::retryRequested, this, [d] { d->ask(); });
    ReviewHead &head = d->page->head();
    connect(&head, &ReviewHead::releasesRequested, this, &ApprovalsView::left);
    connect(&head, &ReviewHead::inboxRequested, this, &ApprovalsView::showInbox);
    connect(&head, &ReviewHead::stepRequested, this, [d](int by) { d->step(by); });
    connect(&head, &ReviewHead::openRequested, this, [this, d] {
        if (const approvals::Review *review = d->page->review())
            emit openRequested(review->what.page);
    });
    if (approvals)
        connect(approvals, &approvals::Approvals::changed, this, [d] { d->takeList(); });
    d->takeList();
}

ApprovalsView::~ApprovalsView()
{
    m_d->asking.request_stop();
    m_d->confirming.request_stop();
}

void ApprovalsView::setActor(const QString &actor)
{
    m_d->actor = actor;
}

void ApprovalsView::showInbox()
{
    m_d->shown = 0;
    m_d->asking.request_stop();
    m_d->stack->setCurrentWidget(m_d->inbox);
    m_d->takeList();
    emit runShown(0);
}

void ApprovalsView::showRun(qint64 runId)
{
    if (runId == 0 || !m_d->approvals) {
        showInbox();
        return;
    }
    m_d->shown = runId;
    m_d->page->showLoading();
    m_d->stack->setCurrentWidget(m_d->page);
    m_d->showPlace();
    m_d->ask();
    emit runShown(runId);
}

qint64 ApprovalsView::shownRun() const
{
    return m_d->shown;
}

void ApprovalsView::setOnline(bool online)
{
    m_d->isOnline = online;
    m_d->showObstacle();
}

void ApprovalsView::refuse(const base::Error &error)
{
    m_d->showTrouble(m_d->sent, error);
}

void ApprovalsView::refresh()
{
    m_d->takeList();
    m_d->ask();
}

QList<QWidget *> ApprovalsView::regions() const
{
    return m_d->shown == 0 ? QList<QWidget *>{m_d->inbox} : m_d->page->regions();
}

void ApprovalsView::keyPressEvent(QKeyEvent *event)
{
    const bool isReview = m_d->shown != 0;
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // A key that is held down must not say yes to what has only just changed.
    const bool isPressed = !event->isAutoRepeat();
    if (isReview && isEnter && isPressed && event->modifiers().testFlag(Qt::ControlModifier))
        m_d->page->approve();
    else if (isReview && event->key() == Qt::Key_R && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        m_d->page->reject();
    else if (isReview && event->key() == Qt::Key_Escape)
        showInbox();
    else
        QWidget::keyPressEvent(event);
}

void ApprovalsView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::tokens(palette()).base);
}

} // namespace slipway::approvals_page
