#include "approvals_page/facts_pane.h"

#include "approvals_page/gate_list.h"
#include "approvals_page/words.h"
#include "base/format.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/avatar.h"
#include "widgets/sha_chip.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

using approvals::Review;

QString signatureWords(const Review &review)
{
    if (!review.isSigned)
        return FactsPane::tr("signature not known");
    return *review.isSigned ? FactsPane::tr("signed") : FactsPane::tr("not signed");
}

QString standingWords(const Review &review)
{
    QStringList parts{signatureWords(review)};
    if (review.span && review.live)
        parts += FactsPane::tr("%1 ahead of %2").arg(review.span->ahead).arg(nameOf(*review.live));
    return parts.join(u", "_s);
}

QWidget *commitRow(const Review &review)
{
    auto *holder = new QWidget;
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto *chip = new widgets::ShaChip;
    chip->setCommit(review.what.sha, review.what.subject);
    row->addWidget(chip);
    row->addWidget(wordsLabel(standingWords(review)), 1);
    return holder;
}

QString becomesWords(const Review &review)
{
    const QString after =
        review.live ? FactsPane::tr("after %1").arg(nameOf(*review.live)) : FactsPane::tr("what is live is not known");
    const QString machines = !review.machines ? QString()
        : *review.machines == 1               ? FactsPane::tr("on 1 machine")
                                : FactsPane::tr("on %1 machines").arg(base::format::count(*review.machines));
    QStringList parts{after, machines};
    parts.removeAll(QString());
    const QString rest = parts.join(u", "_s);
    return review.becomes.isEmpty() ? rest : review.becomes + u' ' + rest;
}

/// Main stays behind a hotfix until somebody merges it back.
QString mainWords(const Review &review)
{
    if (*review.missingInMain == 0)
        return FactsPane::tr("%1 has all of it").arg(review.mainBranch);
    return *review.missingInMain == 1 ? FactsPane::tr("1 commit is not in %1 until merged back").arg(review.mainBranch)
                                      : FactsPane::tr("%1 commits are not in %2 until merged back")
                                            .arg(base::format::count(*review.missingInMain), review.mainBranch);
}

} // namespace

FactsPane::FactsPane(QWidget *parent)
    : QWidget(parent)
    , m_subject(wordsLabel({}, theme::FontRole::Title))
    , m_avatar(new widgets::Avatar)
    , m_requester(wordsLabel({}))
    , m_facts(new QGridLayout)
    , m_gatesHead(new QWidget)
    , m_gatesSummary(wordsLabel({}, theme::FontRole::Small))
    , m_gates(new GateList)
{
    setAccessibleName(tr("What is asked"));
    auto *head = new QHBoxLayout(m_gatesHead);
    head->setContentsMargins(theme::gutter, 7, theme::gutter, 7);
    head->addWidget(wordsLabel(tr("Gates"), theme::FontRole::Section));
    head->addStretch(1);
    head->addWidget(m_gatesSummary);
    m_gatesSummary->setWordWrap(false);
    auto *scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Gates"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_gates);
    // The pane paints one ground under all of it.
    scroll->viewport()->setAutoFillBackground(false);
    m_gates->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(makeTop());
    column->addWidget(m_gatesHead);
    column->addWidget(scroll, 1);
}

QLayout *FactsPane::makeTop()
{
    auto *top = new QVBoxLayout;
    top->setContentsMargins(theme::gutter, 12, theme::gutter, 12);
    top->setSpacing(8);
    top->addWidget(m_subject);
    auto *asked = new QHBoxLayout;
    asked->setSpacing(8);
    asked->addWidget(m_avatar);
    asked->addWidget(m_requester, 1);
    top->addLayout(asked);
    m_facts->setColumnStretch(1, 1);
    m_facts->setHorizontalSpacing(12);
    m_facts->setVerticalSpacing(6);
    top->addLayout(m_facts);
    return top;
}

void FactsPane::setReview(const Review &review, const QDateTime &now)
{
    m_subject->setText(review.what.subject);
    m_avatar->setName(review.what.requesterName);
    m_requester->setText(
        tr("%1 asked at %2").arg(review.what.requesterName, base::format::time(review.what.askedAt, now)));
    showFacts(review);
    m_gates->setGuards(review.guards);
    m_gatesSummary->setText(m_gates->summary());
}

void FactsPane::addFact(const QString &name, QWidget *value)
{
    const int row = m_facts->rowCount();
    m_facts->addWidget(wordsLabel(name, theme::FontRole::Body, QPalette::PlaceholderText), row, 0, Qt::AlignTop);
    m_facts->addWidget(value, row, 1);
}

void FactsPane::showFacts(const Review &review)
{
    while (QLayoutItem *item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    addFact(tr("Branch"), wordsLabel(review.what.branch, theme::FontRole::Mono));
    addFact(tr("Commit"), commitRow(review));
    QStringList request;
    for (const approvals::PullRequest &pull : review.pulls)
        request += u'#' + QString::number(pull.number);
    request += tr("run #%1").arg(review.what.runNumber);
    addFact(tr("Request"), wordsLabel(request.join(u", "_s)));
    if (!review.fixes.isEmpty())
        addFact(tr("Fixes"), wordsLabel(review.fixes.join(u", "_s), theme::FontRole::Mono));
    addFact(tr("Becomes"), wordsLabel(becomesWords(review)));
    if (review.what.isHotfix && review.missingInMain)
        addFact(tr("Main"), wordsLabel(mainWords(review)));
}

void FactsPane::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    painter.fillRect(m_gatesHead->geometry(), tokens.header);
    theme::paintHairline(painter, m_gatesHead->geometry(), Qt::TopEdge, tokens.line2);
    theme::paintHairline(painter, m_gatesHead->geometry(), Qt::BottomEdge, tokens.line1);
}

} // namespace slipway::approvals_page
