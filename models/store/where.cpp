#include "store/where.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway::store {

void Where::add(const QString &condition, const QVariant &value)
{
    m_conditions.append(condition);
    m_values.append(value);
}

void Where::addText(const QString &condition, const QString &value)
{
    if (!value.isEmpty())
        add(condition, textValue(value));
}

void Where::addTime(const QString &condition, const QDateTime &time)
{
    if (time.isValid())
        add(condition, time.toMSecsSinceEpoch());
}

void Where::addAll(const QString &condition, const QVariantList &values)
{
    m_conditions.append(condition);
    m_values += values;
}

QString Where::clause() const
{
    return m_conditions.isEmpty() ? QString() : u" WHERE "_s + m_conditions.join(u" AND "_s);
}

QDateTime timeOf(const QVariant &value)
{
    return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), QTimeZone::UTC);
}

std::optional<QDateTime> optionalTimeOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(timeOf(value));
}

QVariant timeValue(const std::optional<QDateTime> &time)
{
    return time ? QVariant(time->toMSecsSinceEpoch()) : QVariant(QMetaType::fromType<qint64>());
}

} // namespace slipway::store
