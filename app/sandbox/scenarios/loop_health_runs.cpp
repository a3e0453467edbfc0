#include "sandbox/scenarios/loop_health_facts.h"
#include "sandbox/scenarios/loop_health_github.h"

#include "sandbox/github/enact.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::loop_health {

namespace {

using github::Past;
using github::Repository;

enum WorkflowIndex { PatientGraph, VercelDeploy, Migrations, ApiDocs, Lighthouse, Security };

/// The recent history of one workflow.
struct Course {
    int workflow;
    /// Number and begin of the newest run.
    int newest;
    QDateTime at;
    int count;
    /// How many runs before the newest the failed ones of the picture lie.
    QList<int> failedAgo;
    /// How many of the hundred newest failed.
    int failures;
    /// "push" (to main) or "pull_request", and how many minutes lie between two runs.
    QString event;
    int leastMinutes;
    int mostMinutes;
};

QSet<int> failed(const Course &course, Random &random)
{
    QSet<int> ago(course.failedAgo.begin(), course.failedAgo.end());
    while (ago.size() < course.failures)
        ago.insert(random.between(20, 99));
    return ago;
}

/// Back by some minutes, over nights and weekends.
QDateTime earlier(const QDateTime &at, int minutes)
{
    QDateTime time = at.addSecs(-60 * minutes);
    if (time.time().hour() < 8)
        time =
            QDateTime(time.date().addDays(-1), QTime(17, time.time().minute(), time.time().second()), QTimeZone::UTC);
    while (time.date().dayOfWeek() > 5)
        time = time.addDays(-1);
    return time;
}

/// The newest commit of main at a time.
const github::Commit &mainAt(const Repository &repository, const QList<const github::Commit *> &history,
                             const QDateTime &at)
{
    const auto found = std::ranges::find_if(history, [&at](const github::Commit *commit) { return commit->at <= at; });
    return found == history.end() ? *repository.git.resolve(repository.defaultBranch) : **found;
}

QString branchName(const QString &title)
{
    QString name = title.toLower();
    static const QRegularExpression other(u"[^a-z0-9]+"_s);
    return "feature/"_L1 + name.replace(other, u"-"_s).first(std::min<qsizetype>(name.size(), 28));
}

Past pastOf(const Course &course, const Repository &repository, const QList<const github::Commit *> &history,
            const QDateTime &at)
{
    const github::Commit &commit = mainAt(repository, history, at);
    Past past;
    past.workflow = course.workflow;
    past.event = course.event;
    past.at = at;
    past.sha = commit.sha;
    past.actor = commit.author;
    past.title = commit.message;
    if (course.event == "pull_request"_L1)
        past.branch = branchName(commit.message);
    return past;
}

/// What went wrong in a failed run: not always the same.
QString failingStep(int workflow, int number)
{
    static const std::map<int, QStringList> steps{
        {PatientGraph, {u"Run unit tests"_s, u"Type-check"_s, u"Install dependencies"_s, u"Wait for deployment"_s}},
        {VercelDeploy, {u"Deploy to Vercel"_s}},
        {Migrations, {u"Apply migration"_s}},
        {ApiDocs, {u"Check for breaking changes"_s, u"Validate OpenAPI syntax"_s}},
        {Lighthouse, {u"Check performance budgets"_s, u"Build app"_s}},
        {Security, {u"Run npm audit"_s, u"Run Snyk security scan"_s}}};
    const QStringList &of = steps.at(workflow);
    return of[number % of.size()];
}

QList<Past> follow(const Course &course, const Repository &repository, Random &random)
{
    const auto history = repository.git.history(*repository.git.resolve(repository.defaultBranch));
    const QSet<int> failures = failed(course, random);
    QList<Past> runs;
    QDateTime at = course.at;
    for (int ago = 0; ago < course.count; ++ago) {
        Past past = pastOf(course, repository, history, at);
        past.number = course.newest - ago;
        past.outcome = failures.contains(ago) ? u"failure"_s : u"success"_s;
        past.failingStep = failingStep(course.workflow, past.number);
        runs.append(past);
        at = earlier(at, random.between(course.leastMinutes, course.mostMinutes));
    }
    return runs;
}

void showPull(Past &past, const OpenPull &pull)
{
    past.event = u"pull_request"_s;
    past.branch = pull.branch;
    past.sha = pull.sha();
    past.actor = pull.author;
    past.title = pull.title;
    past.pull = pull.number;
}

QList<Past> patientGraph(const Repository &repository, const QDateTime &now, Random &random)
{
    // The check part takes 4 + 232 s; it ended, and the approval was asked for, 6 minutes ago.
    const QDateTime hotfix = now.addSecs(-6 * 60 - 236);
    QList<Past> runs = follow({PatientGraph, 1289, hotfix, 120, {7, 14}, 8, u"push"_s, 160, 420}, repository, random);
    Past &waiting = runs[0];
    waiting.event = u"workflow_dispatch"_s;
    waiting.branch = u"hotfix/null-encounter"_s;
    waiting.sha = commit(u"d3e84b0");
    waiting.actor = u"jonas-weil"_s;
    waiting.title = u"Patient Graph CI/CD"_s;
    waiting.pull = 619;
    waiting.waits = true;
    waiting.pace = 1;
    // v43 went live 12 minutes ago, at the end of a run of 6 min 40 s.
    runs[1].at = now.addSecs(-12 * 60 - 400);
    runs[1].sha = commit(u"c41d9e2");
    runs[1].title = repository.git.commit(runs[1].sha)->message;
    runs[1].actor = u"tomas-rey"_s;
    runs[1].pace = 1;
    runs[2].at = QDateTime(QDate(2024, 3, 20), QTime(10, 4), QTimeZone::UTC);
    runs[2].sha = commit(u"3b7a0cd");
    runs[2].title = repository.git.commit(runs[2].sha)->message;
    runs[2].pace = 1;
    for (int i = 3; i < runs.size() && runs[i].at >= runs[i - 1].at; ++i)
        runs[i].at = runs[i - 1].at.addSecs(-1800);
    return runs;
}

QList<Past> vercelDeploy(const Repository &repository, const QDateTime &now, Random &random)
{
    QList<Past> runs =
        follow({VercelDeploy, 2204, now.addSecs(-123), 130, {1, 11}, 4, u"push"_s, 90, 300}, repository, random);
    Past &running = runs[0];
    running.sha = commit(u"1f6a2d8");
    running.actor = u"aiko-tanaka"_s;
    running.title = u"luna: 0.32.0"_s;
    running.pace = 1;
    const QList<OpenPull> pulls = openPulls();
    const auto broken = std::ranges::find(pulls, true, &OpenPull::previewFailed);
    showPull(runs[1], *broken);
    int next = 2;
    for (const OpenPull &pull : pulls) {
        if (!pull.project.isEmpty() && !pull.previewFailed) {
            // The failure of the picture is one on main.
            next += next == 11 ? 1 : 0;
            showPull(runs[next++], pull);
        }
    }
    return runs;
}

/// A run of migrations in the week of the story.
struct Migrated {
    QDateTime at;
    QString environment;
    const char16_t *sha;
    QString actor;
};

QDateTime march(int day, int hour, int minute)
{
    return QDateTime(QDate(2024, 3, day), QTime(hour, minute), QTimeZone::UTC);
}

/// Newest first: 0043 and 0042, then 0041 with a first attempt that failed.
QList<Migrated> migrationsOfTheWeek(const QDateTime &now)
{
    const QString production = u"production"_s;
    const QString staging = u"staging"_s;
    return {{now.addSecs(-41 * 60 - 108), staging, u"8d20b6f", u"tomas-rey"_s},
            {march(21, 13, 41), production, u"5d02e7a", u"mina-okafor"_s},
            {march(20, 16, 18), staging, u"5d02e7a", u"mina-okafor"_s},
            {march(20, 9, 42), production, u"d90e3f5", u"mina-okafor"_s},
            {march(20, 1, 24), staging, u"d90e3f5", u"mina-okafor"_s},
            {march(19, 17, 10), staging, u"d90e3f5", u"mina-okafor"_s}};
}

QList<Past> migrations(const Repository &repository, const QDateTime &now, Random &random)
{
    QList<Past> runs =
        follow({Migrations, 96, now.addSecs(-41 * 60 - 108), 17, {5}, 1, u"workflow_dispatch"_s, 900, 2'400},
               repository, random);
    for (int i = 0; i < runs.size(); ++i) {
        runs[i].title = u"Database Migrations"_s;
        runs[i].inputs = {{u"environment"_s, i % 2 == 0 ? u"staging"_s : u"production"_s}};
        if (i >= 10)
            runs[i].branch = u"develop"_s;
    }
    const auto week = migrationsOfTheWeek(now);
    for (qsizetype i = 0; i < week.size(); ++i) {
        runs[i].at = week[i].at;
        runs[i].inputs = {{u"environment"_s, week[i].environment}};
        runs[i].sha = commit(week[i].sha);
        runs[i].actor = week[i].actor;
    }
    runs[0].branch = u"develop"_s;
    return runs;
}

QList<Past> security(const Repository &repository, const QDateTime &now, Random &random)
{
    QList<Past> runs =
        follow({Security, 418, now.addSecs(-185 - 4), 120, {5}, 3, u"pull_request"_s, 300, 500}, repository, random);
    showPull(runs[0], openPulls()[7]);
    runs[0].pace = 1;
    QDate day = now.date();
    for (int i = 1; i < runs.size(); i += 2) {
        // Every second one is the daily one at six.
        runs[i].event = u"schedule"_s;
        runs[i].branch = u"main"_s;
        runs[i].title = u"Security Scanning"_s;
        runs[i].at = QDateTime(day, QTime(6, 0), QTimeZone::UTC);
        day = day.addDays(-1);
        if (i + 1 < runs.size())
            runs[i + 1].at = QDateTime(day, QTime(random.between(9, 16), random.between(0, 59)), QTimeZone::UTC);
    }
    return runs;
}

void addArtifacts(github::State &state, github::Run &run)
{
    static const std::map<int, QString> names{
        {PatientGraph, u"patient-graph-build"_s}, {Lighthouse, u"lighthouse-results"_s}, {Security, u"sbom"_s}};
    const auto found = names.find(run.workflow);
    if (found == names.end() || run.latest().conclusion == "failure"_L1 || run.latest().status == "in_progress"_L1)
        return;
    const QDateTime at = run.latest().updated;
    run.artifacts.append(
        {state.nextId() % 2'000'000'000, found->second, at, at.addDays(run.workflow == PatientGraph ? 7 : 90)});
}

void approvePast(github::Run &run)
{
    // What is live in production has been let through by somebody.
    const bool isProduction = std::ranges::any_of(run.latest().jobs, [](const github::Job &job) {
        return job.environment == "production"_L1 && job.deployment != 0;
    });
    if (isProduction && run.latest().status == "completed"_L1)
        run.approvals.append({u"production"_s, u"approved"_s, u"mina-okafor"_s, {}});
}

void addStagingDeployment(github::State &state, Repository &repository, const char16_t *sha, const QString &outcome,
                          const QDateTime &at)
{
    github::Run run;
    run.sha = commit(sha);
    run.branch = u"develop"_s;
    run.actor = u"tomas-rey"_s;
    const qint64 id = github::deployFor(state, repository, run, u"staging"_s, at.addSecs(-120), u"in_progress"_s);
    github::addStatus(state, repository, id, outcome, at);
}

} // namespace

void addRuns(github::State &state, Repository &repository, const QDateTime &now, Random &random)
{
    QList<Past> all = patientGraph(repository, now, random) + vercelDeploy(repository, now, random)
        + migrations(repository, now, random) + security(repository, now, random);
    all += follow({ApiDocs, 377, now.addSecs(-3 * 3600), 110, {7, 8, 17}, 12, u"pull_request"_s, 120, 500}, repository,
                  random);
    all += follow({Lighthouse, 731, now.addSecs(-112 * 60), 110, {13}, 5, u"pull_request"_s, 120, 400}, repository,
                  random);
    std::ranges::stable_sort(all, {}, &Past::at);
    addStagingDeployment(state, repository, u"5f0c2ab", u"success"_s, march(20, 9, 12));
    addStagingDeployment(state, repository, u"e7719d4", u"failure"_s, march(20, 13, 42));
    for (const Past &past : all) {
        github::Run run = github::enact(state, repository, past, now, random);
        addArtifacts(state, run);
        approvePast(run);
        repository.runs.add(std::move(run));
    }
    addStagingDeployment(state, repository, u"8d20b6f", u"success"_s, now.addSecs(-38 * 60));
}

} // namespace slipway::sandbox::loop_health
