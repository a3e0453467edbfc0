#include "health/verification.h"

#include "base/format.h"
#include "health/probe_rule.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::health {

namespace {

/// The handbook looks at new errors for so long.
constexpr qint64 newErrorSeconds = 5 * 60;

QString text(const char *words)
{
    return QCoreApplication::translate("health", words);
}

struct Found {
    base::Status status = base::Status::Unknown;
    QString words;
};

bool isAbsent(const base::Error &error)
{
    return error.kind == base::Error::Kind::NotFound;
}

Found unknown(const base::Error &error)
{
    return {base::Status::Unknown, isAbsent(error) ? text("Nobody measures it here") : error.message};
}

Found healthEndpoint(const Evidence &evidence)
{
    if (!evidence.isProbed)
        return {base::Status::Unknown, text("There is no health path to ask")};
    if (evidence.probes.isEmpty())
        return {base::Status::Queued, {}};
    const WatchState::Probe &last = evidence.probes.last();
    const QString words = last.words + u", "_s + base::format::time(last.at, evidence.now);
    switch (judgeProbes(evidence.probes)) {
    case Probing::Good: return {base::Status::Success, words};
    case Probing::Failing: return {base::Status::Warning, words};
    case Probing::Failed: return {base::Status::Failure, words};
    case Probing::Unknown: break;
    }
    return {base::Status::Unknown, words};
}

Found migrationsApplied(const Evidence &evidence)
{
    if (!evidence.migrations)
        return unknown(evidence.migrations.error());
    const Migrations &migrations = *evidence.migrations;
    if (!migrations.missing.isEmpty())
        return {base::Status::Failure, text("Not applied: %1").arg(migrations.missing.join(u", "_s))};
    if (migrations.needed.isEmpty())
        return {base::Status::Success, text("It needs none")};
    const QString names = migrations.needed.join(u", "_s);
    if (!migrations.ranAt)
        return {base::Status::Success, names};
    return {base::Status::Success, names + u", "_s + base::format::time(*migrations.ranAt, evidence.now)};
}

Found sentryRelease(const Evidence &evidence)
{
    if (!evidence.announced)
        return unknown(evidence.announced.error());
    if (!*evidence.announced)
        return {base::Status::Failure, text("Sentry does not know this release")};
    return {base::Status::Success, base::format::time(**evidence.announced, evidence.now)};
}

Found newErrors(const Evidence &evidence)
{
    if (!evidence.issues)
        return unknown(evidence.issues.error());
    const Period window{evidence.servesSince, evidence.servesAll.addSecs(newErrorSeconds)};
    const auto count = std::ranges::count_if(*evidence.issues, [&](const NewIssue &issue) {
        return issue.isError && !issue.hitsOld
            && (issue.isRegressed || (issue.firstSeenAt && window.contains(*issue.firstSeenAt)));
    });
    if (count > 0)
        return {base::Status::Failure,
                count == 1 ? text("1 new issue") : text("%1 new issues").arg(base::format::count(count))};
    if (evidence.now < window.until)
        return {base::Status::Running, text("None so far")};
    return {base::Status::Success, text("None in 5 min")};
}

Found performanceFound(const Opinion &opinion)
{
    switch (opinion.verdict) {
    case Verdict::Healthy: return {base::Status::Success, opinion.words};
    case Verdict::Degraded: return {base::Status::Warning, opinion.words};
    case Verdict::Failed: return {base::Status::Failure, opinion.words};
    default: return {base::Status::Running, opinion.words};
    }
}

} // namespace

QList<VerificationItem> verificationItems()
{
    const auto automatic = [](const QString &id, const char *title) {
        return VerificationItem{id, text(title), false, base::Status::Queued, {}};
    };
    const auto manual = [](const QString &id, const char *title) {
        return VerificationItem{id, text(title), true, base::Status::Queued, {}};
    };
    return {automatic(u"health-endpoint"_s, "Health endpoint returns 200"),
            automatic(u"migrations"_s, "Database migrations applied"),
            automatic(u"sentry-release"_s, "Sentry release created"),
            automatic(u"new-errors"_s, "No new errors in Sentry within 5 min"),
            automatic(u"performance"_s, "Performance as before"),
            manual(u"manual-1"_s, "Sentry looked through for new errors"),
            manual(u"manual-2"_s, "Key user flows work: login, dashboard, protocols"),
            manual(u"manual-3"_s, "Database connections look as usual"),
            manual(u"manual-4"_s, "Machines look as usual: CPU, memory, latency"),
            manual(u"manual-5"_s, "External integrations work: Rimo, Oura and the others")};
}

QList<VerificationItem> automaticChecks(const Evidence &evidence, const Opinion &performance)
{
    const Found found[] = {healthEndpoint(evidence), migrationsApplied(evidence), sentryRelease(evidence),
                           newErrors(evidence), performanceFound(performance)};
    QList<VerificationItem> items = verificationItems().first(std::size(found));
    for (qsizetype i = 0; i < items.size(); ++i) {
        items[i].status = found[i].status;
        items[i].words = found[i].words;
    }
    return items;
}

QList<VerificationItem> mergedItems(QList<VerificationItem> items, const QList<VerificationItem> &checked)
{
    for (const VerificationItem &check : checked) {
        const auto same = std::ranges::find(items, check.id, &VerificationItem::id);
        if (same != items.end() && !same->isManual)
            *same = check;
    }
    return items;
}

QList<VerificationItem> tickedItems(QList<VerificationItem> items, const QString &itemId, const QString &actor,
                                    const QDateTime &at, bool isTicked)
{
    const auto item = std::ranges::find(items, itemId, &VerificationItem::id);
    if (item == items.end() || !item->isManual)
        return items;
    item->status = isTicked ? base::Status::Success : base::Status::Queued;
    item->words = isTicked ? actor + u", "_s + base::format::time(at, at) : QString();
    return items;
}

} // namespace slipway::health
