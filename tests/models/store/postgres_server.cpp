#include "postgres_server.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>

#include <unistd.h>

using namespace Qt::StringLiterals;
using slipway::store::Location;

namespace {

QString newestBin()
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    QStringList names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::ranges::sort(names, {}, [](const QString &name) { return name.toInt(); });
    return names.isEmpty() ? QString() : versions.filePath(names.last() + u"/bin"_s);
}

int freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

PostgresServer::~PostgresServer()
{
    stop();
}

QString PostgresServer::start()
{
    m_bin = newestBin();
    if (m_bin.isEmpty())
        return u"PostgreSQL is not installed"_s;
    // The server refuses to run as root, so root lends it an ordinary user.
    m_user = geteuid() == 0 ? u"postgres"_s : QString();
    if (!m_user.isEmpty() && !run(u"chown"_s, {m_user, m_folder.path()}))
        return u"no user for it: "_s + m_trouble;
    const QString data = m_folder.filePath(u"data"_s);
    const QStringList init = asUser(m_bin + u"/initdb"_s,
                                    {u"-D"_s, data, u"-U"_s, u"slipway"_s, u"-A"_s, u"trust"_s, u"-E"_s, u"UTF8"_s,
                                     u"--locale=C"_s, u"--no-sync"_s});
    if (!run(init.first(), init.sliced(1)))
        return u"initdb: "_s + m_trouble;
    m_port = freePort();
    const QString options = u"-p %1 -h 127.0.0.1 -k %2 -F"_s.arg(m_port).arg(m_folder.path());
    const QStringList begin =
        asUser(m_bin + u"/pg_ctl"_s,
               {u"-D"_s, data, u"-w"_s, u"-o"_s, options, u"-l"_s, m_folder.filePath(u"data/log"_s), u"start"_s});
    m_isRunning = run(begin.first(), begin.sliced(1));
    return m_isRunning ? QString() : u"pg_ctl: "_s + m_trouble;
}

void PostgresServer::stop()
{
    if (!m_isRunning)
        return;
    const QStringList end = asUser(
        m_bin + u"/pg_ctl"_s, {u"-D"_s, m_folder.filePath(u"data"_s), u"-m"_s, u"immediate"_s, u"-w"_s, u"stop"_s});
    run(end.first(), end.sliced(1));
    m_isRunning = false;
}

Location PostgresServer::freshDatabase()
{
    const QString name = u"test%1"_s.arg(++m_databases);
    if (!run(m_bin + u"/createdb"_s,
             {u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_port), u"-U"_s, u"slipway"_s, name}))
        qFatal("createdb: %s", qPrintable(m_trouble));
    return Location::parse(u"postgresql://slipway@127.0.0.1:%1/%2"_s.arg(m_port).arg(name)).value();
}

bool PostgresServer::restart()
{
    const QStringList again = asUser(m_bin + u"/pg_ctl"_s,
                                     {u"-D"_s, m_folder.filePath(u"data"_s), u"-m"_s, u"fast"_s, u"-w"_s, u"-l"_s,
                                      m_folder.filePath(u"data/log"_s), u"restart"_s});
    return run(again.first(), again.sliced(1));
}

QStringList PostgresServer::asUser(const QString &program, const QStringList &arguments) const
{
    if (m_user.isEmpty())
        return QStringList{program} + arguments;
    return QStringList{u"setpriv"_s, u"--reuid="_s + m_user, u"--regid="_s + m_user, u"--clear-groups"_s, program}
    + arguments;
}

bool PostgresServer::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(u"/"_s);
    // The server inherits its starter's output; a pipe there would stay open as long as it runs.
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(m_folder.filePath(u"stderr"_s), QIODevice::Append);
    process.start(program, arguments);
    const bool isGood =
        process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    if (!isGood) {
        QFile file(m_folder.filePath(u"stderr"_s));
        const QByteArray told = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        m_trouble = process.errorString() + u' ' + QString::fromLocal8Bit(told);
    }
    return isGood;
}
