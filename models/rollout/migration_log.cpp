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
    /// What else the step was given: the command's further lines, its shell and environment.
    QStringList head;
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
            sections.append({at, {text.mid(opening.size())}, {}});
            isHead = true;
        } else if (isHead && text.startsWith("##[endgroup]"_L1)) {
            isHead = false;
        } else if (isHead) {
            sections.last().head.append(bare(text));
        } else if (!sections.isEmpty() && !text.startsWith("##[group]"_L1)) {
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

/// By place where steps and sections are as many, else by time; null: there is none.
const Section *sectionAt(const QList<Section> &sections, const QList<github::Step> &steps, qsizetype place)
{
    if (sections.size() == steps.size())
        return &sections.at(place);
    const QDateTime from = *steps.at(place).startedAt;
    const auto found = std::ranges::find_if(sections, [&from](const Section &section) { return section.at >= from; });
    return found == sections.end() ? nullptr : &*found;
}

bool isMigrating(const github::Job &job)
{
    return std::ranges::any_of(job.steps, [](const github::Step &step) {
        return step.name.contains("dry run"_L1, Qt::CaseInsensitive)
            || step.name.contains("migrat"_L1, Qt::CaseInsensitive);
    });
}

const QRegularExpression &dryWords()
{
    static const QRegularExpression words(u"dry[ _-]?run"_s, QRegularExpression::CaseInsensitiveOption);
    return words;
}

const QRegularExpression &downWords()
{
    static const QRegularExpression words(u"(?<![a-z])(down|roll[ _-]?back|revert|undo)(?![a-z])"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return words;
}

/// Changes the schema, by its name.
bool isApplying(const github::Step &step)
{
    static const QRegularExpression does(u"apply|migrat"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression doesNot(
        u"verif|generat|check|list|show|status|plan|test|lint|set ?up|install|back ?up|restore|upload|download|notif"_s,
        QRegularExpression::CaseInsensitiveOption);
    return step.name.contains(does) && !step.name.contains(doesNot) && !step.name.contains(dryWords())
        && !step.name.contains(downWords());
}

bool isTakingBack(const github::Step &step)
{
    return step.name.contains(downWords());
}

bool hasSucceeded(const github::Step &step)
{
    return step.status() == base::Status::Success;
}

/// One command, which does what it says.
bool isPlain(const QString &command)
{
    static const QRegularExpression depends(uR"([;&|$\[])"_s);
    return !command.contains(depends);
}

/// "DRY_RUN: false" speaks of a dry run, and says that it is none.
QString withoutNoes(const QString &command)
{
    static const QRegularExpression no(u"^.*(:|=)\\s*\"?(false|0|no)?\"?\\s*$"_s,
                                       QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    return QString(command).remove(no);
}

} // namespace

MigrationOutput migrationOutput(const QByteArray &log, const github::Job &job)
{
    const QList<Section> sections = sectionsOf(log);
    const QList<github::Step> steps = runningSteps(job);
    MigrationOutput output;
    for (qsizetype place = 0; place < steps.size(); ++place) {
        const QString name = steps.at(place).name.toLower();
        const Section *section = sectionAt(sections, steps, place);
        const QString text = section ? textOf(*section) : QString();
        if (name.contains("verify"_L1)) {
            output.verify = text;
            output.isVerified = hasSucceeded(steps.at(place));
        } else if (name.contains(dryWords())) {
            output.dryRun = text;
        } else if (isApplying(steps.at(place))) {
            output.apply = text;
            output.command = section ? section->lines.first() + u'\n' + section->head.join(u'\n') : QString();
        }
    }
    return output;
}

MigrationDeed deedOf(const github::Run &run, const github::Job &job, const MigrationOutput &output, bool hasChoices)
{
    const auto hasRun = [&job](bool (*isOne)(const github::Step &)) {
        return std::ranges::any_of(job.steps, [isOne](const auto &step) { return isOne(step) && hasSucceeded(step); });
    };
    if (hasRun(isTakingBack))
        return MigrationDeed::Down;
    if (std::ranges::none_of(job.steps, isApplying))
        return MigrationDeed::Unclear;
    if (!hasRun(isApplying))
        return MigrationDeed::DryRun;
    const QString command = output.command.section(u'\n', 0, 0);
    if (isPlain(command) && command.contains(dryWords()))
        return MigrationDeed::DryRun;
    if (isPlain(command) && command.contains(downWords()))
        return MigrationDeed::Down;
    // A title of its own is made of what the run was started with.
    const QString title = run.title == run.workflowName ? QString() : run.title + u'\n';
    const QString given = withoutNoes(title + output.command);
    const bool isDoubtful = given.contains(dryWords()) || given.contains(downWords());
    return isDoubtful || (hasChoices && command.isEmpty()) ? MigrationDeed::Unclear : MigrationDeed::Up;
}

const github::Job *migratingJob(const QList<github::Job> &jobs)
{
    const auto found = std::ranges::find_if(jobs, isMigrating);
    return found == jobs.end() ? nullptr : &*found;
}

QCoro::Task<base::Result<MigrationOutput>> askMigrationOutput(std::shared_ptr<const github::Client> client,
                                                              github::RepositoryName repository, qint64 run,
                                                              std::stop_token stop)
{
    const auto jobs = co_await client->jobs(repository, run, std::nullopt, stop);
    if (!jobs)
        co_return std::unexpected(jobs.error());
    const github::Job *job = migratingJob(*jobs);
    if (!job)
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
