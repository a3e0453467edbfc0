#include "operations/runner.h"
#include "rollout/github_runs.h"
#include "rollout/github_specs.h"
#include "rollout/migration_draft.h"
#include "rollout/migration_log.h"
#include "rollout/telling.h"
#include "sandbox_stage.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::rollout;
using namespace slipway::rollout::test;
using base::Error;
using operations::Finding;
using operations::Guard;
using operations::LockHolder;
using operations::Plan;
using operations::Target;

namespace {

const github::RepositoryName platform{u"loop-health"_s, u"platform"_s};
const QString api = u"patient-graph-api"_s;
const QString branch = u"hotfix/schema"_s;

Wish wish(Wish::Act act, const QString &environment, int steps = 1)
{
    return {.act = act, .target = {api, environment}, .release = {}, .steps = steps, .image = {}};
}

/// The demo, whose API is deployed from one branch with a migration that no database has had.
class SchemaStage : public SandboxStage
{
public:
    SchemaStage()
    {
        workspace::Workspace changed = *setup.workspace;
        changed.branches.production = branch;
        changed.branches.staging = branch;
        setup.workspace = std::make_shared<const workspace::Workspace>(changed);
        const auto &client = *setup.clients.github;
        const QString head = wait(client.branch(platform, u"main"_s, {}))->sha;
        const QString blob = *wait(client.createBlob(platform, "create table batches ();\n", {}));
        const QString tree = *wait(
            client.createTree(platform, wait(client.commitObject(platform, head, {}))->tree,
                              {{u"packages/shared/src/db/migrations/0043_batches.sql"_s, u"100644"_s, blob}}, {}));
        const QString commit = *wait(client.createCommit(platform, {u"Add batches"_s, tree, {head}}, {}));
        if (!wait(client.createReference(platform, u"refs/heads/"_s + branch, commit, {})))
            qFatal("no branch");
    }

    Draft draft(const Wish &wanted)
    {
        const auto made = wait(draftMigration(setup, wanted, {}));
        if (!made)
            qWarning("%s", qPrintable(made.error().message));
        return made.value_or(Draft());
    }
    Plan plan(const Wish &wanted)
    {
        const Draft made = draft(wanted);
        return planOf(made, presetOf(made));
    }
};

const Guard *guardOf(const Plan &plan, const QString &id)
{
    const auto found = std::ranges::find(plan.guards, id, &Guard::id);
    return found == plan.guards.end() ? nullptr : &*found;
}

Plan single(const operations::StepSpec &step)
{
    Plan plan;
    plan.steps = {step};
    return plan;
}

github::Run run(qint64 id, const QString &ref, const QString &actor, const QString &title = {})
{
    github::Run one;
    one.id = id;
    one.branch = ref;
    one.actor = actor;
    one.title = title;
    return one;
}

/// To approve what waits in the demo; of no run when nothing does.
Review waitingReview(SandboxStage &stage)
{
    const auto &client = *stage.setup.clients.github;
    github::RunFilter filter;
    filter.status = u"waiting"_s;
    const auto waiting = stage.wait(client.runs(platform, filter, {}));
    if (!waiting || waiting->isEmpty())
        return {};
    const qint64 id = waiting->first().id;
    const auto gates = stage.wait(client.pendingDeployments(platform, id, {}));
    if (!gates || gates->isEmpty() || !gates->first().canApprove)
        return {};
    return {platform.text(), id,         {gates->first().environmentId}, {gates->first().environment}, true,
            u"Seen, go"_s,   u"Hotfix"_s};
}

} // namespace

/// Runs, gates, holds, migrations and the lock, against the demo's GitHub.
class TestGithub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void migratesStagingThenProduction();
    void productionIsRefusedUnlessProven_data();
    void productionIsRefusedUnlessProven();
    void tellsWhatARunDid_data();
    void tellsWhatARunDid();
    void aRunThatWentDownProvesNothing();
    void aWaitingGateIsToldByName();
    void goesDownOnlyWhereTheWorkflowCan();
    void theRunbookTellsTheBackupsAge();
    void readsWhatTheStepsPrinted();
    void startsOnceWhateverHappens_data();
    void startsOnceWhateverHappens();
    void findsItsRunAmongOthers_data();
    void findsItsRunAmongOthers();
    void anOldServerIsAskedForTheRun();
    void aFailedRunNamesItsStep();
    void answersAGateOnce();
    void aRejectionIsFoundAgain();
    void holdsAWorkflowAndLetsItGo();
    void refusedDispatches_data();
    void refusedDispatches();
    void aBranchThatMovedIsNotStarted();
    void theLockIsHeldByOneOnly();
    void anExpiredLockIsTakenOver();
    void tellingNeverFails();
};

void TestGithub::migratesStagingThenProduction()
{
    SchemaStage stage;
    QCOMPARE(operations::gate(stage.plan(wish(Wish::Act::Migrate, u"production"_s))), Guard::Level::Block);

    const Plan first = stage.plan(wish(Wish::Act::Migrate, u"staging"_s));
    QCOMPARE(operations::planProblem(first), QString());
    QVERIFY(operations::gate(first) != Guard::Level::Block);
    QCOMPARE(first.facts.value("migration"_L1).toString(), u"0043_batches"_s);
    Drive staging(stage, first);
    QCOMPARE(staging.all(), QString());
    const QJsonObject output = staging.common->outputs.value(u"migration/output"_s);
    QVERIFY(output.value("isVerified"_L1).toBool());
    QVERIFY(output.value("dryRun"_L1).toString().contains(u"Applying"_s));
    QVERIFY(staging.told.join(u'\n').contains(u"Run migrations"_s));
    QCOMPARE(stage.count(u"workflow.dispatched"_s), 1);

    const Draft second = stage.draft(wish(Wish::Act::Migrate, u"production"_s));
    const Plan production = planOf(second, presetOf(second));
    QCOMPARE(guardOf(production, u"staging-first"_s)->level, Guard::Level::Pass);
    // What it would do is seen before it is done.
    QVERIFY(second.basis.value("dryRun"_L1).toString().contains(u"Applying"_s));
    QVERIFY(guardOf(production, u"approval"_s)->detail.contains(u"mina-okafor"_s));
    QVERIFY(!guardOf(production, u"approval"_s)->detail.contains(u"priya-nair"_s));
}

void TestGithub::productionIsRefusedUnlessProven_data()
{
    QTest::addColumn<QString>("proof");
    QTest::addColumn<int>("level");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char16_t *proof, Guard::Level level, const char16_t *words) {
        QTest::newRow(name) << QString(proof) << int(level) << QString(words);
    };
    using enum Guard::Level;
    row("never on staging", u"none", Block, u"Migrate staging first");
    row("still running there", u"running", Block, u"still migrates staging");
    row("failed there", u"failed", Block, u"failed on staging");
    row("a dry run there", u"dry-run", Block, u"was a dry run");
    row("taken back there", u"taken-back", Block, u"back");
    row("nobody can tell what it did there", u"unclear", Ask, u"GitHub does not tell");
    row("succeeded there", u"proven", Pass, u"migrated staging");
    row("a word nobody knows", u"perhaps", Block, u"Migrate staging first");
}

void TestGithub::productionIsRefusedUnlessProven()
{
    QFETCH(QString, proof);
    QFETCH(int, level);
    QFETCH(QString, words);
    Draft draft;
    draft.wish = wish(Wish::Act::Migrate, u"production"_s);
    draft.basis = {{u"proof"_s, proof}, {u"proofRun"_s, 96}};
    const Plan plan = planOf(draft, {});
    const Guard *guard = guardOf(plan, u"staging-first"_s);
    QCOMPARE(int(guard->level), level);
    QCOMPARE(int(operations::gate(plan)), level);
    QVERIFY2(guard->detail.contains(words), qPrintable(guard->detail));
    QCOMPARE(guard->overrides.isEmpty(), guard->level != Guard::Level::Ask);
}

void TestGithub::tellsWhatARunDid_data()
{
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("command");
    QTest::addColumn<bool>("hasChoices");
    QTest::addColumn<int>("deed");
    const auto row = [](const char *name, const char16_t *steps, const char16_t *title, const char16_t *command,
                        bool hasChoices, MigrationDeed deed) {
        QTest::newRow(name) << QString(steps) << QString(title) << QString(command) << hasChoices << int(deed);
    };
    using enum MigrationDeed;
    const char16_t *usual = u"Generate migration SQL,Dry run migration,Apply migration,Verify migration";
    const char16_t *plain = u"Database Migrations";
    const char16_t *up = u"pnpm db:migrate\nenv:\n  DATABASE_URL: ***";
    row("the handbook's", usual, plain, up, false, Up);
    row("its log is gone", usual, plain, u"", false, Up);
    row("could have been another, and its log is gone", usual, plain, u"", true, Unclear);
    row("could have been another, and its log says up", usual, plain, up, true, Up);
    row("applying was skipped", u"Dry run migration,-Apply migration", plain, u"", false, DryRun);
    row("a dry run by its command", usual, plain, u"pnpm db:migrate --dry-run\n", true, DryRun);
    row("down by its command", usual, plain, u"pnpm db:rollback --step 1\n", true, Down);
    row("down by its step", u"-Apply migration,Roll back migration", plain, u"", true, Down);
    row("its step for going down was skipped", u"Apply migration,-Roll back migration", plain, up, true, Up);
    row("a dry run by its environment", usual, plain, u"./migrate.sh\nenv:\n  DRY_RUN: true", true, Unclear);
    row("no dry run by its environment", usual, plain, u"./migrate.sh\nenv:\n  DRY_RUN: false", true, Up);
    row("a script that decides", usual, plain, u"if [ \"up\" = \"down\" ]; then", true, Unclear);
    row("down by its title", usual, u"Migrate staging down", u"", false, Unclear);
    row("up by its title", usual, u"Migrate staging up", up, true, Up);
    row("no step that applies", u"Dry run migration,Verify migration", plain, u"", false, Unclear);
    row("another name for applying", u"Check migrations,Run migrations", plain, up, false, Up);
}

void TestGithub::tellsWhatARunDid()
{
    QFETCH(QString, steps);
    QFETCH(QString, title);
    QFETCH(QString, command);
    QFETCH(bool, hasChoices);
    github::Job job;
    for (QString name : steps.split(u',')) {
        const bool isSkipped = name.startsWith(u'-');
        github::Step step;
        step.name = isSkipped ? name.mid(1) : name;
        step.phase = github::phaseOf(u"completed"_s);
        step.conclusion = github::conclusionOf(isSkipped ? u"skipped"_s : u"success"_s);
        job.steps.append(step);
    }
    github::Run one = run(97, branch, u"priya-nair"_s, title);
    one.workflowName = u"Database Migrations"_s;
    MigrationOutput output;
    output.command = command;
    QTEST(int(deedOf(one, job, output, hasChoices)), "deed");
}

void TestGithub::aRunThatWentDownProvesNothing()
{
    SchemaStage stage;
    const auto &client = *stage.setup.clients.github;
    const QString path = u".github/workflows/migrations.yml"_s;
    const auto usual = stage.wait(client.file(platform, path, branch, {}));
    QByteArray down = usual->content;
    down.replace("Apply migration", "Roll back migration");
    const QString head = stage.wait(client.branch(platform, branch, {}))->sha;
    const QString blob = *stage.wait(client.createBlob(platform, down, {}));
    const QString tree = *stage.wait(client.createTree(
        platform, stage.wait(client.commitObject(platform, head, {}))->tree, {{path, u"100644"_s, blob}}, {}));
    QCOMPARE(Drive(stage, stage.plan(wish(Wish::Act::Migrate, u"staging"_s))).all(), QString());
    QCOMPARE(stage.draft(wish(Wish::Act::Migrate, u"production"_s)).basis["proof"_L1].toString(), u"proven"_s);

    // The same migrations, taken back since.
    const QString commit = *stage.wait(client.createCommit(platform, {u"Way back"_s, tree, {head}}, {}));
    QVERIFY(stage.wait(client.updateReference(platform, u"heads/"_s + branch, commit, {})));
    QCOMPARE(Drive(stage, stage.plan(wish(Wish::Act::Migrate, u"staging"_s))).all(), QString());
    const Plan plan = stage.plan(wish(Wish::Act::Migrate, u"production"_s));
    QCOMPARE(guardOf(plan, u"staging-first"_s)->level, Guard::Level::Block);
    QVERIFY(guardOf(plan, u"staging-first"_s)->detail.contains(u"back"_s));
}

void TestGithub::aWaitingGateIsToldByName()
{
    SchemaStage stage;
    QCOMPARE(Drive(stage, stage.plan(wish(Wish::Act::Migrate, u"staging"_s))).all(), QString());
    Drive drive(stage, stage.plan(wish(Wish::Act::Migrate, u"production"_s)));
    QVERIFY(drive.apply(u"migration/start"_s));
    const auto step = stage.registry.make(drive.spec(u"migration/wait"_s));
    std::stop_source stop;
    const auto context = drive.context(u"migration/wait"_s);
    context.data()->stop = stop.get_token();
    context.data()->tell = [&](const QString &words, double) {
        drive.told.append(words);
        if (words.contains(u"approval"_s))
            stop.request_stop();
    };
    const auto waited = stage.wait(step->apply(context));
    QVERIFY(!waited);
    QCOMPARE(waited.error().kind, Error::Kind::Cancelled);
    QVERIFY2(drive.told.last().contains(u"production, by priya-nair or mina-okafor"_s), qPrintable(drive.told.last()));
}

void TestGithub::goesDownOnlyWhereTheWorkflowCan()
{
    SchemaStage stage;
    const Draft draft = stage.draft(wish(Wish::Act::MigrateDown, u"production"_s, 2));
    const Plan plan = planOf(draft, presetOf(draft));
    QVERIFY(plan.obstacle.contains(u"migrations.yml"_s));
    QVERIFY(plan.steps.isEmpty());
    QCOMPARE(operations::gate(plan), Guard::Level::Block);
    QVERIFY(plan.stays.join(u'\n').contains(u"pg_restore"_s));

    Draft able = draft;
    able.obstacle.clear();
    able.basis.insert(
        u"inputs"_s,
        QJsonObject{{u"environment"_s, u"production"_s}, {u"direction"_s, u"down"_s}, {u"step"_s, u"2"_s}});
    const Plan down = planOf(able, presetOf(able));
    QCOMPARE(down.typeToConfirm, api);
    QVERIFY(down.isDangerous);
    QVERIFY(down.command.contains(u"-f step=2"_s));
    QCOMPARE(down.steps.first().input.value("inputs"_L1)["direction"_L1].toString(), u"down"_s);
}

void TestGithub::theRunbookTellsTheBackupsAge()
{
    const QDateTime now(QDate(2024, 3, 21), QTime(14, 0), QTimeZone::UTC);
    const Runbook known = restoreRunbook(api, u"production"_s, u"backup-2024-03-20"_s, now.addSecs(-38 * 3600), now);
    QVERIFY(known.backup.contains(u"backup-2024-03-20"_s));
    QVERIFY(known.backup.contains(u"1 d 14 h"_s.replace(u' ', QChar::Nbsp)) || known.backup.contains(u"1"_s));
    const Runbook unknown = restoreRunbook(api, u"production"_s, {}, {}, now);
    QVERIFY(unknown.backup.startsWith(u"No backup is known"_s));
    QVERIFY(unknown.steps.contains(unknown.backup));

    SchemaStage stage;
    const Plan plan = stage.plan(wish(Wish::Act::Restore, u"production"_s));
    QVERIFY(plan.steps.isEmpty());
    QVERIFY(!plan.obstacle.isEmpty());
    QVERIFY(plan.stays.size() > 5);
}

void TestGithub::readsWhatTheStepsPrinted()
{
    const QDateTime start(QDate(2024, 3, 21), QTime(14, 0), QTimeZone::UTC);
    github::Job job;
    const auto add = [&](const QString &name, int at) {
        github::Step step;
        step.name = name;
        step.phase = github::phaseOf(u"completed"_s);
        step.conclusion = github::conclusionOf(u"success"_s);
        step.startedAt = start.addSecs(at);
        job.steps.append(step);
    };
    add(u"Set up job"_s, 0);
    add(u"Dry run migration"_s, 2);
    add(u"Apply migration"_s, 4);
    add(u"Verify migration"_s, 6);
    add(u"Complete job"_s, 8);
    const QByteArray log = "\xEF\xBB\xBF"
                           "2024-03-21T14:00:00.1Z Current runner\n"
                           "2024-03-21T14:00:02.1Z ##[group]Run pnpm db:migrate --dry-run\n"
                           "2024-03-21T14:00:02.1Z shell: bash\n"
                           "2024-03-21T14:00:02.1Z ##[endgroup]\n"
                           "2024-03-21T14:00:03.0Z would apply <b>0043</b>\n"
                           "2024-03-21T14:00:04.0Z ##[group]Run pnpm db:migrate\n"
                           "2024-03-21T14:00:04.0Z ##[endgroup]\n"
                           "2024-03-21T14:00:05.0Z [\x1b[32mok\x1b[0m] applied\n"
                           "2024-03-21T14:00:06.0Z ##[group]Run pnpm db:push --dry-run\n"
                           "2024-03-21T14:00:06.0Z ##[endgroup]\n"
                           "2024-03-21T14:00:07.0Z no changes\n";
    const MigrationOutput output = migrationOutput(log, job);
    QCOMPARE(output.dryRun, u"pnpm db:migrate --dry-run\nwould apply <b>0043</b>"_s);
    QCOMPARE(output.apply, u"pnpm db:migrate\n[ok] applied"_s);
    QVERIFY(output.verify.endsWith(u"no changes"_s));
    QVERIFY(output.isVerified);
    // A log with more groups than steps is told apart by time.
    const QByteArray noisy =
        QByteArray(log).replace("would apply", "x\n2024-03-21T14:00:03.0Z ##[group]Run inner\nwould");
    QVERIFY(migrationOutput(noisy, job).apply.contains(u"applied"_s));
    QCOMPARE(migrationOutput({}, job).dryRun, QString());
    const QByteArray endless =
        "2024-03-21T14:00:02.1Z ##[group]Run x\n2024-03-21T14:00:02.1Z ##[endgroup]\n" + QByteArray(200'000, 'y');
    QVERIFY(migrationOutput(endless, job).dryRun.size() <= 20'001);
}

void TestGithub::startsOnceWhateverHappens_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("the answer never came") << u"reset-after"_s;
    QTest::newRow("a server's error after the effect") << u"error-after"_s;
}

void TestGithub::startsOnceWhateverHappens()
{
    QFETCH(QString, kind);
    SchemaStage stage;
    Drive drive(stage, stage.plan(wish(Wish::Act::Migrate, u"staging"_s)));
    stage.strike({{u"kind"_s, kind}, {u"method"_s, u"POST"_s}, {u"path"_s, u"*/dispatches"_s}, {u"count"_s, 1}});
    const auto lost = drive.apply(u"migration/start"_s);
    QVERIFY(!lost);
    QVERIFY(lost.error().outcomeUnknown);
    const auto seen = drive.inspect(u"migration/start"_s);
    QCOMPARE(seen->state, Finding::State::Done);
    QVERIFY(seen->outcome.output.value("run"_L1).toInteger() > 0);
    QCOMPARE(stage.count(u"workflow.dispatched"_s), 1);
}

void TestGithub::findsItsRunAmongOthers_data()
{
    QTest::addColumn<QList<qint64>>("ids");
    QTest::addColumn<QString>("actor");
    QTest::addColumn<QString>("echo");
    QTest::addColumn<int>("state");
    const auto row = [](const char *name, const QList<qint64> &ids, const char16_t *actor, const char16_t *echo,
                        OwnRun::State state) {
        QTest::newRow(name) << ids << QString(actor) << QString(echo) << int(state);
    };
    row("none is newer", {90, 89}, u"priya-nair", u"", OwnRun::State::None);
    row("one is newer", {97, 90}, u"priya-nair", u"", OwnRun::State::Found);
    row("somebody else's is newer", {97, 90}, u"tomas-rey", u"", OwnRun::State::None);
    row("two are newer", {98, 97, 90}, u"priya-nair", u"", OwnRun::State::Several);
    row("two are newer and one says whose it is", {98, 97, 90}, u"priya-nair", u"op-97", OwnRun::State::Found);
    row("newer ones, and none says it is ours", {98, 97}, u"priya-nair", u"op-1", OwnRun::State::None);
}

void TestGithub::findsItsRunAmongOthers()
{
    QFETCH(QList<qint64>, ids);
    QFETCH(QString, actor);
    QFETCH(QString, echo);
    QList<github::Run> runs;
    for (const qint64 id : ids)
        runs.append(run(id, branch, actor, u"Migrations op-%1"_s.arg(id)));
    const QJsonObject input{{u"lastRun"_s, 96}, {u"ref"_s, branch}, {u"login"_s, u"priya-nair"_s}};
    QTEST(int(ownRun(runs, input, echo).state), "state");
    // A run of another branch is none of ours.
    QCOMPARE(ownRun({run(99, u"main"_s, u"priya-nair"_s)}, input, {}).state, OwnRun::State::None);
}

void TestGithub::anOldServerIsAskedForTheRun()
{
    SchemaStage stage;
    slipway::test::ScriptedServer old;
    const QByteArray at = "/repos/loop-health/platform/actions/workflows/migrations.yml";
    old.on("POST", at + "/dispatches").answer(204);
    const QByteArray one =
        R"({"id": 97, "workflow_id": 1, "run_number": 7, "run_attempt": 1, "name": "Migrations", "display_title": "x",)"
        R"( "path": "m.yml", "head_branch": "hotfix/schema", "head_sha": "c0", "event": "workflow_dispatch",)"
        R"( "status": "queued", "conclusion": null, "created_at": "2024-03-21T14:32:00Z",)"
        R"( "updated_at": "2024-03-21T14:32:00Z", "run_started_at": "2024-03-21T14:32:00Z",)"
        R"( "actor": {"login": "priya-nair"}, "pull_requests": [], "html_url": "https://x/97"})";
    const QByteArray list = at + "/runs?event=workflow_dispatch&per_page=30";
    old.on("GET", list).answer(200, R"({"total_count": 0, "workflow_runs": []})");
    old.on("GET", list).answer(200, "{\"total_count\": 1, \"workflow_runs\": [" + one + "]}");
    stage.setup.clients.github =
        std::make_shared<github::Client>(stage.http, github::endpoint(old.url(), base::Secret(QByteArrayView("x"))));
    registerGithubSteps(stage.registry, stage.setup);
    Drive drive(stage,
                single(dispatchSpec(u"start"_s, {platform.text(), u"migrations.yml"_s, branch, {}, 96, {}, {}})));
    // Before it was asked for, no run is this one, and none is looked for.
    QCOMPARE(drive.inspect(u"start"_s)->state, Finding::State::NotDone);
    const auto outcome = drive.apply(u"start"_s);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().message));
    QCOMPARE(outcome->output.value("run"_L1).toInteger(), 97);
    QCOMPARE(old.mistakes(), QStringList());
}

void TestGithub::aFailedRunNamesItsStep()
{
    SchemaStage stage;
    github::RunFilter filter;
    filter.status = u"failure"_s;
    filter.perPage = 1;
    const auto failed = stage.wait(stage.setup.clients.github->runs(platform, filter, {}));
    QVERIFY(failed && !failed->isEmpty());
    operations::StepSpec step = waitRunSpec(u"wait"_s, platform.text(), {}, milliseconds(0));
    step.input = {{u"repository"_s, platform.text()}, {u"run"_s, failed->first().id}};
    Drive drive(stage, single(step));
    const auto outcome = drive.apply(u"wait"_s);
    QVERIFY(!outcome);
    QVERIFY2(outcome.error().message.contains(u"failed in"_s), qPrintable(outcome.error().message));
    QCOMPARE(drive.inspect(u"wait"_s)->state, Finding::State::NotDone);
}

void TestGithub::answersAGateOnce()
{
    SandboxStage stage;
    Review review = waitingReview(stage);
    const qint64 id = review.run;
    QVERIFY(id > 0);
    Drive drive(stage, single(reviewSpec(u"approve"_s, review)));
    QCOMPARE(drive.inspect(u"approve"_s)->state, Finding::State::NotDone);
    stage.strike({{u"kind"_s, u"reset-after"_s},
                  {u"method"_s, u"POST"_s},
                  {u"path"_s, u"*/pending_deployments"_s},
                  {u"count"_s, 1}});
    const auto lost = drive.apply(u"approve"_s);
    QVERIFY(!lost && lost.error().outcomeUnknown);
    QCOMPARE(drive.inspect(u"approve"_s)->state, Finding::State::Done);
    QVERIFY(drive.apply(u"approve"_s));
    const auto said = stage.wait(stage.setup.clients.github->approvals(platform, id, {}));
    QCOMPARE(std::ranges::count(*said, u"Seen, go"_s, &github::Approval::comment), 1);

    review.isApproved = false;
    Drive other(stage, single(reviewSpec(u"reject"_s, review)));
    QCOMPARE(other.inspect(u"reject"_s)->state, Finding::State::Foreign);
    QCOMPARE(other.apply(u"reject"_s).error().kind, Error::Kind::Conflict);
}

void TestGithub::aRejectionIsFoundAgain()
{
    SandboxStage stage;
    Review review = waitingReview(stage);
    review.isApproved = false;
    Drive drive(stage, single(reviewSpec(u"reject"_s, review)));
    QVERIFY(drive.apply(u"reject"_s));
    const auto found = drive.inspect(u"reject"_s);
    QCOMPARE(found->state, Finding::State::Done);
    QVERIFY2(found->outcome.words.contains(u"priya-nair"_s), qPrintable(found->outcome.words));

    // Asked anew and approved in a later attempt: the rejection holds no longer.
    const auto &client = stage.setup.clients.github;
    QVERIFY(stage.wait(client->rerunFailedJobs(platform, review.run, false, {})));
    review.isApproved = true;
    Drive later(stage, single(reviewSpec(u"approve"_s, review)));
    QVERIFY(!stage.wait(client->pendingDeployments(platform, review.run, {}))->isEmpty());
    QVERIFY(later.apply(u"approve"_s));
    QCOMPARE(later.inspect(u"approve"_s)->state, Finding::State::Done);
    QCOMPARE(drive.inspect(u"reject"_s)->state, Finding::State::Foreign);
}

void TestGithub::holdsAWorkflowAndLetsItGo()
{
    SandboxStage stage;
    const auto workflows = stage.wait(stage.setup.clients.github->workflows(platform, {}));
    const auto deploys = std::ranges::find_if(
        *workflows, [](const github::Workflow &one) { return one.fileName() == u"vercel-deploy.yml"_s; });
    const QList<HeldWorkflow> held{{deploys->id, deploys->fileName()}};
    Plan plan;
    plan.steps = {holdSpec(u"hold"_s, platform.text(), held), unholdSpec(u"go-on"_s, u"hold"_s, platform.text(), held)};
    QCOMPARE(plan.steps.last().time, operations::StepTime::Always);
    QVERIFY(plan.steps.first().detail.contains(u"vercel-deploy.yml"_s));
    Drive drive(stage, plan);
    QCOMPARE(drive.inspect(u"hold"_s)->state, Finding::State::NotDone);
    QVERIFY(drive.apply(u"hold"_s));
    QCOMPARE(drive.inspect(u"hold"_s)->state, Finding::State::Done);
    QVERIFY(drive.apply(u"go-on"_s));
    QCOMPARE(drive.inspect(u"hold"_s)->state, Finding::State::NotDone);
    QVERIFY(drive.apply(u"hold"_s));
    QVERIFY(drive.revert(u"hold"_s));
    QCOMPARE(drive.inspect(u"go-on"_s)->state, Finding::State::Done);
    // Without a workflow nothing but Slipway's own lock is promised.
    QVERIFY(holdSpec(u"hold"_s, platform.text(), {}).detail.contains(u"not held"_s));
}

void TestGithub::refusedDispatches_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("kind");
    QTest::newRow("no token any more") << u"expired-token"_s << int(Error::Kind::Unauthorized);
    QTest::newRow("asked too often") << u"429"_s << int(Error::Kind::RateLimited);
    QTest::newRow("too much at once") << u"secondary-limit"_s << int(Error::Kind::RateLimited);
    QTest::newRow("cut before it came") << u"reset-before"_s << int(Error::Kind::Network);
}

void TestGithub::refusedDispatches()
{
    QFETCH(QString, fault);
    SchemaStage stage;
    Drive drive(stage, stage.plan(wish(Wish::Act::Migrate, u"staging"_s)));
    stage.strike({{u"kind"_s, fault}, {u"method"_s, u"POST"_s}, {u"path"_s, u"*/dispatches"_s}, {u"seconds"_s, 600}});
    const auto refused = drive.apply(u"migration/start"_s);
    QVERIFY(!refused);
    QTEST(int(refused.error().kind), "kind");
    QCOMPARE(stage.count(u"workflow.dispatched"_s), 0);
}

void TestGithub::aBranchThatMovedIsNotStarted()
{
    SchemaStage stage;
    Plan plan = stage.plan(wish(Wish::Act::Migrate, u"staging"_s));
    QVERIFY(!plan.steps.first().input.value("sha"_L1).toString().isEmpty());
    plan.steps.first().input.insert(u"sha"_s, QString(40, u'0'));
    Drive drive(stage, plan);
    const auto refused = drive.apply(u"migration/start"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Conflict);
    QCOMPARE(stage.count(u"workflow.dispatched"_s), 0);
}

void TestGithub::theLockIsHeldByOneOnly()
{
    SandboxStage stage;
    const auto lock = githubLock(stage.setup.clients.github, platform.text(), stage.clock);
    LockHolder mine{.key = u"patient-graph-api/production"_s,
                    .operationId = u"op-1"_s,
                    .actor = u"Priya Nair"_s,
                    .host = u"laptop"_s,
                    .title = u"Roll back to v42"_s,
                    .since = stage.clock->now()};
    LockHolder theirs = mine;
    theirs.operationId = u"op-2"_s;
    theirs.actor = u"Jonas Weil"_s;
    theirs.host = u"desk"_s;
    QVERIFY(!*stage.wait(lock->holder(mine.key, {})));
    QVERIFY(stage.wait(lock->take(mine, {})));
    QVERIFY(stage.wait(lock->take(mine, {})));
    QCOMPARE(stage.count(u"ref.created"_s, u"loop-health/platform/refs/slipway/locks/patient-graph-api-production"_s),
             1);
    const auto refused = stage.wait(lock->take(theirs, {}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Conflict);
    QVERIFY(refused.error().message.contains(u"Priya Nair"_s));
    QCOMPARE((*stage.wait(lock->holder(mine.key, {})))->title, u"Roll back to v42"_s);
    // Letting go what is somebody else's does nothing.
    QVERIFY(stage.wait(lock->release(theirs, {})));
    QVERIFY(*stage.wait(lock->holder(mine.key, {})));
    QVERIFY(stage.wait(lock->release(mine, {})));
    QVERIFY(stage.wait(lock->release(mine, {})));
    QVERIFY(stage.wait(lock->take(theirs, {})));
    // Another environment is another lock.
    mine.key = u"patient-graph-api/staging"_s;
    QVERIFY(stage.wait(lock->take(mine, {})));
}

void TestGithub::anExpiredLockIsTakenOver()
{
    SandboxStage stage;
    const auto lock = githubLock(stage.setup.clients.github, platform.text(), stage.clock);
    LockHolder first{.key = u"my.loop.health/production"_s,
                     .operationId = u"op-1"_s,
                     .actor = u"Priya"_s,
                     .host = u"laptop"_s,
                     .since = stage.clock->now()};
    QVERIFY(stage.wait(lock->take(first, {})));
    // The same operation, taken over on another computer.
    LockHolder moved = first;
    moved.host = u"desk"_s;
    QVERIFY(stage.wait(lock->take(moved, {})));
    QCOMPARE((*stage.wait(lock->holder(first.key, {})))->host, u"desk"_s);
    // Taken again in time it lasts.
    for (int hours = 0; hours < 4; ++hours) {
        stage.pass(std::chrono::minutes(70));
        QVERIFY(stage.wait(lock->take(moved, {})));
    }
    QVERIFY(*stage.wait(lock->holder(first.key, {})));
    stage.pass(std::chrono::hours(3));
    QVERIFY(!*stage.wait(lock->holder(first.key, {})));
    LockHolder next = first;
    next.operationId = u"op-2"_s;
    QVERIFY(stage.wait(lock->take(next, {})));
    QCOMPARE((*stage.wait(lock->holder(first.key, {})))->operationId, u"op-2"_s);
    QVERIFY(!githubLock(stage.setup.clients.github, u"nonsense"_s, stage.clock));
}

void TestGithub::tellingNeverFails()
{
    SandboxStage stage;
    Plan plan;
    plan.steps = {
        sentryDeploySpec(u"known"_s, u"loop-health"_s, u"my-loop-health@3.12.1"_s, u"production"_s, u"Back"_s),
        sentryDeploySpec(u"unknown"_s, u"loop-health"_s, u"no@1"_s, u"production"_s, u"Back"_s),
        slackPostSpec(u"slack"_s, u"incidents"_s, u"Done"_s, operations::StepTime::OnSuccess)};
    Drive drive(stage, plan);
    // The runner looks before it acts: what was never tried is to be done.
    QCOMPARE(drive.inspect(u"slack"_s)->state, Finding::State::NotDone);
    QVERIFY(drive.apply(u"known"_s)->output.value("told"_L1).toBool());
    QVERIFY(drive.apply(u"known"_s)->output.value("told"_L1).toBool());
    QCOMPARE(stage.count(u"deploy.created"_s), 1);
    QCOMPARE(drive.apply(u"unknown"_s)->output.value("told"_L1).toBool(), false);
    QCOMPARE(drive.apply(u"slack"_s)->output.value("told"_L1).toBool(), false);

    const QJsonObject hooks = stage.sandbox.ready().value("slackWebhooks"_L1).toObject();
    const QByteArray hook = hooks.value("incidents"_L1).toString().toUtf8();
    registerTellingSteps(stage.registry, stage.setup,
                         {stage.http, [hook](const QString &channel) {
                              return std::optional(slack::Webhook{channel, base::Secret(QByteArrayView(hook))});
                          }});
    QVERIFY(drive.apply(u"slack"_s)->output.value("told"_L1).toBool());
    QCOMPARE(stage.count(u"message.posted"_s, u"incidents"_s), 1);
    // After a crash one message too many is worse than none.
    QCOMPARE(drive.inspect(u"slack"_s)->state, Finding::State::Done);
    QCOMPARE(stage.count(u"message.posted"_s, u"incidents"_s), 1);
}

QTEST_GUILESS_MAIN(TestGithub)
#include "test_github.moc"
