#include "operations/host.h"

#include <QCoreApplication>

#include <cerrno>
#include <csignal>

namespace slipway::operations {

namespace {

/// The number of the process in a host's name; 0 when there is none.
qint64 processOf(const QString &host)
{
    return host.section(u' ', -1).toLongLong();
}

bool isAlive(qint64 process)
{
    // Signal 0 asks only; a process of somebody else's is there, too.
    return kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM;
}

} // namespace

QString hostName(const QString &computer)
{
    return computer + u' ' + QString::number(QCoreApplication::applicationPid());
}

bool isOn(const QString &host, const QString &computer)
{
    return host.section(u' ', 0, -2) == computer;
}

bool isGoneFrom(const QString &host, const QString &computer)
{
    if (!isOn(host, computer))
        return false;
    const qint64 process = processOf(host);
    return process <= 0 || process == QCoreApplication::applicationPid() || !isAlive(process);
}

} // namespace slipway::operations
