#include "shell/notifications.h"

#include "theme/status_look.h"
#include "widgets/plain_words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::shell {

NotificationModel::NotificationModel(QObject *parent)
    : QAbstractListModel(parent)
{ }

void NotificationModel::add(const Notification &notification)
{
    beginInsertRows({}, 0, 0);
    m_items.prepend(notification);
    endInsertRows();
    if (m_items.size() > most) {
        beginRemoveRows({}, most, most);
        m_items.removeLast();
        endRemoveRows();
    }
    m_unread = std::min(m_unread + 1, most);
    emit unreadChanged(m_unread);
}

void NotificationModel::markRead()
{
    m_unread = 0;
    emit unreadChanged(0);
}

int NotificationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant NotificationModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Notification &item = m_items[index.row()];
    switch (role) {
    case Qt::DisplayRole: return item.title;
    case Qt::ToolTipRole: return widgets::plainTip(item.text);
    case Qt::AccessibleTextRole: return QStringList{theme::statusWord(item.tone), item.title, item.text}.join(u", "_s);
    case NotificationRole: return QVariant::fromValue(item);
    default: return {};
    }
}

} // namespace slipway::shell
