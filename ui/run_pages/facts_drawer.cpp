#include "run_pages/facts_drawer.h"

#include "run_pages/facts_pane.h"

#include <QEvent>
#include <QKeyEvent>
#include <QSplitter>

#include <algorithm>

namespace slipway::run_pages {

FactsDrawer::FactsDrawer(FactsPane *facts, QSplitter *columns, QWidget *page)
    : QObject(page)
    , m_facts(facts)
    , m_columns(columns)
    , m_page(page)
{
    m_facts->installEventFilter(this);
    m_columns->installEventFilter(this);
}

void FactsDrawer::setNarrow(bool narrow)
{
    if (m_isNarrow == narrow)
        return;
    if (narrow)
        m_wide = m_columns->saveState();
    m_isNarrow = narrow;
    if (narrow) {
        m_facts->hide();
        m_facts->setParent(m_page);
        return;
    }
    m_columns->addWidget(m_facts);
    m_columns->setStretchFactor(0, 1);
    m_facts->show();
    const int wanted = m_facts->wantedWidth();
    if (m_wide.isEmpty() || !m_columns->restoreState(m_wide))
        m_columns->setSizes({std::max(1, m_columns->width() - wanted), wanted});
}

bool FactsDrawer::isOpen() const
{
    return m_facts->isVisible();
}

void FactsDrawer::setOpen(bool open)
{
    if (open == isOpen())
        return;
    QWidget *focused = m_page->window()->focusWidget();
    const bool hadKeyboard = focused && (focused == m_facts || m_facts->isAncestorOf(focused));
    if (open)
        m_before = focused;
    m_facts->setVisible(open);
    if (!open && hadKeyboard && m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    if (open && m_isNarrow) {
        place();
        m_facts->raise();
        m_facts->takeKeyboard();
    }
    emit openChanged(open);
}

QByteArray FactsDrawer::saveColumns() const
{
    return m_isNarrow ? m_wide : m_columns->saveState();
}

void FactsDrawer::restoreColumns(const QByteArray &state)
{
    m_wide = state;
    if (!m_isNarrow)
        m_columns->restoreState(state);
}

void FactsDrawer::place()
{
    const QRect over(m_columns->mapTo(m_page, QPoint(0, 0)), m_columns->size());
    const int width = std::min(m_facts->wantedWidth(), over.width());
    m_facts->setGeometry(over.right() + 1 - width, over.top(), width, over.height());
}

bool FactsDrawer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_columns && event->type() == QEvent::Resize && m_isNarrow)
        place();
    if (watched != m_facts || event->type() != QEvent::KeyPress || !m_isNarrow || !isOpen())
        return false;
    if (static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return false;
    setOpen(false);
    return true;
}

} // namespace slipway::run_pages
