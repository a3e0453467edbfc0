#pragma once

#include "shell/palette_entry.h"

#include <QAbstractListModel>

namespace slipway::shell {

/// What the palette lists for a query: headings of groups, and entries below them, the best first.
/// Without a query what was used lately comes first, then what waits for a person. A query that begins with `#`
/// searches runs alone.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IsHeadingRole = Qt::UserRole + 1,   ///< bool
        EntryRole,                          ///< const PaletteEntry *, null for headings; valid until the next change
        MatchRole,                          ///< QList<qsizetype>: letters of the title that answer the query
    };
    Q_ENUM(Role)

    explicit PaletteModel(QObject *parent = nullptr);

    void setEntries(QList<PaletteEntry> entries, const QStringList &recent);
    void setQuery(const QString &query);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    const PaletteEntry *entry(const QModelIndex &index) const;
    /// Entries found, headings not counted; more may exist than are listed.
    qsizetype found() const { return m_found; }

private:
    struct Row {
        QString heading;
        qsizetype entry = -1;
        QList<qsizetype> letters;
    };
    struct Hit {
        qsizetype entry = 0;
        int score = 0;
        QList<qsizetype> letters;
    };

    QList<Hit> hits(QStringView query, bool runsOnly) const;
    int recency(const QString &id) const;
    void appendGroup(const QString &heading, const QList<Hit> &hits);
    void listRecent();
    void listPressing();
    void listGroups(const QList<Hit> &hits);

    QList<PaletteEntry> m_entries;
    QStringList m_recent;
    QString m_query;
    QList<Row> m_rows;
    qsizetype m_found = 0;
};

} // namespace slipway::shell

Q_DECLARE_METATYPE(const slipway::shell::PaletteEntry *)
