#include "store/audit_table.h"

#include "store/where.h"

using namespace Qt::StringLiterals;

namespace slipway::store {

namespace {

AuditRow rowAt(const QSqlQuery &query)
{
    const auto text = [&query](int column) { return query.value(column).toString(); };
    return {query.value(0).toLongLong(),
            text(1),
            timeOf(query.value(2)),
            text(3),
            text(4),
            text(5),
            text(6),
            text(7),
            text(8),
            text(9)};
}

/// A text to look for, with what LIKE takes for a pattern taken as it is.
QString likePattern(QString text)
{
    text.replace(u"\\"_s, u"\\\\"_s).replace(u"%"_s, u"\\%"_s).replace(u"_"_s, u"\\_"_s);
    return u'%' + text.toLower() + u'%';
}

} // namespace

base::Done addAuditRows(Connection &connection, const QString &workspace, const QList<AuditRow> &rows)
{
    for (const AuditRow &row : rows) {
        const auto added = connection.execute(
            u"INSERT INTO audit (workspace, happened_at, actor, operation, step, act, app, environment, words) "
            "VALUES (?,?,?,?,?,?,?,?,?)"_s,
            {textValue(workspace), row.at.toMSecsSinceEpoch(), textValue(row.actor), textValue(row.operation),
             textValue(row.step), textValue(row.act), textValue(row.app), textValue(row.environment),
             textValue(row.words)});
        if (!added)
            return added;
    }
    return {};
}

base::Done appendAuditRows(Connection &connection, const QString &workspace, const QList<AuditRow> &rows)
{
    const auto transaction = Transaction::begin(connection, Transaction::Durability::Disk);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (const auto added = addAuditRows(connection, workspace, rows); !added)
        return added;
    return (*transaction)->commit();
}

base::Result<QList<AuditRow>> readAuditRows(Connection &connection, const AuditRowQuery &query)
{
    Where where;
    where.addText(u"workspace = ?"_s, query.workspace);
    where.addText(u"actor = ?"_s, query.actor);
    where.addText(u"app = ?"_s, query.app);
    where.addText(u"environment = ?"_s, query.environment);
    if (!query.text.isEmpty())
        where.add(u"LOWER(words) LIKE ? ESCAPE '\\'"_s, likePattern(plainText(query.text)));
    where.addTime(u"happened_at >= ?"_s, query.from);
    where.addTime(u"happened_at < ?"_s, query.before);
    if (query.beforeId > 0)
        where.add(u"id < ?"_s, query.beforeId);
    if (query.afterId > 0)
        where.add(u"id > ?"_s, query.afterId);
    return readRows<AuditRow>(
        connection,
        u"SELECT id, workspace, happened_at, actor, operation, step, act, app, environment, words FROM audit"_s
            + where.clause() + u" ORDER BY id DESC LIMIT ?"_s,
        where.valuesWithLimit(query.limit), rowAt);
}

} // namespace slipway::store
