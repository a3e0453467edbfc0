#include "timeline/accessible.h"

#include "timeline/timeline_private.h"

#include <QAccessibleWidget>
#include <QWindow>

#include <algorithm>

namespace slipway::timeline {

namespace {

/// A release, a mark, or the first of several that are too close to be told apart.
class MarkerInterface final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    MarkerInterface(Outline &outline, Item item)
        : m_outline(outline)
        , m_item(std::move(item))
    { }

    bool isValid() const override { return m_outline.board().trackOf(m_item) >= 0; }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_outline.view().window()->windowHandle(); }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(&m_outline.view()); }
    int childCount() const override { return 0; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    void setText(QAccessible::Text, const QString &) override { }
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QString text(QAccessible::Text kind) const override
    {
        if (kind != QAccessible::Name || !isValid())
            return {};
        const Spot *it = spot();
        const bool isCurrent = m_item == m_outline.board().current;
        return it && it->isCluster() && !isCurrent ? m_outline.board().spoken(*it) : m_outline.board().spoken(m_item);
    }

    QRect rect() const override
    {
        const Spot *it = spot();
        if (!it)
            return {};
        const QRect rect = m_outline.board().spotRect(*it).toAlignedRect();
        return {m_outline.view().mapToGlobal(rect.topLeft()), rect.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        const bool isCurrent = m_item == m_outline.board().current;
        state.invalid = !isValid();
        state.focusable = true;
        state.selectable = true;
        state.selected = isCurrent;
        state.focused = isCurrent && m_outline.view().hasFocus();
        state.offscreen = !spot();
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &name) override
    {
        const Spot *it = spot();
        if (!it || (name != pressAction() && name != setFocusAction()))
            return;
        m_outline.view().setFocus(Qt::OtherFocusReason);
        if (name == pressAction())
            m_outline.view().parts().activate(Spot(*it));
        else
            m_outline.view().parts().setCurrent(m_item);
    }

private:
    const Spot *spot() const { return m_outline.board().spotOf(m_item); }

    Outline &m_outline;
    Item m_item;
};

class TimelineInterface final : public QAccessibleWidget
{
public:
    explicit TimelineInterface(TimelineView *view)
        : QAccessibleWidget(view, QAccessible::List)
    { }

    int childCount() const override { return static_cast<int>(outline().itemsInSight().size()); }
    QAccessibleInterface *child(int index) const override
    {
        const std::vector<Item> items = outline().itemsInSight();
        const auto at = static_cast<std::size_t>(index);
        return index < 0 || at >= items.size() ? nullptr : outline().interfaceOf(items[at]);
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const std::vector<Item> items = outline().itemsInSight();
        const auto found =
            std::ranges::find_if(items, [&](const Item &item) { return outline().interfaceOf(item) == child; });
        return found == items.end() ? -1 : static_cast<int>(found - items.begin());
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const Spot *spot = outline().board().spotAt(widget()->mapFromGlobal(QPointF(x, y)));
        return spot ? outline().interfaceOf(outline().board().itemOf(*spot)) : nullptr;
    }
    QAccessibleInterface *focusChild() const override
    {
        const Item &current = outline().board().current;
        QAccessibleInterface *it = current.isNull() || !widget()->hasFocus() ? nullptr : outline().interfaceOf(current);
        return it ? it : QAccessibleWidget::focusChild();
    }

private:
    Outline &outline() const { return static_cast<TimelineView *>(widget())->parts().outline; }
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<TimelineView *>(object);
    return view ? new TimelineInterface(view) : nullptr;
}

} // namespace

void installAccessibility()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

QAccessibleInterface *Outline::interfaceOf(const Item &item)
{
    if (m_board.trackOf(item) < 0)
        return nullptr;
    return m_interfaces.of({item.isMark, item.id}, [&] { return new MarkerInterface(*this, item); });
}

std::vector<Item> Outline::itemsInSight() const
{
    std::vector<Item> items;
    const QRectF lanes = m_board.lanes();
    for (const Spot &spot : m_board.spots()) {
        if (lanes.contains(QPointF(spot.x, m_board.markerY(spot.track))))
            items.push_back(m_board.itemOf(spot));
    }
    return items;
}

void Outline::refresh()
{
    m_interfaces.forget([this](const Key &key) { return m_board.trackOf({key.first, key.second}) < 0; });
}

void Outline::prune()
{
    if (m_interfaces.isEmpty())
        return;
    const std::vector<Item> items = itemsInSight();
    m_interfaces.forget([&](const Key &key) {
        const Item item{key.first, key.second};
        return !(item == m_board.current) && !std::ranges::contains(items, item);
    });
}

void Outline::announceCurrent()
{
    const Item &current = m_board.current;
    if (!m_view.hasFocus() || current == m_announced)
        return;
    m_announced = current;
    widgets::announceFocus(interfaceOf(current));
}

} // namespace slipway::timeline
