#include "rollout/migration_draft.h"

#include "rollout/fingerprint.h"
#include "rollout/freeze_guard.h"
#include "rollout/github_specs.h"
#include "rollout/telling.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using operations::Guard;
using operations::Plan;
using operations::StepSpec;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::MigrationPlan)
};

const QString dispatchId = u"migration/start"_s;
const QString waitId = u"migration/wait"_s;

QString text(const Draft &draft, QLatin1StringView name)
{
    return draft.basis.value(name).toString();
}

StepSpec outputStep(const Draft &draft)
{
    StepSpec step;
    step.id = u"migration/output"_s;
    step.kind = u"migration.output"_s;
    step.input = {{u"repository"_s, text(draft, "repository"_L1)}, {u"runFrom"_s, dispatchId}};
    step.title = Words::tr("Read what it did, and that it is verified");
    step.detail = Words::tr("Dry run, migration and verification, from the run's log");
    step.expected = milliseconds(2'000);
    step.after = {waitId};
    step.mutates = false;
    return step;
}

QList<StepSpec> stepsOf(const Draft &draft, const Choices &choices)
{
    QList<StepSpec> steps;
    if (!draft.obstacle.isEmpty())
        return steps;
    const bool isDown = draft.wish.act == Wish::Act::MigrateDown;
    const Dispatch dispatch{text(draft, "repository"_L1),
                            text(draft, "workflow"_L1),
                            text(draft, "ref"_L1),
                            draft.basis.value("inputs"_L1).toObject(),
                            draft.basis.value("lastRun"_L1).toInteger(),
                            text(draft, "echoInput"_L1),
                            text(draft, "login"_L1)};
    StepSpec start = dispatchSpec(dispatchId, dispatch);
    // What was proven is this commit, and GitHub starts whatever the branch is by then.
    start.input.insert(u"sha"_s, text(draft, "sha"_L1));
    start.revertWords = isDown ? Words::tr("Migrate up again; rows that were dropped stay lost.")
                               : Words::tr("A migration is taken back by one that goes down, or by a restore.");
    steps << start
          << waitRunSpec(waitId, dispatch.repository, dispatchId,
                         milliseconds(draft.basis.value("usualTime"_L1).toInteger()))
          << outputStep(draft);
    const QString channel = text(draft, "slackChannel"_L1);
    if (choices.options.contains(u"tell"_s) && !channel.isEmpty())
        steps.append(slackPostSpec(u"tell/slack"_s, channel, Words::tr("%1: done").arg(draft.title),
                                   operations::StepTime::OnSuccess));
    return steps;
}

/// Why staging has not proven them; `run` is the newest one there that had them.
QString unprovenWords(const QString &state, const QString &run)
{
    if (state == "running"_L1)
        return Words::tr("Run #%1 still migrates staging. Wait until it has ended.").arg(run);
    if (state == "failed"_L1)
        return Words::tr("Run #%1 failed on staging. Mend the migration and migrate staging again.").arg(run);
    if (state == "dry-run"_L1)
        return Words::tr("Run #%1 on staging was a dry run: it changed nothing. Migrate staging first.").arg(run);
    if (state == "taken-back"_L1)
        return Words::tr("Run #%1 took migrations of staging back. Migrate staging up again first.").arg(run);
    if (state == "unclear"_L1)
        return Words::tr("Run #%1 succeeded on staging, but GitHub does not tell whether it went up, down or was a dry "
                         "run. Look at its log.")
            .arg(run);
    return Words::tr("No run migrated staging with these migrations. Migrate staging first.");
}

/// Staging first: no reason lets production go before it, unless nobody but a person can tell whether it did.
Guard stagingGuard(const Draft &draft)
{
    const QString state = text(draft, "proof"_L1);
    const QString run = QString::number(draft.basis.value("proofRun"_L1).toInteger());
    const QString id = u"staging-first"_s;
    if (state == "proven"_L1) {
        return {id,
                Guard::Level::Pass,
                Words::tr("Proven on staging"),
                Words::tr("Run #%1 migrated staging with the same migrations.").arg(run),
                {}};
    }
    const bool isUnclear = state == "unclear"_L1;
    return {id, isUnclear ? Guard::Level::Ask : Guard::Level::Block, Words::tr("Not proven on staging"),
            unprovenWords(state, run), isUnclear ? Words::tr("the missing proof on staging") : QString()};
}

std::optional<Guard> approvalGuard(const Draft &draft)
{
    QStringList names;
    const QJsonArray reviewers = draft.basis.value("reviewers"_L1).toArray();
    const bool isBound = draft.basis.value("preventsSelfReview"_L1).toBool();
    const QString login = text(draft, "login"_L1);
    for (const QJsonValue &reviewer : reviewers) {
        if (!isBound || reviewer.toString() != login)
            names.append(reviewer.toString());
    }
    if (reviewers.isEmpty())
        return std::nullopt;
    const QString who = names.isEmpty() ? Words::tr("Nobody but you may approve it, and GitHub forbids that.")
                                        : Words::tr("It waits for %1.").arg(names.join(Words::tr(" or ")));
    return Guard{u"approval"_s, Guard::Level::Warn, Words::tr("The run waits for approval"), who, {}};
}

QList<Guard> guardsOf(const Draft &draft)
{
    QList<Guard> guards;
    if (draft.wish.act == Wish::Act::Migrate && text(draft, "proof"_L1) != "not-needed"_L1)
        guards.append(stagingGuard(draft));
    if (const auto approval = approvalGuard(draft); approval && draft.wish.act != Wish::Act::Restore)
        guards.append(*approval);
    if (const QString words = text(draft, "freeze"_L1); !words.isEmpty())
        guards.append(freezeGuard(words));
    return guards;
}

QString kindOf(Wish::Act act)
{
    switch (act) {
    case Wish::Act::MigrateDown: return u"migrate-down"_s;
    case Wish::Act::Restore: return u"restore"_s;
    default: return u"migrate"_s;
    }
}

QString commandOf(const Draft &draft)
{
    if (!draft.obstacle.isEmpty())
        return {};
    QString command = u"gh workflow run %1 --ref %2"_s.arg(text(draft, "workflow"_L1), text(draft, "ref"_L1));
    const QJsonObject inputs = draft.basis.value("inputs"_L1).toObject();
    for (auto input = inputs.begin(); input != inputs.end(); ++input)
        command += u" -f "_s + input.key() + u'=' + input->toString();
    return command;
}

} // namespace

Plan planOfMigration(const Draft &draft, const Choices &choices)
{
    Plan plan;
    plan.kind = kindOf(draft.wish.act);
    plan.title = draft.title;
    plan.verb = draft.title;
    plan.isDangerous = draft.wish.act != Wish::Act::Migrate;
    if (plan.isDangerous && draft.wish.target.environment == "production"_L1)
        plan.typeToConfirm = draft.wish.target.app;
    plan.targets = {draft.wish.target};
    plan.steps = stepsOf(draft, choices);
    plan.guards = guardsOf(draft);
    plan.stays = draft.stays;
    plan.abortWords =
        Words::tr("The run goes on at GitHub; cancel it on the Pipelines page. A migration that was applied "
                  "stays applied.");
    plan.command = commandOf(draft);
    for (const StepSpec &step : std::as_const(plan.steps))
        plan.expected += step.expected;
    plan.madeAt = draft.madeAt;
    const QByteArray seen = QJsonDocument(draft.basis).toJson(QJsonDocument::Compact);
    plan.fingerprint = fingerprintOf(seen);
    plan.facts = {{u"migration"_s, text(draft, "migration"_L1)},
                  {u"sha"_s, text(draft, "sha"_L1)},
                  {u"ref"_s, text(draft, "ref"_L1)}};
    plan.obstacle = draft.obstacle;
    return plan;
}

} // namespace slipway::rollout
