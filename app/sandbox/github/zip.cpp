#include "sandbox/github/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace slipway::sandbox::github {

namespace {

la_ssize_t append(archive *, void *target, const void *bytes, size_t size)
{
    static_cast<QByteArray *>(target)->append(static_cast<const char *>(bytes), static_cast<qsizetype>(size));
    return static_cast<la_ssize_t>(size);
}

void add(archive *zip, const ZipFile &file, const QDateTime &at)
{
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname_utf8(entry.get(), file.path.toUtf8().constData());
    archive_entry_set_size(entry.get(), file.content.size());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), at.toSecsSinceEpoch(), 0);
    archive_write_header(zip, entry.get());
    archive_write_data(zip, file.content.constData(), static_cast<size_t>(file.content.size()));
}

} // namespace

QByteArray zipped(const QList<ZipFile> &files, const QDateTime &at)
{
    QByteArray bytes;
    const std::unique_ptr<archive, decltype(&archive_write_free)> zip(archive_write_new(), archive_write_free);
    archive_write_set_format_zip(zip.get());
    archive_write_set_options(zip.get(), "zip:compression=deflate,hdrcharset=UTF-8");
    archive_write_set_bytes_per_block(zip.get(), 0);
    archive_write_open2(zip.get(), &bytes, nullptr, append, nullptr, nullptr);
    for (const ZipFile &file : files)
        add(zip.get(), file, at);
    archive_write_close(zip.get());
    return bytes;
}

} // namespace slipway::sandbox::github
