#include "rollout/migration_log.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::MigrationLog)
};

constexpr qsizetype mostCharacters = 20'000;

/// The lines of one step that ran something.
struct Section {
    QDateTime at;
    QStringList lines;
};

/// Without times, colours and the runner's own marks.
QString bare(const QString &line)
{
    static const QRegularExpression colour(u"\\x1b\\[[0-9;]*[A-Za-z]"_s);
    return QString(line).remove(colour);
}

constexpr QLatin1StringView opening{"##[group]Run "};

/// Each step that runs something opens a group of this name.
QList<Section> sectionsOf(const QByteArray &log)
{
    static const QRegularExpression stamped(uR"(^\x{FEFF}?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z (.*)$)"_s);
    QList<Section> sections;
    bool isHead = false;
    const QStringList lines = QString::fromUtf8(log).split(u'\n');
    for (const QString &line : lines) {
        const auto match = stamped.match(line);
        const QString text = match.hasMatch() ? match.captured(2) : line;
        if (text.startsWith(opening)) {
            const QDateTime at = QDateTime::fromString(match.captured(1) + u'Z', Qt::ISODate);
            sections.append({at, {text.mid(opening.size())}});
            isHead = true;
        } else if (isHead && text.startsWith("##[endgroup]"_L1)) {
            isHead = false;
        } else if (!sections.isEmpty() && !isHead && !text.startsWith("##[group]"_L1)) {
            sections.last().lines.append(bare(text));
        }
    }
    return sections;
}

/// The steps that print a section, in order: not those that GitHub adds around them.
QList<github::Step> runningSteps(const github::Job &job)
{
    QList<github::Step> steps;
    for (const github::Step &step : job.steps) {
        const bool isFrame = step.name == "Set up job"_L1 || step.name == "Complete job"_L1
            || step.name.startsWith("Post "_L1) || step.name.startsWith("Initialize containers"_L1);
        if (!isFrame && step.status() != base::Status::Skipped && step.startedAt)
            steps.append(step);
    }
    return steps;
}

QString textOf(const Section &section)
{
    const QString whole = section.lines.join(u'\n').trimmed();
    return whole.size() <= mostCharacters ? whole : u"…"_s + whole.last(mostCharacters);
}

/// By place where steps and sections are as many, else by time.
QString sectionAt(const QList<Section> &sections, const QList<github::Step> &steps, qsizetype place)
{
    if (sections.size() == steps.size())
        return textOf(sections.at(place));
    const QDateTime from = *steps.at(place).startedAt;
    const auto found = std::ranges::find_if(sections, [&from](const Section &section) { return section.at >= from; });
    return found == sections.end() ? QString() : textOf(*found);
}

bool isMigrating(const github::Job &job)
{
    return std::ranges::any_of(job.steps, [](const github::Step &step) {
        return step.name.contains("dry run"_L1, Qt::CaseInsensitive)
            || step.name.contains("migrat"_L1, Qt::CaseInsensitive);
    });
}

} // namespace

MigrationOutput migrationOutput(const QByteArray &log, const github::Job &job)
{
    const QList<Section> sections = sectionsOf(log);
    const QList<github::Step> steps = runningSteps(job);
    MigrationOutput output;
    for (qsizetype place = 0; place < steps.size(); ++place) {
        const QString name = steps.at(place).name.toLower();
        if (name.contains("verify"_L1)) {
            output.verify = sectionAt(sections, steps, place);
            output.isVerified = steps.at(place).status() == base::Status::Success;
        } else if (name.contains("dry run"_L1) || name.contains("dry-run"_L1)) {
            output.dryRun = sectionAt(sections, steps, place);
        } else if (name.contains("apply"_L1)) {
            output.apply = sectionAt(sections, steps, place);
        }
    }
    return output;
}

QCoro::Task<base::Result<MigrationOutput>> askMigrationOutput(std::shared_ptr<const github::Client> client,
                                                              github::RepositoryName repository, qint64 run,
                                                              std::stop_token stop)
{
    const auto jobs = co_await client->jobs(repository, run, std::nullopt, stop);
    if (!jobs)
        co_return std::unexpected(jobs.error());
    const auto job = std::ranges::find_if(*jobs, isMigrating);
    if (job == jobs->end())
        co_return MigrationOutput();
    const QTemporaryDir folder;
    net::Download wanted;
    wanted.file = folder.filePath(u"job.log"_s);
    wanted.mostBytes = 16 * 1024 * 1024;
    const auto bytes = co_await client->downloadJobLog(repository, job->id, wanted, stop);
    if (!bytes)
        co_return std::unexpected(bytes.error());
    QFile file(wanted.file);
    if (!file.open(QIODevice::ReadOnly)) {
        co_return std::unexpected(base::makeError(base::Error::Kind::Internal,
                                                  Words::tr("The log could not be read: %1.").arg(file.errorString()),
                                                  Words::tr("Check that there is room on this machine's disk.")));
    }
    co_return migrationOutput(file.readAll(), *job);
}

} // namespace slipway::rollout
