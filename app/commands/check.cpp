#include "commands/check.h"

#include "workspace/loader.h"

#include <QCoreApplication>
#include <QDir>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace slipway::commands {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("commands::check", text);
}

bool hasErrors(const workspace::Problems &problems)
{
    return std::ranges::any_of(problems, [](const workspace::Problem &problem) {
        return problem.severity == workspace::Problem::Severity::Error;
    });
}

/// 0, 1 or 2, as the whole command.
int checkFile(const QString &path, QTextStream &out)
{
    const auto loaded = workspace::loadWorkspace(path);
    if (!loaded) {
        out << path << ": "_L1 << base::sentence(loaded.error()) << Qt::endl;
        return 2;
    }
    const QString shown = QDir::current().relativeFilePath(loaded->file);
    for (const workspace::Problem &problem : loaded->reading.problems)
        out << workspace::printed(problem, shown) << Qt::endl;
    return hasErrors(loaded->reading.problems) ? 1 : 0;
}

} // namespace

int runCheck(const QStringList &paths)
{
    QTextStream out(stderr);
    if (paths.isEmpty()) {
        out << tr("slipway check: name at least one slipway.yaml, or a folder that holds one.") << Qt::endl;
        return 2;
    }
    int worst = 0;
    for (const QString &path : paths)
        worst = std::max(worst, checkFile(path, out));
    return worst;
}

} // namespace slipway::commands
