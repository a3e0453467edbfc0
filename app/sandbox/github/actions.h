#pragma once

#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <chrono>
#include <vector>

namespace slipway::sandbox::github {

struct StepPlan {
    QString name;
    /// How long it takes on an ordinary day.
    int seconds = 1;
    /// Until it gives up when it fails; 0: as long as it takes.
    int secondsToFailure = 0;
};

/// What a job of a workflow does when it runs.
struct JobPlan {
    QString name;
    /// Positions of the jobs that must have succeeded.
    QList<int> needs;
    QList<StepPlan> steps;
    /// The environment it deploys to; "inputs.environment" means the run's input of that name; empty for none.
    QString environment;
    /// The only branch it runs on, plus hotfix branches; elsewhere it is skipped. Empty for any.
    QString branch;
    /// Where it fails every time; -1 for nowhere.
    int failingStep = -1;

    int seconds() const;
};

struct Workflow {
    qint64 id = 0;
    QString name;
    /// As in ".github/workflows/migrations.yml".
    QString path;
    QString state = QStringLiteral("active");
    /// What runs where a commit has the file `blob`; another text is planned from the text.
    QList<JobPlan> jobs;
    QString blob;
    QDateTime created;

    QString file() const { return path.mid(path.lastIndexOf(u'/') + 1); }
};

struct Job {
    qint64 id = 0;
    /// Position in the workflow's jobs.
    int plan = 0;
    /// queued, in_progress, completed, waiting.
    QString status = QStringLiteral("queued");
    QString conclusion;
    QDateTime created;
    QDateTime started;
    QDateTime completed;
    /// The step that failed; -1 for none.
    int failedStep = -1;
    /// How much slower than on an ordinary day.
    double pace = 1.0;
    QString environment;
    /// Its start has been arranged.
    bool isArranged = false;
    /// The deployment it made; 0 for none.
    qint64 deployment = 0;
};

struct Attempt {
    int number = 1;
    QString actor;
    QDateTime started;
    QDateTime updated;
    QString status = QStringLiteral("queued");
    QString conclusion;
    QList<Job> jobs;
    /// Asked for with debug logging.
    bool isDebug = false;
};

struct Artifact {
    qint64 id = 0;
    QString name;
    QDateTime created;
    QDateTime expires;
};

struct Approval {
    QString environment;
    QString state;
    QString user;
    QString comment;
};

struct Run {
    qint64 id = 0;
    int number = 0;
    /// Position in the repository's workflows.
    int workflow = 0;
    /// What its jobs do: the workflow's as of its commit.
    QList<JobPlan> plans;
    QString title;
    QString branch;
    QString sha;
    QString event;
    QString actor;
    QDateTime created;
    QJsonObject inputs;
    /// The pull request it is for; 0 for none.
    int pull = 0;
    QList<Attempt> attempts;
    QList<Artifact> artifacts;
    QList<Approval> approvals;

    Attempt &latest() { return attempts.last(); }
    const Attempt &latest() const { return attempts.last(); }
    /// Nothing when there was none of that number.
    const Attempt *attempt(qint64 wanted) const;
};

/// How a job's steps stand at `now`.
struct StepState {
    QString name;
    QString status;
    QString conclusion;
    QDateTime started;
    QDateTime completed;
};
QList<StepState> stepsOf(const Job &job, const JobPlan &plan, const QDateTime &now);

/// The runs of one repository, in the order they were made.
class Runs
{
public:
    Run &add(Run run);
    Run *run(qint64 id);
    /// The run and its job, of whatever attempt.
    std::pair<Run *, Job *> job(qint64 id);
    std::pair<Run *, Artifact *> artifact(qint64 id);
    const std::vector<Run> &all() const { return m_runs; }
    /// Positions of a workflow's runs.
    const QList<int> &ofWorkflow(int workflow) const;
    int nextNumber(int workflow) const;
    void indexJobs(const Run &run);

private:
    std::vector<Run> m_runs;
    QHash<qint64, int> m_positions;
    QHash<qint64, qint64> m_jobRuns;
    QHash<int, QList<int>> m_ofWorkflow;
};

} // namespace slipway::sandbox::github
