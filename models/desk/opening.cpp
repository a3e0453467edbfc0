#include "desk/opening.h"

#include <QCoreApplication>
#include <QFile>

namespace slipway::desk {

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("desk", words);
}

base::Result<std::optional<QByteArray>> readDisk(const QString &name)
{
    QFile file(name);
    if (!file.exists())
        return std::optional<QByteArray>();
    if (file.size() > checkout::Clone::largest)
        return std::unexpected(
            base::makeError(base::Error::Kind::InvalidInput, tr("%1 is too large for a workflow.").arg(name)));
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(base::makeError(base::Error::Kind::Internal,
                                               tr("%1 cannot be read: %2.").arg(name, file.errorString()),
                                               tr("Check who may read it, then try again.")));
    return std::optional(file.readAll());
}

} // namespace

base::Result<Found> findInClone(const checkout::Clone &clone, const QString &path)
{
    const QString file = clone.root() + u'/' + path;
    const auto disk = readDisk(file);
    if (!disk)
        return std::unexpected(disk.error());
    const auto version = clone.repositoryVersion(path);
    if (!version)
        return std::unexpected(version.error());
    if (!*disk && !*version)
        return std::unexpected(
            base::makeError(base::Error::Kind::NotFound, tr("%1 is neither on the disk nor in the clone.").arg(path)));
    Found found{.origin = {.path = path, .file = file, .isNew = !*version},
                .base = version->value_or(QByteArray()),
                .disk = *disk,
                .repository = workflow::DiskRepository::around(file)};
    if (const auto head = clone.head()) {
        found.origin.branch = head->branch;
        found.origin.commit = head->commit;
    }
    if (const auto repository = clone.repository(); repository && *repository)
        found.origin.repository = **repository;
    return found;
}

} // namespace slipway::desk
