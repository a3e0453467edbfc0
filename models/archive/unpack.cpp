#include "archive/unpack.h"

#include "archive/fresh_folder.h"
#include "archive/reader.h"

#include <QCoreApplication>
#include <QSaveFile>

#include <algorithm>
#include <numeric>

namespace slipway::archive {

using base::Error;

namespace {

using Sink = std::function<base::Done(QByteArrayView)>;

base::Result<qint64> copy(Reader &reader, const Sink &sink)
{
    qint64 bytes = 0;
    for (;;) {
        const auto block = reader.read();
        if (!block)
            return std::unexpected(block.error());
        if (block->isEmpty())
            return bytes;
        if (const auto written = sink(*block); !written)
            return std::unexpected(written.error());
        bytes += block->size();
    }
}

base::Done unpackEntry(Reader &reader, const Entry &entry, const FreshFolder &folder,
                       const std::function<void(qint64)> &advance)
{
    if (entry.isFolder)
        return folder.makeFolder(entry.path);
    const auto file = folder.makeFile(entry.path);
    if (!file)
        return std::unexpected(file.error());
    const auto copied = copy(reader, [&](QByteArrayView block) {
        advance(block.size());
        return write(**file, block);
    });
    return copied ? base::Done() : std::unexpected(copied.error());
}

qint64 bytesOf(const QList<Entry> &entries)
{
    return std::accumulate(entries.begin(), entries.end(), qint64(0),
                           [](qint64 sum, const Entry &entry) { return sum + std::max<qint64>(entry.size, 0); });
}

base::Result<QList<Entry>> unpackInto(FreshFolder &folder, const QString &zip, const Limits &limits, qint64 total,
                                      const Progress &progress, const std::stop_token &stop)
{
    Reader reader(limits, stop);
    if (const auto opened = reader.open(zip); !opened)
        return std::unexpected(opened.error());
    QList<Entry> entries;
    qint64 done = 0;
    const auto advance = [&](qint64 bytes) {
        done += bytes;
        if (progress)
            progress(done, std::max(done, total));
    };
    for (;;) {
        const auto entry = reader.next();
        if (!entry)
            return std::unexpected(entry.error());
        if (!*entry)
            return entries;
        if (const auto unpacked = unpackEntry(reader, **entry, folder, advance); !unpacked)
            return std::unexpected(unpacked.error());
        entries.append(**entry);
    }
}

base::Error noSuchEntry(const QString &path)
{
    return base::makeError(Error::Kind::NotFound,
                           QCoreApplication::translate("archive", "The archive has no file “%1”.").arg(path));
}

} // namespace

base::Result<QList<Entry>> list(const QString &zip, const Limits &limits, std::stop_token stop)
{
    Reader reader(limits, std::move(stop));
    if (const auto opened = reader.open(zip); !opened)
        return std::unexpected(opened.error());
    QList<Entry> entries;
    for (;;) {
        const auto entry = reader.next();
        if (!entry)
            return std::unexpected(entry.error());
        if (!*entry)
            return entries;
        entries.append(**entry);
    }
}

base::Result<QList<Entry>> unpack(const QString &zip, const QString &folder, const Limits &limits,
                                  const Progress &progress, std::stop_token stop)
{
    // The names are all judged before the first byte is written.
    const auto listed = list(zip, limits, stop);
    if (!listed)
        return std::unexpected(listed.error());
    const auto fresh = FreshFolder::beside(folder);
    if (!fresh)
        return std::unexpected(fresh.error());
    auto entries = unpackInto(**fresh, zip, limits, bytesOf(*listed), progress, stop);
    if (!entries)
        return entries;
    if (const auto published = (*fresh)->publish(); !published)
        return std::unexpected(published.error());
    return entries;
}

base::Result<qint64> extract(const QString &zip, const QString &path, const QString &file, const Limits &limits,
                             std::stop_token stop)
{
    Reader reader(limits, std::move(stop));
    if (const auto opened = reader.open(zip); !opened)
        return std::unexpected(opened.error());
    std::optional<Entry> found;
    do {
        const auto entry = reader.next();
        if (!entry)
            return std::unexpected(entry.error());
        found = *entry;
    } while (found && (found->path != path || found->isFolder));
    if (!found)
        return std::unexpected(noSuchEntry(path));
    QSaveFile target(file);
    target.setDirectWriteFallback(false);
    if (!target.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        return std::unexpected(base::makeError(
            Error::Kind::Internal,
            QCoreApplication::translate("archive", "“%1” cannot be written: %2.").arg(file, target.errorString())));
    }
    const auto copied = copy(reader, [&target](QByteArrayView block) { return write(target, block); });
    if (copied && !target.commit())
        return std::unexpected(base::makeError(Error::Kind::Internal, target.errorString()));
    return copied;
}

} // namespace slipway::archive
