#pragma once

#include "releases/release.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace slipway::releases {

/// Which releases are wanted. Empty members do not narrow.
struct ListFilter {
    QStringList apps;
    QStringList environments;
    QList<Outcome> outcomes;
    /// Part of version, commit, title, branch, actor or app's name; upper and lower case alike.
    QString text;
    bool operator==(const ListFilter &) const = default;
};

/// The note without the outcome that it begins with, as in "aborted, 1.9.4 stayed live": it stands beside that word.
QString restOfNote(const Release &release);

/// The releases of a history as a table, newest first: the list view of what the timeline shows.
///
/// Holds row numbers alone, so that 100,000 releases cost nothing until somebody looks. A new history moves, inserts
/// and removes rows: selections and persistent indexes stay with their release. GUI thread.
class ReleaseListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, App, Environment, Version, What, How, By, CommitColumn, ColumnCount };
    /// Valid at every column.
    enum Role {
        IdRole = Qt::UserRole + 1, ///< QString
        AppRole,                   ///< QString: the workspace's id
        AppNameRole,               ///< QString: what people call it
        EnvironmentRole,           ///< QString: "production"
        VersionRole,               ///< QString: the version, else the short commit
        ShaRole,                   ///< QString
        TitleRole,                 ///< QString: others' text, plain
        ActRole,                   ///< int: Act
        OutcomeRole,               ///< int: Outcome
        VerdictRole,               ///< int: Verdict
        StatusRole,                ///< base::Status
        AtRole,                    ///< QDateTime, UTC
        ServedUntilRole,           ///< QDateTime; invalid while live or never served
        IsLiveRole,                ///< bool
        ActorRole,                 ///< QString
        NoteRole,                  ///< QString: "1 of 2 machines"
        ReleaseRole,               ///< Release
    };

    explicit ReleaseListModel(QObject *parent = nullptr);
    ~ReleaseListModel() override;

    void setHistory(std::shared_ptr<const History> history);
    void setFilter(const ListFilter &filter);
    const ListFilter &filter() const { return m_filter; }
    /// Null for an index of another model.
    const Release *release(const QModelIndex &index) const;
    /// Invalid when it is not among the rows.
    QModelIndex indexOf(const QString &releaseId) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    std::vector<int> wanted(const History &history) const;
    void take(std::shared_ptr<const History> history);
    QVariant words(const Release &release, int column) const;
    QVariant fact(const Release &release, int role) const;
    QString appName(const QString &app) const;

    std::shared_ptr<const History> m_history;
    /// Positions in m_history->releases, by row.
    std::vector<int> m_rows;
    ListFilter m_filter;
};

} // namespace slipway::releases
