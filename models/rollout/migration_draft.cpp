#include "rollout/migration_draft.h"

#include "rollout/freeze_guard.h"
#include "rollout/migration_facts.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::MigrationDraft)
};

/// The first of the workflow's inputs that has one of these names; empty when there is none.
QString inputOf(const MigrationFacts &facts, const QStringList &names)
{
    for (const QString &name : names) {
        if (facts.inputs.contains(name))
            return name;
    }
    return {};
}

/// How the workflow is asked to go down: nothing where it cannot be.
std::optional<QJsonObject> downInputs(const MigrationFacts &facts, int steps)
{
    const QString count = inputOf(facts, {u"step"_s, u"steps"_s});
    const QString direction = inputOf(facts, {u"direction"_s, u"action"_s, u"command"_s});
    if (count.isEmpty() || direction.isEmpty())
        return std::nullopt;
    const QStringList choices = facts.inputs.value(direction);
    for (const QString &word : {u"down"_s, u"rollback"_s, u"revert"_s}) {
        if (choices.contains(word))
            return QJsonObject{
                {u"environment"_s, facts.environment}, {direction, word}, {count, QString::number(steps)}};
    }
    return std::nullopt;
}

QJsonObject upInputs(const MigrationFacts &facts)
{
    QJsonObject inputs{{u"environment"_s, facts.environment}};
    const QString direction = inputOf(facts, {u"direction"_s, u"action"_s, u"command"_s});
    const QStringList choices = facts.inputs.value(direction);
    for (const QString &word : {u"up"_s, u"migrate"_s, u"apply"_s}) {
        if (choices.contains(word)) {
            inputs.insert(direction, word);
            break;
        }
    }
    return inputs;
}

QString wordOf(StagingProof::State state)
{
    switch (state) {
    case StagingProof::State::NotNeeded: return u"not-needed"_s;
    case StagingProof::State::None: return u"none"_s;
    case StagingProof::State::Running: return u"running"_s;
    case StagingProof::State::Failed: return u"failed"_s;
    case StagingProof::State::DryRun: return u"dry-run"_s;
    case StagingProof::State::TakenBack: return u"taken-back"_s;
    case StagingProof::State::Unclear: return u"unclear"_s;
    case StagingProof::State::Proven: return u"proven"_s;
    }
    Q_UNREACHABLE_RETURN(QString());
}

qint64 usualTime(const QList<github::Run> &runs)
{
    constexpr qint64 unknown = 120'000;
    QList<qint64> times;
    for (const github::Run &run : runs) {
        if (const auto took = run.took(); took && run.conclusion == github::Conclusion::Success)
            times.append(took->count());
    }
    if (times.isEmpty())
        return unknown;
    std::ranges::nth_element(times, times.begin() + times.size() / 2);
    return times.at(times.size() / 2);
}

QJsonObject basisOf(const Planner::Setup &setup, const MigrationFacts &facts, const Wish &wish)
{
    QStringList reviewers;
    for (const github::Reviewer &reviewer : facts.gate.reviewers)
        reviewers.append(reviewer.name);
    const bool isDown = wish.act == Wish::Act::MigrateDown;
    const auto down = downInputs(facts, wish.steps);
    return {{u"repository"_s, facts.repository.text()},
            {u"workflow"_s, facts.workflow},
            {u"ref"_s, facts.ref},
            {u"sha"_s, facts.sha},
            {u"inputs"_s, isDown ? down.value_or(QJsonObject()) : upInputs(facts)},
            {u"canGoDown"_s, down.has_value()},
            {u"echoInput"_s, inputOf(facts, echoInputs())},
            {u"lastRun"_s, facts.runs.isEmpty() ? 0 : facts.runs.first().id},
            {u"login"_s, facts.login},
            {u"migration"_s, facts.newestMigration()},
            {u"proof"_s, wordOf(facts.proof.state)},
            {u"proofRun"_s, facts.proof.run.number},
            {u"dryRun"_s, facts.proof.output.dryRun},
            {u"reviewers"_s, QJsonArray::fromStringList(reviewers)},
            {u"preventsSelfReview"_s, facts.gate.preventsSelfReview},
            {u"usualTime"_s, usualTime(facts.runs)},
            {u"freeze"_s, wish.act == Wish::Act::Migrate ? freezeWords(setup, wish.target) : QString()},
            {u"slackChannel"_s, setup.workspace->organizations.slackChannels.value(0)}};
}

QString titleOf(const Wish &wish, const MigrationFacts &facts)
{
    switch (wish.act) {
    case Wish::Act::MigrateDown:
        return Words::tr("Migrate %1 down by %2").arg(facts.environment, QString::number(wish.steps));
    case Wish::Act::Restore: return Words::tr("Restore the database of %1").arg(facts.environment);
    default: return Words::tr("Migrate %1").arg(facts.environment);
    }
}

QStringList staying(const Wish &wish, const MigrationFacts &facts, const Runbook &runbook)
{
    if (wish.act == Wish::Act::Restore)
        return runbook.steps;
    QStringList lines{Words::tr("No code is deployed: what runs must cope with both schemas.")};
    if (wish.act == Wish::Act::MigrateDown) {
        lines.append(Words::tr("What was written into dropped tables and columns is lost. %1").arg(runbook.backup));
        if (!downInputs(facts, wish.steps))
            lines += runbook.steps;
    }
    return lines;
}

QString obstacleOf(const Wish &wish, const MigrationFacts &facts)
{
    if (wish.act == Wish::Act::Restore)
        return Words::tr("Slipway restores no database by itself: follow the runbook.");
    if (wish.act == Wish::Act::MigrateDown && !downInputs(facts, wish.steps)) {
        return Words::tr(
                   "%1 has no inputs for going down (a number `step` and a choice `direction` with “down”): follow "
                   "the runbook, or add them.")
            .arg(facts.workflow);
    }
    if (wish.act == Wish::Act::MigrateDown && wish.steps < 1)
        return Words::tr("Choose how many migrations to take back.");
    return {};
}

} // namespace

Runbook restoreRunbook(const QString &app, const QString &environment, const QString &backup, const QDateTime &madeAt,
                       const QDateTime &now)
{
    Runbook book;
    if (backup.isEmpty() || !madeAt.isValid()) {
        book.backup = Words::tr("No backup is known to Slipway: ask whoever runs the database for its age.");
    } else {
        book.backup = Words::tr("The newest known backup is %1, %2 old: what was written since would be lost.")
                          .arg(backup, base::format::age(milliseconds(madeAt.msecsTo(now))));
    }
    book.steps = {
        Words::tr("Hold deploys of %1, and tell the team.").arg(app),
        book.backup,
        Words::tr("Stop what writes: scale %1 in %2 down, or switch it to read-only.").arg(app, environment),
        Words::tr("Take a fresh backup of the database as it is, to be able to come back."),
        Words::tr("Restore into a new database: pg_restore --clean --if-exists -d <new database> <backup file>."),
        Words::tr("Compare the schema with the code: pnpm db:push --dry-run must want no change."),
        Words::tr("Point DATABASE_URL of %1 to the new database on the Secrets page, and let it roll.").arg(app),
        Words::tr("Let writing go on, and watch errors for 15 minutes.")};
    return book;
}

QCoro::Task<base::Result<Draft>> draftMigration(Planner::Setup setup, Wish wish, std::stop_token stop)
{
    const auto facts = co_await askMigration(setup, wish, stop);
    if (!facts)
        co_return std::unexpected(facts.error());
    const QDateTime now = setup.clock->now();
    const Runbook runbook = restoreRunbook(facts->app.id, wish.target.environment, facts->backup, facts->backupAt, now);
    Draft draft;
    draft.wish = wish;
    draft.provider = u"github"_s;
    draft.appName = facts->app.name;
    draft.title = titleOf(wish, *facts);
    draft.where = Words::tr("%1 on %2").arg(facts->workflow, facts->ref);
    draft.to.version = facts->newestMigration();
    draft.to.sha = facts->sha;
    draft.headSha = facts->sha;
    if (!facts->proof.output.dryRun.isEmpty())
        draft.to.line = Words::tr("dry run shown by run #%1 on staging").arg(facts->proof.run.number);
    draft.stays = staying(wish, *facts, runbook);
    draft.basis = basisOf(setup, *facts, wish);
    draft.options = {{u"tell"_s, Words::tr("Tell Slack"), {}, milliseconds(0), {}}};
    draft.optionsPreset = {u"tell"_s};
    draft.madeAt = now;
    draft.obstacle = obstacleOf(wish, *facts);
    co_return draft;
}

} // namespace slipway::rollout
