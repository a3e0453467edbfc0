#include "rollout_sheets/warning_box.h"

#include "rollout_sheets/parts.h"
#include "theme/icons.h"
#include "theme/paint.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::rollout_sheets {

WarningBox::WarningBox(QWidget *parent)
    : QWidget(parent)
    , m_warning(words({}, theme::FontRole::Small))
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(1, 1, 1, 1);
    whole->setSpacing(0);
    m_warning->setContentsMargins(34, 8, 10, 8);
    whole->addWidget(m_warning);
    m_column = new QVBoxLayout;
    m_column->setContentsMargins(8, 6, 8, 6);
    whole->addLayout(m_column);
}

void WarningBox::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    theme::paintBox(painter, rect(), theme::controlRadius, colours.raised, {});
    painter.save();
    painter.setClipRect(m_warning->geometry());
    theme::paintBox(painter, rect(), theme::controlRadius, colours.warning.bg, {});
    painter.restore();
    theme::paintBox(painter, rect(), theme::controlRadius, {}, colours.warning.solid);
    theme::paintIcon(painter, QRectF(10, m_warning->geometry().top() + 9, 16, 16), u"status-warning"_s,
                     colours.warning.solid);
}

} // namespace slipway::rollout_sheets
