#include "overview_page/cell_words.h"

#include "base/format.h"
#include "overview/words.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <iterator>

using namespace Qt::StringLiterals;

namespace slipway::overview_page {

using namespace std::chrono_literals;
using overview::Health;
using overview::LiveRelease;
using overview::Previews;
using std::chrono::milliseconds;

namespace format = base::format;

namespace {

constexpr milliseconds watchLength = 15min;
constexpr milliseconds tooOld = 2min;
constexpr double manyErrors = 2.0;
constexpr double noticeableChange = 0.05;
constexpr qsizetype mostNamed = 2;

milliseconds between(const QDateTime &from, const QDateTime &to)
{
    return milliseconds(from.msecsTo(to));
}

QString iso(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

QString changeWords(double change)
{
    const QChar sign = change < 0 ? QChar(0x2212) : u'+';
    return sign + QLocale().toString(std::abs(change) * 100, 'f', 0) + u"\u00A0%"_s;
}

/// Those that fail when some do, else all.
QList<Previews::Preview> shown(const Previews &previews)
{
    QList<Previews::Preview> failed;
    std::ranges::copy_if(previews.open, std::back_inserter(failed),
                         [](const auto &preview) { return preview.status == Status::Failure; });
    return failed.isEmpty() ? previews.open : failed;
}

} // namespace

bool isOld(const Freshness &freshness, const QDateTime &now)
{
    switch (freshness.state) {
    case Freshness::State::Fresh: return between(freshness.asOf, now) > tooOld;
    case Freshness::State::Loading: return false;
    default: return true;
    }
}

bool hasManyErrors(const Health &health)
{
    return health.errorRate && health.baselineErrorRate && *health.baselineErrorRate > 0
        && *health.errorRate / *health.baselineErrorRate >= manyErrors;
}

std::optional<double> watchShare(const LiveRelease &release, const QDateTime &now)
{
    if (!release.watchedUntil || *release.watchedUntil <= now)
        return std::nullopt;
    const double left = std::chrono::duration<double>(between(now, *release.watchedUntil)) / watchLength;
    return std::clamp(1.0 - left, 0.0, 1.0);
}

Status worstPreview(const Previews &previews)
{
    constexpr std::array worstFirst{Status::Failure, Status::Warning,   Status::Waiting, Status::Running,
                                    Status::Queued,  Status::Cancelled, Status::Skipped, Status::Success};
    for (const Status status : worstFirst) {
        if (std::ranges::contains(previews.open, status, &Previews::Preview::status))
            return status;
    }
    return Status::Unknown;
}

QString CellWords::age(const QDateTime &since, const QDateTime &now)
{
    if (!since.isValid())
        return overview::words::unknown();
    const milliseconds passed = between(since, now);
    if (passed <= -1min)
        return tr("in %1").arg(format::age(-passed));
    return passed < 1min ? tr("now") : format::age(passed);
}

QString CellWords::ago(const QDateTime &since, const QDateTime &now)
{
    const milliseconds passed = between(since, now);
    return passed > -1min && passed < 1min ? tr("now") : tr("%1 ago").arg(age(since, now));
}

QString CellWords::asOf(const Freshness &freshness, const QDateTime &now)
{
    return freshness.hasValue() ? tr("as of %1").arg(format::time(freshness.asOf, now)) : QString();
}

QString CellWords::errorFactor(const Health &health)
{
    return hasManyErrors(health) ? tr("%1 errors").arg(format::times(*health.errorRate / *health.baselineErrorRate))
                                 : QString();
}

QString CellWords::errorRate(const Health &health)
{
    const QString rate = health.errorRate ? format::percent(*health.errorRate) : overview::words::unknown();
    return hasManyErrors(health) ? rate : tr("%1 errors").arg(rate);
}

QString CellWords::latency(const Health &health)
{
    if (health.latencyName.isEmpty())
        return {};
    const QString now = health.latencyName + u' '
        + (health.latency ? overview::words::latency(*health.latency) : overview::words::unknown());
    if (!health.latency || !health.baselineLatency || health.baselineLatency->count() <= 0)
        return now;
    const double change = std::chrono::duration<double>(*health.latency) / *health.baselineLatency - 1.0;
    return std::abs(change) < noticeableChange ? now : now + u", "_s + changeWords(change);
}

QString CellWords::noHealth()
{
    return tr("No health data");
}

QString CellWords::watch(const LiveRelease &release, const QDateTime &now)
{
    const auto share = watchShare(release, now);
    if (!share)
        return {};
    const auto total = std::chrono::duration_cast<std::chrono::minutes>(watchLength).count();
    // Whole minutes that have passed, as the age beside it counts them.
    const auto passed =
        std::chrono::duration_cast<std::chrono::minutes>(watchLength - between(now, *release.watchedUntil)).count();
    return tr("Watch %1 of %2 min").arg(std::clamp<qint64>(passed, 0, total)).arg(total);
}

QString CellWords::progress(const overview::Progress &progress)
{
    return progress.share ? progress.words + u" \u00B7 "_s + format::percent(*progress.share) : progress.words;
}

QString CellWords::commits(const overview::Cell<overview::Drift> &cell)
{
    const bool hasDiverged = cell.facts && cell.facts->commitsAhead > 0 && cell.facts->commitsBehind > 0;
    if (!hasDiverged)
        return overview::words::drift(cell);
    return tr("%1 ahead, %2 behind")
        .arg(format::count(cell.facts->commitsAhead), format::count(cell.facts->commitsBehind));
}

QString CellWords::migrations(const overview::Drift &drift)
{
    if (drift.migrations > 0)
        return drift.migrations == 1 ? tr("1 migration") : tr("%1 migrations").arg(format::count(drift.migrations));
    return drift.onlyDocs ? tr("docs only") : tr("no migrations");
}

QString CellWords::openPreviews(const Previews &previews)
{
    return previews.open.isEmpty() ? overview::words::unknown()
                                   : tr("%1 open").arg(format::count(previews.open.size()));
}

QList<Previews::Preview> CellWords::namedPreviews(const Previews &previews)
{
    return shown(previews).first(std::min(shown(previews).size(), mostNamed));
}

QString CellWords::previewTail(const Previews &previews)
{
    const QList<Previews::Preview> all = shown(previews);
    QString tail;
    if (all.size() > mostNamed)
        tail = tr(", %1 more").arg(all.size() - mostNamed);
    if (worstPreview(previews) == Status::Failure)
        tail += tr(" failed");
    return tail;
}

QString CellWords::run(const overview::WorkflowRow::Run &run, const QDateTime &now)
{
    overview::WorkflowRow row;
    row.runs.append(run);
    QStringList lines{overview::words::latestRun(row, now)};
    if (!run.title.isEmpty())
        lines.append(run.title);
    if (!run.branch.isEmpty())
        lines.append(run.branch);
    lines.append(run.took ? iso(run.startedAt) + u", "_s + format::duration(*run.took) : iso(run.startedAt));
    return lines.join(u'\n');
}

QString CellWords::absence(const Freshness &freshness, const QDateTime &now)
{
    switch (freshness.state) {
    case Freshness::State::Loading: return tr("Loading\u2026");
    case Freshness::State::RateLimited:
        if (freshness.error && freshness.error->retryAt)
            return tr("Calls used up, back at %1").arg(format::time(*freshness.error->retryAt, now));
        return tr("Calls used up");
    case Freshness::State::Forbidden:
    case Freshness::State::Failed:
    case Freshness::State::Stale: return freshness.error ? base::sentence(*freshness.error) : tr("No answer yet");
    case Freshness::State::Fresh: break;
    }
    return overview::words::unknown();
}

QString CellWords::releaseTip(const overview::Cell<LiveRelease> &cell)
{
    if (!cell.facts)
        return {};
    const LiveRelease &release = *cell.facts;
    QStringList lines;
    if (!release.commitTitle.isEmpty())
        lines.append(release.commitTitle);
    if (!release.author.isEmpty())
        lines.append(tr("by %1").arg(release.author));
    if (!release.commit.isEmpty())
        lines.append(release.commit);
    if (release.since.isValid())
        lines.append(tr("Live since %1").arg(iso(release.since)));
    if (cell.freshness.hasValue())
        lines.append(tr("As of %1").arg(iso(cell.freshness.asOf)));
    return lines.join(u'\n');
}

QString CellWords::driftTip(const overview::Cell<overview::Drift> &cell)
{
    if (!cell.facts)
        return {};
    QStringList lines{commits(cell)};
    if (!cell.facts->isInStep())
        lines.append(migrations(*cell.facts));
    if (cell.freshness.hasValue())
        lines.append(tr("As of %1").arg(iso(cell.freshness.asOf)));
    return lines.join(u'\n');
}

QString CellWords::previewTip(const overview::Cell<Previews> &cell)
{
    if (!cell.facts)
        return {};
    QStringList lines;
    for (const Previews::Preview &preview : cell.facts->open)
        lines.append(u'#' + QString::number(preview.pullRequest) + u' ' + preview.branch);
    return lines.join(u'\n');
}

} // namespace slipway::overview_page
