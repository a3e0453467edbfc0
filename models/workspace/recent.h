#pragma once

#include <QList>
#include <QStringList>

namespace slipway::workspace {

/// The workspaces that were opened, the newest first, each once. A value: whoever has settings stores it.
class RecentWorkspaces
{
public:
    struct Entry {
        /// Absolute path of the file.
        QString file;
        /// As it was when last opened.
        QString name;
        bool operator==(const Entry &) const = default;
    };
    static constexpr qsizetype most = 10;

    const QList<Entry> &entries() const { return m_entries; }
    /// Puts it first; the oldest falls out above `most`.
    void opened(const QString &file, const QString &name);
    void forget(const QString &file);

    /// One text an entry, to be kept in settings; texts that do not fit are left out when read.
    QStringList toTexts() const;
    static RecentWorkspaces fromTexts(const QStringList &texts);
    bool operator==(const RecentWorkspaces &) const = default;

private:
    QList<Entry> m_entries;
};

} // namespace slipway::workspace
