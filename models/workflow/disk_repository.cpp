#include "workflow/repository.h"
#include "yaml/tree.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace slipway::workflow {

std::shared_ptr<const Repository> DiskRepository::around(const QString &path)
{
    const QFileInfo start(path);
    QDir folder(start.isDir() ? start.absoluteFilePath() : start.absolutePath());
    QString withSettings;
    do {
        // A worktree's .git is a file.
        if (folder.exists(u".git"_s))
            return std::make_shared<DiskRepository>(folder.absolutePath());
        if (withSettings.isEmpty() && folder.exists(u".github"_s))
            withSettings = folder.absolutePath();
    } while (folder.cdUp());
    if (withSettings.isEmpty())
        return nullptr;
    return std::make_shared<DiskRepository>(withSettings);
}

base::Result<QByteArray> DiskRepository::read(const std::string &plainPath) const
{
    const auto fail = [&](base::Error::Kind kind, const char *message) {
        return std::unexpected(base::makeError(
            kind, QCoreApplication::translate("Repository", message).arg(QString::fromStdString(plainPath))));
    };
    const QString root = QFileInfo(m_root).canonicalFilePath();
    const QFileInfo info(root + u'/' + QString::fromStdString(plainPath));
    const QString real = info.canonicalFilePath();
    if (root.isEmpty() || real.isEmpty() || !info.isFile())
        return fail(base::Error::Kind::NotFound,
                    QT_TRANSLATE_NOOP("Repository", "There is no file %1 in this repository."));
    if (!real.startsWith(root + u'/'))
        return fail(base::Error::Kind::InvalidInput,
                    QT_TRANSLATE_NOOP("Repository", "The path %1 leaves the repository."));
    if (info.size() > yaml::Tree::largest)
        return fail(base::Error::Kind::InvalidInput, QT_TRANSLATE_NOOP("Repository", "The file %1 is too large."));
    QFile file(real);
    if (!file.open(QIODevice::ReadOnly))
        return fail(base::Error::Kind::NotFound, QT_TRANSLATE_NOOP("Repository", "The file %1 cannot be read."));
    return file.readAll();
}

} // namespace slipway::workflow
