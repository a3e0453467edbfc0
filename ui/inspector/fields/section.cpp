#include "inspector/fields/section.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

Section::Section(const QString &title, bool isOpen, QWidget *parent)
    : QWidget(parent)
    , m_head(new QToolButton(this))
    , m_body(new QWidget(this))
    , m_content(new QVBoxLayout(m_body))
{
    m_head->setText(title);
    m_head->setAccessibleName(title);
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setFont(theme::font(theme::FontRole::SmallStrong, font()));
    m_head->setFocusPolicy(Qt::StrongFocus);
    m_head->setMinimumHeight(theme::compactHeight);
    m_content->setContentsMargins(0, 0, 0, 4);
    m_content->setSpacing(12);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_head, 0, Qt::AlignLeft);
    column->addWidget(m_body);
    connect(m_head, &QToolButton::clicked, this, [this] { setOpen(!m_isOpen); });
    setOpen(isOpen);
}

void Section::setOpen(bool open)
{
    m_isOpen = open;
    m_body->setVisible(open);
    m_head->setIcon(theme::icon(open ? u"chevron-down"_s : u"chevron-right"_s));
    m_head->setAccessibleDescription(open ? tr("Open") : tr("Folded"));
    emit toggled(open);
}

QString Section::title() const
{
    return m_head->text();
}

void Section::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    theme::paintHairline(painter, rect(), Qt::TopEdge, theme::tokens(palette()).line1);
}

} // namespace slipway::inspector
