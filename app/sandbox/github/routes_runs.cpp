#include "sandbox/github/api.h"
#include "sandbox/github/run_filter.h"

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

const Attempt *attemptOf(const Run &run, qint64 number)
{
    const auto found = std::ranges::find(run.attempts, number, &Attempt::number);
    return found == run.attempts.end() ? nullptr : &*found;
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
                 const Attempt *attempt = attemptOf(run, call.number(u"attempt"_s));
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
                 const Attempt *attempt = attemptOf(run, call.number(u"attempt"_s));
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
    api.route("GET"_ba, u"/actions/jobs/{job}/logs"_s,
              [&api](const Call &call, Repository &repository, const Shapes &) {
                  const auto [run, job] = repository.runs.job(call.number(u"job"_s));
                  if (!job || job->status != "completed"_L1)
                      return api.missing();
        // The log lies on another host for a minute, and is had there without the token.
                  const qint64 expires = api.now().addSecs(60).toSecsSinceEpoch();
                  return Reply::redirect(u"%1/_storage/%2/logs/%3?expires=%4"_s.arg(
                      api.world().web, repository.fullName(), QString::number(job->id), QString::number(expires)));
              });
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
    const auto rerun = [&api](Repository &repository, qint64 run, bool failedOnly) {
        if (!api.world().runner.rerun(repository, run, failedOnly, api.viewer()))
            return api.error(403, u"The workflow run is still in progress."_s);
        return Reply::json(QJsonObject{}, 201);
    };
    runRoute(api, "POST"_ba, u"/rerun"_s, [rerun](const Call &, Repository &repository, Run &run, const Shapes &) {
        return rerun(repository, run.id, false);
    });
    runRoute(api, "POST"_ba, u"/rerun-failed-jobs"_s,
             [rerun](const Call &, Repository &repository, Run &run, const Shapes &) {
                 return rerun(repository, run.id, true);
             });
    api.route("POST"_ba, u"/actions/jobs/{job}/rerun"_s,
              [&api, rerun](const Call &call, Repository &repository, const Shapes &) {
                  const auto [run, job] = repository.runs.job(call.number(u"job"_s));
                  return job ? rerun(repository, run->id, true) : api.missing();
              });
}

} // namespace

void addRunRoutes(Api &api)
{
    addLists(api);
    addSingles(api);
    addJobs(api);
    addChanges(api);
}

} // namespace slipway::sandbox::github
