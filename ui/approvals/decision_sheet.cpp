#include "approvals_page/decision_sheet.h"

#include "approvals_page/gate_list.h"
#include "approvals_page/words.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

using operations::Guard;

constexpr int commentLines = 4;

/// Passing gates are left out: the sheet is for what speaks against it.
QList<Guard> telling(const approvals::Review &review)
{
    QList<Guard> guards = review.guards;
    guards.removeIf([](const Guard &guard) { return guard.level == Guard::Level::Pass; });
    return guards;
}

QLineEdit *line(const QString &name, const QString &text)
{
    auto *edit = new QLineEdit(text);
    edit->setPlaceholderText(name);
    edit->setAccessibleName(name);
    return edit;
}

} // namespace

DecisionSheet::DecisionSheet(QList<approvals::Review> reviews, approvals::Decision decision, const QDateTime &now,
                             QWidget *over)
    : Sheet(over)
    , m_reviews(std::move(reviews))
    , m_decision(std::move(decision))
    , m_now(now)
{
    const operations::Plan plan = approvals::planOf(m_reviews, m_decision, m_now);
    setTitle(plan.title, approves() ? u"action-approve"_s : u"action-reject"_s);
    setSubtitle(approves() ? tr("GitHub lets the runs go on; nothing is deployed by this program itself.")
                           : tr("GitHub fails the runs. They can be run again."));
    setVerb(plan.verb, !approves());
    addRuns();
    addForm();
    connect(this, &Sheet::confirmed, this, [this] {
        emit decided(this->decision());
        close();
    });
    sync();
}

void DecisionSheet::addRuns()
{
    for (const approvals::Review &review : std::as_const(m_reviews)) {
        body()->addWidget(wordsLabel(review.what.title, theme::FontRole::Section));
        body()->addWidget(
            wordsLabel(tr("%1, run #%2, %3")
                           .arg(review.what.subject, QString::number(review.what.runNumber), review.what.environment),
                       theme::FontRole::Body, QPalette::PlaceholderText));
        const QList<Guard> guards = approves() ? telling(review) : QList<Guard>();
        if (guards.isEmpty())
            continue;
        auto *gates = new GateList;
        gates->setGuards(guards);
        body()->addWidget(gates);
    }
}

void DecisionSheet::addForm()
{
    if (asksHotfix()) {
        m_reason = line(tr("Why it cannot take the usual way"), m_decision.hotfixReason);
        m_followUp = line(tr("What follows: merge back, tests, review"), m_decision.followUp);
        for (QLineEdit *edit : {m_reason, m_followUp}) {
            body()->addWidget(edit);
            connect(edit, &QLineEdit::textChanged, this, &DecisionSheet::sync);
        }
    }
    body()->addWidget(wordsLabel(approves() ? tr("Comment") : tr("Why it is rejected"), theme::FontRole::Section));
    m_comment = new QPlainTextEdit(m_decision.comment);
    m_comment->setAccessibleName(approves() ? tr("Comment") : tr("Why it is rejected"));
    m_comment->setTabChangesFocus(true);
    m_comment->setFixedHeight(m_comment->fontMetrics().lineSpacing() * commentLines + 14);
    body()->addWidget(m_comment);
    body()->addWidget(
        wordsLabel(tr("Visible on GitHub and in Activity"), theme::FontRole::Small, QPalette::PlaceholderText));
    connect(m_comment, &QPlainTextEdit::textChanged, this, &DecisionSheet::sync);
    setFirstFocus(m_comment);
}

bool DecisionSheet::asksHotfix() const
{
    return approves()
        && std::ranges::any_of(m_reviews, [](const approvals::Review &review) { return review.what.isHotfix; });
}

approvals::Decision DecisionSheet::decision() const
{
    approvals::Decision decision = m_decision;
    decision.comment = m_comment->toPlainText();
    if (m_reason) {
        decision.hotfixReason = m_reason->text();
        decision.followUp = m_followUp->text();
    }
    return decision;
}

operations::Plan DecisionSheet::plan() const
{
    return approvals::planOf(m_reviews, decision(), m_now);
}

void DecisionSheet::sync()
{
    const operations::Plan now = plan();
    QString obstacle = now.obstacle;
    const auto has = [&now](Guard::Level level) { return std::ranges::contains(now.guards, level, &Guard::level); };
    if (obstacle.isEmpty() && has(Guard::Level::Block))
        obstacle = tr("A gate blocks one of these.");
    if (obstacle.isEmpty() && has(Guard::Level::Ask) && m_comment->toPlainText().trimmed().isEmpty())
        obstacle = tr("Write the comment that the gates ask for.");
    setObstacle(obstacle);
}

} // namespace slipway::approvals_page
