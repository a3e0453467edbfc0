#include "logs/source.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace slipway::logs {

using base::Error;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("logs::Source", text);
}

Error cannotOpen(const QString &path, int reason)
{
    const QString name = QFileInfo(path).fileName();
    if (reason == ENOENT || reason == ENOTDIR)
        return base::makeError(Error::Kind::NotFound, tr("The log “%1” is gone.").arg(name), tr("Load it again."));
    return base::makeError(Error::Kind::Forbidden,
                           tr("The log “%1” cannot be read: %2.").arg(name, qt_error_string(reason)));
}

} // namespace

Source::Source(QString path, int descriptor)
    : m_path(std::move(path))
    , m_descriptor(descriptor)
{ }

Source::~Source()
{
    ::close(m_descriptor);
}

base::Result<std::shared_ptr<const Source>> Source::open(const QString &path)
{
    // A pipe with nobody at its other end must not be waited for.
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return std::unexpected(cannotOpen(path, errno));
    const std::shared_ptr<const Source> source(new Source(path, descriptor));
    struct stat info = {};
    if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
        return std::unexpected(
            base::makeError(Error::Kind::InvalidInput, tr("“%1” is not a file.").arg(QFileInfo(path).fileName())));
    }
    return source;
}

qint64 Source::size() const
{
    struct stat info = {};
    return ::fstat(m_descriptor, &info) == 0 ? info.st_size : 0;
}

bool Source::isReplaced() const
{
    struct stat own = {};
    struct stat there = {};
    if (::fstat(m_descriptor, &own) != 0 || ::stat(QFile::encodeName(m_path).constData(), &there) != 0)
        return false;
    return own.st_ino != there.st_ino || own.st_dev != there.st_dev;
}

qint64 Source::read(qint64 offset, std::span<char> buffer) const
{
    size_t done = 0;
    while (done < buffer.size()) {
        const ssize_t got =
            ::pread(m_descriptor, buffer.data() + done, buffer.size() - done, offset + static_cast<qint64>(done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += static_cast<size_t>(got);
    }
    return static_cast<qint64>(done);
}

QByteArray Source::read(qint64 offset, qint64 size) const
{
    QByteArray bytes(std::max<qint64>(size, 0), Qt::Uninitialized);
    bytes.truncate(read(offset, std::span(bytes.data(), static_cast<size_t>(bytes.size()))));
    return bytes;
}

} // namespace slipway::logs
