#include "widgets/message.h"

#include "theme/icons.h"
#include "widgets/plain_words.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::widgets {

Message::Message(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
{
    showAsWritten(*m_sentence);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_icon->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addStretch();
    column->addWidget(m_icon);
    column->addWidget(m_sentence);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch();
    connect(m_button, &QPushButton::clicked, this, &Message::buttonClicked);
}

void Message::setContent(const QString &iconName, const QString &sentence, const QString &buttonWords)
{
    m_iconName = iconName;
    m_sentence->setText(sentence);
    m_sentence->setAccessibleName(sentence);
    setAccessibleName(sentence);
    offer(*m_button, buttonWords);
    m_icon->setAccessibleName(tr("Symbol"));
    m_icon->setVisible(!iconName.isEmpty());
    showIcon();
}

QString Message::sentence() const
{
    return m_sentence->text();
}

void Message::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showIcon();
}

void Message::showIcon()
{
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(theme::iconPixmap(m_iconName, 24, theme::tokens(palette()).text3, devicePixelRatioF()));
}

EmptyState::EmptyState(const QString &sentence, const QString &buttonWords, QWidget *parent)
    : Message(parent)
{
    setContent({}, sentence, buttonWords);
}

ErrorState::ErrorState(const QString &sentence, QWidget *parent)
    : Message(parent)
{
    setContent(u"status-failure"_s, sentence, tr("Retry"));
}

} // namespace slipway::widgets
