#pragma once

#include "base/freshness.h"
#include "runs/live_graph.h"
#include "runs/past_runs.h"
#include "runs/rounds.h"
#include "runs/time_shares.h"
#include "runs/waiting.h"

namespace slipway::runs {

/// One run as it goes on: asked for again and again while it is active (every 3 s while jobs run, 10 s while it waits;
/// five times slower while hidden), joined with its workflow file, measured against the past. GUI thread.
///
/// A failure keeps what is known and says so in `freshness`. The graph is the same object between `changed` signals.
class LiveRun final : public QObject
{
    Q_OBJECT

public:
    /// `past` outlives this.
    LiveRun(std::shared_ptr<Actions> actions, std::shared_ptr<base::Clock> clock, PastRuns *past,
            QObject *parent = nullptr);
    ~LiveRun() override;

    /// Shows another run from now on; what is known of it already is shown at once.
    void setRun(const RunFact &run);
    void clear();
    /// An earlier attempt, from 1; absent: the newest, which is the only one that moves.
    void setAttempt(std::optional<qint64> attempt);
    std::optional<qint64> attempt() const { return m_attempt; }
    void refresh();
    void setHidden(bool hidden);
    /// Labels that GitHub's runners and the team's own have.
    void setRunnerLabels(const QStringList &labels);

    bool isEmpty() const { return m_state.run.id == 0; }
    const RunState &state() const { return m_state; }
    const LiveGraph &graph() const { return m_graph; }
    /// Null until it has come, or when it cannot be had.
    const WorkflowFiles *files() const { return m_files ? &*m_files : nullptr; }
    /// Why there is no file; absent while it is there or on its way.
    const std::optional<base::Error> &fileError() const { return m_fileError; }
    const base::Freshness &freshness() const { return m_freshness; }
    const Usual &usual() const;
    QList<WaitReason> waiting() const;
    TimeShares shares() const;
    QList<WaterfallBar> bars() const;
    /// The whole run's time as it is expected; absent when nobody knows.
    std::optional<milliseconds> expected() const;
    QDateTime now() const { return m_clock->now(); }
    /// The step at work: the node's id and the step's number, for follow mode; empty when none is.
    std::pair<QString, qint64> stepAtWork() const;

    /// Works the times out anew as the clock goes on; for a view that ticks.
    void tick();

Q_SIGNALS:
    /// State, graph or freshness.
    void changed();
    /// A job that was under way has ended.
    void jobEnded(qint64 job);
    void runEnded();

private:
    QCoro::Task<base::Result<std::optional<milliseconds>>> ask(std::stop_token stop);
    void take(const RunState &state);
    void fetchFile();
    void fetchHolders();
    void rebuild();
    std::optional<milliseconds> interval() const;

    std::shared_ptr<Actions> m_actions;
    std::shared_ptr<base::Clock> m_clock;
    PastRuns *m_past;
    Rounds m_rounds;
    RunState m_state;
    std::optional<qint64> m_attempt;
    Surroundings m_surroundings;
    /// The run for which the repository's others were asked.
    qint64 m_holdersOf = 0;
    std::optional<WorkflowFiles> m_files;
    std::optional<base::Error> m_fileError;
    /// Path and commit of `m_files`.
    std::pair<QString, QString> m_filesOf;
    LiveGraph m_graph;
    base::Freshness m_freshness;
    std::stop_source m_fileStop;
    std::stop_source m_holderStop;
};

} // namespace slipway::runs
