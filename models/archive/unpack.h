#pragma once

#include "base/result.h"

#include <QList>
#include <QString>

#include <functional>
#include <stop_token>

namespace slipway::archive {

/// What a zip may grow to. Beyond it nothing is unpacked; the defaults are far above what GitHub's logs and artifacts
/// are, and far below what fills a disk.
struct Limits {
    /// Of all entries together, and of one.
    qint64 totalBytes = 4'000'000'000;
    qint64 entryBytes = 4'000'000'000;
    /// Unpacked bytes for each byte of the zip, judged from `ratioFrom` unpacked bytes on. Logs reach about 100.
    qint64 ratio = 400;
    qint64 ratioFrom = 16'000'000;
    int entries = 50'000;
    /// Folders within folders.
    int depth = 32;
    /// Bytes of UTF-8, of one name and of a whole path.
    int nameBytes = 240;
    int pathBytes = 1'024;
};

/// A file or folder in a zip, as the zip says.
struct Entry {
    /// With slashes, relative, checked: it can be put below any folder.
    QString path;
    /// In bytes; -1 when the zip does not say. What is really unpacked may differ, and is counted.
    qint64 size = -1;
    bool isFolder = false;
    bool operator==(const Entry &) const = default;
};

/// Bytes unpacked so far, and how many there will be by what the zip says. Called on the working thread.
using Progress = std::function<void(qint64 done, qint64 total)>;

/// What is in `zip`. Errors: notFound, forbidden; invalidInput for what is no whole zip, is encrypted, or has an entry
/// that could leave its folder, is a link or a device, or is beyond `limits`; cancelled. Blocks; any thread.
base::Result<QList<Entry>> list(const QString &zip, const Limits &limits = {}, std::stop_token stop = {});

/// Unpacks all of `zip` into `folder`, which must not exist and then is whole: it is made beside its final place and
/// renamed at the end, and what was half done is removed again. Files are the person's own to read and write, never
/// executable. Gives what was unpacked. Errors: as `list`; conflict when `folder` exists; internal when the disk is
/// full or cannot be written. Blocks; any thread.
base::Result<QList<Entry>> unpack(const QString &zip, const QString &folder, const Limits &limits = {},
                                  const Progress &progress = {}, std::stop_token stop = {});

/// Writes the entry `path` to `file`, replacing it, whole or not at all; gives its bytes. Errors: as `unpack`; notFound
/// when there is no such entry. Blocks; any thread.
base::Result<qint64> extract(const QString &zip, const QString &path, const QString &file, const Limits &limits = {},
                             std::stop_token stop = {});

} // namespace slipway::archive
