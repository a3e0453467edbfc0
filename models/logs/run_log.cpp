#include "logs/run_log.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::logs {

struct RunLog::Job {
    struct File {
        std::shared_ptr<LogFile> file;
        /// The step that the file is of; without a name when it holds the whole job.
        Step step;
    };
    QString name;
    std::vector<File> files;
    QList<Step> steps;
};

namespace {

/// "3_Run tests.txt" as 3 and "Run tests".
struct NumberedName {
    int number = 0;
    QString name;
};

std::optional<NumberedName> numbered(const QString &fileName)
{
    static const QRegularExpression shape(uR"(^(\d{1,6})_(.+)\.txt$)"_s);
    const auto match = shape.match(fileName);
    if (!match.hasMatch())
        return std::nullopt;
    return NumberedName{match.captured(1).toInt(), match.captured(2)};
}

QList<std::pair<NumberedName, QString>> numberedFiles(const QDir &folder)
{
    QList<std::pair<NumberedName, QString>> files;
    for (const QString &name : folder.entryList({u"*.txt"_s}, QDir::Files | QDir::NoSymLinks)) {
        if (const auto read = numbered(name))
            files.append({*read, folder.filePath(name)});
    }
    std::ranges::stable_sort(files, {}, [](const auto &file) { return file.first.number; });
    return files;
}

/// Where a step's lines begin: GitHub says its start in whole seconds, the log in ten millionths; within that second
/// the step's own begin is the line that opens it.
int beginOf(const Step &step, const LogFile &file, int after)
{
    const qint64 second = step.startedAt.toMSecsSinceEpoch() / 1000 * 1000;
    const int first = std::max(after, file.firstLineSince(second));
    constexpr int nearby = 200;
    for (int line = first; line < std::min(file.lineCount(), first + nearby); ++line) {
        const Line candidate = file.line(line);
        if (candidate.time && *candidate.time >= second + 2000)
            break;
        const bool opens = (candidate.kind == LineKind::Group && candidate.text.startsWith("Run "_L1))
            || candidate.text.startsWith("Post job cleanup"_L1);
        if (opens && line > after)
            return line;
    }
    return first;
}

} // namespace

RunLog::RunLog(QObject *parent)
    : QObject(parent)
{ }

RunLog::~RunLog() = default;

base::Result<std::shared_ptr<RunLog>> RunLog::fromFolder(const QString &folder)
{
    auto log = std::make_shared<RunLog>();
    const QDir root(folder);
    const auto addJob = [&log](const QString &name, std::vector<Job::File> files) {
        auto job = std::make_unique<Job>();
        job->name = name;
        job->files = std::move(files);
        for (const Job::File &file : job->files)
            log->follow(file.file);
        log->m_jobs.push_back(std::move(job));
    };
    QStringList names;
    for (const auto &[name, path] : numberedFiles(root))
        names.append(name.name);
    for (const QString &name : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks)) {
        if (!names.contains(name))
            names.append(name);
    }
    for (const QString &name : std::as_const(names)) {
        std::vector<Job::File> files;
        for (const auto &[step, path] : numberedFiles(QDir(root.filePath(name)))) {
            if (auto file = LogFile::open(path))
                files.push_back({std::move(*file), {step.number, step.name, base::Status::Unknown, {}, {}}});
        }
        if (!files.empty())
            addJob(name, std::move(files));
    }
    for (const auto &[name, path] : numberedFiles(root)) {
        if (log->find(name.name))
            continue;
        if (auto file = LogFile::open(path))
            addJob(name.name, {{std::move(*file), {}}});
    }
    if (log->m_jobs.empty()) {
        return std::unexpected(base::makeError(
            base::Error::Kind::NotFound, QCoreApplication::translate("logs::RunLog", "The archive holds no log.")));
    }
    log->divide();
    return log;
}

RunLog::Job *RunLog::find(const QString &name)
{
    const auto found = std::ranges::find(m_jobs, name, [](const auto &job) { return job->name; });
    return found == m_jobs.end() ? nullptr : found->get();
}

void RunLog::setJob(const QString &job, std::shared_ptr<LogFile> file, const QList<Step> &steps)
{
    Job *own = find(job);
    if (!own) {
        m_jobs.push_back(std::make_unique<Job>());
        own = m_jobs.back().get();
        own->name = job;
    }
    own->steps = steps;
    if (own->files.size() != 1 || own->files.front().file != file) {
        for (const Job::File &old : own->files)
            old.file->disconnect(this);
        own->files = {{file, {}}};
        follow(file);
    }
    divide();
}

void RunLog::follow(const std::shared_ptr<LogFile> &file)
{
    connect(file.get(), &LogFile::grew, this, [this, one = file.get()](int first) { fileGrew(one, first); });
    connect(file.get(), &LogFile::restarted, this, [this] {
        divide();
        Q_EMIT restarted();
    });
    connect(file.get(), &LogFile::indexed, this, [this] {
        divide();
        if (isIndexed())
            Q_EMIT indexed();
    });
}

void RunLog::setSteps(const QString &job, const QList<Step> &steps)
{
    Job *own = find(job);
    if (!own || own->steps == steps)
        return;
    own->steps = steps;
    divide();
}

void RunLog::removeJob(const QString &job)
{
    if (std::erase_if(m_jobs, [&job](const auto &own) { return own->name == job; }) > 0)
        divide();
}

int RunLog::sectionOf(const QString &job, const QString &step) const
{
    const auto found = std::ranges::find_if(m_sections, [&](const Section &section) {
        return section.job == job && (step.isEmpty() || section.step.name == step);
    });
    return found == m_sections.end() ? -1 : static_cast<int>(found - m_sections.begin());
}

QStringList RunLog::jobs() const
{
    QStringList names;
    for (const auto &job : m_jobs)
        names.append(job->name);
    return names;
}

bool RunLog::isIndexed() const
{
    return std::ranges::all_of(m_sections, [](const Section &section) { return section.file->isIndexed(); });
}

namespace {

/// The sections of a job that has its log in one file.
QList<Section> divided(const QString &job, const std::shared_ptr<LogFile> &file, const QList<Step> &steps)
{
    QList<Section> sections;
    for (const Step &step : steps) {
        if (!step.startedAt.isValid() || step.status == base::Status::Skipped)
            continue;
        const int after = sections.isEmpty() ? 0 : sections.last().first;
        const int begin = sections.isEmpty() ? 0 : beginOf(step, *file, after);
        if (!sections.isEmpty())
            sections.last().last = begin;
        sections.append({job, step, file, begin, file->lineCount(), begin});
    }
    if (sections.isEmpty())
        sections.append({job, {}, file, 0, file->lineCount(), 0});
    return sections;
}

} // namespace

void RunLog::divide()
{
    QList<Section> sections;
    for (const auto &job : m_jobs) {
        if (job->files.size() == 1 && job->files.front().step.name.isEmpty()) {
            sections += divided(job->name, job->files.front().file, job->steps);
            continue;
        }
        int number = 0;
        for (const Job::File &part : job->files) {
            Step step = part.step;
            const auto known = std::ranges::find(job->steps, step.number, &Step::number);
            if (known != job->steps.end())
                step = *known;
            sections.append({job->name, step, part.file, 0, part.file->lineCount(), number});
            number += part.file->lineCount();
        }
    }
    const bool isDividedAnew = !std::ranges::equal(m_sections, sections, [](const Section &one, const Section &other) {
        return one.job == other.job && one.step == other.step && one.file == other.file && one.first == other.first
            && one.number == other.number;
    });
    m_sections = std::move(sections);
    if (isDividedAnew)
        Q_EMIT changed();
}

void RunLog::fileGrew(const LogFile *file, int firstLine)
{
    for (qsizetype at = m_sections.size() - 1; at >= 0; --at) {
        Section &section = m_sections[at];
        if (section.file.get() != file)
            continue;
        section.last = file->lineCount();
        Q_EMIT grew(static_cast<int>(at), std::max(0, firstLine - section.first));
        return;
    }
}

} // namespace slipway::logs
