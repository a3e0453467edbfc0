#include "archive/fresh_folder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace slipway::archive {

using base::Error;

namespace {

constexpr QFile::Permissions ownFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions ownFolder = ownFile | QFile::ExeOwner;

QString tr(const char *text)
{
    return QCoreApplication::translate("archive::FreshFolder", text);
}

Error cannotWrite(const QString &path, const QString &reason)
{
    return base::makeError(Error::Kind::Internal, tr("“%1” cannot be written: %2.").arg(path, reason),
                           tr("Choose another folder."));
}

} // namespace

FreshFolder::FreshFolder(const QString &folder)
    : m_folder(folder)
    , m_place(u"%1/.%2-XXXXXX"_s.arg(QFileInfo(folder).absolutePath(), QFileInfo(folder).fileName().left(60)))
{ }

base::Result<std::unique_ptr<FreshFolder>> FreshFolder::beside(const QString &folder)
{
    const QFileInfo info(QDir::cleanPath(folder));
    if (info.exists() || info.isSymLink()) {
        return std::unexpected(base::makeError(Error::Kind::Conflict, tr("“%1” exists already.").arg(info.fileName()),
                                               tr("Choose another folder.")));
    }
    std::unique_ptr<FreshFolder> fresh(new FreshFolder(info.absoluteFilePath()));
    if (!fresh->m_place.isValid())
        return std::unexpected(cannotWrite(info.absolutePath(), fresh->m_place.errorString()));
    return fresh;
}

base::Done FreshFolder::makeFolder(const QString &path) const
{
    QString made = m_place.path();
    for (const QString &segment : path.split(u'/', Qt::SkipEmptyParts)) {
        made += u'/' + segment;
        if (!QFileInfo(made).isDir() && !QDir().mkdir(made, ownFolder))
            return std::unexpected(cannotWrite(path, qt_error_string(errno)));
    }
    return {};
}

base::Result<std::unique_ptr<QFile>> FreshFolder::makeFile(const QString &path) const
{
    if (const auto above = makeFolder(path.contains(u'/') ? path.section(u'/', 0, -2) : QString()); !above)
        return std::unexpected(above.error());
    auto file = std::make_unique<QFile>(m_place.filePath(path));
    if (!file->open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered, ownFile))
        return std::unexpected(cannotWrite(path, file->errorString()));
    return file;
}

base::Done FreshFolder::publish()
{
    m_place.setAutoRemove(false);
    if (QDir().rename(m_place.path(), m_folder))
        return {};
    m_place.setAutoRemove(true);
    return std::unexpected(cannotWrite(m_folder, tr("something of that name appeared there")));
}

base::Done write(QFileDevice &file, QByteArrayView bytes)
{
    if (file.write(bytes.data(), bytes.size()) == bytes.size())
        return {};
    if (file.error() == QFileDevice::ResourceError || errno == ENOSPC || errno == EFBIG || errno == EDQUOT) {
        return std::unexpected(base::makeError(Error::Kind::Internal, tr("The disk is full."),
                                               tr("Make room or choose another folder, then try again.")));
    }
    return std::unexpected(cannotWrite(QFileInfo(file.fileName()).fileName(), file.errorString()));
}

} // namespace slipway::archive
