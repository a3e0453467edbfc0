#pragma once

#include "base/clock.h"
#include "base/freshness.h"
#include "runs/actions.h"

#include <QAbstractListModel>
#include <QSet>

namespace slipway::runs {

/// An artifact and what became of its download.
struct ArtifactRow {
    enum class State { Remote, Downloading, Unpacking, Ready, Failed };

    ArtifactFact artifact;
    State state = State::Remote;
    /// 0..1 while it comes; absent where nobody said how much there is.
    std::optional<double> progress;
    /// Once it is ready.
    QString folder;
    /// Why it failed.
    std::optional<base::Error> error;
    bool operator==(const ArtifactRow &) const = default;
};

/// A run's artifacts: listed, fetched as zips, unpacked safely into a folder of their own. GUI thread; unpacking is on
/// a worker.
class RunArtifacts final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        RowRole = Qt::UserRole + 1, ///< ArtifactRow
    };
    Q_ENUM(Role)

    /// Zips come into `cache` and go once they are unpacked.
    RunArtifacts(std::shared_ptr<Actions> actions, std::shared_ptr<base::Clock> clock, const QString &cache,
                 QObject *parent = nullptr);
    ~RunArtifacts() override;

    void setRun(qint64 run);
    void refresh();
    const QList<ArtifactRow> &rows() const { return m_rows; }
    const base::Freshness &freshness() const { return m_freshness; }

    /// Downloads and unpacks into a new folder below `target`, named as the artifact; a number follows when it is
    /// taken.
    void download(qint64 artifact, const QString &target);
    void cancel(qint64 artifact);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void freshnessChanged();
    void downloaded(const QString &folder);

private:
    void take(const base::Result<QList<ArtifactFact>> &artifacts);
    void change(qint64 artifact, const std::function<void(ArtifactRow &)> &with);
    void unpack(qint64 artifact, const QString &zip, const QString &folder, std::stop_token stop);
    void end(qint64 artifact, const base::Result<QString> &folder);

    std::shared_ptr<Actions> m_actions;
    std::shared_ptr<base::Clock> m_clock;
    QString m_cache;
    qint64 m_run = 0;
    QList<ArtifactRow> m_rows;
    base::Freshness m_freshness;
    std::stop_source m_stop;
    QHash<qint64, std::stop_source> m_downloads;
    /// Folders that downloads under way will make.
    QHash<qint64, QString> m_folders;
};

/// A name that a folder can have, from one that somebody else chose; never empty.
QString folderNameFor(const QString &artifact);

} // namespace slipway::runs

Q_DECLARE_METATYPE(slipway::runs::ArtifactRow)
