#include "overview/inbox_items.h"

#include "base/format.h"
#include "overview/aging.h"
#include "overview/freeze.h"
#include "overview/glob.h"
#include "overview/health_facts.h"
#include "overview/rule_words.h"
#include "overview/run_facts.h"
#include "overview/words.h"
#include "workspace/workspace.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

constexpr QLatin1StringView rollBackPath("roll-back/");

namespace format = base::format;
using base::Status;
using Urgency = InboxItem::Urgency;

QString tr(const char *text)
{
    return QCoreApplication::translate("overview", text);
}

InboxItem item(const QString &id, Urgency urgency, const QString &icon, Status tone)
{
    InboxItem made;
    made.id = id;
    made.urgency = urgency;
    made.icon = icon;
    made.tone = tone;
    return made;
}

/// Since when the newest points have been above the threshold, and not before the release.
QDateTime spikeSince(const Health &health, const LiveRelease &release, double times)
{
    qint64 high = 0;
    for (auto point = health.points.rbegin(); point != health.points.rend(); ++point) {
        if (!*point || **point < *health.baselineErrorRate * times)
            break;
        ++high;
    }
    const QDateTime begun = health.freshness.asOf.addMSecs(-std::max<qint64>(high - 1, 0) * health.pointLength.count());
    return std::max(begun, release.since);
}

void addSpike(QList<InboxItem> &items, const workspace::Workspace &workspace, const AppRow &row)
{
    if (!workspace.alerts.errorSpike || !row.production.facts || !row.production.facts->health)
        return;
    const LiveRelease &release = *row.production.facts;
    const Health &health = *release.health;
    const double times = workspace.alerts.errorSpike->times;
    const auto factor = errorFactor(health);
    if (!factor || *factor < times)
        return;
    InboxItem made = item(u"errors:"_s + row.id, Urgency::Page, u"status-failure"_s, Status::Failure);
    made.title = tr("Error rate %1 baseline").arg(format::times(*factor));
    made.text = tr("%1 %2 in production: %3 against %4.")
                    .arg(row.name, release.version, format::percent(*health.errorRate),
                         format::percent(*health.baselineErrorRate));
    if (const auto slower = slowdown(health); slower && *slower >= 0.01)
        made.text += u' ' + tr("%1 is %2 slower.").arg(health.latencyName, format::percent(*slower));
    made.since = spikeSince(health, release, times);
    made.appId = row.id;
    made.environment = u"production"_s;
    made.page = rollBackPage(made.appId, made.environment);
    made.pageTitle = tr("Roll back…");
    items += made;
}

/// What the run would ship, as far as it is known: "4 files, +38 −11."
QString changeWords(const ActiveRun &active)
{
    if (!active.files)
        return {};
    return u' ' + words::files(*active.files) + u", "_s + format::changes(active.additions, active.deletions) + u'.';
}

void addApprovals(QList<InboxItem> &items, const workspace::Workspace &workspace, const Snapshot &snapshot)
{
    const auto runs = snapshot.runs.value(QString()).value.value_or(QList<RunFact>());
    for (const RunFact &run : runs) {
        const auto &active = snapshot.activeRuns.value(QString::number(run.run.id)).value;
        if (run.run.status != Status::Waiting || !active || active->environments.isEmpty())
            continue;
        const QString &hotfixes = workspace.guardrails.hotfixBranches;
        const bool isHotfix = !hotfixes.isEmpty() && matchesGlob(hotfixes, run.run.branch);
        InboxItem made =
            item(u"approval:%1"_s.arg(run.run.id), Urgency::Approval, u"status-waiting"_s, Status::Waiting);
        made.title = isHotfix ? tr("Hotfix waits for approval") : tr("Run #%1 waits for approval").arg(run.run.number);
        made.text = tr("%1 to %2, asked by %3.")
                        .arg(run.run.branch, active->environments.join(u", "_s), workspace.personName(run.actor))
            + changeWords(*active);
        made.since = active->waitingSince.isValid() ? active->waitingSince : run.run.startedAt;
        made.page = run.run.page;
        made.pageTitle = tr("Review run");
        made.environment = active->environments.first();
        items += made;
    }
}

void addChecks(QList<InboxItem> &items, const workspace::App &app, const AppRow &row,
               workspace::Environment environment, const Snapshot &snapshot, const QDateTime &now)
{
    const auto &place = app.place(environment);
    const auto facts = place ? snapshot.fly.value(place->flyApp).value : std::nullopt;
    if (!facts || facts->failingChecks == 0)
        return;
    const QString name = workspace::environmentId(environment);
    const bool isProduction = environment == workspace::Environment::Production;
    InboxItem made = item(u"checks:%1:%2"_s.arg(row.id, name), isProduction ? Urgency::Page : Urgency::Warning,
                          isProduction ? u"status-failure"_s : u"status-warning"_s,
                          isProduction ? Status::Failure : Status::Warning);
    const QString where = isProduction ? tr("production") : tr("staging");
    made.title = facts->isCanary ? tr("Canary failing on %1").arg(where) : tr("Probes failing on %1").arg(where);
    made.text = facts->onNewest < facts->machines ? tr("%1 %2 on %3 of %4 machines: ")
                                                        .arg(row.name, facts->release.version)
                                                        .arg(facts->onNewest)
                                                        .arg(facts->machines)
                                                  : tr("%1 %2: ").arg(row.name, facts->release.version);
    made.text += facts->failingSince.isValid()
        ? tr("%1 of %2 probes fail since %3.")
              .arg(facts->failingChecks)
              .arg(facts->checks)
              .arg(format::time(facts->failingSince, now))
        : tr("%1 of %2 probes fail.").arg(facts->failingChecks).arg(facts->checks);
    made.since = facts->failingSince;
    made.page = isProduction ? rollBackPage(row.id, name) : facts->release.page;
    made.pageTitle = isProduction ? tr("Roll back…") : tr("Open app on Fly.io");
    made.appId = row.id;
    made.environment = name;
    items += made;
}

/// The place in which the secret is oldest.
std::optional<std::pair<workspace::SecretPlace, QDateTime>> oldest(const workspace::SecretRule &rule,
                                                                   const Snapshot &snapshot)
{
    std::optional<std::pair<workspace::SecretPlace, QDateTime>> found;
    for (const workspace::SecretPlace &place : rule.places) {
        const auto &ages = snapshot.secrets.value(placeKey(place)).value;
        const auto at = ages ? ages->updatedAt.value(rule.name) : QDateTime();
        if (at.isValid() && (!found || at < found->second))
            found = {place, at};
    }
    return found;
}

void addSecrets(QList<InboxItem> &items, const workspace::Workspace &workspace, const Snapshot &snapshot,
                const QDateTime &now)
{
    for (const workspace::SecretRule &rule : workspace.secrets) {
        const auto found = rule.rotateEvery ? oldest(rule, snapshot) : std::nullopt;
        if (!found)
            continue;
        const qint64 days =
            elapsedSince(found->second, now).count() / std::chrono::milliseconds(std::chrono::days(1)).count();
        const qint64 overdue = days - rule.rotateEvery->count();
        if (overdue <= 0)
            continue;
        InboxItem made = item(u"secret:"_s + rule.name, Urgency::Due, u"node-secret"_s, Status::Warning);
        made.title = overdue == 1 ? tr("%1 is 1 day overdue").arg(rule.name)
                                  : tr("%1 is %2 days overdue").arg(rule.name, format::count(overdue));
        made.text = tr("%1, %2 days old, policy %3 days.")
                        .arg(placeWords(found->first), format::count(days), format::count(rule.rotateEvery->count()));
        if (!rule.owner.isEmpty())
            made.text += u' ' + tr("Owner: %1.").arg(rule.owner);
        made.since = found->second.addDays(rule.rotateEvery->count());
        items += made;
    }
}

void addRuleDrift(QList<InboxItem> &items, const workspace::Workspace &workspace, const Snapshot &snapshot)
{
    for (const workspace::BranchPolicy &policy : workspace.branchPolicies) {
        const auto &fact = snapshot.branches.value(policy.branch).value;
        if (!fact || fact->drift.isEmpty())
            continue;
        InboxItem made = item(u"guardrail:"_s + policy.branch, Urgency::Due, u"nav-guardrails"_s, Status::Warning);
        made.title = tr("Guard-rail drift on %1").arg(policy.branch);
        QStringList sentences;
        made.since = fact->drift.first().seenAt;
        for (const RuleDrift &drift : fact->drift) {
            sentences += ruleWords(drift);
            made.since = std::min(made.since, drift.seenAt);
        }
        made.text = sentences.join(u' ');
        items += made;
    }
}

qsizetype readyToPromote(const QList<AppRow> &rows)
{
    return std::ranges::count_if(rows, [](const AppRow &row) {
        return row.drift.facts && row.drift.facts->commitsAhead > 0 && row.staging.facts
            && row.staging.facts->status == Status::Success;
    });
}

void addFreezes(QList<InboxItem> &items, const workspace::Workspace &workspace, const QList<AppRow> &rows,
                const QDateTime &now)
{
    for (const workspace::FreezeWindow &window : workspace.guardrails.freeze) {
        const auto freeze = nextFreeze(window, now);
        if (!freeze || now.secsTo(freeze->from) > std::chrono::seconds(std::chrono::days(1)).count())
            continue;
        const bool holds = freeze->from <= now;
        InboxItem made = item(u"freeze"_s, Urgency::Due, u"freeze-window"_s, Status::Queued);
        made.id += u':' + freeze->from.toUTC().toString(Qt::ISODate);
        made.title = holds ? tr("Deploy freeze until %1").arg(format::time(freeze->until, now))
                           : tr("Deploy freeze starts at %1").arg(freeze->from.toString(u"HH:mm"_s));
        const QString day = QLocale().dayName(freeze->from.date().dayOfWeek());
        const QString until =
            QLocale().toString(freeze->until, u"ddd HH:mm"_s) + u' ' + QString::fromLatin1(window.zone);
        made.text = window.except.isEmpty() ? tr("%1: no deploys until %2.").arg(day, until)
                                            : tr("%1: hotfixes only until %2.").arg(day, until);
        if (const qsizetype ready = readyToPromote(rows); !holds && ready > 0)
            made.text += u' '
                + (ready == 1 ? tr("1 release is ready to promote before then.")
                              : tr("%1 releases are ready to promote before then.").arg(ready));
        made.since = freeze->from;
        items += made;
    }
}

void addTroubles(QList<InboxItem> &items, const QList<Trouble> &troubles)
{
    for (const Trouble &trouble : troubles) {
        const bool isRight =
            trouble.error.kind == base::Error::Kind::Forbidden || trouble.error.kind == base::Error::Kind::Unauthorized;
        InboxItem made = item(u"provider:"_s + trouble.provider, Urgency::Warning,
                              isRight ? u"status-locked"_s : u"status-offline"_s, Status::Warning);
        made.title = isRight ? tr("%1 does not let us in").arg(trouble.provider)
                             : tr("%1 could not be asked").arg(trouble.provider);
        made.text = base::sentence(trouble.error);
        made.since = trouble.since;
        if (trouble.error.kind == base::Error::Kind::Unauthorized) {
            made.page = accountsPage;
            made.pageTitle = tr("Open accounts");
        }
        items += made;
    }
}

} // namespace

QUrl rollBackPage(const QString &appId, const QString &environment)
{
    QUrl page;
    page.setScheme(accountsPage.scheme());
    page.setPath(rollBackPath + appId + u'/' + environment);
    return page;
}

std::optional<std::pair<QString, QString>> rollBackOf(const QUrl &page)
{
    const QString path = page.path();
    if (page.scheme() != accountsPage.scheme() || !path.startsWith(rollBackPath))
        return std::nullopt;
    const QString lane = path.sliced(rollBackPath.size());
    return std::pair(lane.section(u'/', 0, -2), lane.section(u'/', -1));
}

QList<InboxItem> inboxItems(const workspace::Workspace &workspace, const Snapshot &snapshot, const QList<AppRow> &rows,
                            const QList<Trouble> &troubles, const QDateTime &now)
{
    QList<InboxItem> items;
    for (const AppRow &row : rows) {
        addSpike(items, workspace, row);
        if (const workspace::App *app = workspace.app(row.id)) {
            addChecks(items, *app, row, workspace::Environment::Production, snapshot, now);
            addChecks(items, *app, row, workspace::Environment::Staging, snapshot, now);
        }
    }
    addApprovals(items, workspace, snapshot);
    addSecrets(items, workspace, snapshot, now);
    addRuleDrift(items, workspace, snapshot);
    addFreezes(items, workspace, rows, now);
    addTroubles(items, troubles);
    return items;
}

} // namespace slipway::overview
