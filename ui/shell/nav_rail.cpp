#include "shell/nav_rail.h"

#include "shell/rail_button.h"
#include "shell/region_cycle.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QButtonGroup>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::shell {

NavRail::NavRail(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(tr("Pages"));
    m_pages->setSpacing(2);
    m_bottom = {addButton(u"accounts"_s, tr("Accounts"), u"nav-accounts"_s),
                addButton(u"settings"_s, tr("Settings"), u"nav-settings"_s)};
    connect(m_bottom[0], &RailButton::clicked, this, &NavRail::accountsRequested);
    connect(m_bottom[1], &RailButton::clicked, this, &NavRail::settingsRequested);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 6, 4, 4);
    column->setSpacing(2);
    column->addLayout(m_pages);
    column->addStretch();
    for (RailButton *button : std::as_const(m_bottom))
        column->addWidget(button, 0, Qt::AlignHCenter);
    setNarrow(false);
}

RailButton *NavRail::addButton(const QString &id, const QString &title, const QString &icon)
{
    auto *button = new RailButton(id, title, icon, this);
    button->setObjectName(u"rail-"_s + id);
    return button;
}

void NavRail::setPages(const QList<PageInfo> &pages)
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
    // Pages are made after what stands below them. Tab goes round, so they are first brought behind it: else the last
    // of all would count as before it already.
    QList<QWidget *> order{m_bottom.last()};
    for (const PageInfo &page : pages) {
        RailButton *button = addButton(page.id, page.title, page.icon);
        button->setCheckable(true);
        button->setNarrow(m_narrow);
        m_group->addButton(button);
        m_pages->addWidget(button, 0, Qt::AlignHCenter);
        m_buttons.append(button);
        order.append(button);
        connect(button, &RailButton::toggled, this, [this, id = page.id](bool on) {
            update();
            if (on)
                emit pageChosen(id);
        });
    }
    order.append(m_bottom.first());
    order.append(m_bottom.last());
    chainRegions(order);
}

void NavRail::setCurrentPage(const QString &id)
{
    for (RailButton *button : std::as_const(m_buttons)) {
        if (button->id() == id)
            button->setChecked(true);
    }
}

void NavRail::setBadge(const QString &pageId, int count, widgets::BadgeTone tone)
{
    for (RailButton *button : std::as_const(m_buttons)) {
        if (button->id() == pageId)
            button->setBadge(count, tone);
    }
}

void NavRail::setNarrow(bool narrow)
{
    m_narrow = narrow;
    setFixedWidth(narrow ? 48 : 72);
    for (RailButton *button : m_buttons + m_bottom)
        button->setNarrow(narrow);
}

QWidget *NavRail::focusTarget() const
{
    if (QAbstractButton *current = m_group->checkedButton())
        return current;
    return m_bottom.first();
}

void NavRail::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.window);
    theme::paintHairline(painter, rect(), Qt::RightEdge, colours.line2);
    if (const QAbstractButton *current = m_group->checkedButton()) {
        const QRect place = current->geometry();
        theme::paintBox(painter, QRectF(0, place.top() + 10, 3, place.height() - 20), 1.5, colours.focus, {});
    }
}

} // namespace slipway::shell
