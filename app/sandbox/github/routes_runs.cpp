#include "sandbox/github/api.h"
#include "sandbox/github/run_filter.h"
#include "sandbox/github/storage.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

/// However many there are, a filtered list of runs ends here.
constexpr qsizetype mostFiltered = 1'000;

Reply listRuns(const Api &api, const Call &call, const Repository &repository, const Shapes &shapes,
               const QList<int> *candidates)
{
    const RunFilter filter(call);
    const auto &all = repository.runs.all();
    QList<int> chosen;
    const qsizetype count = candidates ? candidates->size() : static_cast<qsizetype>(all.size());
    for (qsizetype i = count - 1; i >= 0; --i) {
        const int position = candidates ? candidates->at(i) : static_cast<int>(i);
        if (filter.accepts(all[static_cast<size_t>(position)]))
            chosen.append(position);
    }
    // Runs that the story has made later than others may have begun earlier.
    std::ranges::stable_sort(chosen, [&all](int left, int right) {
        return all[static_cast<size_t>(left)].created > all[static_cast<size_t>(right)].created;
    });
    const auto item = [&](qsizetype index) {
        const Run &run = all[static_cast<size_t>(chosen[index])];
        QJsonObject object = shapes.run(repository, run, run.latest());
        if (filter.excludesPulls())
            object.insert(u"pull_requests"_s, QJsonArray());
        return object;
    };
    return api.page(call, u"workflow_runs"_s, chosen.size(), item, filter.isEmpty() ? -1 : mostFiltered);
}

Reply listJobs(const Api &api, const Call &call, const Repository &repository, const Run &run, const Shapes &shapes,
               const QList<const Attempt *> &attempts)
{
    QList<std::pair<const Attempt *, const Job *>> jobs;
    for (const Attempt *attempt : attempts) {
        for (const Job &job : attempt->jobs)
            jobs.append({attempt, &job});
    }
    return api.page(call, u"jobs"_s, jobs.size(), [&](qsizetype index) {
        return shapes.job(repository, run, *jobs[index].first, *jobs[index].second);
    });
}

Reply timing(const Run &run)
{
    const Attempt &attempt = run.latest();
    qint64 total = 0;
    qsizetype jobs = 0;
    for (const Job &job : attempt.jobs) {
        if (job.completed.isValid() && job.conclusion != "skipped"_L1) {
            total += job.started.msecsTo(job.completed);
            ++jobs;
        }
    }
    QJsonObject object{
        {u"billable"_s,
         QJsonObject{
             {u"UBUNTU"_s, QJsonObject{{u"total_ms"_s, total}, {u"jobs"_s, jobs}, {u"job_runs"_s, QJsonArray()}}}}}};
    if (attempt.status == "completed"_L1)
        object.insert(u"run_duration_ms"_s, attempt.started.msecsTo(attempt.updated));
    return Reply::json(object);
}

/// Registers a route to one run.
void runRoute(Api &api, const QByteArray &method, const QString &below,
              const std::function<Reply(const Call &, Repository &, Run &, const Shapes &)> &handle)
{
    api.route(method, u"/actions/runs/{run}"_s + below,
              [&api, handle](const Call &call, Repository &repository, const Shapes &shapes) {
                  Run *run = repository.runs.run(call.number(u"run"_s));
                  return run ? handle(call, repository, *run, shapes) : api.missing();
              });
}

void addLists(Api &api)
{
    api.route("GET"_ba, u"/actions/runs"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return listRuns(api, call, repository, shapes, nullptr);
    });
    api.route("GET"_ba, u"/actions/workflows/{workflow}/runs"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  const int workflow = repository.workflow(call.parameter(u"workflow"_s));
                  return workflow < 0 ? api.missing()
                                      : listRuns(api, call, repository, shapes, &repository.runs.ofWorkflow(workflow));
              });
}

void addSingles(Api &api)
{
    runRoute(api, "GET"_ba, {}, [](const Call &, Repository &repository, Run &run, const Shapes &shapes) {
        return Reply::json(shapes.run(repository, run, run.latest()));
    });
    runRoute(api, "GET"_ba, u"/attempts/{attempt}"_s,
             [&api](const Call &call, Repository &repository, Run &run, const Shapes &shapes) {
                 const Attempt *attempt = run.attempt(call.number(u"attempt"_s));
                 return attempt ? Reply::json(shapes.run(repository, run, *attempt)) : api.missing();
             });
    runRoute(api, "GET"_ba, u"/jobs"_s,
             [&api](const Call &call, Repository &repository, Run &run, const Shapes &shapes) {
                 QList<const Attempt *> attempts{&run.latest()};
                 if (call.queryValue(u"filter"_s) == "all"_L1) {
                     attempts.clear();
                     for (const Attempt &attempt : run.attempts)
                         attempts.prepend(&attempt);
                 }
                 return listJobs(api, call, repository, run, shapes, attempts);
             });
    runRoute(api, "GET"_ba, u"/attempts/{attempt}/jobs"_s,
             [&api](const Call &call, Repository &repository, Run &run, const Shapes &shapes) {
                 const Attempt *attempt = run.attempt(call.number(u"attempt"_s));
                 return attempt ? listJobs(api, call, repository, run, shapes, {attempt}) : api.missing();
             });
    runRoute(api, "GET"_ba, u"/timing"_s,
             [](const Call &, Repository &, Run &run, const Shapes &) { return timing(run); });
    runRoute(api, "GET"_ba, u"/artifacts"_s,
             [&api](const Call &call, Repository &repository, Run &run, const Shapes &shapes) {
                 QList<const Artifact *> chosen;
                 const QString name = call.queryValue(u"name"_s);
                 for (const Artifact &artifact : run.artifacts) {
                     if (name.isEmpty() || artifact.name == name)
                         chosen.append(&artifact);
                 }
                 return api.page(call, u"artifacts"_s, chosen.size(),
                                 [&](qsizetype index) { return shapes.artifact(repository, run, *chosen[index]); });
             });
}

void addJobs(Api &api)
{
    api.route(
        "GET"_ba, u"/actions/jobs/{job}"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
            const auto [run, job] = repository.runs.job(call.number(u"job"_s));
            if (!job)
                return api.missing();
            for (const Attempt &attempt : run->attempts) {
                if (std::ranges::any_of(attempt.jobs, [id = job->id](const Job &other) { return other.id == id; }))
                    return Reply::json(shapes.job(repository, *run, attempt, *job));
            }
            return api.missing();
        });
    api.route("GET"_ba, u"/actions/artifacts/{id}"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  const auto [run, artifact] = repository.runs.artifact(call.number(u"id"_s));
                  return artifact ? Reply::json(shapes.artifact(repository, *run, *artifact)) : api.missing();
              });
}

/// GitHub keeps logs for ninety days.
bool isKept(const Api &api, const Run &run)
{
    constexpr int days = 90;
    return run.created.daysTo(api.now()) < days;
}

void addDownloads(Api &api)
{
    const auto runLogs = [&api](const Repository &repository, const Run &run, const Attempt *attempt) {
        if (!attempt || attempt->status != "completed"_L1)
            return api.missing();
        if (!isKept(api, run))
            return api.error(410, u"The logs for this run have expired and are no longer available."_s);
        return toStorage(api.world(), repository, u"run-logs/%1/%2"_s.arg(run.id).arg(attempt->number), api.now());
    };
    runRoute(api, "GET"_ba, u"/logs"_s, [runLogs](const Call &, Repository &repository, Run &run, const Shapes &) {
        return runLogs(repository, run, &run.latest());
    });
    runRoute(api, "GET"_ba, u"/attempts/{attempt}/logs"_s,
             [runLogs](const Call &call, Repository &repository, Run &run, const Shapes &) {
                 return runLogs(repository, run, run.attempt(call.number(u"attempt"_s)));
             });
    api.route("GET"_ba, u"/actions/jobs/{job}/logs"_s,
              [&api](const Call &call, Repository &repository, const Shapes &) {
                  const auto [run, job] = repository.runs.job(call.number(u"job"_s));
                  if (!job || job->status != "completed"_L1)
                      return api.missing();
                  if (!isKept(api, *run))
                      return api.error(410, u"The logs for this job have expired and are no longer available."_s);
                  return toStorage(api.world(), repository, u"logs/%1"_s.arg(job->id), api.now());
              });
    api.route("GET"_ba, u"/actions/artifacts/{id}/zip"_s,
              [&api](const Call &call, Repository &repository, const Shapes &) {
                  const auto [run, artifact] = repository.runs.artifact(call.number(u"id"_s));
                  if (!artifact)
                      return api.missing();
                  if (artifact->expires < api.now())
                      return api.error(410, u"Artifact has expired"_s);
                  return toStorage(api.world(), repository, u"artifacts/%1"_s.arg(artifact->id), api.now());
              });
}

/// A new attempt of the run; the body says whether with debug logging.
Reply runAgain(const Api &api, const Call &call, Repository &repository, const Run &run, Runner::Again again)
{
    constexpr int days = 30;
    if (run.latest().status != "completed"_L1)
        return api.error(403, u"This workflow is already running"_s);
    if (run.created.daysTo(api.now()) >= days)
        return api.error(403, u"Unable to retry this workflow run because it was created over a month ago"_s);
    again.actor = api.viewer();
    again.isDebug = call.json().value("enable_debug_logging"_L1).toBool();
    if (!api.world().runner.rerun(repository, run.id, again))
        return api.error(403, u"This workflow run has no failed jobs"_s);
    return Reply::json(QJsonObject{}, 201);
}

void addChanges(Api &api)
{
    const auto cancel = [&api](const Call &, Repository &repository, Run &run, const Shapes &) {
        if (!api.world().runner.cancel(repository, run.id))
            return api.error(409, u"Cannot cancel a workflow run that is completed."_s);
        return Reply::json(QJsonObject{}, 202);
    };
    runRoute(api, "POST"_ba, u"/cancel"_s, cancel);
    runRoute(api, "POST"_ba, u"/force-cancel"_s, cancel);
    using What = Runner::Again::What;
    runRoute(api, "POST"_ba, u"/rerun"_s, [&api](const Call &call, Repository &repository, Run &run, const Shapes &) {
        return runAgain(api, call, repository, run, {});
    });
    runRoute(api, "POST"_ba, u"/rerun-failed-jobs"_s,
             [&api](const Call &call, Repository &repository, Run &run, const Shapes &) {
                 return runAgain(api, call, repository, run, {What::Failed, 0, false, {}});
             });
    api.route("POST"_ba, u"/actions/jobs/{job}/rerun"_s,
              [&api](const Call &call, Repository &repository, const Shapes &) {
                  const auto [run, job] = repository.runs.job(call.number(u"job"_s));
                  return job ? runAgain(api, call, repository, *run, {What::Job, job->id, false, {}}) : api.missing();
              });
}

} // namespace

void addRunRoutes(Api &api)
{
    addLists(api);
    addSingles(api);
    addJobs(api);
    addDownloads(api);
    addChanges(api);
}

} // namespace slipway::sandbox::github
