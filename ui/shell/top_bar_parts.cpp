#include "shell/top_bar_parts.h"

#include "theme/icons.h"
#include "theme/paint.h"
#include "widgets/avatar.h"
#include "widgets/key_caps.h"
#include "widgets/plain_words.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::shell {

PaletteField::PaletteField(QWidget *parent)
    : QAbstractButton(parent)
{
    setText(tr("Search or run a command"));
    setAccessibleName(text());
    setToolTip(tr("Search or run a command (Ctrl+K)"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setFixedHeight(std::max(28, fontMetrics().height() + 4));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMinimumWidth(200);
    setMaximumWidth(330);
}

void PaletteField::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    theme::paintBox(painter, rect(), theme::controlRadius, underMouse() ? colours.hover : colours.base, colours.line2);
    theme::paintIcon(painter, QRectF(9, 0, 16, height()), u"action-search"_s, colours.text2);
    const QStringList keys{tr("Ctrl"), u"K"_s};
    const QRectF inside = QRectF(rect()).adjusted(30, 0, -8, 0);
    widgets::paintKeyCaps(painter, inside, keys, font(), palette());
    theme::paintText(painter, inside.adjusted(0, 0, -widgets::keyCapsSize(keys, font()).width() - 6, 0), text(), font(),
                     colours.text3);
}

PersonButton::PersonButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFixedSize(26, 26);
    setFocusPolicy(Qt::StrongFocus);
    setPerson({});
}

void PersonButton::setPerson(const QString &name)
{
    m_person = name;
    setAccessibleName(name.isEmpty() ? tr("Accounts") : tr("Accounts, signed in as %1").arg(name));
    setToolTip(widgets::plainTip(accessibleName()));
    update();
}

void PersonButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    widgets::paintAvatar(painter, rect(), m_person, font(), palette());
    if (m_person.isEmpty())
        theme::paintIcon(painter, QRectF(rect()).adjusted(5, 5, -5, -5), u"person"_s, theme::tokens(palette()).window);
}

BarSeparator::BarSeparator(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(1, 20);
}

void BarSeparator::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::tokens(palette()).line2);
}

} // namespace slipway::shell
