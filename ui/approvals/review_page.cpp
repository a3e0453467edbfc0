#include "approvals_page/review_page.h"

#include "approvals_page/changes_pane.h"
#include "approvals_page/decision_pane.h"
#include "approvals_page/facts_pane.h"
#include "approvals_page/file_list.h"
#include "approvals_page/review_head.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "widgets/announce.h"
#include "widgets/message.h"
#include "widgets/skeleton.h"

#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

constexpr qreal factsWidth = 344;
constexpr qreal decisionWidth = 330;
/// Narrower windows give the change what it needs first.
constexpr qreal narrowFactsWidth = 232;
constexpr qreal narrowDecisionWidth = 304;
constexpr qreal wideFrom = 1180;
constexpr int skeletonRows = 9;

} // namespace

ReviewPage::ReviewPage(QWidget *parent)
    : QWidget(parent)
    , m_head(new ReviewHead)
    , m_stack(new QStackedLayout)
    , m_panes(new QSplitter)
    , m_loading(new QWidget)
    , m_message(new widgets::Message)
    , m_facts(new FactsPane)
    , m_changes(new ChangesPane)
    , m_decision(new DecisionPane)
{
    setAccessibleName(tr("Review of a deployment"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addLayout(m_stack, 1);
    for (QWidget *pane : std::initializer_list<QWidget *>{m_facts, m_changes, m_decision})
        m_panes->addWidget(pane);
    m_panes->setHandleWidth(1);
    m_panes->setChildrenCollapsible(false);
    m_panes->setStretchFactor(1, 1);
    auto *rows = new QVBoxLayout(m_loading);
    rows->setContentsMargins(theme::gutter, theme::gutter, theme::gutter, theme::gutter);
    rows->addWidget(new widgets::Skeleton(skeletonRows));
    rows->addStretch(1);
    for (QWidget *view : std::initializer_list<QWidget *>{m_loading, m_message, m_panes})
        m_stack->addWidget(view);
    connect(m_message, &widgets::Message::buttonClicked, this, &ReviewPage::retryRequested);
    connect(m_decision, &DecisionPane::approved, this, &ReviewPage::approved);
    connect(m_decision, &DecisionPane::rejectRequested, this, &ReviewPage::rejectRequested);
    connect(m_decision, &DecisionPane::rollBackRequested, this, &ReviewPage::rollBackRequested);
}

void ReviewPage::showLoading()
{
    m_review.reset();
    m_stack->setCurrentWidget(m_loading);
}

void ReviewPage::showError(const base::Error &error)
{
    // What was shown stays in sight. Its decision may be tried again: it asks once more in any case.
    if (m_review) {
        m_decision->setNotice(base::sentence(error));
        widgets::announce(*this, base::sentence(error));
        return;
    }
    m_message->setContent(u"status-failure"_s, base::sentence(error), tr("Retry"));
    m_stack->setCurrentWidget(m_message);
}

void ReviewPage::clearError()
{
    m_decision->setNotice({});
}

void ReviewPage::setReview(const approvals::Review &review, const QDateTime &now)
{
    m_review = review;
    m_head->setReview(review, now);
    m_facts->setReview(review, now);
    m_changes->setReview(review);
    m_decision->setReview(review, now);
    m_stack->setCurrentWidget(m_panes);
}

void ReviewPage::setObstacle(const QString &words)
{
    m_decision->setObstacle(words);
}

approvals::Decision ReviewPage::decision() const
{
    return m_decision->decision(approvals::Decision::Kind::Approve);
}

void ReviewPage::takeKeyboard()
{
    if (auto *files = m_changes->findChild<FileList *>())
        files->setFocus(Qt::OtherFocusReason);
}

void ReviewPage::approve()
{
    if (m_review)
        m_decision->approve();
}

void ReviewPage::reject()
{
    if (m_review)
        m_decision->reject();
}

QList<QWidget *> ReviewPage::regions() const
{
    return {m_head, m_facts, m_changes, m_decision};
}

void ReviewPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const qreal scale = theme::textScale(font());
    const bool isWide = width() >= wideFrom * scale;
    const int facts = qRound((isWide ? factsWidth : narrowFactsWidth) * scale);
    const int decision = qRound((isWide ? decisionWidth : narrowDecisionWidth) * scale);
    m_panes->setSizes({facts, width() - facts - decision, decision});
}

} // namespace slipway::approvals_page
