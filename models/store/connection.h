#pragma once

#include "base/result.h"
#include "store/dialect.h"
#include "store/location.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <map>
#include <memory>

namespace slipway::store {

/// One connection to the database; lives and dies on one thread.
class Connection
{
public:
    enum class Access { ReadWrite, ReadOnly };

    /// `trouble`, when given, is set to what a failure means.
    static base::Result<std::unique_ptr<Connection>> open(const Location &location, Access access = Access::ReadWrite,
                                                          dialect::Trouble *trouble = nullptr);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    const Location &location() const { return m_location; }

    /// Runs a statement. Those with values are kept prepared, by their text; the answer is good until the same
    /// one is run again.
    base::Result<QSqlQuery *> run(const QString &sql, const QVariantList &values = {});
    /// Runs a statement whose answer is not wanted.
    base::Done execute(const QString &sql, const QVariantList &values = {});
    /// What the last statement that failed means.
    dialect::Trouble trouble() const { return m_trouble; }

private:
    explicit Connection(Location location);
    base::Done makeReady();
    base::Error failed(const QSqlError &error);

    Location m_location;
    QString m_name;
    QSqlDatabase m_database;
    std::map<QString, QSqlQuery> m_statements;
    dialect::Trouble m_trouble = dialect::Trouble::Other;
};

/// The only writer as long as it lives; what was not committed is taken back.
class Transaction
{
public:
    enum class Durability {
        Crash, ///< once committed, it survives the end of the program
        Disk,  ///< and a loss of power
    };

    static base::Result<std::unique_ptr<Transaction>> begin(Connection &connection,
                                                            Durability durability = Durability::Crash);
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)
    base::Done commit();

private:
    Transaction(Connection &connection, Durability durability)
        : m_connection(connection)
        , m_durability(durability)
    { }

    Connection &m_connection;
    Durability m_durability;
    bool m_isOpen = false;
};

/// As values that both databases take: never null, and without the NUL that PostgreSQL's texts cannot hold.
QString plainText(const QString &text);
inline QVariant textValue(const QString &text)
{
    return plainText(text);
}
QVariant bytesValue(const QByteArray &bytes);

} // namespace slipway::store
