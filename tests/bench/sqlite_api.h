#pragma once

#include "store/event.h"

#include <QLibrary>
#include <QList>
#include <QString>

/// SQLite's own C interface, as the yardstick of the store: the same table, rows and questions without Qt between.
class SqliteApi
{
public:
    explicit SqliteApi(const QString &file);
    ~SqliteApi();
    Q_DISABLE_COPY_MOVE(SqliteApi)

    bool isAvailable() const { return m_database != nullptr; }
    void execute(const char *sql);
    /// Row by row with one prepared statement in one transaction, as the command-line program's import does it.
    void insert(const QList<slipway::store::Event> &events);
    /// The events that a question gives; it asks for all columns in the table's order.
    QList<slipway::store::Event> events(const char *sql);

private:
    template<typename Function>
    Function *function(const char *name)
    {
        return reinterpret_cast<Function *>(m_library.resolve(name));
    }

    QLibrary m_library;
    void *m_database = nullptr;
};
