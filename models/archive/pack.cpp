#include "archive/pack.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace slipway::archive {

namespace {

la_ssize_t append(struct archive *, void *target, const void *bytes, size_t size)
{
    static_cast<QByteArray *>(target)->append(static_cast<const char *>(bytes), static_cast<qsizetype>(size));
    return static_cast<la_ssize_t>(size);
}

void add(struct archive *writer, const Content &content)
{
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname_utf8(entry.get(), content.path.constData());
    archive_entry_set_pathname(entry.get(), content.path.constData());
    archive_entry_set_size(entry.get(), content.bytes.size());
    archive_entry_set_filetype(entry.get(), content.path.endsWith('/') ? AE_IFDIR : AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    if (archive_write_header(writer, entry.get()) == ARCHIVE_OK)
        archive_write_data(writer, content.bytes.constData(), static_cast<size_t>(content.bytes.size()));
}

} // namespace

QByteArray packed(const QList<Content> &contents)
{
    QByteArray zip;
    const std::unique_ptr<struct archive, decltype(&archive_write_free)> writer(archive_write_new(),
                                                                                archive_write_free);
    archive_write_set_format_zip(writer.get());
    archive_write_set_bytes_in_last_block(writer.get(), 1);
    archive_write_open(writer.get(), &zip, nullptr, append, nullptr);
    for (const Content &content : contents)
        add(writer.get(), content);
    archive_write_close(writer.get());
    return zip;
}

} // namespace slipway::archive
