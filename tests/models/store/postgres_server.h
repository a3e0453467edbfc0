#pragma once

#include "store/location.h"

#include <QProcess>
#include <QTemporaryDir>

/// A PostgreSQL server of our own on a free port of 127.0.0.1, with its data in a temporary folder.
class PostgresServer
{
public:
    ~PostgresServer();

    /// Why it cannot be had; empty when it runs.
    QString start();
    /// A new, empty database.
    slipway::store::Location freshDatabase();
    void stop();
    /// Breaks every connection.
    bool restart();

private:
    bool run(const QString &program, const QStringList &arguments);
    QStringList asUser(const QString &program, const QStringList &arguments) const;

    QTemporaryDir m_folder;
    QString m_bin;
    QString m_user;
    QString m_trouble;
    int m_port = 0;
    int m_databases = 0;
    bool m_isRunning = false;
};
