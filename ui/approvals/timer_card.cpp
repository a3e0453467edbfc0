#include "approvals_page/timer_card.h"

#include "approvals_page/words.h"
#include "base/format.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/avatar.h"
#include "widgets/status_chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

using base::milliseconds;

constexpr int ringSize = 30;

/// How much of a wait timer is over.
class Ring final : public QWidget
{
public:
    Ring(double share, bool isOver)
        : m_share(share)
        , m_isOver(isOver)
    {
        setFixedSize(ringSize, ringSize);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto &tokens = theme::tokens(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF circle = QRectF(rect()).adjusted(2, 2, -2, -2);
        painter.setPen(QPen(tokens.band, 3));
        painter.drawEllipse(circle);
        painter.setPen(QPen(m_isOver ? tokens.success.solid : tokens.waiting.solid, 3));
        painter.drawArc(circle, 90 * 16, -qRound(m_share * 360 * 16));
    }

private:
    double m_share;
    bool m_isOver;
};

double shareOf(const approvals::Gate &gate, const QDateTime &now)
{
    const double whole = double(milliseconds(gate.waitTimer).count());
    return std::clamp(double(gate.waitStartedAt->msecsTo(now)) / whole, 0.0, 1.0);
}

QHBoxLayout *personRow(const QString &name, const QString &remark)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *avatar = new widgets::Avatar;
    avatar->setName(name.section(u',', 0, 0));
    row->addWidget(avatar);
    row->addWidget(wordsLabel(name, theme::FontRole::BodyStrong), 1);
    if (!remark.isEmpty()) {
        auto *label = wordsLabel(remark, theme::FontRole::Small, QPalette::PlaceholderText);
        label->setWordWrap(false);
        row->addWidget(label);
    }
    return row;
}

void clear(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        if (QLayout *inner = item->layout())
            clear(*inner);
        delete item->widget();
        delete item;
    }
}

} // namespace

TimerCard::TimerCard(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
{
    setAccessibleName(tr("Wait timer and reviewers"));
    m_rows->setContentsMargins(12, 12, 12, 12);
    m_rows->setSpacing(8);
}

void TimerCard::setReview(const approvals::Review &review, const QDateTime &now)
{
    clear(*m_rows);
    for (const approvals::Gate &gate : review.what.gates) {
        if (review.what.gates.size() > 1)
            m_rows->addWidget(wordsLabel(gate.environment, theme::FontRole::SmallStrong));
        addTimer(gate, now);
        for (const approvals::Reviewer &reviewer : gate.reviewers)
            addPerson(review, gate, reviewer);
    }
    addRequester(review);
    setVisible(m_rows->count() > 0);
}

void TimerCard::addTimer(const approvals::Gate &gate, const QDateTime &now)
{
    if (gate.waitTimer.count() <= 0)
        return;
    const auto opens = gate.opensAt();
    const bool isOver = opens && *opens <= now;
    const QString length = base::format::age(gate.waitTimer);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(new Ring(opens ? shareOf(gate, now) : 0, isOver));
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(wordsLabel(isOver      ? tr("Wait timer is over")
                                     : opens ? tr("Wait timer runs")
                                             : tr("Wait timer has not begun"),
                                 theme::FontRole::BodyStrong));
    const QString detail = !opens ? length
        : isOver                  ? tr("%1, ended %2").arg(length, base::format::time(*opens, now))
                 : tr("%1, ends %2. Both it and a reviewer are needed").arg(length, base::format::time(*opens, now));
    column->addWidget(wordsLabel(detail, theme::FontRole::Small, QPalette::PlaceholderText));
    row->addLayout(column, 1);
    m_rows->addLayout(row);
}

void TimerCard::addPerson(const approvals::Review &review, const approvals::Gate &gate,
                          const approvals::Reviewer &reviewer)
{
    if (reviewer.isYou && gate.canApprove && review.state == approvals::Review::State::Waiting) {
        auto *row = personRow(tr("%1, you").arg(reviewer.name), {});
        auto *chip = new widgets::StatusChip;
        chip->setStatus(base::Status::Waiting, tr("1 approval needed"));
        row->addWidget(chip);
        m_rows->addLayout(row);
        return;
    }
    const QString remark = reviewer.isBarred ? tr("asked, cannot approve")
        : reviewer.isYou                     ? tr("you")
        : reviewer.isTeam                    ? tr("team, may approve")
                                             : tr("may approve");
    m_rows->addLayout(personRow(reviewer.name, remark));
}

void TimerCard::addRequester(const approvals::Review &review)
{
    const bool isListed = std::ranges::any_of(review.what.gates, [&review](const approvals::Gate &gate) {
        return std::ranges::contains(gate.reviewers, review.what.requester, &approvals::Reviewer::login);
    });
    if (!isListed && !review.what.requester.isEmpty())
        m_rows->addLayout(personRow(review.what.requesterName, tr("asked, cannot approve")));
}

void TimerCard::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    theme::paintBox(painter, rect(), theme::cardRadius, tokens.raised, tokens.line2);
}

} // namespace slipway::approvals_page
