#pragma once

#include "base/status.h"
#include "logs/log_file.h"

#include <QDateTime>
#include <QList>

#include <memory>
#include <vector>

namespace slipway::logs {

/// A step as GitHub's jobs API gives it.
struct Step {
    int number = 0;
    QString name;
    base::Status status = base::Status::Unknown;
    /// UTC, whole seconds; invalid while it has not begun or ended.
    QDateTime startedAt;
    QDateTime completedAt;
    bool operator==(const Step &) const = default;
};

/// Lines [first, last) of a file that belong together: a step of a job, or a whole job.
struct Section {
    QString job;
    /// Without a name when the job's lines are not divided into steps.
    Step step;
    std::shared_ptr<LogFile> file;
    int first = 0;
    int last = 0;
    /// What the first line is numbered, from 0: lines count through a job, also when each step has a file.
    int number = 0;

    int lineCount() const { return last - first; }
};

/// The logs of a run's jobs in their order, divided into steps. GUI thread.
class RunLog final : public QObject
{
    Q_OBJECT

public:
    explicit RunLog(QObject *parent = nullptr);
    ~RunLog() override;

    /// What a run's log zip holds once unpacked: "1_build.txt" for a job, "build/3_Run tests.txt" for each of its
    /// steps, which are preferred. Errors: notFound without a single log in `folder`.
    static base::Result<std::shared_ptr<RunLog>> fromFolder(const QString &folder);

    /// The job's log in one file, as the jobs API gives it, divided by the times of `steps`. Replaces the job's log or
    /// adds it at the end; called again with the same file it only takes the steps over.
    void setJob(const QString &job, std::shared_ptr<LogFile> file, const QList<Step> &steps = {});
    /// States and times of a job's steps, as they change while it runs.
    void setSteps(const QString &job, const QList<Step> &steps);
    void removeJob(const QString &job);

    const QList<Section> &sections() const { return m_sections; }
    /// -1 when there is none. An empty step is the job's first section; a step is meant by name.
    int sectionOf(const QString &job, const QString &step) const;
    QStringList jobs() const;
    bool isIndexed() const;

Q_SIGNALS:
    /// Sections were added, divided anew, renamed or removed.
    void changed();
    /// Section `section` has more lines from its line `first` on.
    void grew(int section, int first);
    void indexed();
    /// A file was cut, replaced or rewritten: what was known of its lines does not hold. `changed` came before.
    void restarted();

private:
    struct Job;
    Job *find(const QString &name);
    void follow(const std::shared_ptr<LogFile> &file);
    void divide();
    void fileGrew(const LogFile *file, int firstLine);

    std::vector<std::unique_ptr<Job>> m_jobs;
    QList<Section> m_sections;
};

} // namespace slipway::logs
