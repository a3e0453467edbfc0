#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "editing/open_file.h"

#include <QDateTime>
#include <QList>
#include <QObject>

#include <memory>

namespace slipway::editing {

/// Edits of a file that was neither saved nor proposed when the program ended.
struct Recovered {
    Origin origin;
    QByteArray text;
    /// Of the repository's version that the edits began from, as `hashOf` makes it.
    QByteArray baseHash;
    /// When it was written, UTC.
    QDateTime at;
};

/// SHA-256 in hexadecimal digits.
QByteArray hashOf(const QByteArray &text);

/// What a folder of journals holds.
struct Journals {
    /// Newest first.
    QList<Recovered> recovered;
    /// Files that could not be read; they are renamed to end in ".damaged" and not looked at again.
    QStringList damaged;
};

/// Keeps unsaved edits on the disk, so that they survive the end of the program: one file for each open workflow, named
/// after its origin, written atomically a moment after each edit, gone when there is nothing unsaved. Fails once with a
/// signal when the folder cannot be written, and goes on trying. GUI thread.
class Recovery final : public QObject
{
    Q_OBJECT

public:
    /// `folder` is made when it is first needed.
    Recovery(QString folder, std::shared_ptr<base::Clock> clock, QObject *parent = nullptr);
    ~Recovery() override;

    /// What the last run left behind. Reads the disk.
    Journals journals() const;
    /// From now on the file's unsaved edits are kept, as long as it lives. A file that is closed with unsaved edits
    /// keeps its journal: `discard` it when the person does not want them.
    void follow(OpenFile *file);
    void discard(const Origin &origin);
    /// Writes what waits, at once: the session ends.
    void flush();

Q_SIGNALS:
    /// Edits cannot be kept. Once, until writing has succeeded again.
    void failed(const slipway::base::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::editing
