#include "shell/page_stack.h"

#include <algorithm>

namespace slipway::shell {

PageStack::PageStack(QWidget *parent)
    : QStackedWidget(parent)
{ }

void PageStack::setPages(QList<PageInfo> pages)
{
    const auto old = m_made.values();
    m_made.clear();
    m_current.clear();
    for (QWidget *page : old) {
        removeWidget(page);
        delete page;
    }
    m_pages = std::move(pages);
}

const PageInfo *PageStack::info(const QString &id) const
{
    const auto found = std::ranges::find(m_pages, id, &PageInfo::id);
    return found == m_pages.end() ? nullptr : &*found;
}

bool PageStack::hasPage(const QString &id) const
{
    return info(id);
}

void PageStack::showPage(const QString &id)
{
    const PageInfo *wanted = info(id);
    if (!wanted || id == m_current)
        return;
    QWidget *&page = m_made[id];
    if (!page) {
        page = wanted->make(this);
        if (page->accessibleName().isEmpty())
            page->setAccessibleName(wanted->title);
        addWidget(page);
        emit pageMade(id, page);
    }
    m_current = id;
    setCurrentWidget(page);
    emit pageShown(id);
}

QList<QWidget *> PageStack::regions() const
{
    const PageInfo *current = info(m_current);
    QWidget *page = m_made.value(m_current);
    if (!current || !page)
        return {};
    return current->regions ? current->regions(*page) : QList<QWidget *>{page};
}

} // namespace slipway::shell
