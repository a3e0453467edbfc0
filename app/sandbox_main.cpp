#include "sandbox/command.h"

#include <QCoreApplication>

/// What `slipway sandbox` becomes.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("slipway sandbox"));
    return slipway::sandbox::runSandbox(QCoreApplication::arguments().mid(1));
}
