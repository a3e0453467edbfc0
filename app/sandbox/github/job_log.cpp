#include "sandbox/github/job_log.h"

#include "sandbox/github/plan.h"
#include "sandbox/github/step_output.h"
#include "sandbox/github/zip.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

/// One job whose log is written.
struct Telling {
    const Repository &repository;
    const Run &run;
    const Attempt &attempt;
    const Job &job;
    FileJob file;
};

QList<OutputLine> turns(const QStringList &texts)
{
    QList<OutputLine> lines;
    for (const QString &text : texts)
        lines.append({text});
    return lines;
}

/// An expression's value as a log shows it.
QString shown(QString value, const Run &run)
{
    static const QRegularExpression secret(uR"(\$\{\{[^}]*\bsecrets\.[^}]*\}\})"_s);
    static const QRegularExpression other(uR"(\$\{\{[^}]*\}\})"_s);
    static const QRegularExpression sha(uR"(\$\{\{\s*github\.sha\s*\}\})"_s);
    return value.replace(secret, u"***"_s).replace(sha, run.sha).replace(other, QString());
}

QStringList section(const QString &title, const QList<NamedText> &entries, const Run &run)
{
    QStringList lines;
    if (!entries.isEmpty())
        lines.append(title);
    for (const auto &[name, value] : entries)
        lines += shown("  "_L1 + name + ": "_L1 + value, run).split(u'\n');
    return lines;
}

/// What the runner says before it runs the step.
QStringList announcement(const FileStep &step, const Run &run)
{
    QStringList lines;
    if (!step.uses.isEmpty()) {
        lines = QStringList{"##[group]Run "_L1 + step.uses} + section(u"with:"_s, step.with, run);
    } else {
        const QStringList commands = shown(step.run.trimmed(), run).split(u'\n');
        lines.append("##[group]Run "_L1 + commands.first());
        for (const QString &command : commands)
            lines.append("\x1b[36;1m"_L1 + command + "\x1b[0m"_L1);
        lines.append(u"shell: /usr/bin/bash -e {0}"_s);
    }
    return lines + section(u"env:"_s, step.environment, run) + QStringList{u"##[endgroup]"_s};
}

QStringList setUp(const Telling &telling)
{
    QStringList lines{u"Current runner version: '2.314.1'"_s,
                      u"##[group]Operating System"_s,
                      u"Ubuntu"_s,
                      u"22.04.4"_s,
                      u"LTS"_s,
                      u"##[endgroup]"_s,
                      u"##[group]Runner Image"_s,
                      u"Image: ubuntu-22.04"_s,
                      u"Version: 20240318.1.0"_s,
                      u"##[endgroup]"_s,
                      u"##[group]GITHUB_TOKEN Permissions"_s,
                      u"Contents: read"_s,
                      u"Metadata: read"_s,
                      u"##[endgroup]"_s,
                      u"Secret source: Actions"_s,
                      u"Prepare workflow directory"_s,
                      u"Prepare all required actions"_s,
                      u"Getting action download info"_s};
    for (const FileStep &step : telling.file.steps) {
        const QByteArray sha = QCryptographicHash::hash(step.uses.toUtf8(), QCryptographicHash::Sha1).toHex();
        const QString line = u"Download action repository '%1' (SHA:%2)"_s.arg(step.uses, QString::fromLatin1(sha));
        if (!step.uses.isEmpty() && !lines.contains(line))
            lines.append(line);
    }
    lines.append("Complete job name: "_L1 + telling.run.plans[telling.job.plan].name);
    return lines;
}

QHash<QString, QString> factsOf(const Telling &telling)
{
    const Run &run = telling.run;
    return {{u"sha"_s, run.sha},
            {u"short"_s, run.sha.first(std::min<qsizetype>(run.sha.size(), 7))},
            {u"branch"_s, run.branch},
            {u"repository"_s, telling.repository.fullName()},
            {u"run"_s, QString::number(run.id)},
            {u"number"_s, QString::number(run.number)},
            {u"environment"_s, telling.job.environment},
            {u"actor"_s, run.actor}};
}

QList<OutputLine> linesOf(const Telling &telling, const StepState &state)
{
    if (state.name == "Set up job"_L1)
        return turns(setUp(telling));
    if (state.name == "Complete job"_L1)
        return turns({u"Cleaning up orphan processes"_s});
    const auto step = std::ranges::find(telling.file.steps, state.name, &FileStep::name);
    if (step == telling.file.steps.end())
        return turns({"##[group]Run "_L1 + state.name, u"##[endgroup]"_s});
    QList<OutputLine> lines;
    if (telling.attempt.isDebug)
        lines = turns({u"##[debug]Evaluating condition for step: '%1'"_s.arg(state.name), u"##[debug]Result: true"_s});
    lines += turns(announcement(*step, telling.run));
    const bool fails = state.conclusion == "failure"_L1;
    lines += outputOf(*step, fails, factsOf(telling));
    if (fails)
        lines.append({u"##[error]Process completed with exit code 1."_s});
    if (state.conclusion == "cancelled"_L1)
        lines.append({u"##[error]The operation was canceled."_s});
    return lines;
}

/// "2024-03-21T14:16:50.1234567Z": the last four decimals are made up.
QByteArray stamp(const QDateTime &at, int number)
{
    const QString decimals = QString::number((number * 1237 + 411) % 10'000).rightJustified(4, u'0');
    return at.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz"_s).toLatin1() + decimals.toLatin1() + "Z ";
}

QByteArray stamped(const QList<OutputLine> &lines, const StepState &state)
{
    const double length = static_cast<double>(state.started.msecsTo(state.completed)) / 1000;
    QByteArray text;
    double last = 0;
    for (int i = 0; i < lines.size(); ++i) {
        const double turn = length * i / static_cast<double>(lines.size());
        last = std::min(std::max(last, lines[i].at < 0 ? std::min(turn, last + 0.8) : lines[i].at), length);
        text += stamp(state.started.addMSecs(std::llround(last * 1000)), i) + lines[i].text.toUtf8() + '\n';
    }
    return text;
}

const Attempt &attemptOf(const Run &run, const Job &job)
{
    const auto found = std::ranges::find_if(run.attempts, [&job](const Attempt &attempt) {
        return std::ranges::any_of(attempt.jobs, [&job](const Job &other) { return other.id == job.id; });
    });
    return found == run.attempts.end() ? run.latest() : *found;
}

/// GitHub leaves out what no file system takes.
QString fileName(QString name)
{
    static const QRegularExpression forbidden(uR"([<>:"/\\|?*\x00-\x1f])"_s);
    return name.remove(forbidden);
}

} // namespace

QList<StepLog> logsOf(const Repository &repository, const Run &run, const Job &job)
{
    const JobPlan &plan = run.plans[job.plan];
    const Workflow &workflow = repository.workflows[static_cast<size_t>(run.workflow)];
    const auto text = fileAt(repository, workflow.path, run.sha);
    const auto file = text ? readWorkflowFile(*text) : std::nullopt;
    const FileJob *written = file ? file->job(plan.name) : nullptr;
    const Telling telling{repository, run, attemptOf(run, job), job, written ? *written : FileJob{}};
    QList<StepLog> logs;
    int number = 0;
    for (const StepState &state : stepsOf(job, plan, job.completed)) {
        ++number;
        if (state.started.isValid() && state.completed.isValid() && state.conclusion != "skipped"_L1)
            logs.append({number, state.name, stamped(linesOf(telling, state), state)});
    }
    return logs;
}

QByteArray jobLog(const Repository &repository, const Run &run, const Job &job)
{
    QByteArray text;
    for (const StepLog &step : logsOf(repository, run, job))
        text += step.text;
    return text;
}

QByteArray runLogZip(const Repository &repository, const Run &run, const Attempt &attempt)
{
    QList<ZipFile> files;
    int number = 0;
    for (const Job &job : attempt.jobs) {
        const QList<StepLog> logs = logsOf(repository, run, job);
        if (logs.isEmpty())
            continue;
        const QString name = fileName(run.plans[job.plan].name);
        QByteArray whole;
        for (const StepLog &step : logs) {
            whole += step.text;
            files.append({u"%1/%2_%3.txt"_s.arg(name, QString::number(step.number), fileName(step.name)), step.text});
        }
        files.prepend({u"%1_%2.txt"_s.arg(QString::number(number++), name), whole});
    }
    return zipped(files, attempt.updated);
}

} // namespace slipway::sandbox::github
