#include "inspector/fields/rows.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

constexpr int inset = 8;

QWidget *headOf(const QStringList &columns, QWidget *parent)
{
    auto *head = new QWidget(parent);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(inset, 0, theme::compactHeight + inset, 0);
    for (const QString &column : columns) {
        auto *label = new QLabel(column, head);
        label->setFont(theme::font(theme::FontRole::Small, head->font()));
        row->addWidget(label, 1);
    }
    head->setMinimumHeight(theme::compactHeight);
    return head;
}

} // namespace

Rows::Rows(const QStringList &columns, const QString &addWords, QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout)
    , m_add(new QPushButton(addWords, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    if (!columns.isEmpty()) {
        m_head = headOf(columns, this);
        column->addWidget(m_head);
    }
    m_rows->setSpacing(0);
    column->addLayout(m_rows);
    m_add->setAccessibleName(addWords);
    m_add->setIcon(theme::icon(u"action-add"_s));
    m_add->setFont(theme::font(theme::FontRole::Small, font()));
    theme::setTone(*m_add, theme::Tone::Quiet);
    column->addWidget(m_add, 0, Qt::AlignLeft);
}

void Rows::put(QWidget *row, int index)
{
    if (m_rows->indexOf(row) != index)
        m_rows->insertWidget(index, row);
}

void Rows::dress(QLineEdit &line, const QString &name)
{
    line.setFrame(false);
    line.setMaxLength(1'000'000);
    line.setAccessibleName(name);
    line.setFont(theme::font(theme::FontRole::Mono, line.font()));
    line.setMinimumWidth(40);
    line.setMinimumHeight(theme::compactHeight);
    line.setAutoFillBackground(false);
}

QToolButton *Rows::removeButton(const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(theme::icon(u"action-close"_s));
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setFixedSize(theme::compactHeight, theme::compactHeight);
    return button;
}

void Rows::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    theme::paintBox(painter, rect(), theme::controlRadius, colours.base, colours.line2);
    if (m_head) {
        QPainterPath clip;
        clip.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme::controlRadius - 1, theme::controlRadius - 1);
        painter.setClipPath(clip);
        painter.fillRect(m_head->geometry(), colours.header);
        painter.setClipping(false);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int at = 0; at < m_rows->count(); ++at) {
        const QRect row = m_rows->itemAt(at)->geometry();
        if (m_head || at > 0)
            painter.fillRect(QRect(row.left(), row.top(), row.width(), 1), colours.line1);
    }
    if (m_rows->count() > 0 || m_head)
        painter.fillRect(QRect(1, m_add->y(), width() - 2, 1), colours.line1);
}

} // namespace slipway::inspector
