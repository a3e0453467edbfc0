#include "shell/region_cycle.h"

#include <QApplication>
#include <QWidget>

namespace slipway::shell {

void chainRegions(const QList<QWidget *> &regions)
{
    QWidgetList chain;
    for (QWidget *region : regions) {
        // Also what only a click gives the keyboard: controls made later are put after it.
        if (region->focusPolicy() != Qt::NoFocus)
            chain.append(region);
        for (QWidget *next = region->nextInFocusChain(); next && next != region; next = next->nextInFocusChain()) {
            if (region->isAncestorOf(next) && next->focusPolicy() != Qt::NoFocus)
                chain.append(next);
        }
    }
    for (qsizetype i = 1; i < chain.size(); ++i)
        QWidget::setTabOrder(chain[i - 1], chain[i]);
}

bool focusRegion(QWidget &region)
{
    const auto takes = [&](const QWidget *candidate) {
        return (candidate->focusPolicy() & Qt::TabFocus) && candidate->isVisibleTo(region.window())
            && candidate->isEnabled();
    };
    if (takes(&region)) {
        region.setFocus(Qt::TabFocusReason);
        return true;
    }
    // The chain of Tab goes through the whole window, so it is followed only as long as it could be inside.
    for (QWidget *next = region.nextInFocusChain(); next && next != &region; next = next->nextInFocusChain()) {
        if (region.isAncestorOf(next) && takes(next)) {
            next->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return false;
}

void cycleRegions(const QList<QWidget *> &regions, int by)
{
    const QWidget *focused = QApplication::focusWidget();
    const qsizetype count = regions.size();
    qsizetype current = by > 0 ? -1 : 0;
    for (qsizetype i = 0; i < count; ++i) {
        if (focused && (regions[i] == focused || regions[i]->isAncestorOf(focused)))
            current = i;
    }
    for (qsizetype tried = 1; tried <= count; ++tried) {
        QWidget *region = regions[((current + by * tried) % count + count) % count];
        if (region->isVisible() && focusRegion(*region))
            return;
    }
}

} // namespace slipway::shell
