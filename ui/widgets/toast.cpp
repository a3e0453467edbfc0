#include "widgets/toast.h"

#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::widgets {

namespace {

constexpr int shadow = 28;
constexpr int widest = 360;

} // namespace

Toast::Toast(base::Clock &clock, int bottomMargin, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_bottomMargin(bottomMargin)
    , m_label(new QLabel(this))
    , m_button(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    offer(*m_button, {});
    showAsWritten(*m_label);
    m_label->setWordWrap(true);
    theme::setCompact(*m_button);
    theme::setTone(*m_button, theme::Tone::Link);
    m_close->setIcon(theme::icon(u"action-close"_s));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close message"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(shadow + 40, shadow + 8, shadow + 8, shadow + 8);
    row->addWidget(m_label, 1);
    row->addWidget(m_button);
    row->addWidget(m_close);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        emit buttonClicked();
    });
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    parent->installEventFilter(this);
    hide();
}

Toast::~Toast() = default;

void Toast::say(const ToastText &text)
{
    m_text = text;
    m_label->setText(text.words);
    m_label->setFixedWidth(std::min(widest, m_label->fontMetrics().horizontalAdvance(text.words) + 2));
    m_label->setAccessibleName(text.words);
    setAccessibleName(text.words);
    offer(*m_button, text.button);
    adjustSize();
    place();
    show();
    raise();
    QAccessibleAnnouncementEvent announcement(this, text.words);
    if (text.tone == base::Status::Failure)
        announcement.setPoliteness(QAccessible::AnnouncementPoliteness::Assertive);
    QAccessible::updateAccessibility(&announcement);
    leaveSoon();
}

void Toast::setLift(int lift)
{
    m_lift = lift;
    place();
}

int Toast::cardHeight() const
{
    return height() - 2 * shadow;
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    const QRectF card = QRectF(rect()).adjusted(shadow, shadow, -shadow, -shadow);
    theme::paintShadow(painter, card, theme::popoverRadius, colours.isDark);
    theme::paintBox(painter, card, theme::popoverRadius, colours.raised, colours.line2);
    theme::paintIcon(painter, QRectF(card.left() + 14, card.top(), 16, card.height()), theme::statusIcon(m_text.tone),
                     colours.status(m_text.tone).solid);
}

void Toast::enterEvent(QEnterEvent *)
{
    m_leave.reset();
}

void Toast::leaveEvent(QEvent *)
{
    leaveSoon();
}

void Toast::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    // A window that is minimised hides it too; only what was hidden itself has left.
    if (isHidden())
        emit left();
}

void Toast::place()
{
    const QSize room = parentWidget()->size();
    move(room.width() - width() - 16 + shadow, room.height() - height() - 16 + shadow - m_bottomMargin - m_lift);
}

void Toast::leaveSoon()
{
    if (m_text.tone == base::Status::Failure)
        m_leave.reset();
    else
        m_leave = m_clock.alarm(6s, [this] { hide(); });
}

} // namespace slipway::widgets
