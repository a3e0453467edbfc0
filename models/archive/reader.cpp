#include "archive/reader.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <archive.h>
#include <archive_entry.h>

namespace slipway::archive {

using base::Error;

namespace {

constexpr size_t blockBytes = 256 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("archive::Reader", text);
}

/// libarchive gives UTF-8 for names marked so and bytes otherwise; both are read as UTF-8.
QString nameOf(archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    return QString::fromUtf8(name ? name : archive_entry_pathname(entry));
}

Error tooLarge(const QString &why)
{
    return base::makeError(Error::Kind::InvalidInput, tr("The archive is not unpacked: %1.").arg(why),
                           tr("Open it with another program if you trust it."));
}

} // namespace

Reader::Reader(const Limits &limits, std::stop_token stop)
    : m_archive(archive_read_new(), archive_read_free)
    , m_limits(limits)
    , m_names(limits)
    , m_stop(std::move(stop))
{ }

Error Reader::broken() const
{
    return base::makeError(Error::Kind::InvalidInput, tr("The archive is broken or incomplete."),
                           tr("Download it again."));
}

base::Done Reader::open(const QString &zip)
{
    const QFileInfo info(zip);
    if (!info.isFile()) {
        return std::unexpected(
            base::makeError(Error::Kind::NotFound, tr("There is no file “%1”.").arg(info.fileName())));
    }
    if (!info.isReadable()) {
        return std::unexpected(
            base::makeError(Error::Kind::Forbidden, tr("The file “%1” cannot be read.").arg(info.fileName())));
    }
    m_packedBytes = info.size();
    // Only the reader that goes by the zip's own table of contents: half a zip has none.
    archive_read_support_format_zip_seekable(m_archive.get());
    if (archive_read_open_filename(m_archive.get(), QFile::encodeName(zip).constData(), blockBytes) != ARCHIVE_OK)
        return std::unexpected(broken());
    return {};
}

base::Done Reader::checkKind(archive_entry *entry, const QString &name) const
{
    const auto refused = [&name](const QString &why) {
        return std::unexpected(base::makeError(
            Error::Kind::InvalidInput, tr("The archive is not unpacked: its entry “%1” %2.").arg(name.left(80), why)));
    };
    const auto kind = archive_entry_filetype(entry);
    if (kind == AE_IFLNK || archive_entry_hardlink(entry) || archive_entry_symlink(entry))
        return refused(tr("is a link"));
    if (kind != AE_IFREG && kind != AE_IFDIR)
        return refused(tr("is a device"));
    if (archive_entry_is_encrypted(entry))
        return refused(tr("is encrypted"));
    return {};
}

base::Result<std::optional<Entry>> Reader::next()
{
    if (m_stop.stop_requested())
        return std::unexpected(base::cancelled());
    archive_entry *raw = nullptr;
    const int answer = archive_read_next_header(m_archive.get(), &raw);
    if (answer == ARCHIVE_EOF)
        return std::nullopt;
    // A warning is about a name in another character set, which is judged below.
    if (answer != ARCHIVE_OK && answer != ARCHIVE_WARN)
        return std::unexpected(broken());
    if (++m_entries > m_limits.entries)
        return std::unexpected(tooLarge(tr("it has more than %1 entries").arg(base::format::count(m_limits.entries))));
    const QString name = nameOf(raw);
    if (const auto kind = checkKind(raw, name); !kind)
        return std::unexpected(kind.error());
    const bool isFolder = archive_entry_filetype(raw) == AE_IFDIR;
    const auto path = m_names.accept(name, isFolder);
    if (!path)
        return std::unexpected(path.error());
    m_ofEntry = 0;
    return Entry{*path, archive_entry_size_is_set(raw) ? archive_entry_size(raw) : -1, isFolder};
}

base::Done Reader::count(qint64 bytes)
{
    m_total += bytes;
    m_ofEntry += bytes;
    if (m_total > m_limits.totalBytes || m_ofEntry > m_limits.entryBytes) {
        return std::unexpected(tooLarge(
            tr("it grows beyond %1").arg(base::format::bytes(std::min(m_limits.totalBytes, m_limits.entryBytes)))));
    }
    if (m_total > m_limits.ratioFrom && m_total / m_limits.ratio > m_packedBytes)
        return std::unexpected(tooLarge(tr("it grows to more than %1 times its size").arg(m_limits.ratio)));
    return {};
}

base::Result<QByteArrayView> Reader::read()
{
    if (m_stop.stop_requested())
        return std::unexpected(base::cancelled());
    const void *bytes = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    const int answer = archive_read_data_block(m_archive.get(), &bytes, &size, &offset);
    if (answer == ARCHIVE_EOF)
        return QByteArrayView();
    if (answer != ARCHIVE_OK || offset != m_ofEntry)
        return std::unexpected(broken());
    if (const auto counted = count(static_cast<qint64>(size)); !counted)
        return std::unexpected(counted.error());
    return QByteArrayView(static_cast<const char *>(bytes), static_cast<qsizetype>(size));
}

} // namespace slipway::archive
