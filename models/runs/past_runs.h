#pragma once

#include "base/clock.h"
#include "runs/actions.h"
#include "runs/durations.h"

#include <QHash>
#include <QObject>

namespace slipway::runs {

/// Past runs of workflows with their jobs, fetched once and kept: what is over does not change. GUI thread.
class PastRuns final : public QObject
{
    Q_OBJECT

public:
    PastRuns(std::shared_ptr<Actions> actions, std::shared_ptr<base::Clock> clock, QObject *parent = nullptr);
    ~PastRuns() override;

    /// What the workflow's jobs take as a rule, as far as it is known by now. Asks for the last `measured` runs that
    /// succeeded when nobody did within an hour; `usualChanged` tells of the answer.
    const Usual &usual(const QString &workflowFile);
    static constexpr int measured = 8;

    /// The newest completed runs of the workflow with their jobs, at most `count`, newest first. Runs whose jobs cannot
    /// be had are there without. Errors: those of the list of runs.
    QCoro::Task<base::Result<QList<PastRun>>> fetch(QString workflowFile, int count, QString status,
                                                    std::stop_token stop);

Q_SIGNALS:
    void usualChanged(const QString &workflowFile);

private:
    struct Known {
        Usual usual;
        QDateTime askedAt;
    };
    void take(const QString &workflowFile, const base::Result<QList<PastRun>> &past);

    std::shared_ptr<Actions> m_actions;
    std::shared_ptr<base::Clock> m_clock;
    QHash<QString, Known> m_known;
    /// By run and attempt.
    std::shared_ptr<QHash<std::pair<qint64, qint64>, QList<JobFact>>> m_jobs;
    std::stop_source m_stop;
};

} // namespace slipway::runs
