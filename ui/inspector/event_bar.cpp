#include "inspector/event_bar.h"

#include "inspector/fields/choice_box.h"
#include "inspector/fields/expression_field.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace slipway::inspector {

EventBar::EventBar(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_box(new ChoiceBox(this))
{
    auto *label = new QLabel(tr("Values as if"), this);
    label->setFont(theme::font(theme::FontRole::Small, font()));
    label->setBuddy(m_box);
    m_box->setAccessibleName(tr("Values as if"));
    m_box->setAccessibleDescription(tr("The event that expressions are shown the values for"));
    m_box->setToolTip(m_box->accessibleDescription());
    theme::setCompact(*m_box);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 14, 6);
    row->addWidget(label);
    row->addWidget(m_box, 1);
    connect(m_box, &QComboBox::activated, this, &EventBar::choose);
}

void EventBar::follow()
{
    // Another file begins with its own first event.
    const bool isOther = std::exchange(m_file, m_desk.file()) != m_desk.file();
    if (isOther)
        m_chosen.clear();
    const QList<workflow::Event> events = eventsFor(m_desk);
    QStringList words;
    for (const workflow::Event &event : events)
        words.append(eventWords(event));
    QStringList shownWords;
    for (int at = 0; at < m_box->count(); ++at)
        shownWords.append(m_box->itemText(at));
    m_events = events;
    if (words == shownWords && !isOther)
        return;
    m_box->clear();
    m_box->addItems(words);
    choose(std::max(0, int(words.indexOf(m_chosen))));
}

void EventBar::choose(int index)
{
    if (index < 0 || index >= m_events.size())
        return;
    m_box->setCurrentIndex(index);
    m_chosen = m_box->itemText(index);
    m_desk.setEvent(m_events.at(index));
}

void EventBar::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.header);
    theme::paintHairline(painter, rect(), Qt::TopEdge, colours.line1);
}

} // namespace slipway::inspector
