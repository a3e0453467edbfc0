#include "timeline/words.h"

#include "base/format.h"

#include <QLocale>

#include <chrono>

using namespace Qt::StringLiterals;

namespace slipway::timeline {

namespace {

using releases::Act;
using releases::Outcome;
using releases::Verdict;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds tooOld = 2min;
constexpr qsizetype longestName = 200;

/// A name of others in a sentence: one line, not a book.
QString named(const QString &name)
{
    return name.left(longestName).simplified();
}

QString versionOf(const releases::Release &release)
{
    return named(release.version.isEmpty() ? release.sha.left(7) : release.version);
}

QDateTime watchedFrom(const releases::Release &release)
{
    return release.servesAll.value_or(release.servesSince.value_or(release.at));
}

QString isoOf(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

} // namespace

QString Words::environment(const QString &environment)
{
    if (environment == "production"_L1)
        return tr("Prod");
    if (environment == "staging"_L1)
        return tr("Staging");
    return environment == "preview"_L1 ? tr("Preview") : named(environment);
}

QString Words::row(RowKind kind)
{
    switch (kind) {
    case RowKind::Rotations: return tr("Secret rotations");
    case RowKind::Scalings: return tr("Scalings");
    default: return tr("Database migrations");
    }
}

QString Words::past(Past past)
{
    switch (past) {
    case Past::Loading: return tr("Loading earlier releases…");
    case Past::Nothing: return tr("Nothing earlier is known");
    case Past::Failed: return tr("Earlier releases could not be loaded");
    case Past::Known: break;
    }
    return {};
}

QString Words::label(const releases::Release &release)
{
    const QString version = versionOf(release);
    if (release.outcome == Outcome::Waiting)
        return release.act == Act::Hotfix ? tr("%1 hotfix waits").arg(version).trimmed()
                                          : tr("%1 waits").arg(version).trimmed();
    return release.note.isEmpty() ? version : version + u' ' + named(release.note);
}

QString Words::watch(const releases::Release &release, const QDateTime &now)
{
    if (!release.watchedUntil)
        return {};
    const QDateTime from = watchedFrom(release);
    const qint64 whole = from.secsTo(*release.watchedUntil) / 60;
    if (*release.watchedUntil > now)
        return tr("watch %1 of %2 min").arg(from.secsTo(now) / 60).arg(whole);
    if (release.verdict == Verdict::None || release.verdict == Verdict::Watching)
        return {};
    return tr("watch: %1").arg(releases::verdictWord(release.verdict).toLower());
}

QString Words::moment(Instant at, const QDateTime &now)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, now.timeZone());
    const bool isThisYear = local.date().year() == now.date().year();
    return QLocale().toString(local, isThisYear ? u"ddd d MMM HH:mm"_s : u"ddd d MMM yyyy HH:mm"_s);
}

QString Words::spoken(const releases::Lane &lane, const releases::Release &release, const QDateTime &now)
{
    const QString where = named(lane.appName.isEmpty() ? lane.app : lane.appName) + u' ' + named(lane.environment);
    QStringList parts{(where + u' ' + versionOf(release)).trimmed()};
    if (release.act != Act::Deploy)
        parts.append(releases::actWord(release.act).toLower());
    parts.append(releases::outcomeWord(release.outcome).toLower());
    parts.append(moment(instantOf(release.at), now));
    if (const QString watched = watch(release, now); !watched.isEmpty())
        parts.append(watched);
    if (!release.note.isEmpty())
        parts.append(named(release.note));
    return parts.join(u", "_s);
}

QString Words::spoken(const releases::Mark &mark, RowKind kind, const QDateTime &now)
{
    QStringList parts{row(kind), named(mark.name), named((mark.app + u' ' + mark.environment).trimmed()),
                      moment(instantOf(mark.at), now)};
    parts.removeAll({});
    return parts.join(u", "_s);
}

QString Words::spokenCluster(const Track &track, int first, int last, const QDateTime &now)
{
    const int count = last - first + 1;
    const QString begin = moment(track.events[static_cast<std::size_t>(first)].at, now);
    const QString end = moment(track.events[static_cast<std::size_t>(last)].at, now);
    const QString where = named(track.lane.appName) + u' ' + named(track.lane.environment);
    QString words = track.isMarks() ? tr("%1: %n, %2 to %3", nullptr, count).arg(row(track.kind), begin, end)
                                    : tr("%n releases of %1, %2 to %3", nullptr, count).arg(where, begin, end);
    if (const int failed = track.failed(first, last); failed > 0)
        words += u", "_s + tr("%n failed", nullptr, failed);
    return words;
}

QString Words::tip(const releases::Lane &lane, const releases::Release &release, const QDateTime &now)
{
    const QString where = named(lane.appName.isEmpty() ? lane.app : lane.appName);
    QStringList lines{(where + u' ' + versionOf(release)).trimmed() + u", "_s
                      + releases::outcomeWord(release.outcome).toLower()};
    if (!release.title.isEmpty())
        lines.append(named(release.title));
    const QString what = releases::actWord(release.act);
    lines.append(release.actor.isEmpty() ? what : tr("%1 by %2").arg(what, named(release.actor)));
    lines.append(isoOf(release.at));
    if (!release.sha.isEmpty())
        lines.append(tr("Commit %1").arg(release.sha.left(7)));
    if (const QString watched = watch(release, now); !watched.isEmpty())
        lines.append(watched.at(0).toUpper() + watched.mid(1));
    if (!release.note.isEmpty())
        lines.append(named(release.note));
    return lines.join(u'\n');
}

QString Words::tip(const releases::Mark &mark)
{
    QStringList lines{named(mark.name), named((mark.app + u' ' + mark.environment).trimmed()), named(mark.detail),
                      isoOf(mark.at)};
    if (mark.took)
        lines.append(tr("took %1").arg(base::format::duration(*mark.took)));
    lines.removeAll({});
    return lines.join(u'\n');
}

QString Words::staleness(const releases::Lane &lane, const QDateTime &now)
{
    const base::Freshness &freshness = lane.freshness;
    const QString since =
        freshness.hasValue() ? tr("as of %1").arg(base::format::time(freshness.asOf, now)) : QString();
    if (freshness.error)
        return since.isEmpty() ? base::sentence(*freshness.error)
                               : base::sentence(*freshness.error) + u'\n' + since.at(0).toUpper() + since.mid(1);
    return since;
}

QString Words::freeze(const releases::Freeze &freeze)
{
    return freeze.except.isEmpty() ? tr("Freeze") : tr("Freeze, %1").arg(named(freeze.except));
}

QString Words::range(double from, double until, const QTimeZone &zone)
{
    const QLocale locale;
    const QDate begin = QDateTime::fromMSecsSinceEpoch(static_cast<Instant>(from), zone).date();
    const QDate end = QDateTime::fromMSecsSinceEpoch(static_cast<Instant>(until), zone).date();
    if (begin.year() != end.year())
        return locale.toString(begin, u"MMM yyyy"_s) + u" – "_s + locale.toString(end, u"MMM yyyy"_s);
    const QString last = locale.toString(end, u"d MMM"_s);
    if (begin == end)
        return last;
    return locale.toString(begin, begin.month() == end.month() ? u"d"_s : u"d MMM"_s) + u" – "_s + last;
}

bool isStale(const releases::Lane &lane, const QDateTime &now)
{
    using State = base::Freshness::State;
    switch (lane.freshness.state) {
    case State::Fresh: return lane.freshness.asOf.isValid() && lane.freshness.asOf.msecsTo(now) > tooOld.count();
    case State::Loading: return false;
    default: return true;
    }
}

} // namespace slipway::timeline
