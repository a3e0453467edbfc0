#pragma once

#include "base/result.h"
#include "net/request.h"

#include <QSaveFile>

namespace slipway::net {

/// The file that an answer's body goes into: under another name beside its place until it is whole.
///
/// One that was not committed leaves nothing behind, and what stood in its place before stays. One thread at a time.
class DownloadFile
{
public:
    explicit DownloadFile(Download wanted);

    /// Error: internal, in words, when there can be no such file.
    base::Done open();
    /// Forgets what has come, for another attempt. False: see error().
    bool restart();
    /// The next bytes of a body of `total` bytes, -1 when nobody said. False: see error().
    bool take(const QByteArray &bytes, qint64 total);
    /// Puts the file in its place and gives its size. Waits for the disk.
    base::Result<qint64> commit();

    qint64 limit() const { return m_wanted.mostBytes; }
    /// Why the file could not be written: no room, no right.
    base::Error error() const;

private:
    Download m_wanted;
    QSaveFile m_file;
    qint64 m_received = 0;
};

} // namespace slipway::net
