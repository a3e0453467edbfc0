#include "approvals_page/decision_pane.h"

#include "approvals_page/timer_card.h"
#include "approvals_page/words.h"
#include "base/format.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/banner.h"
#include "widgets/plain_words.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

using Kind = approvals::Decision::Kind;
using State = approvals::Review::State;

constexpr int commentLines = 4;

QString takesWords(const std::optional<base::milliseconds> &takes)
{
    if (!takes)
        return u"—"_s;
    if (takes->count() == 0)
        return DecisionPane::tr("now");
    const bool isWholeMinutes = *takes % std::chrono::minutes(1) == base::milliseconds(0);
    return isWholeMinutes ? base::format::age(*takes) : base::format::duration(*takes);
}

/// What became of a run that somebody else decided.
QString decidedWords(const approvals::Review &review)
{
    const QString by = review.decidedBy.isEmpty() ? DecisionPane::tr("somebody") : review.decidedBy;
    switch (review.state) {
    case State::Approved: return DecisionPane::tr("Approved by %1. Nothing is left to decide.").arg(by);
    case State::Rejected: return DecisionPane::tr("Rejected by %1. Nothing is left to decide.").arg(by);
    case State::Expired: return DecisionPane::tr("Nobody answered for 30 days, so GitHub failed the run.");
    case State::Ended: return DecisionPane::tr("The run does not wait any more.");
    case State::Waiting: break;
    }
    return review.what.objection;
}

} // namespace

DecisionPane::DecisionPane(QWidget *parent)
    : QWidget(parent)
    , m_card(new TimerCard)
    , m_steps(new QGridLayout)
    , m_failure(wordsLabel({}, theme::FontRole::Small))
{
    setAccessibleName(tr("Your decision"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(theme::gutter, 12, theme::gutter, 12);
    column->setSpacing(10);
    column->addWidget(wordsLabel(tr("Your decision"), theme::FontRole::Section));
    column->addWidget(m_card);
    column->addSpacing(4);
    column->addWidget(wordsLabel(tr("What will happen"), theme::FontRole::Section));
    m_steps->setColumnStretch(1, 1);
    m_steps->setHorizontalSpacing(10);
    m_steps->setVerticalSpacing(6);
    column->addLayout(m_steps);
    column->addWidget(m_failure);
    column->addWidget(makeForm());
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Your decision"));
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(scroll, 1);
    whole->addWidget(makeFoot());
}

void DecisionPane::makeHotfix()
{
    m_hotfix = new QWidget;
    auto *hotfix = new QVBoxLayout(m_hotfix);
    hotfix->setContentsMargins(0, 0, 0, 4);
    hotfix->setSpacing(6);
    m_reason = new QLineEdit;
    m_reason->setPlaceholderText(tr("Why it cannot take the usual way"));
    m_reason->setAccessibleName(tr("Why this hotfix cannot take the usual way"));
    m_followUp = new QLineEdit;
    m_followUp->setPlaceholderText(tr("What follows: merge back, tests, review"));
    m_followUp->setAccessibleName(tr("What follows the hotfix"));
    hotfix->addWidget(wordsLabel(tr("Hotfix lane"), theme::FontRole::Section));
    hotfix->addWidget(m_reason);
    hotfix->addWidget(m_followUp);
    for (QLineEdit *line : {m_reason, m_followUp})
        connect(line, &QLineEdit::textChanged, this, &DecisionPane::sync);
}

QWidget *DecisionPane::makeForm()
{
    auto *form = new QWidget;
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(6);
    makeHotfix();
    column->addWidget(m_hotfix);
    auto *head = new QHBoxLayout;
    auto *title = wordsLabel(tr("Comment"), theme::FontRole::Section);
    title->setWordWrap(false);
    m_commentNeed = wordsLabel({}, theme::FontRole::Small, QPalette::PlaceholderText);
    head->addWidget(title);
    head->addWidget(m_commentNeed, 1);
    column->addLayout(head);
    m_comment = new QPlainTextEdit;
    m_comment->setAccessibleName(tr("Comment"));
    m_comment->setTabChangesFocus(true);
    m_comment->setFixedHeight(m_comment->fontMetrics().lineSpacing() * commentLines + 14);
    column->addWidget(m_comment);
    auto *below = new QHBoxLayout;
    below->addWidget(
        wordsLabel(tr("Visible on GitHub and in Activity"), theme::FontRole::Small, QPalette::PlaceholderText), 1);
    m_commentCount = wordsLabel({}, theme::FontRole::Small, QPalette::PlaceholderText);
    m_commentCount->setWordWrap(false);
    below->addWidget(m_commentCount);
    column->addLayout(below);
    connect(m_comment, &QPlainTextEdit::textChanged, this, &DecisionPane::sync);
    return form;
}

QWidget *DecisionPane::makeFoot()
{
    auto *foot = new QWidget;
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(theme::gutter, 8, theme::gutter, 12);
    column->setSpacing(8);
    m_banner = new widgets::Banner;
    m_watch = new QCheckBox;
    m_watch->setChecked(true);
    m_approve = new QPushButton;
    m_approve->setObjectName(u"approve"_s);
    theme::setTone(*m_approve, theme::Tone::Primary);
    m_approve->setIcon(theme::icon(u"action-approve"_s, &theme::Tokens::accentText));
    m_reject = new QPushButton(tr("Reject…"));
    m_reject->setObjectName(u"reject"_s);
    m_rollBack = new QPushButton;
    m_rollBack->setObjectName(u"rollBack"_s);
    m_missing = wordsLabel({}, theme::FontRole::Small, QPalette::PlaceholderText);
    column->addWidget(m_banner);
    column->addWidget(m_watch);
    column->addWidget(m_missing);
    column->addWidget(m_approve);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_reject, 1);
    row->addWidget(m_rollBack, 1);
    column->addLayout(row);
    m_reject->setToolTip(tr("Reject this deployment (Ctrl+Shift+R)"));
    connect(m_watch, &QCheckBox::toggled, this, [this] { showExpectations(); });
    connect(m_approve, &QPushButton::clicked, this, &DecisionPane::approved);
    connect(m_reject, &QPushButton::clicked, this, &DecisionPane::rejectRequested);
    connect(m_rollBack, &QPushButton::clicked, this, &DecisionPane::rollBackRequested);
    return foot;
}

void DecisionPane::setReview(const approvals::Review &review, const QDateTime &now)
{
    if (review.what.runId != m_review.what.runId) {
        m_comment->clear();
        m_reason->clear();
        m_followUp->clear();
        m_notice.clear();
    }
    m_review = review;
    m_card->setReview(review, now);
    m_failure->setText(review.failureWords);
    m_hotfix->setVisible(review.what.isHotfix);
    m_watch->setText(tr("I keep watch for %1 minutes").arg(review.watch.count()));
    m_approve->setText(review.becomes.isEmpty() ? tr("Approve and deploy")
                                                : tr("Approve and deploy %1").arg(widgets::plainTitle(review.becomes)));
    if (review.wayBack)
        m_rollBack->setText(tr("Roll back to %1…").arg(widgets::plainTitle(nameOf(*review.wayBack))));
    m_rollBack->setVisible(review.wayBack.has_value());
    showExpectations();
    sync();
}

void DecisionPane::setObstacle(const QString &words)
{
    m_obstacle = words;
    sync();
}

void DecisionPane::setNotice(const QString &words)
{
    m_notice = words;
    sync();
}

void DecisionPane::showExpectations()
{
    while (QLayoutItem *item = m_steps->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QList<approvals::Expectation> list = m_review.expectations;
    if (m_watch->isChecked())
        list += {tr("You watch %1").arg(m_review.what.environment), base::milliseconds(m_review.watch)};
    for (int row = 0; row < list.size(); ++row) {
        m_steps->addWidget(wordsLabel(QString::number(row + 1), theme::FontRole::Small, QPalette::PlaceholderText), row,
                           0, Qt::AlignTop);
        m_steps->addWidget(wordsLabel(list.at(row).words, theme::FontRole::Small), row, 1);
        auto *takes = wordsLabel(takesWords(list.at(row).takes), theme::FontRole::Small, QPalette::PlaceholderText);
        takes->setWordWrap(false);
        m_steps->addWidget(takes, row, 2, Qt::AlignRight | Qt::AlignTop);
    }
}

QString DecisionPane::missing() const
{
    const qsizetype blocks =
        std::ranges::count(m_review.guards, operations::Guard::Level::Block, &operations::Guard::level);
    if (blocks > 0)
        return tr("A gate blocks this deployment.");
    const bool wantsHotfix =
        m_review.what.isHotfix && (m_reason->text().trimmed().isEmpty() || m_followUp->text().trimmed().isEmpty());
    if (wantsHotfix)
        return tr("Say why this takes the hotfix lane and what follows.");
    if (m_review.notesNeeded() > 0 && m_comment->toPlainText().trimmed().isEmpty())
        return tr("Write the comment that the gates ask for.");
    return {};
}

void DecisionPane::sync()
{
    const qsizetype notes = m_review.notesNeeded();
    m_commentNeed->setText(notes == 0       ? tr("may be empty")
                               : notes == 1 ? tr("needed: 1 gate asks for a note")
                                            : tr("needed: %1 gates ask for a note").arg(notes));
    m_commentCount->setText(base::format::count(m_comment->toPlainText().size()));
    const QString bar = m_review.mayDecide() ? m_obstacle : decidedWords(m_review);
    const QString words = bar.isEmpty() ? m_notice : bar;
    m_banner->setMessage(m_review.state == State::Waiting ? base::Status::Warning : base::Status::Skipped, words);
    m_banner->setVisible(!words.isEmpty());
    const bool mayDecide = bar.isEmpty();
    const QString gap = mayDecide ? missing() : QString();
    m_missing->setText(gap);
    m_missing->setVisible(!gap.isEmpty());
    m_watch->setEnabled(mayDecide);
    m_reject->setEnabled(mayDecide);
    m_approve->setEnabled(mayDecide && gap.isEmpty());
    m_approve->setToolTip(gap.isEmpty() ? mayDecide ? tr("Approve and deploy (Ctrl+Enter)") : widgets::plainTip(bar)
                                        : gap);
}

approvals::Decision DecisionPane::decision(Kind kind) const
{
    approvals::Decision decision;
    decision.kind = kind;
    decision.comment = m_comment->toPlainText();
    decision.keepsWatch = kind == Kind::Approve && m_watch->isChecked();
    decision.hotfixReason = m_reason->text();
    decision.followUp = m_followUp->text();
    return decision;
}

void DecisionPane::approve()
{
    if (m_approve->isEnabled()) {
        emit approved();
        return;
    }
    if (!m_review.mayDecide() || !m_obstacle.isEmpty())
        return;
    QWidget *gap = m_comment;
    if (m_review.what.isHotfix && m_followUp->text().trimmed().isEmpty())
        gap = m_followUp;
    if (m_review.what.isHotfix && m_reason->text().trimmed().isEmpty())
        gap = m_reason;
    gap->setFocus(Qt::ShortcutFocusReason);
}

void DecisionPane::reject()
{
    if (m_reject->isEnabled())
        emit rejectRequested();
}

void DecisionPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::tokens(palette()).header);
}

} // namespace slipway::approvals_page
