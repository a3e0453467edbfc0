#include "releases_page/detail_rows.h"

#include "base/format.h"
#include "theme/status_look.h"
#include "widgets/sha_chip.h"
#include "workspace/workspace.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

using base::Status;
using releases::Details;
using releases::Verdict;

constexpr qsizetype mostCommits = 30;
constexpr qsizetype mostIssues = 8;
constexpr qsizetype mostWaiting = 12;
constexpr qsizetype mostProbes = 6;
/// A cost that grew by so much is worth a colour.
constexpr double worse = 1.2;

QString tr(const char *text)
{
    return QCoreApplication::translate("releases_page", text);
}

FactRow note(const QString &words, Status tone = Status::Unknown)
{
    FactRow row;
    row.kind = FactRow::Kind::Prose;
    row.text = words;
    row.tone = tone;
    row.isDim = tone == Status::Unknown;
    row.isToned = !row.isDim;
    return row;
}

/// A part that is old or could not be asked says so in place, below what is known.
void addStale(QList<FactRow> &rows, const Details &details, const QString &part, const Reading &reading)
{
    const auto found = details.freshness.constFind(part);
    if (found == details.freshness.constEnd())
        return;
    const QString words = staleWords(*found, reading.now);
    if (!words.isEmpty())
        rows += note(words, Status::Warning);
}

bool isAsked(const Details &details, const QString &part)
{
    const auto found = details.freshness.constFind(part);
    return found != details.freshness.constEnd() && found->state != base::Freshness::State::Loading;
}

/// What stands in place of rows; a part that could not be asked says that instead.
void addEmpty(QList<FactRow> &rows, const Details &details, const QString &part, const QString &words)
{
    const base::Freshness freshness = details.freshness.value(part);
    if (rows.isEmpty() && (!freshness.error || freshness.hasValue()))
        rows += note(isAsked(details, part) ? words : tr("Being asked for…"));
}

/// "9 files changed, guard-rail is under 5."
FactRow filesRow(const releases::Span &span, const Reading &reading, bool isHotfix)
{
    qint64 added = 0;
    qint64 removed = 0;
    for (const releases::FileChange &file : span.files) {
        added += file.added;
        removed += file.removed;
    }
    FactRow row;
    const auto most = reading.workspace ? reading.workspace->guardrails.mostFiles : std::nullopt;
    const bool isOver = most && span.files.size() > *most;
    row.text = isOver ? tr("%1 files changed, guard-rail is under %2")
                            .arg(base::format::count(span.files.size()), base::format::count(*most + 1))
                      : tr("%1 files changed").arg(base::format::count(span.files.size()));
    row.value = isOver ? QString() : base::format::changes(added, removed);
    row.icon = isOver ? theme::statusIcon(Status::Warning) : u"action-diff"_s;
    row.tone = isOver ? Status::Warning : Status::Unknown;
    row.isToned = isOver;
    row.tip = isOver && !isHotfix ? tr("The guard-rail binds hotfixes; this one is large all the same.") : QString();
    row.page = span.page;
    return row;
}

FactRow pullsRow(const Details &details, const Reading &reading)
{
    QStringList numbers;
    for (const qint64 pull :
         details.release.pulls.isEmpty() && details.span ? details.span->pulls : details.release.pulls)
        numbers += u'#' + QString::number(pull);
    FactRow row;
    row.icon = u"node-trigger-pull-request"_s;
    row.text = numbers.isEmpty() ? tr("No pull request is known")
        : numbers.size() == 1    ? tr("Pull request %1").arg(numbers.first())
                                 : tr("Pull requests %1").arg(numbers.join(u", "_s));
    if (details.reviewedBy && !numbers.isEmpty())
        row.text = tr("%1, reviewed by %2").arg(row.text, reading.personName(*details.reviewedBy));
    row.isDim = true;
    return row;
}

FactRow commitRow(const releases::Commit &commit, const Reading &reading)
{
    FactRow row;
    row.sha = commit.sha;
    row.text = commit.title;
    row.person = reading.personName(commit.author);
    row.isDim = commit.isMerge || commit.isBot;
    row.tip = tr("%1 by %2, %3").arg(commit.title, row.person, timeOf(commit.at, reading.now));
    return row;
}

QString figure(const std::optional<double> &value, const QString &unit)
{
    if (!value)
        return u"—"_s;
    const QLocale locale;
    if (unit == "%"_L1)
        return locale.toString(*value, 'f', *value > 99 ? 2 : 1) + u"\u00a0%"_s;
    const bool isWhole = std::abs(*value) >= 100 || std::floor(*value) == *value;
    const QString number = isWhole ? base::format::count(std::llround(*value)) : locale.toString(*value, 'f', 1);
    return unit == "ms"_L1 ? number + u"\u00a0ms"_s : number;
}

QString signedNumber(double value, int decimals)
{
    const QString sign = value < 0 ? u"−"_s : u"+"_s;
    return sign + QLocale().toString(std::abs(value), 'f', decimals);
}

/// "6.0×", "+24 %", "+132", "−0.36".
QString changeOf(const releases::Delta &delta)
{
    if (!delta.before || !delta.after)
        return {};
    const double by = *delta.after - *delta.before;
    if (delta.unit == "%"_L1)
        return signedNumber(by, 2);
    if (delta.unit.isEmpty() || qFuzzyIsNull(*delta.before))
        return signedNumber(by, std::floor(by) == by ? 0 : 1);
    const double factor = *delta.after / *delta.before;
    return factor >= 2 ? base::format::times(factor) : signedNumber((factor - 1) * 100, 0) + u"\u00a0%"_s;
}

Status toneOf(const releases::Delta &delta)
{
    if (!delta.before || !delta.after)
        return Status::Unknown;
    if (!delta.isCost)
        return *delta.after < *delta.before ? Status::Warning : Status::Unknown;
    const bool grew = qFuzzyIsNull(*delta.before) ? *delta.after > 0 : *delta.after / *delta.before >= worse;
    return grew ? Status::Failure : Status::Unknown;
}

/// Where and when a migration ran.
FactRow ranRow(const releases::Mark &mark, const Reading &reading)
{
    FactRow ran;
    ran.text =
        !mark.environment.isEmpty() ? mark.environment.at(0).toUpper() + mark.environment.mid(1) : tr("Not run yet");
    if (mark.at.isValid())
        ran.value = mark.took ? tr("%1, %2").arg(timeOf(mark.at, reading.now), base::format::duration(*mark.took))
                              : timeOf(mark.at, reading.now);
    ran.isDim = true;
    ran.icon = mark.status == Status::Success ? QString() : theme::statusIcon(mark.status);
    ran.tone = mark.status;
    return ran;
}

FactRow itemRow(const health::VerificationItem &item)
{
    FactRow row;
    row.icon = theme::statusIcon(item.status);
    row.tone = item.status;
    row.text = item.title;
    row.value = item.words;
    return row;
}

} // namespace

QList<FactRow> commitRows(const Details &details, const Reading &reading)
{
    if (!details.span) {
        QList<FactRow> rows;
        if (details.previous || !isAsked(details, u"span"_s))
            addEmpty(rows, details, u"span"_s, tr("GitHub does not know what lies between the two commits."));
        else
            rows += note(tr("The first release here that is known: nothing to compare with."));
        addStale(rows, details, u"span"_s, reading);
        return rows;
    }
    QList<FactRow> rows;
    const releases::Span &span = *details.span;
    // The newest first: it is what the release is named after.
    for (auto commit = span.commits.rbegin(); commit != span.commits.rend() && rows.size() < mostCommits; ++commit)
        rows += commitRow(*commit, reading);
    if (span.behind > 0)
        rows += note(tr("%1 commits of the release before are not in it.").arg(base::format::count(span.behind)),
                     Status::Warning);
    if (!span.files.isEmpty())
        rows += filesRow(span, reading, details.release.act == releases::Act::Hotfix);
    rows += pullsRow(details, reading);
    if (span.isCut)
        rows += note(tr("GitHub lists the first 250 commits and 300 files only."));
    addStale(rows, details, u"span"_s, reading);
    return rows;
}

QList<FactRow> fileRows(const QList<releases::FileChange> &files, qsizetype most)
{
    QList<FactRow> rows;
    for (const releases::FileChange &file : files.first(std::min(most, files.size()))) {
        FactRow row;
        row.text = file.path;
        row.isMono = true;
        row.value = base::format::changes(file.added, file.removed);
        rows += row;
    }
    if (files.size() > most)
        rows += note(tr("And %1 more.").arg(base::format::count(files.size() - most)));
    return rows;
}

QList<FactRow> checkRows(const Details &details, const Reading &reading, const health::WatchState *watch)
{
    QList<FactRow> rows;
    for (const releases::Check &check : details.checks) {
        FactRow row;
        row.icon = theme::statusIcon(check.status);
        row.tone = check.status;
        row.text = check.name;
        row.value = check.detail;
        row.page = check.page;
        rows += row;
    }
    if (watch) {
        for (const health::VerificationItem &item : watch->items) {
            if (!item.isManual)
                rows += itemRow(item);
        }
    }
    addEmpty(rows, details, u"checks"_s, tr("No check ran on this commit."));
    addStale(rows, details, u"checks"_s, reading);
    return rows;
}

QList<FactRow> migrationRows(const Details &details, const Reading &reading)
{
    QList<FactRow> rows;
    QStringList named;
    for (const releases::Mark &mark : details.migrations) {
        if (!named.contains(mark.name)) {
            FactRow name;
            name.icon = u"migration"_s;
            name.tone = Status::Success;
            name.text = mark.name;
            name.isMono = true;
            name.beginsPart = !named.isEmpty();
            name.page = mark.page;
            rows += name;
            named += mark.name;
        }
        rows += ranRow(mark, reading);
        if (!mark.detail.isEmpty())
            rows += note(mark.detail);
    }
    if (rows.isEmpty() && details.span && !details.span->migrations.isEmpty()) {
        for (const QString &migration : details.span->migrations) {
            FactRow row;
            row.icon = u"migration"_s;
            row.tone = Status::Warning;
            row.text = migration;
            row.isMono = true;
            row.value = tr("not run yet");
            rows += row;
        }
    }
    addEmpty(rows, details, u"migrations"_s, tr("It brings no migration."));
    addStale(rows, details, u"migrations"_s, reading);
    return rows;
}

QList<FactRow> sentryRows(const Details &details, const Reading &reading)
{
    QList<FactRow> rows;
    for (const releases::Delta &delta : details.sentry) {
        FactRow row;
        row.kind = FactRow::Kind::Change;
        row.text = delta.name;
        row.before = figure(delta.before, delta.unit);
        row.after = figure(delta.after, delta.unit);
        row.value = changeOf(delta);
        row.tone = toneOf(delta);
        rows += row;
    }
    for (qsizetype at = 0; at < std::min(mostIssues, details.issues.size()); ++at) {
        const releases::SentryIssue &issue = details.issues.at(at);
        FactRow row;
        row.icon = theme::statusIcon(Status::Failure);
        row.tone = Status::Failure;
        row.text = issue.title;
        row.isMono = true;
        row.value = base::format::count(issue.events);
        row.page = issue.page;
        row.beginsPart = at == 0 && !rows.isEmpty();
        rows += row;
    }
    addEmpty(rows, details, u"sentry"_s, tr("Sentry has nothing on this version."));
    addStale(rows, details, u"sentry"_s, reading);
    return rows;
}

QList<FactRow> machineRows(const Details &details, const Reading &reading)
{
    QList<FactRow> rows;
    for (const releases::MachineState &machine : details.machines) {
        FactRow row;
        row.icon = theme::statusIcon(machine.health);
        row.tone = machine.health;
        row.text = machine.id;
        row.isMono = true;
        row.value =
            QStringList{machine.region, machine.version, machine.words.isEmpty() ? machine.state : machine.words}
                .join(u"  "_s)
                .trimmed();
        rows += row;
    }
    addStale(rows, details, u"machines"_s, reading);
    return rows;
}

QList<FactRow> watchRows(const health::WatchState &watch, const Reading &reading)
{
    QList<FactRow> rows{note(health::progressWords(watch))};
    const qsizetype from = std::max<qsizetype>(0, watch.probes.size() - mostProbes);
    for (qsizetype at = watch.probes.size() - 1; at >= from; --at) {
        const auto &probe = watch.probes.at(at);
        const Status status = !probe.isKnown ? Status::Unknown : probe.isGood ? Status::Success : Status::Failure;
        FactRow row;
        row.icon = theme::statusIcon(status);
        row.tone = status;
        row.text = probe.words.isEmpty() ? tr("%1 ms").arg(base::format::count(probe.ms)) : probe.words;
        row.value = timeOf(probe.at, reading.now);
        rows += row;
    }
    return rows;
}

QList<FactRow> slowRows(const QString &words)
{
    return words.isEmpty() ? QList<FactRow>() : QList<FactRow>{note(words, Status::Warning)};
}

QList<FactRow> waitingRows(const releases::Waiting &waiting, const Reading &reading)
{
    QList<FactRow> rows{note(waiting.words(), waiting.isHotfixUnmerged ? Status::Warning : Status::Unknown)};
    for (auto commit = waiting.commits.rbegin(); commit != waiting.commits.rend() && rows.size() <= mostWaiting;
         ++commit)
        rows += commitRow(*commit, reading);
    for (const QString &migration : waiting.migrations) {
        FactRow row;
        row.icon = u"migration"_s;
        row.text = migration;
        row.isMono = true;
        rows += row;
    }
    return rows;
}

QString failingWords(const QList<FactRow> &rows)
{
    const auto isCheck = [](const FactRow &row) { return !row.icon.isEmpty(); };
    const auto all = std::ranges::count_if(rows, isCheck);
    const auto failing = std::ranges::count_if(
        rows, [&isCheck](const FactRow &row) { return isCheck(row) && row.tone == Status::Failure; });
    return failing == 0 ? QString() : tr("%1 of %2 failing").arg(QString::number(failing), QString::number(all));
}

} // namespace slipway::releases_page
