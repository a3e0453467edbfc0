#pragma once

#include <QAccessible>

#include <map>

namespace slipway::widgets {

/// The interfaces of what a widget paints itself, by a key that tells each from the others: made when a reader asks,
/// and registered until what they stand for is gone. GUI thread.
template<typename Key>
class AccessibleItems
{
public:
    AccessibleItems() = default;
    ~AccessibleItems()
    {
        for (const auto &[key, id] : m_interfaces)
            QAccessible::deleteAccessibleInterface(id);
    }
    Q_DISABLE_COPY_MOVE(AccessibleItems)

    bool isEmpty() const { return m_interfaces.empty(); }
    /// The one of `key`, or else what `make` gives: a new QAccessibleInterface, which is owned from then on.
    template<typename Make>
    QAccessibleInterface *of(const Key &key, Make make)
    {
        if (const auto found = m_interfaces.find(key); found != m_interfaces.end())
            return QAccessible::accessibleInterface(found->second);
        QAccessibleInterface *made = make();
        m_interfaces[key] = QAccessible::registerAccessibleInterface(made);
        return made;
    }
    /// Those whose key is `gone`.
    template<typename Gone>
    void forget(Gone isGone)
    {
        std::erase_if(m_interfaces, [&isGone](const auto &entry) {
            const bool goes = isGone(entry.first);
            if (goes)
                QAccessible::deleteAccessibleInterface(entry.second);
            return goes;
        });
    }

private:
    std::map<Key, QAccessible::Id> m_interfaces;
};

/// Tells a reader that the focus is there now; nothing for null.
inline void announceFocus(QAccessibleInterface *item)
{
    if (!item)
        return;
    QAccessibleEvent event(item, QAccessible::Focus);
    QAccessible::updateAccessibility(&event);
}

} // namespace slipway::widgets
