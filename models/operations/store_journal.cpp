#include "operations/entry_json.h"
#include "operations/journal.h"
#include "operations/progress.h"
#include "operations/runner.h"

#include "store/store.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Operations", text);
}

store::AuditRow rowOf(const AuditLine &line)
{
    store::AuditRow row;
    row.at = line.at;
    row.actor = line.actor;
    row.operation = line.operationId;
    row.step = line.stepId;
    row.act = line.act;
    row.app = line.app;
    row.environment = line.environment;
    row.words = line.words;
    return row;
}

QList<store::AuditRow> rowsOf(const QList<AuditLine> &lines)
{
    QList<store::AuditRow> rows;
    for (const AuditLine &line : lines)
        rows.append(rowOf(line));
    return rows;
}

AuditLine lineAt(const store::AuditRow &row)
{
    return {row.id, row.at, row.actor, row.operation, row.step, row.act, row.app, row.environment, row.words};
}

std::optional<LockHolder> holderAt(const std::optional<store::LockRow> &row)
{
    if (!row)
        return std::nullopt;
    return LockHolder{row->key, row->operation, row->actor, row->host, row->title, row->since, row->seenAt};
}

QByteArray bytesOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Operation unreadable(const store::OperationRow &row)
{
    Operation operation;
    operation.id = row.id;
    operation.plan.title = tr("An operation that cannot be read");
    return operation;
}

/// The operation of a row, and its entries, as far as they can be read.
Kept keptOf(const store::OperationRow &row, const QList<store::JournalRow> &journal)
{
    Kept kept;
    const auto plan = planOf(QJsonDocument::fromJson(row.plan).object());
    const bool isSound = plan && planProblem(*plan).isEmpty();
    kept.operation = unreadable(row);
    if (isSound)
        kept.operation.plan = *plan;
    else
        kept.damage = tr("The plan in the journal is damaged.");
    Operation &operation = kept.operation;
    operation.actor = row.actor;
    operation.host = row.host;
    operation.isOurs = false;
    operation.startedAt = row.startedAt;
    operation.endedAt = row.endedAt;
    kept.owner = row.owner;
    kept.seenAt = row.seenAt;
    kept.revision = row.revision;
    if (!takeStanding(operation, row.state, row.standing))
        kept.damage = tr("The state in the journal is damaged.");
    prepare(operation);
    for (const store::JournalRow &line : journal) {
        kept.entries.append(entryOf(line.number, line.at, line.step, line.act, line.payload));
        if (kept.entries.last().act == Act::Unreadable)
            kept.damage = tr("A line of the journal is damaged, or written by a newer Slipway.");
        take(operation, kept.entries.last());
    }
    return kept;
}

class StoreJournal final : public Journal
{
public:
    StoreJournal(std::shared_ptr<store::Store> store, QString workspace)
        : m_store(std::move(store))
        , m_workspace(std::move(workspace))
    { }

    Answer<std::optional<LockHolder>> begin(Operation operation, QString owner, QList<AuditLine> audit) override
    {
        store::OperationRow row;
        row.workspace = m_workspace;
        row.id = operation.id;
        row.actor = operation.actor;
        row.host = operation.host;
        row.owner = owner;
        row.state = stateWord(operation.state);
        row.startedAt = operation.startedAt;
        row.seenAt = operation.startedAt;
        row.plan = bytesOf(toJson(operation.plan));
        row.standing = standingBytes({.state = operation.state, .reasons = operation.reasons});
        QList<store::LockRow> locks;
        for (const Target &target : operation.plan.targets) {
            locks.append({m_workspace, target.key(), operation.id, operation.actor, operation.host,
                          operation.plan.title, operation.startedAt, operation.startedAt});
        }
        const auto store = m_store;
        const auto inTheWay = co_await store->beginOperation(row, locks, rowsOf(audit));
        co_return inTheWay.transform(holderAt);
    }

    Answer<void> write(Change change) override
    {
        store::OperationChange rows;
        rows.workspace = m_workspace;
        rows.operation = change.operationId;
        rows.owner = change.owner;
        for (const Entry &entry : change.entries) {
            rows.journal.append(
                {change.operationId, entry.number, entry.at, entry.stepId, actWord(entry.act), payloadOf(entry)});
        }
        rows.audit = rowsOf(change.audit);
        if (change.standing) {
            rows.standing = {stateWord(change.standing->state), !isOver(change.standing->state),
                             change.standing->endedAt, standingBytes(*change.standing)};
        }
        rows.releasesLocks = change.isEnd;
        return m_store->changeOperation(rows);
    }

    Answer<void> beat(QString owner, QDateTime now) override
    {
        return m_store->touchOperations(m_workspace, owner, now);
    }
    Answer<void> leave(QString owner) override { return m_store->leaveOperations(m_workspace, owner); }

    Answer<void> adopt(Kept previous, QString owner, QString host, QDateTime now, QList<AuditLine> audit) override
    {
        store::OperationRow row;
        row.workspace = m_workspace;
        row.id = previous.operation.id;
        row.owner = previous.owner;
        row.seenAt = previous.seenAt;
        return m_store->adoptOperation(row, owner, host, now, rowsOf(audit));
    }

    Answer<QList<Kept>> open() override
    {
        return read(m_store, {.workspace = m_workspace, .isOpen = true, .limit = 10'000});
    }
    Answer<QList<Kept>> past(QDateTime before, QString beforeId, int limit) override
    {
        return read(
            m_store,
            {.workspace = m_workspace, .isOpen = false, .startedBefore = before, .beforeId = beforeId, .limit = limit});
    }
    Answer<std::optional<Kept>> find(QString id) override
    {
        const auto found = co_await read(m_store, {.workspace = m_workspace, .id = id, .limit = 1});
        co_return found.transform(
            [](const QList<Kept> &kept) { return kept.isEmpty() ? std::nullopt : std::optional(kept.first()); });
    }

    Answer<void> note(QList<AuditLine> lines) override { return m_store->appendAudit(m_workspace, rowsOf(lines)); }

    Answer<QList<AuditLine>> audit(AuditQuery query) override
    {
        const auto store = m_store;
        const auto rows = co_await store->audit({m_workspace, query.actor, query.app, query.environment, query.text,
                                                 query.from, query.before, query.beforeId, query.afterId, query.limit});
        if (!rows)
            co_return std::unexpected(rows.error());
        QList<AuditLine> lines;
        for (const store::AuditRow &row : *rows)
            lines.append(lineAt(row));
        co_return lines;
    }

    Answer<std::optional<LockHolder>> holder(QString key) override
    {
        const auto store = m_store;
        const auto lock = co_await store->lock(m_workspace, key);
        co_return lock.transform(holderAt);
    }

private:
    static Answer<QList<Kept>> read(std::shared_ptr<store::Store> store, store::OperationQuery query)
    {
        const auto rows = co_await store->operations(query);
        if (!rows)
            co_return std::unexpected(rows.error());
        QStringList ids;
        for (const store::OperationRow &row : *rows)
            ids.append(row.id);
        const auto journal = co_await store->journal(query.workspace, ids);
        if (!journal)
            co_return std::unexpected(journal.error());
        QHash<QString, QList<store::JournalRow>> journals;
        for (const store::JournalRow &line : *journal)
            journals[line.operation].append(line);
        QList<Kept> kept;
        for (const store::OperationRow &row : *rows)
            kept.append(keptOf(row, journals.value(row.id)));
        co_return kept;
    }

    std::shared_ptr<store::Store> m_store;
    QString m_workspace;
};

} // namespace

std::shared_ptr<Journal> Journal::in(std::shared_ptr<store::Store> store, const QString &workspace)
{
    return std::make_shared<StoreJournal>(std::move(store), workspace);
}

} // namespace slipway::operations
