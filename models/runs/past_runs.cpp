#include "runs/past_runs.h"

using namespace Qt::StringLiterals;

namespace slipway::runs {

namespace {

using JobsByRun = QHash<std::pair<qint64, qint64>, QList<JobFact>>;

constexpr qint64 secondsKnown = 3600;

QCoro::Task<base::Result<QList<PastRun>>> fetchPast(std::shared_ptr<Actions> actions, std::shared_ptr<JobsByRun> known,
                                                    RunQuery query, std::stop_token stop)
{
    const auto runs = co_await actions->runs(query, stop);
    if (!runs)
        co_return std::unexpected(runs.error());
    QList<PastRun> past;
    for (const RunFact &run : *runs) {
        if (!run.isCompleted)
            continue;
        const std::pair key{run.id, run.attempt};
        if (!known->contains(key)) {
            // One after the other: this is for later, and what people look at now goes first.
            const auto jobs = co_await actions->jobs(run.id, std::nullopt, stop);
            if (stop.stop_requested())
                co_return std::unexpected(base::cancelled());
            if (jobs)
                known->insert(key, *jobs);
        }
        past += PastRun{run, known->value(key)};
    }
    co_return past;
}

} // namespace

PastRuns::PastRuns(std::shared_ptr<Actions> actions, std::shared_ptr<base::Clock> clock, QObject *parent)
    : QObject(parent)
    , m_actions(std::move(actions))
    , m_clock(std::move(clock))
    , m_jobs(std::make_shared<JobsByRun>())
{ }

PastRuns::~PastRuns()
{
    m_stop.request_stop();
}

const Usual &PastRuns::usual(const QString &workflowFile)
{
    Known &known = m_known[workflowFile];
    const QDateTime now = m_clock->now();
    if (!workflowFile.isEmpty() && (!known.askedAt.isValid() || known.askedAt.secsTo(now) > secondsKnown)) {
        known.askedAt = now;
        QCoro::connect(fetch(workflowFile, measured, u"success"_s, m_stop.get_token()), this,
                       [this, workflowFile](const base::Result<QList<PastRun>> &past) { take(workflowFile, past); });
    }
    return m_known[workflowFile].usual;
}

QCoro::Task<base::Result<QList<PastRun>>> PastRuns::fetch(QString workflowFile, int count, QString status,
                                                          std::stop_token stop)
{
    RunQuery query;
    query.workflow = workflowFile;
    query.status = status;
    query.count = count;
    return fetchPast(m_actions, m_jobs, query, stop);
}

void PastRuns::take(const QString &workflowFile, const base::Result<QList<PastRun>> &past)
{
    Known &known = m_known[workflowFile];
    if (!past) {
        // Asked again when somebody looks next; what was known stays.
        known.askedAt = {};
        return;
    }
    known.usual = usualOf(*past);
    emit usualChanged(workflowFile);
}

} // namespace slipway::runs
