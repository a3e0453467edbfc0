#pragma once

#include "base/clock.h"
#include "base/freshness.h"
#include "runs/actions.h"
#include "runs/rounds.h"

#include <QAbstractListModel>

namespace slipway::runs {

/// Runs of one workflow or of all, newest first: renewed every 5 s while one of them moves and every 60 s otherwise,
/// older ones fetched as the view asks for them. Rows keep their identity over refreshes. A failure keeps the rows and
/// says so in `freshness`. GUI thread.
class RunList final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        RunRole = Qt::UserRole + 1, ///< RunFact
        IdRole,                     ///< qint64
    };
    Q_ENUM(Role)

    RunList(std::shared_ptr<Actions> actions, std::shared_ptr<base::Clock> clock, QObject *parent = nullptr);
    ~RunList() override;

    /// Other runs from now on: the rows go, and what the query matches is asked for. `until` is not read.
    void setQuery(const RunQuery &query);
    const RunQuery &query() const { return m_query; }

    /// Asks now (F5), and goes on as long as it is not stopped.
    void refresh();
    void stop();
    void setHidden(bool hidden);

    const QList<RunFact> &runs() const { return m_runs; }
    /// Null when there is none of that id.
    const RunFact *find(qint64 id) const;
    const base::Freshness &freshness() const { return m_freshness; }
    bool hasActive() const;
    /// Median time of those that succeeded; absent when none did.
    std::optional<milliseconds> median() const;
    /// How many runs `median` is of.
    qsizetype measured() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void freshnessChanged();
    /// An answer came, whether or not it changed a row.
    void refreshed();

private:
    QCoro::Task<base::Result<std::optional<milliseconds>>> ask(std::stop_token stop);
    void takeNewest(const QList<RunFact> &newest);
    void takeOlder(const base::Result<QList<RunFact>> &older);
    void apply(QList<RunFact> next);
    void setFreshness(const base::Freshness &freshness);

    std::shared_ptr<Actions> m_actions;
    std::shared_ptr<base::Clock> m_clock;
    RunQuery m_query;
    QList<RunFact> m_runs;
    base::Freshness m_freshness;
    Rounds m_rounds;
    std::stop_source m_olderStop;
    bool m_isFetchingOlder = false;
    bool m_hasOlder = false;
};

} // namespace slipway::runs

Q_DECLARE_METATYPE(slipway::runs::RunFact)
