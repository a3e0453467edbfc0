#pragma once

#include "archive/unpack.h"

#include <QSet>

namespace slipway::archive {

/// The names that a zip uses, checked as they come: each must stay below the folder it is unpacked into, on any system
/// that may read it later, and no two may be one file.
class EntryNames
{
public:
    explicit EntryNames(const Limits &limits)
        : m_limits(limits)
    { }

    /// The path that `name` is unpacked to: relative, with single slashes, without ".". Errors: invalidInput for "..",
    /// absolute paths, drive letters, backslashes, control characters, names that Windows reserves, names too long or
    /// too deep, and for a name that is taken, upper and lower case being one.
    base::Result<QString> accept(const QString &name, bool isFolder);

private:
    base::Result<QString> place(const QString &path, bool isFolder);

    Limits m_limits;
    /// Case-folded; folders end in a slash.
    QSet<QString> m_taken;
};

} // namespace slipway::archive
