#include "runs/history.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace slipway::runs {

namespace {

constexpr qint64 mostDays = 45;
constexpr qsizetype leastForTrend = 6;

/// One time that a job or step ran.
struct Sample {
    QString sha;
    qint64 run = 0;
    qint64 attempt = 0;
    QDateTime at;
    Status status = Status::Unknown;
    std::optional<milliseconds> took;
};
using Samples = std::map<std::pair<QString, QString>, QList<Sample>>;

bool isOutcome(Status status)
{
    return status == Status::Success || status == Status::Failure;
}

/// "test (ubuntu)" and "test (macos)" are different jobs; attempts of one are the same.
void addJob(const RunFact &run, const JobFact &job, Samples &samples)
{
    if (!isOutcome(job.status))
        return;
    const QDateTime never;
    const QDateTime at = job.startedAt.value_or(run.startedAt);
    samples[{job.name, QString()}] += Sample{run.sha, run.id, job.attempt, at, job.status, job.took(never)};
    for (const StepFact &step : job.steps) {
        if (isOutcome(step.status) && !step.isOwnOfRunner())
            samples[{job.name, step.name}] +=
                Sample{run.sha, run.id, job.attempt, step.startedAt.value_or(at), step.status, step.took(never)};
    }
}

/// A failure and a later success of one commit: nothing but chance was between them.
int flakesOf(const QList<Sample> &sorted)
{
    int flakes = 0;
    QHash<QString, bool> hasFailed;
    for (const Sample &sample : sorted) {
        bool &failed = hasFailed[sample.sha];
        if (sample.status == Status::Success && failed)
            ++flakes;
        failed = sample.status == Status::Failure;
    }
    return flakes;
}

QList<milliseconds> durationsOf(const QList<Sample> &samples)
{
    QList<milliseconds> took;
    for (const Sample &sample : samples) {
        if (sample.status == Status::Success && sample.took)
            took += *sample.took;
    }
    return took;
}

/// `took`: in the order of time.
std::optional<double> trendOf(const QList<milliseconds> &took)
{
    if (took.size() < leastForTrend)
        return {};
    const auto older = median(took.first(took.size() / 2));
    const auto newer = median(took.sliced(took.size() / 2));
    return older->count() > 0 ? std::optional(double(newer->count()) / double(older->count())) : std::nullopt;
}

qint64 runToLookAt(const QList<Sample> &sorted)
{
    for (auto sample = sorted.rbegin(); sample != sorted.rend(); ++sample) {
        if (sample->status == Status::Failure)
            return sample->run;
    }
    const auto slowest = std::ranges::max_element(
        sorted, {}, [](const Sample &sample) { return sample.took.value_or(milliseconds(0)); });
    return slowest == sorted.end() ? 0 : slowest->run;
}

HistoryRow rowOf(const std::pair<QString, QString> &name, QList<Sample> samples)
{
    std::ranges::stable_sort(samples, {}, &Sample::at);
    const QList<milliseconds> took = durationsOf(samples);
    HistoryRow row{.job = name.first, .step = name.second, .count = static_cast<int>(samples.size())};
    row.succeeded = static_cast<int>(std::ranges::count(samples, Status::Success, &Sample::status));
    row.p50 = quantile(took, 0.5);
    row.p95 = quantile(took, 0.95);
    row.flakes = flakesOf(samples);
    row.trend = trendOf(took);
    row.run = runToLookAt(samples);
    return row;
}

class HistoryBuilder
{
public:
    HistoryBuilder(const QList<PastRun> &past, milliseconds goal)
        : m_goal(goal)
    {
        for (const PastRun &one : past) {
            if (one.run.isCompleted && isOutcome(one.run.status) && one.run.startedAt.isValid())
                m_past += &one;
        }
        std::ranges::stable_sort(m_past, {}, [](const PastRun *one) { return one->run.startedAt; });
    }

    History build()
    {
        if (m_past.isEmpty())
            return {};
        m_history.isWeekly = dayOf(*m_past.first()).daysTo(dayOf(*m_past.last())) > mostDays;
        addBuckets();
        addTotals();
        addRows();
        return std::move(m_history);
    }

private:
    static QDate dayOf(const PastRun &past) { return past.run.startedAt.toUTC().date(); }

    QDate bucketOf(const PastRun &past) const
    {
        const QDate day = dayOf(past);
        return m_history.isWeekly ? day.addDays(1 - day.dayOfWeek()) : day;
    }

    void addBuckets()
    {
        const int step = m_history.isWeekly ? 7 : 1;
        std::map<QDate, QList<milliseconds>> took;
        const QDate last = bucketOf(*m_past.last());
        for (QDate at = bucketOf(*m_past.first()); at <= last; at = at.addDays(step))
            m_history.buckets += HistoryBucket{.from = at};
        for (const PastRun *past : std::as_const(m_past)) {
            const QDate at = bucketOf(*past);
            const qint64 place = m_history.buckets.first().from.daysTo(at) / step;
            HistoryBucket &bucket = m_history.buckets[place];
            ++bucket.count;
            if (past->run.status == Status::Success) {
                ++bucket.succeeded;
                took[at] += past->run.took(past->run.updatedAt);
            } else {
                ++bucket.failed;
            }
        }
        for (HistoryBucket &bucket : m_history.buckets) {
            bucket.p50 = quantile(took[bucket.from], 0.5);
            bucket.p95 = quantile(took[bucket.from], 0.95);
        }
    }

    void addTotals()
    {
        QList<milliseconds> took;
        for (const PastRun *past : std::as_const(m_past)) {
            const RunFact &run = past->run;
            ++m_history.count;
            const bool isPull = run.event.startsWith("pull_request"_L1);
            m_history.pullRequests += isPull;
            m_history.withinGoal += isPull && run.took(run.updatedAt) <= m_goal;
            if (run.status != Status::Success)
                continue;
            ++m_history.succeeded;
            took += run.took(run.updatedAt);
        }
        m_history.p50 = quantile(took, 0.5);
        m_history.p95 = quantile(took, 0.95);
        m_history.trend = trendOf(took);
    }

    void addRows()
    {
        Samples samples;
        for (const PastRun *past : std::as_const(m_past)) {
            for (const JobFact &job : past->jobs)
                addJob(past->run, job, samples);
        }
        for (const auto &[name, times] : samples) {
            const HistoryRow row = rowOf(name, times);
            (row.step.isEmpty() ? m_history.jobs : m_history.steps) += row;
            if (row.flakes > 0)
                m_history.flaky += row;
        }
        const auto slowest = [](const HistoryRow &row) { return row.p50.value_or(milliseconds(0)); };
        std::ranges::stable_sort(m_history.jobs, std::ranges::greater(), slowest);
        std::ranges::stable_sort(m_history.steps, std::ranges::greater(), slowest);
        std::ranges::stable_sort(m_history.flaky, std::ranges::greater(), &HistoryRow::flakes);
    }

    milliseconds m_goal;
    QList<const PastRun *> m_past;
    History m_history;
};

} // namespace

History historyOf(const QList<PastRun> &past, milliseconds goal)
{
    return HistoryBuilder(past, goal).build();
}

QList<PastRun> pastOf(const QList<store::Event> &events, const QString &file)
{
    QList<PastRun> past;
    for (const store::Event &event : events) {
        const QJsonObject payload = QJsonDocument::fromJson(event.payload).object();
        const QStringList id = event.externalId.split(u'/');
        if (event.kind != store::Event::Kind::Run || !event.took || id.size() != 3
            || (!file.isEmpty() && payload.value("workflow"_L1).toString() != file))
            continue;
        RunFact run;
        run.id = id.at(1).toLongLong();
        run.attempt = id.at(2).toLongLong();
        run.number = payload.value("number"_L1).toInteger();
        run.path = payload.value("workflow"_L1).toString();
        run.branch = payload.value("branch"_L1).toString();
        run.sha = payload.value("sha"_L1).toString();
        run.title = payload.value("title"_L1).toString();
        run.conclusion = event.status;
        run.status = event.status == "success"_L1                            ? Status::Success
            : event.status == "failure"_L1 || event.status == "timed_out"_L1 ? Status::Failure
                                                                             : Status::Cancelled;
        run.isCompleted = true;
        run.createdAt = run.startedAt = event.at;
        run.updatedAt = event.at.addMSecs(event.took->count());
        past += PastRun{run, {}};
    }
    return past;
}

} // namespace slipway::runs
