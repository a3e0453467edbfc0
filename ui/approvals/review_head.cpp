#include "approvals_page/review_head.h"

#include "approvals_page/words.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/elided_label.h"
#include "widgets/environment_badge.h"
#include "widgets/status_chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

constexpr int designHeight = 48;
constexpr int leastTitle = 120;
/// Below it the way to the releases and the words of the button give way.
constexpr qreal wideFrom = 1100;

class Arrow final : public QLabel
{
public:
    Arrow() { setFixedSize(16, 16); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        theme::paintIcon(painter, rect(), u"chevron-right"_s, theme::tokens(palette()).text3);
    }
};

/// The hotfix flag, or the gate.
class KindIcon final : public QWidget
{
public:
    KindIcon() { setFixedSize(16, 16); }
    void setHotfix(bool isHotfix)
    {
        m_isHotfix = isHotfix;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        theme::paintIcon(painter, rect(), m_isHotfix ? u"flag-hotfix"_s : u"node-gate"_s,
                         theme::tokens(palette()).waiting.solid);
    }

private:
    bool m_isHotfix = false;
};

QPushButton *crumb(const QString &words)
{
    auto *button = new QPushButton(words);
    theme::setTone(*button, theme::Tone::Quiet);
    return button;
}

/// An arrow up or down, made of the one that the design has.
class StepButton final : public QToolButton
{
public:
    explicit StepButton(bool isUp)
        : m_isUp(isUp)
    { }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QToolButton::paintEvent(event);
        const auto &tokens = theme::tokens(palette());
        QPainter painter(this);
        painter.translate(rect().center() + QPointF(0.5, 0.5));
        if (m_isUp)
            painter.rotate(180);
        theme::paintIcon(painter, QRectF(-8, -8, 16, 16), u"chevron-down"_s,
                         isEnabled() ? tokens.text2 : tokens.disabled);
    }

private:
    bool m_isUp;
};

QToolButton *stepButton(bool isUp, const QString &words)
{
    auto *button = new StepButton(isUp);
    button->setAutoRaise(true);
    button->setFixedSize(28, 28);
    button->setAccessibleName(words);
    return button;
}

} // namespace

ReviewHead::ReviewHead(QWidget *parent)
    : QWidget(parent)
    , m_releases(crumb(tr("Releases")))
    , m_firstArrow(new Arrow)
    , m_icon(new KindIcon)
    , m_title(new widgets::ElidedLabel)
    , m_chip(new widgets::StatusChip)
    , m_place(wordsLabel({}, theme::FontRole::Small))
    , m_previous(stepButton(true, tr("Previous approval")))
    , m_next(stepButton(false, tr("Next approval")))
    , m_open(new QPushButton(tr("Open on GitHub")))
    , m_row(new QHBoxLayout(this))
{
    setAccessibleName(tr("Approval"));
    setMinimumHeight(designHeight);
    m_row->setContentsMargins(8, 0, theme::gutter, 0);
    m_row->setSpacing(8);
    auto *inbox = crumb(tr("Approvals"));
    inbox->setObjectName(u"inbox"_s);
    m_title->setFont(theme::font(theme::FontRole::Title));
    m_title->setLeastWidth(leastTitle);
    m_place->setWordWrap(false);
    m_previous->setToolTip(tr("Previous approval (Alt+Up)"));
    m_previous->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Up));
    m_next->setToolTip(tr("Next approval (Alt+Down)"));
    m_next->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Down));
    theme::setTone(*m_open, theme::Tone::Quiet);
    m_open->setIcon(theme::icon(u"action-open-external"_s));
    m_open->setAccessibleName(tr("Open on GitHub"));
    m_open->setToolTip(tr("Open the run on GitHub"));
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_releases, m_firstArrow, inbox, new Arrow, m_icon, m_title, m_chip})
        m_row->addWidget(part);
    m_row->addStretch(1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_place, m_previous, m_next, m_open})
        m_row->addWidget(part);
    connect(m_releases, &QPushButton::clicked, this, &ReviewHead::releasesRequested);
    connect(inbox, &QPushButton::clicked, this, &ReviewHead::inboxRequested);
    connect(m_previous, &QToolButton::clicked, this, [this] { emit stepRequested(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { emit stepRequested(1); });
    connect(m_open, &QPushButton::clicked, this, &ReviewHead::openRequested);
}

void ReviewHead::setReview(const approvals::Review &review, const QDateTime &now)
{
    static_cast<KindIcon *>(m_icon)->setHotfix(review.what.isHotfix);
    m_title->setText(review.what.title);
    delete std::exchange(m_badge, new widgets::EnvironmentBadge(badgeOf(review.what.environment)));
    m_row->insertWidget(m_row->indexOf(m_chip), m_badge);
    const bool isWaiting = review.state == approvals::Review::State::Waiting;
    m_chip->setStatus(isWaiting ? base::Status::Waiting : base::Status::Skipped, stateWords(review, now));
    showRoom();
}

void ReviewHead::setPlace(int place, int count)
{
    m_place->setText(place < 0 ? QString() : tr("%1 of %2").arg(place + 1).arg(count));
    m_previous->setEnabled(place > 0);
    m_next->setEnabled(place >= 0 && place + 1 < count);
}

void ReviewHead::showRoom()
{
    const bool isWide = width() >= wideFrom * theme::textScale(font());
    m_releases->setVisible(isWide);
    m_firstArrow->setVisible(isWide);
    m_open->setText(isWide ? tr("Open on GitHub") : QString());
}

void ReviewHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showRoom();
}

void ReviewHead::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, tokens.line2);
}

} // namespace slipway::approvals_page
