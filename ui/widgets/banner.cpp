#include "widgets/banner.h"

#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace slipway::widgets {

Banner::Banner(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
{
    showAsWritten(*m_sentence);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    theme::setCompact(*m_button);
    offer(*m_button, {});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::gutter + 24, 6, theme::gutter, 6);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &Banner::buttonClicked);
}

void Banner::setMessage(base::Status tone, const QString &sentence, const QString &buttonWords)
{
    m_tone = tone;
    m_sentence->setText(sentence);
    m_sentence->setAccessibleName(sentence);
    setAccessibleName(sentence);
    offer(*m_button, buttonWords);
    update();
}

QString Banner::sentence() const
{
    return m_sentence->text();
}

void Banner::paintEvent(QPaintEvent *)
{
    const theme::StatusColours &colours = theme::tokens(palette()).status(m_tone);
    QPainter painter(this);
    painter.fillRect(rect(), colours.bg);
    theme::paintIcon(painter, QRectF(theme::gutter, 0, 16, height()), theme::statusIcon(m_tone), colours.solid);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, theme::tokens(palette()).line2);
}

} // namespace slipway::widgets
