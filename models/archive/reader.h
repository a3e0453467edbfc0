#pragma once

#include "archive/entry_name.h"
#include "archive/unpack.h"

#include <QByteArrayView>

#include <memory>
#include <optional>

struct archive;
struct archive_entry;

namespace slipway::archive {

/// A zip, read entry by entry with every cap applied as bytes come, whatever the zip says of itself.
class Reader
{
public:
    Reader(const Limits &limits, std::stop_token stop);

    base::Done open(const QString &zip);
    /// The next entry; nothing after the last one.
    base::Result<std::optional<Entry>> next();
    /// The next bytes of the entry, valid until the next call; empty at its end.
    base::Result<QByteArrayView> read();

private:
    base::Done checkKind(archive_entry *entry, const QString &name) const;
    base::Done count(qint64 bytes);
    base::Error broken() const;

    std::unique_ptr<struct archive, int (*)(struct archive *)> m_archive;
    Limits m_limits;
    EntryNames m_names;
    std::stop_token m_stop;
    qint64 m_packedBytes = 0;
    qint64 m_total = 0;
    qint64 m_ofEntry = 0;
    int m_entries = 0;
};

} // namespace slipway::archive
