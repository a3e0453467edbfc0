#pragma once

#include "base/result.h"

#include <QFile>
#include <QTemporaryDir>

#include <memory>

namespace slipway::archive {

/// A folder that appears whole or not at all: filled beside its final place, renamed by `publish`, else removed.
class FreshFolder
{
public:
    /// `folder` is where it shall be. Errors: conflict when it exists; internal when its parent cannot be written.
    static base::Result<std::unique_ptr<FreshFolder>> beside(const QString &folder);

    base::Done makeFolder(const QString &path) const;
    /// A new file at `path`, with the folders above it.
    base::Result<std::unique_ptr<QFile>> makeFile(const QString &path) const;
    base::Done publish();

private:
    explicit FreshFolder(const QString &folder);

    QString m_folder;
    QTemporaryDir m_place;
};

/// Writes all of `bytes`; a full disk is said as such.
base::Done write(QFileDevice &file, QByteArrayView bytes);

} // namespace slipway::archive
