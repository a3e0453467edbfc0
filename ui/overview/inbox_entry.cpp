#include "overview_page/inbox_entry.h"

#include "overview_page/cell_words.h"
#include "theme/focus_ring.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "widgets/plain_words.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>

namespace slipway::overview_page {

namespace {

constexpr qreal iconLeft = 15;
constexpr qreal iconSide = 16;
constexpr qreal textLeft = 42;
constexpr qreal rightMargin = 14;
constexpr qreal topMargin = 12;
constexpr qreal bottomMargin = 12;
constexpr qreal titleHeight = 18;
constexpr qreal textTop = 33;
constexpr qreal lineHeight = 16;
constexpr qreal linkGap = 8;
constexpr int mostLines = 4;
constexpr int designWidth = 342;

} // namespace

InboxEntry::InboxEntry(std::shared_ptr<base::Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(std::move(clock))
    , m_fonts(font())
    , m_link(new QPushButton(this))
{
    // Not Fixed: that would hold it to the height at the design's width.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    theme::setCompact(*m_link);
    m_link->setFont(m_fonts.small);
    connect(m_link, &QPushButton::clicked, this, [this] { emit openRequested(m_item.page); });
}

void InboxEntry::setItem(const overview::InboxItem &item, const QString &sentence)
{
    m_item = item;
    const bool isLinked = !item.page.isEmpty();
    setAccessibleName(item.title);
    setAccessibleDescription(sentence);
    setFocusPolicy(isLinked ? Qt::NoFocus : Qt::TabFocus);
    m_link->setVisible(isLinked);
    const QString opens = item.pageTitle.isEmpty() ? tr("Open") : item.pageTitle;
    m_link->setText(widgets::plainTitle(opens));
    m_link->setAccessibleName(tr("%1: %2").arg(opens, item.title));
    m_link->setAccessibleDescription(sentence);
    const bool isOurs = item.page.scheme() == overview::accountsPage.scheme();
    m_link->setToolTip(isOurs ? QString() : widgets::plainTip(item.page.toDisplayString()));
    placeLink();
    updateGeometry();
    update();
}

QWidget *InboxEntry::focusTarget()
{
    return m_item.page.isEmpty() ? static_cast<QWidget *>(this) : m_link;
}

int InboxEntry::textLines(int width) const
{
    return wrappedLines(m_item.text, m_fonts.small, width - m_fonts.px(textLeft) - m_fonts.px(rightMargin), mostLines);
}

int InboxEntry::heightForWidth(int width) const
{
    const int text = m_fonts.px(textTop) + textLines(width) * m_fonts.px(lineHeight);
    const int link = m_item.page.isEmpty() ? 0 : m_fonts.px(linkGap) + m_link->sizeHint().height();
    return text + link + m_fonts.px(bottomMargin);
}

QSize InboxEntry::sizeHint() const
{
    const int width = m_fonts.px(designWidth);
    return {width, heightForWidth(width)};
}

void InboxEntry::placeLink()
{
    const int top = m_fonts.px(textTop) + textLines(width()) * m_fonts.px(lineHeight) + m_fonts.px(linkGap);
    const int room = width() - m_fonts.px(textLeft) - m_fonts.px(rightMargin);
    const QSize wanted = m_link->sizeHint();
    m_link->setGeometry(m_fonts.px(textLeft), top, std::min(wanted.width(), room), wanted.height());
}

void InboxEntry::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, tokens.line1);
    const Ink ink{painter, palette(), tokens, m_fonts, m_clock->now(), false, false};
    const qreal side = ink.px(iconSide);
    theme::paintIcon(painter, QRectF(ink.px(iconLeft), ink.px(topMargin) + 1, side, side), m_item.icon,
                     tokens.status(m_item.tone).solid);

    QRectF line(ink.px(textLeft), ink.px(topMargin), width() - ink.px(textLeft) - ink.px(rightMargin),
                ink.px(titleHeight));
    const QString age = m_item.since.isValid() ? CellWords::age(m_item.since, ink.now) : QString();
    theme::paintText(painter, line, age, m_fonts.caption, tokens.text3, Qt::AlignRight | Qt::AlignVCenter);
    const qreal ageWidth = age.isEmpty() ? 0 : Fonts::width(m_fonts.caption, age) + ink.px(8);
    theme::paintText(painter, line.adjusted(0, 0, -ageWidth, 0), m_item.title, m_fonts.section, tokens.text);
    line.setTop(ink.px(textTop));
    paintWrapped(ink, line, m_item.text, m_fonts.small, tokens.text2, mostLines);
    if (theme::isKeyboardInUse() && hasFocus())
        theme::paintFocusRing(painter, QRectF(rect()).adjusted(4, 4, -4, -5), theme::controlRadius, tokens.focus);
}

void InboxEntry::resizeEvent(QResizeEvent *)
{
    placeLink();
}

void InboxEntry::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        m_fonts = Fonts(font());
        m_link->setFont(m_fonts.small);
        placeLink();
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

void InboxEntry::keyPressEvent(QKeyEvent *event)
{
    // Like between buttons, the arrows lead from entry to entry.
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        focusNextPrevChild(event->key() == Qt::Key_Down);
    else
        QWidget::keyPressEvent(event);
}

} // namespace slipway::overview_page
