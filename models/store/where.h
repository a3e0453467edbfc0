#pragma once

#include "store/connection.h"

#include <QDateTime>

#include <algorithm>
#include <optional>

namespace slipway::store {

/// The most rows that one query gives.
constexpr int mostRows = 10'000;

/// A WHERE clause that grows by the conditions that are asked for.
class Where
{
public:
    void add(const QString &condition, const QVariant &value);
    void addText(const QString &condition, const QString &value);
    /// Nothing for an invalid time.
    void addTime(const QString &condition, const QDateTime &time);
    /// For a condition with more than one value.
    void addAll(const QString &condition, const QVariantList &values);
    QString clause() const;
    const QVariantList &values() const { return m_values; }
    /// The values, and after them the limit, 1..mostRows.
    QVariantList valuesWithLimit(int limit) const { return m_values + QVariantList{std::clamp(limit, 1, mostRows)}; }

private:
    QStringList m_conditions;
    QVariantList m_values;
};

/// As columns hold times: ms since 1970, null for none.
QDateTime timeOf(const QVariant &value);
std::optional<QDateTime> optionalTimeOf(const QVariant &value);
QVariant timeValue(const std::optional<QDateTime> &time);

/// All rows of a query, each made by `make`.
template<typename Row>
base::Result<QList<Row>> readRows(Connection &connection, const QString &sql, const QVariantList &values,
                                  Row (*make)(const QSqlQuery &))
{
    const auto query = connection.run(sql, values);
    if (!query)
        return std::unexpected(query.error());
    QList<Row> rows;
    while ((*query)->next())
        rows.append(make(**query));
    (*query)->finish();
    return rows;
}

} // namespace slipway::store
