#include "pipelines_page/past_times.h"

#include "base/format.h"
#include "pipelines_page/step_words.h"
#include "pipelines_page/words.h"
#include "runs/past_runs.h"
#include "runs/services.h"

#include <QCoro/QCoroTask>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

/// As many as the form's line shows.
constexpr int pastRuns = 20;

QString fileName(const QString &path)
{
    return path.section(u'/', -1);
}

/// "job:deploy" of what decides how long a workflow takes; gates and triggers decide nothing.
QStringList jobsOf(const QStringList &path)
{
    QStringList jobs;
    for (const QString &node : path) {
        if (node.startsWith("job:"_L1) && !node.contains(u'/'))
            jobs.append(node.sliced(4));
    }
    return jobs;
}

QString titleOf(const workflow::Job &job)
{
    return fromUtf8(job.name.text().empty() ? job.id() : job.name.text());
}

/// GitHub names a step without a name after what it runs.
bool isStep(const runs::StepFact &fact, const workflow::Step &step)
{
    const QString title = stepTitle(step);
    return fact.name == title || fact.name == "Run "_L1 + title || fact.name.startsWith("Run "_L1 + title + u'@');
}

struct Taken {
    std::optional<runs::milliseconds> took;
    bool isFailed = false;
};

/// What the place took in one run; nothing when the run did not get there.
std::optional<Taken> takenBy(const runs::PastRun &run, const workflow::Job &job, const workflow::Step *step)
{
    const auto found = std::ranges::find(run.jobs, titleOf(job), &runs::JobFact::name);
    if (found == run.jobs.end())
        return {};
    const QDateTime end = run.run.updatedAt;
    if (!step)
        return Taken{found->took(end), found->status == base::Status::Failure};
    const auto fact = std::ranges::find_if(found->steps, [step](const auto &one) { return isStep(one, *step); });
    if (fact == found->steps.end())
        return {};
    return Taken{fact->took(end), fact->status == base::Status::Failure};
}

} // namespace

PastTimes::PastTimes(std::shared_ptr<const runs::Services> services, QObject *parent)
    : QObject(parent)
{
    if (services && services->actions)
        m_past = std::make_unique<runs::PastRuns>(services->actions, services->clock);
}

PastTimes::~PastTimes()
{
    m_stop.request_stop();
}

void PastTimes::want(const QString &file)
{
    if (!m_past || m_known.contains(file))
        return;
    m_known.insert(file, {});
    QCoro::connect(m_past->fetch(file, pastRuns, {}, m_stop.get_token()), this,
                   [this, file](const base::Result<QList<runs::PastRun>> &past) {
                       if (!past) {
                           // The next time it is wanted it is asked for again.
                           m_known.remove(file);
                           return;
                       }
                       QList<runs::PastRun> good;
                       std::ranges::copy_if(*past, std::back_inserter(good), [](const runs::PastRun &run) {
                           return run.run.status == base::Status::Success;
                       });
                       m_known.insert(file, {*past, runs::usualOf(good)});
                       Q_EMIT changed(file);
                   });
}

runs::Prediction PastTimes::prediction(const QString &file, const workflow::Document &document,
                                       const std::shared_ptr<const workflow::Repository> &repository) const
{
    const auto known = m_known.find(file);
    if (known == m_known.end() || known->runs.isEmpty())
        return {};
    return runs::predict({document, repository}, known->usual);
}

QHash<QString, QString> PastTimes::jobTimes(const editing::OpenFile &file) const
{
    QHash<QString, QString> times;
    const auto expected = prediction(fileName(file.origin().path), file.drawable(), file.repository()).jobs;
    for (const auto &[node, took] : expected.asKeyValueRange()) {
        if (node.startsWith("job:"_L1) && took.count() > 0)
            times.insert(node.sliced(4), base::format::columnDuration(took));
    }
    return times;
}

QString PastTimes::expectation(const QString &file, const workflow::Document &document,
                               const std::shared_ptr<const workflow::Repository> &repository) const
{
    const runs::Prediction expected = prediction(fileName(file), document, repository);
    if (!expected.total)
        return {};
    const QStringList jobs = jobsOf(expected.criticalPath);
    const QString took = base::format::duration(*expected.total);
    return jobs.isEmpty() ? tr("About %1.").arg(took)
                          : tr("About %1, decided by %2.").arg(took, jobs.join(tr(" and ")));
}

inspector::Sources::Past PastTimes::past(const editing::OpenFile &file, const editing::Place &place) const
{
    const workflow::Job *job = file.drawable().workflow().job(place.job);
    const bool isStep = place.kind == editing::Place::Kind::Step;
    if (!job || (isStep && place.step >= std::ssize(job->steps)))
        return {};
    const workflow::Step *step = isStep ? &job->steps[std::size_t(place.step)] : nullptr;
    inspector::Sources::Past past;
    int failures = 0;
    const QList<runs::PastRun> runs = m_known.value(fileName(file.origin().path)).runs;
    QList<runs::milliseconds> times;
    for (const runs::PastRun &run : runs) {
        const auto taken = takenBy(run, *job, step);
        if (!taken)
            continue;
        failures += taken->isFailed ? 1 : 0;
        if (taken->took && !taken->isFailed)
            times.prepend(*taken->took);
    }
    for (const auto time : std::as_const(times))
        past.took.append(time.count());
    if (const auto middle = runs::median(times))
        past.words =
            tr("%1 median, %2").arg(base::format::duration(*middle), counted(failures, "1 failure", "%1 failures"));
    return past;
}

} // namespace slipway::pipelines_page
