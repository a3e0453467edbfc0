#include "workspace/loader.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace slipway::workspace {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Workspace", text);
}

base::Error missing(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir()) {
        return base::makeError(base::Error::Kind::NotFound,
                               tr("There is no slipway.yaml in %1.").arg(QDir::toNativeSeparators(path)),
                               tr("Open the folder of your repository that holds it, or create one."));
    }
    return base::makeError(base::Error::Kind::NotFound, tr("%1 does not exist.").arg(QDir::toNativeSeparators(path)),
                           tr("Check the path, or open another workspace."));
}

/// The file that a path means; empty when there is none.
QString fileOf(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isDir())
        return info.exists() ? info.absoluteFilePath() : QString();
    for (const QString &name : {QString(workspaceFileName), u"slipway.yml"_s}) {
        if (const QFileInfo file(QDir(path), name); file.exists())
            return file.absoluteFilePath();
    }
    return {};
}

} // namespace

base::Result<Loaded> loadWorkspace(const QString &path)
{
    const QString name = fileOf(path);
    if (name.isEmpty())
        return std::unexpected(missing(path));
    // A pipe or a device would hold up the reader for as long as it likes.
    if (!QFileInfo(name).isFile()) {
        return std::unexpected(base::makeError(base::Error::Kind::InvalidInput,
                                               tr("%1 is not a file.").arg(QDir::toNativeSeparators(name)),
                                               tr("Open the folder of your repository that holds slipway.yaml.")));
    }
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::unexpected(
            base::makeError(base::Error::Kind::Forbidden,
                            tr("%1 could not be read: %2.").arg(QDir::toNativeSeparators(name), file.errorString()),
                            tr("Check the file's permissions, then open it again.")));
    }
    const QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile) {
        return std::unexpected(base::makeError(base::Error::Kind::InvalidInput,
                                               tr("%1 is larger than 1 MB.").arg(QDir::toNativeSeparators(name)),
                                               tr("Check that it is the workspace's slipway.yaml.")));
    }
    return Loaded{name, readWorkspace(bytes)};
}

} // namespace slipway::workspace
