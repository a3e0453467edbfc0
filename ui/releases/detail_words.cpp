#include "releases_page/detail_words.h"

#include "base/format.h"
#include "widgets/sha_chip.h"
#include "workspace/workspace.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

using base::Status;
using releases::Verdict;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("releases_page", text);
}

} // namespace

QString Reading::appName(const QString &app) const
{
    const workspace::App *known = workspace ? workspace->app(app) : nullptr;
    return known && !known->name.isEmpty() ? known->name : app;
}

QString Reading::personName(const QString &login) const
{
    return workspace ? workspace->personName(login) : login;
}

QString timeOf(const QDateTime &at, const QDateTime &now)
{
    return base::format::time(at.toTimeZone(now.timeZone()), now);
}

QString staleWords(const base::Freshness &freshness, const QDateTime &now)
{
    using State = base::Freshness::State;
    switch (freshness.state) {
    case State::Loading:
    case State::Fresh: return {};
    case State::Stale: return tr("As of %1.").arg(timeOf(freshness.asOf, now));
    case State::Failed:
    case State::Forbidden:
    case State::RateLimited: break;
    }
    const QString why = freshness.error ? base::sentence(*freshness.error) : tr("Nobody answered.");
    return freshness.hasValue() ? tr("%1 Showing %2.").arg(why, timeOf(freshness.asOf, now)) : why;
}

QString versionOf(const releases::Release &release)
{
    if (!release.version.isEmpty())
        return release.version;
    return release.sha.isEmpty() ? u"—"_s : widgets::shortSha(release.sha);
}

QString titleOf(const releases::Release &release, const Reading &reading)
{
    return tr("%1 %2").arg(reading.appName(release.app), versionOf(release));
}

QString watchWords(const releases::Release &release, const health::WatchState *watch, const QDateTime &now)
{
    const Verdict verdict = watch ? watch->verdict : release.verdict;
    if (verdict == Verdict::None)
        return {};
    const QDateTime from = watch ? watch->from : release.servesAll.value_or(release.servesSince.value_or(QDateTime()));
    const QDateTime until = watch ? watch->until : release.watchedUntil.value_or(QDateTime());
    if (from.isValid() && until.isValid() && now < until && now >= from)
        return tr("Watch %1 of %2 min").arg(from.secsTo(now) / 60).arg(from.secsTo(until) / 60);
    return releases::verdictWord(verdict);
}

base::Status statusOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Watching: return Status::Running;
    case Verdict::Healthy: return Status::Success;
    case Verdict::Degraded: return Status::Warning;
    case Verdict::Failed: return Status::Failure;
    case Verdict::Inconclusive: return Status::Skipped;
    case Verdict::None: break;
    }
    return Status::Unknown;
}

} // namespace slipway::releases_page
