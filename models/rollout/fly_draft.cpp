#include "rollout/fly_draft.h"

#include "base/format.h"
#include "fly/client.h"
#include "rollout/counting.h"
#include "rollout/fly_drift.h"
#include "rollout/fly_sides.h"
#include "rollout/freeze_guard.h"
#include "workspace/workspace.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

using base::Error;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlyDraft)
};

/// Enough to find what was live some months ago.
constexpr int releasesAsked = 100;

/// What Fly.io told.
struct Told {
    QList<fly::Machine> machines;
    QList<fly::Release> releases;
    QList<fly::SecretName> secrets;
    bool areSecretsUnknown = false;
    QString releaseCommand;
    /// The config of a machine when the target was live; empty when Fly.io does not keep it any more.
    QJsonObject oldConfig;
};

QString commandOf(const QList<fly::Release> &defined)
{
    for (const fly::Release &release : defined) {
        const QJsonObject deploy = release.definition.value("deploy"_L1).toObject();
        if (const QString command = deploy.value("release_command"_L1).toString(); !command.isEmpty())
            return command;
    }
    return {};
}

QCoro::Task<base::Result<Told>> ask(std::shared_ptr<const fly::Client> client, QString app, std::stop_token stop)
{
    // Side by side: each of these takes a moment.
    auto machinesTask = client->machines(app, stop);
    auto releasesTask = client->releases(app, releasesAsked, stop);
    auto secretsTask = client->secrets(app, stop);
    auto definedTask = client->defined(app, stop);
    const auto machines = co_await machinesTask;
    const auto releases = co_await releasesTask;
    const auto secrets = co_await secretsTask;
    const auto defined = co_await definedTask;
    if (!machines)
        co_return std::unexpected(machines.error());
    if (!releases)
        co_return std::unexpected(releases.error());
    // A plan that does not know the release command would leave it out.
    if (!defined)
        co_return std::unexpected(defined.error());
    co_return Told{.machines = *machines,
                   .releases = *releases,
                   .secrets = secrets.value_or(QList<fly::SecretName>()),
                   .areSecretsUnknown = !secrets,
                   .releaseCommand = commandOf(*defined),
                   .oldConfig = {}};
}

QCoro::Task<QJsonObject> configAt(std::shared_ptr<const fly::Client> client, QString app, QString machine,
                                  QString releaseId, std::stop_token stop)
{
    const auto versions = co_await client->versions(app, machine, stop);
    if (!versions)
        co_return QJsonObject();
    for (const fly::MachineVersion &version : *versions) {
        const QJsonObject metadata = version.config.value("metadata"_L1).toObject();
        if (metadata.value("fly_release_id"_L1).toString() == releaseId)
            co_return version.config;
    }
    co_return QJsonObject();
}

void takeMachines(const Told &told, FlyFacts &facts)
{
    for (const fly::Machine &machine : told.machines) {
        if (!isTouched(machine)) {
            facts.leftAlone.append(Words::tr("Machine %1 was not made by a deploy and is left alone.").arg(machine.id));
        } else if (machine.host == fly::Machine::Host::Ok || machine.host.isEmpty()) {
            facts.machines.append(factsOf(machine));
        } else {
            facts.leftAlone.append(
                Words::tr("Machine %1 is on a host that does not answer: a person must replace it.").arg(machine.id));
        }
    }
    std::ranges::sort(facts.machines, {}, &FlyMachine::id);
}

FlyFacts factsOf(const Planner::Setup &setup, const Wish &wish, const Told &told, const FlySides &sides)
{
    const workspace::App &app = *setup.workspace->app(wish.target.app);
    const auto environment = workspace::environmentOf(wish.target.environment);
    const workspace::Place &place = *app.place(*environment);
    FlyFacts facts;
    facts.app = place.flyApp;
    facts.appId = app.id;
    facts.environment = wish.target.environment;
    facts.act = actWordOf(wish.act);
    facts.isProduction = *environment == workspace::Environment::Production;
    takeMachines(told, facts);
    facts.image = sides.image;
    facts.digest = digestOf(sides.image);
    facts.fromVersion = sides.from.version;
    facts.toVersion = sides.to.version;
    facts.fromRelease = sides.from.id;
    facts.toRelease = sides.to.id;
    facts.toSha = sides.to.sha;
    facts.nextVersion = told.releases.isEmpty() ? 1 : told.releases.first().version + 1;
    facts.releaseCommand = told.releaseCommand;
    facts.isImageGone = sides.isImageGone;
    // What was a hot-fix once is none when it comes back.
    facts.isHotfix = sides.to.act == releases::Act::Hotfix && wish.act != Wish::Act::RollBack;
    if (!place.sentryProject.isEmpty())
        facts.sentryOrganization = setup.workspace->organizations.sentry;
    facts.sentryVersion = sides.to.sentryVersion.isEmpty() ? sides.to.sha : sides.to.sentryVersion;
    facts.watchMinutes = static_cast<int>(setup.workspace->alerts.watch.count());
    const QStringList channels = setup.workspace->organizations.slackChannels;
    facts.slackChannel = channels.isEmpty() ? QString() : channels.first();
    const bool isBack = wish.act == Wish::Act::RollBack;
    facts.areSecretsUnknown = isBack && told.areSecretsUnknown;
    if (isBack)
        facts.changedSecrets = changedSecrets(told.secrets, sides.to.servedUntil.value_or(sides.to.at));
    facts.freezeWords = freezeWords(setup, wish.target);
    return facts;
}

QString changesOf(const releases::Span &span)
{
    int added = 0;
    int removed = 0;
    for (const releases::FileChange &file : span.files) {
        added += file.added;
        removed += file.removed;
    }
    return Words::tr("%1, %2, %3")
        .arg(counted(span.commits.size(), Words::tr("1 commit"), Words::tr("%1 commits")),
             counted(span.files.size(), Words::tr("1 file"), Words::tr("%1 files")),
             base::format::changes(added, removed));
}

QCoro::Task<base::Result<releases::Span>> between(releases::Releases *releases, FlySides sides, bool isBack,
                                                  std::stop_token stop)
{
    const QString older = isBack ? sides.to.sha : sides.from.sha;
    const QString newer = isBack ? sides.from.sha : sides.to.sha;
    if (!releases || older.isEmpty() || newer.isEmpty())
        co_return std::unexpected(base::makeError(Error::Kind::NotFound, Words::tr("The commits are not known.")));
    co_return co_await releases->span(older, newer, stop);
}

/// What lies between, as far as it could be told.
void takeSpan(const base::Result<releases::Span> &span, Draft &draft, FlyFacts &facts)
{
    // The same image again crosses nothing.
    facts.isSpanUnknown = !span && facts.act != "redeploy"_L1;
    if (!span) {
        draft.reverts.append(Words::tr("What lies between could not be told: %1").arg(span.error().message));
        return;
    }
    facts.migrations = span->migrations;
    draft.baseSha = span->baseSha;
    draft.headSha = span->headSha;
    draft.reverts.append(changesOf(*span));
    for (const releases::Commit &commit : span->commits) {
        if (!commit.isMerge)
            draft.reverts.append(commit.sha.left(7) + u' ' + commit.title);
    }
    if (!span->pulls.isEmpty()) {
        QStringList numbers;
        for (const qint64 pull : span->pulls)
            numbers.append(u'#' + QString::number(pull));
        draft.reverts.append(Words::tr("Pull requests %1").arg(numbers.join(u", "_s)));
    }
}

QStringList staying(const FlyFacts &facts, bool isBack)
{
    QStringList lines = facts.leftAlone;
    if (isBack)
        lines.prepend(Words::tr("Config, secrets, machine sizes, scale and the database schema stay as they are "
                                "today."));
    return lines;
}

QStringList drifted(const Told &told, const FlyFacts &facts)
{
    const QJsonObject now = told.machines.isEmpty() ? QJsonObject() : told.machines.first().config;
    QStringList lines = configDrift(told.oldConfig, now);
    for (const QString &name : facts.changedSecrets)
        lines.append(Words::tr("Secret %1 was changed since; the old image gets today’s value.").arg(name));
    return lines;
}

QString titleOf(const Wish &wish, const workspace::App &app, const FlyFacts &facts)
{
    switch (wish.act) {
    case Wish::Act::RollBack: return Words::tr("Roll back %1").arg(app.id);
    case Wish::Act::Promote: return Words::tr("Promote %1 to %2").arg(app.id, facts.environment);
    case Wish::Act::Redeploy: return Words::tr("Release %1 again").arg(app.id);
    default: return Words::tr("Deploy %1").arg(app.id);
    }
}

void complete(Draft &draft, const FlyFacts &facts)
{
    const QString machines = counted(facts.machines.size(), Words::tr("1 machine"), Words::tr("%1 machines"));
    draft.where = Words::tr("Fly.io, %1 in %2").arg(machines, facts.regions().join(u", "_s));
    draft.strategies = flyStrategies(facts);
    draft.strategyPreset = u"rolling"_s;
    draft.options = flyOptions(facts);
    draft.optionsPreset = QStringList{u"watch"_s, u"hold-others"_s};
    const bool isBack = facts.act == "rollback"_L1;
    if (isBack && !facts.releaseCommand.isEmpty())
        draft.optionsPreset.append(u"skip-release-command"_s);
    if (isBack && !facts.migrations.isEmpty()) {
        draft.schema = flySchemaOffers(facts);
        draft.schemaPreset = u"keep"_s;
        draft.schemaWarning = Words::tr("%1 ran %2. Rolling back code does not undo it.")
                                  .arg(facts.fromVersion, facts.migrations.join(u", "_s));
    }
    if (facts.machines.isEmpty())
        draft.obstacle = Words::tr("%1 has no machine that a deploy touches.").arg(facts.app);
    else if (facts.isImageGone)
        draft.obstacle = Words::tr("%1 cannot serve again: it failed, or its image is gone. Choose another release, or "
                                   "build the commit again.")
                             .arg(facts.toVersion);
    draft.basis = toJson(facts);
}

} // namespace

QCoro::Task<base::Result<Draft>> draftFly(std::shared_ptr<const Planner::Setup> setup, Wish wish, std::stop_token stop)
{
    if (!setup->clients.fly)
        co_return std::unexpected(base::makeError(Error::Kind::Unauthorized,
                                                  Words::tr("Nobody is signed in to Fly.io."),
                                                  Words::tr("Sign in under Accounts.")));
    const workspace::App &app = *setup->workspace->app(wish.target.app);
    const QString flyApp = app.place(*workspace::environmentOf(wish.target.environment))->flyApp;
    auto told = co_await ask(setup->clients.fly, flyApp, stop);
    if (!told)
        co_return std::unexpected(told.error());
    const auto sides = flySides(*setup, wish, told->machines, told->releases);
    if (!sides)
        co_return std::unexpected(sides.error());
    const bool isBack = wish.act == Wish::Act::RollBack;
    if (isBack && !told->machines.isEmpty())
        told->oldConfig = co_await configAt(setup->clients.fly, flyApp, told->machines.first().id, sides->flyId, stop);
    FlyFacts facts = factsOf(*setup, wish, *told, *sides);

    Draft draft;
    draft.wish = wish;
    draft.wish.release = sides->to.id;
    draft.provider = u"fly"_s;
    draft.appName = app.name;
    draft.title = titleOf(wish, app, facts);
    draft.madeAt = setup->clock->now();
    draft.from = cardOf(sides->from, draft.madeAt, true);
    draft.to = cardOf(sides->to, draft.madeAt, false);
    draft.others = sides->others;
    takeSpan(co_await between(setup->releases, *sides, isBack, stop), draft, facts);
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    draft.stays = staying(facts, isBack);
    draft.drift = isBack ? drifted(*told, facts) : QStringList();
    complete(draft, facts);
    co_return draft;
}

} // namespace slipway::rollout
