#include "store/connection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <atomic>

using namespace Qt::StringLiterals;

namespace slipway::store {

namespace {

/// SQLite would let everybody read what it makes; its other files take after this one. Failure shows in opening, with
/// its reason.
void makeFile(const QString &file)
{
    QDir().mkpath(QFileInfo(file).absolutePath());
    (void)QFile(file).open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner);
}

QString newName()
{
    static std::atomic<int> count = 0;
    return u"slipway-%1"_s.arg(++count);
}

} // namespace

Connection::Connection(Location location)
    : m_location(std::move(location))
    , m_name(newName())
    , m_database(QSqlDatabase::addDatabase(dialect::driver(m_location.kind), m_name))
{ }

Connection::~Connection()
{
    m_statements.clear();
    m_database.close();
    // Qt wants every handle gone before the name is.
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

base::Result<std::unique_ptr<Connection>> Connection::open(const Location &location, Access access,
                                                           dialect::Trouble *trouble)
{
    std::unique_ptr<Connection> connection(new Connection(location));
    const bool isReadOnly = access == Access::ReadOnly;
    QSqlDatabase &database = connection->m_database;
    if (location.kind == Location::Kind::Sqlite) {
        if (!isReadOnly)
            makeFile(location.file);
        database.setDatabaseName(location.file);
    } else {
        database.setDatabaseName(location.database);
        database.setHostName(location.host);
        database.setPort(location.port);
        database.setUserName(location.user);
    }
    database.setConnectOptions(dialect::connectOptions(location, isReadOnly));
    const auto ready = connection->makeReady();
    if (!ready && trouble != nullptr)
        *trouble = connection->m_trouble;
    return ready.transform([&] { return std::move(connection); });
}

base::Done Connection::makeReady()
{
    if (!m_database.open())
        return std::unexpected(failed(m_database.lastError()));
    for (const QString &setting : dialect::settings(m_location.kind)) {
        if (const auto done = execute(setting); !done)
            return done;
    }
    return {};
}

base::Result<QSqlQuery *> Connection::run(const QString &sql, const QVariantList &values)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        // PostgreSQL prepares no BEGIN, CREATE or SET, so only what has values is prepared.
        if (!values.isEmpty() && !query.prepare(sql))
            return std::unexpected(failed(query.lastError()));
        found = m_statements.emplace(sql, std::move(query)).first;
    }
    QSqlQuery &query = found->second;
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), values.at(i));
    if (values.isEmpty() ? query.exec(sql) : query.exec())
        return &query;
    const auto error = failed(query.lastError());
    query.finish();
    return std::unexpected(error);
}

base::Done Connection::execute(const QString &sql, const QVariantList &values)
{
    // A statement that still has rows to give holds locks, so it is ended at once.
    return run(sql, values).transform([](QSqlQuery *query) { query->finish(); });
}

base::Error Connection::failed(const QSqlError &error)
{
    m_trouble = dialect::trouble(m_location.kind, error);
    return dialect::errorFor(m_location, error);
}

base::Result<std::unique_ptr<Transaction>> Transaction::begin(Connection &connection, Durability durability)
{
    const auto kind = connection.location().kind;
    std::unique_ptr<Transaction> transaction(new Transaction(connection, durability));
    if (durability == Durability::Disk) {
        for (const QString &statement : dialect::beginDurable(kind)) {
            if (const auto set = connection.execute(statement); !set)
                return std::unexpected(set.error());
        }
    }
    for (const QString &statement : dialect::beginWrite(kind)) {
        if (const auto begun = connection.execute(statement); !begun)
            return std::unexpected(begun.error());
        transaction->m_isOpen = true;
    }
    return transaction;
}

Transaction::~Transaction()
{
    if (m_isOpen)
        (void)m_connection.execute(u"ROLLBACK"_s);
    if (m_durability != Durability::Disk)
        return;
    for (const QString &statement : dialect::endDurable(m_connection.location().kind))
        (void)m_connection.execute(statement);
}

base::Done Transaction::commit()
{
    auto committed = m_connection.execute(u"COMMIT"_s);
    m_isOpen = !committed;
    return committed;
}

QString plainText(const QString &text)
{
    if (text.isNull())
        return u""_s;
    return text.contains(QChar(u'\0')) ? QString(text).remove(QChar(u'\0')) : text;
}

QVariant bytesValue(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

} // namespace slipway::store
