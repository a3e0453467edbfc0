#include "overview/models.h"

#include "base/format.h"
#include "overview/row_update.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

QString urgencyWord(InboxItem::Urgency urgency)
{
    switch (urgency) {
    case InboxItem::Urgency::Page: return InboxModel::tr("Urgent");
    case InboxItem::Urgency::Approval: return InboxModel::tr("Approval");
    case InboxItem::Urgency::Warning: return InboxModel::tr("Warning");
    case InboxItem::Urgency::Due: break;
    }
    return InboxModel::tr("Due");
}

/// "2 min", "in 9 h".
QString when(const InboxItem &item, const QDateTime &now)
{
    if (!item.since.isValid())
        return {};
    const qint64 ago = item.since.msecsTo(now);
    if (std::abs(ago) < 60'000)
        return InboxModel::tr("now");
    const QString age = base::format::age(milliseconds{std::abs(ago)});
    return ago < 0 ? InboxModel::tr("in %1").arg(age) : InboxModel::tr("for %1").arg(age);
}

QString sentence(const InboxItem &item, const QDateTime &now)
{
    QStringList parts{item.title, when(item, now)};
    parts.removeAll(QString());
    return u"%1: %2. %3"_s.arg(urgencyWord(item.urgency), parts.join(u", "_s), item.text);
}

bool isMorePressing(const InboxItem &left, const InboxItem &right)
{
    if (left.urgency != right.urgency)
        return left.urgency < right.urgency;
    if (left.since != right.since)
        return left.since < right.since;
    return left.id < right.id;
}

} // namespace

InboxModel::InboxModel(QObject *parent)
    : QAbstractListModel(parent)
{ }

int InboxModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant InboxModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const InboxItem &item = m_items.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return item.title;
    case Qt::AccessibleTextRole: return sentence(item, m_clock ? m_clock->now() : QDateTime::currentDateTimeUtc());
    case ItemRole: return QVariant::fromValue(item);
    case IdRole: return item.id;
    case PageRole: return item.page;
    default: return {};
    }
}

void InboxModel::setItems(QList<InboxItem> items)
{
    std::ranges::sort(items, isMorePressing);
    RowUpdate::apply(*this, m_items, std::move(items));
}

} // namespace slipway::overview
