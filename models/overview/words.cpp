#include "overview/words.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <map>

using namespace Qt::StringLiterals;

namespace slipway::overview::words {

namespace {

namespace format = base::format;
using State = base::Freshness::State;

QString tr(const char *text)
{
    return QCoreApplication::translate("overview", text);
}

milliseconds since(const QDateTime &time, const QDateTime &now)
{
    // A provider's clock may run ahead of ours; an age is never negative.
    return milliseconds{std::max<qint64>(time.msecsTo(now), 0)};
}

/// The parts that are there, as one sentence.
QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u", "_s) + u'.';
}

QString withFreshness(const QStringList &parts, const base::Freshness &state, const QDateTime &now)
{
    return joined(parts + QStringList{freshness(state, now)});
}

QString healthWords(const Health &health)
{
    QStringList parts;
    if (health.errorRate) {
        parts += tr("error rate %1").arg(format::percent(*health.errorRate));
        if (health.baselineErrorRate && *health.baselineErrorRate > 0 && *health.errorRate > *health.baselineErrorRate)
            parts += tr("%1 the baseline").arg(format::times(*health.errorRate / *health.baselineErrorRate));
    }
    if (health.latency)
        parts += u"%1 %2"_s.arg(health.latencyName, latency(*health.latency));
    return parts.join(u", "_s);
}

QString progressWords(const Progress &progress)
{
    if (!progress.share)
        return progress.words;
    return progress.words + u", "_s + format::percent(*progress.share);
}

QString liveFor(const LiveRelease &release, const QDateTime &now)
{
    return release.since.isValid() ? tr("live for %1").arg(format::age(since(release.since, now))) : QString();
}

QString migrationWords(const Drift &drift)
{
    if (drift.onlyDocs)
        return tr("docs only");
    if (drift.migrations == 0)
        return tr("no migrations");
    return drift.migrations == 1 ? tr("1 migration") : tr("%1 migrations").arg(format::count(drift.migrations));
}

QStringList driftParts(const Drift &drift)
{
    QStringList parts;
    if (drift.commitsAhead > 0)
        parts += tr("staging is %1 ahead of production").arg(commits(drift.commitsAhead));
    if (drift.commitsBehind > 0)
        parts += tr("production has %1 that staging has not").arg(commits(drift.commitsBehind));
    if (parts.isEmpty())
        return {tr("staging and production are in step")};
    parts += migrationWords(drift);
    return parts;
}

} // namespace

QString unknown()
{
    return QString(QChar(0x2014));
}

QString shortCommit(const QString &commit)
{
    return commit.left(7);
}

QString latency(milliseconds latency)
{
    using namespace std::chrono_literals;
    if (latency < 1s)
        return format::duration(latency);
    return QLocale().toString(std::chrono::duration<double>(latency).count(), 'f', 1) + u"\u00A0s"_s;
}

QString commits(qint64 count)
{
    return count == 1 ? tr("1 commit") : tr("%1 commits").arg(format::count(count));
}

QString files(qint64 count)
{
    return count == 1 ? tr("1 file") : tr("%1 files").arg(format::count(count));
}

QString status(base::Status status)
{
    switch (status) {
    case base::Status::Success: return tr("healthy");
    case base::Status::Running: return tr("deploying");
    case base::Status::Warning: return tr("at risk");
    case base::Status::Failure: return tr("failing");
    case base::Status::Waiting: return tr("waiting for approval");
    case base::Status::Queued: return tr("queued");
    case base::Status::Cancelled: return tr("cancelled");
    case base::Status::Skipped: return tr("skipped");
    case base::Status::Unknown: break;
    }
    return tr("state unknown");
}

QString runStatus(base::Status status)
{
    switch (status) {
    case base::Status::Success: return tr("passed");
    case base::Status::Running: return tr("running");
    case base::Status::Warning: return tr("passed with warnings");
    case base::Status::Failure: return tr("failed");
    case base::Status::Waiting: return tr("waits for approval");
    default: return words::status(status);
    }
}

QString freshness(const base::Freshness &freshness, const QDateTime &now)
{
    const QString asOf = freshness.hasValue() ? tr("as of %1").arg(format::time(freshness.asOf, now)) : QString();
    switch (freshness.state) {
    case State::Fresh: return {};
    case State::Loading: return freshness.hasValue() ? asOf : tr("loading");
    case State::Stale: return asOf;
    case State::Forbidden: return tr("the token may not see this");
    case State::RateLimited: {
        const QString limited = freshness.error && freshness.error->retryAt
            ? tr("calls used up, back at %1").arg(format::time(*freshness.error->retryAt, now))
            : tr("calls used up");
        return asOf.isEmpty() ? limited : limited + u", "_s + asOf;
    }
    case State::Failed: break;
    }
    QString failure = freshness.error ? freshness.error->message : tr("could not be asked");
    while (failure.endsWith(u'.'))
        failure.chop(1);
    return asOf.isEmpty() ? failure : failure + u", "_s + asOf;
}

QString live(const Cell<LiveRelease> &cell)
{
    if (!cell.facts)
        return unknown();
    const QString commit = shortCommit(cell.facts->commit);
    if (cell.facts->version.isEmpty() || cell.facts->version == commit)
        return commit.isEmpty() ? unknown() : commit;
    return commit.isEmpty() ? cell.facts->version : cell.facts->version + u' ' + commit;
}

QString liveSentence(const QString &environment, const Cell<LiveRelease> &cell, const QDateTime &now)
{
    const QString head = environment + u": "_s;
    if (!cell.isApplicable)
        return head + tr("the app is not deployed there.");
    if (!cell.facts)
        return head + withFreshness({tr("nothing known")}, cell.freshness, now);
    const LiveRelease &release = *cell.facts;
    QStringList parts{release.version,
                      release.commit.isEmpty() ? QString() : tr("commit %1").arg(shortCommit(release.commit)),
                      status(release.status), liveFor(release, now)};
    if (release.health)
        parts += healthWords(*release.health);
    parts += release.note;
    if (release.progress)
        parts += progressWords(*release.progress);
    if (release.watchedUntil && *release.watchedUntil > now)
        parts += tr("watched for %1 more").arg(format::age(milliseconds{now.msecsTo(*release.watchedUntil)}));
    return head + withFreshness(parts, cell.freshness, now);
}

QString drift(const Cell<Drift> &cell)
{
    if (!cell.facts)
        return unknown();
    if (cell.facts->isInStep())
        return tr("In step");
    if (cell.facts->commitsAhead == 0)
        return tr("%1 behind").arg(commits(cell.facts->commitsBehind));
    return tr("%1 ahead").arg(commits(cell.facts->commitsAhead));
}

QString driftSentence(const Cell<Drift> &cell, const QDateTime &now)
{
    const QString head = tr("Drift: ");
    if (!cell.isApplicable)
        return head + tr("the app has one environment only.");
    if (!cell.facts)
        return head + withFreshness({tr("nothing known")}, cell.freshness, now);
    return head + withFreshness(driftParts(*cell.facts), cell.freshness, now);
}

QString previews(const AppRow &row)
{
    if (!row.previews.isApplicable)
        return row.provider.isEmpty() ? tr("No previews") : tr("No previews on %1").arg(row.provider);
    if (!row.previews.facts)
        return unknown();
    return tr("%1 open").arg(format::count(row.previews.facts->open.size()));
}

QString previewsSentence(const AppRow &row, const QDateTime &now)
{
    const QString head = tr("Previews: ");
    if (!row.previews.isApplicable)
        return previews(row) + u'.';
    if (!row.previews.facts)
        return head + withFreshness({tr("nothing known")}, row.previews.freshness, now);
    QStringList parts{previews(row)};
    for (const Previews::Preview &preview : row.previews.facts->open) {
        if (preview.status == base::Status::Failure)
            parts += tr("pull request %1 failed").arg(preview.pullRequest);
    }
    return head + withFreshness(parts, row.previews.freshness, now);
}

QString latestRun(const WorkflowRow &row, const QDateTime &now)
{
    if (row.runs.isEmpty())
        return unknown();
    const WorkflowRow::Run &run = row.runs.last();
    QString head = u"#%1 %2"_s.arg(run.number).arg(runStatus(run.status));
    if (!row.atWork.isEmpty())
        head += u", "_s + row.atWork;
    const bool isOver = run.status != base::Status::Running && run.status != base::Status::Waiting
        && run.status != base::Status::Queued;
    if (!isOver || !run.startedAt.isValid())
        return head;
    return head + u", "_s
        + tr("%1 ago").arg(format::age(since(run.startedAt.addMSecs(run.took.value_or(milliseconds{0}).count()), now)));
}

QString runCounts(const WorkflowRow &row)
{
    std::map<base::Status, qsizetype> counts;
    for (const WorkflowRow::Run &run : row.runs)
        ++counts[run.status];
    QStringList parts;
    for (const auto &[status, count] : counts)
        parts += u"%1 %2"_s.arg(count).arg(runStatus(status));
    return parts.join(u", "_s);
}

} // namespace slipway::overview::words
