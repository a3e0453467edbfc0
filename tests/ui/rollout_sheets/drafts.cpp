#include "drafts.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout_sheets {

namespace {

using operations::StepSpec;

StepSpec step(const QString &id, const QString &heading, const QString &title, const QString &detail,
              operations::milliseconds expected)
{
    StepSpec made;
    made.id = id;
    made.kind = u"test."_s + id.section(u'/', 0, 0);
    made.heading = heading;
    made.title = title;
    made.detail = detail;
    made.expected = expected;
    return made;
}

void addMachines(operations::Plan &plan)
{
    QString before;
    for (const QString &id : {u"148e21f7c59d38"_s, u"3d8d9f2ea41e87"_s, u"6e82c0b9f13648"_s}) {
        StepSpec machine =
            step(u"machine/"_s + id, u"Replace 3 machines, one at a time"_s, id + u"  iad"_s, u"v43 → v42"_s, 30s);
        machine.calls = {{u"POST"_s,
                          u"https://api.machines.dev/v1/apps/patient-graph-api/machines/"_s + id,
                          {{u"config.image"_s, u"registry.fly.io/patient-graph-api@sha256:3b7a"_s}}}};
        if (!before.isEmpty())
            machine.after = {before};
        before = machine.id;
        plan.steps.append(machine);
    }
}

} // namespace

operations::Guard guard(operations::Guard::Level level, const QString &id)
{
    operations::Guard made;
    made.id = id;
    made.level = level;
    made.title = u"Guard "_s + id;
    made.detail = u"What it found."_s;
    made.overrides = u"the rule "_s + id;
    return made;
}

operations::Plan rollBackPlan()
{
    operations::Plan plan;
    plan.kind = u"fly-rollback"_s;
    plan.title = u"Roll back patient-graph-api to v42"_s;
    plan.verb = u"Roll back to v42"_s;
    plan.isDangerous = true;
    plan.typeToConfirm = u"patient-graph-api"_s;
    plan.targets = {{u"patient-graph-api"_s, u"production"_s}};
    plan.steps.append(step(u"hold"_s, {}, u"Hold other production deploys"_s,
                           u"Slipway's own lock; hotfix #1289 is not approved meanwhile."_s, 1s));
    addMachines(plan);
    plan.steps.append(
        step(u"ready"_s, {}, u"Wait for readiness"_s, u"/health/ready every 10 s, for 300 s at most."_s, 30s));
    StepSpec revert = step(u"revert"_s, {}, u"Put v43 back"_s, {}, 0s);
    revert.time = operations::StepTime::OnFailure;
    plan.steps.append(revert);
    plan.expected = 126s;
    plan.reverts = {u"3 commits, 9 files, +214 −87."_s};
    plan.stays = {u"secrets"_s, u"machine sizes"_s};
    plan.abortWords = u"Machines that are replaced stay replaced."_s;
    plan.command =
        u"flyctl deploy --image registry.fly.io/patient-graph-api@sha256:3b7a --strategy rolling -a patient-graph-api"_s;
    plan.fingerprint = u"one"_s;
    plan.guards = {guard(operations::Guard::Level::Warn, u"friday"_s)};
    return plan;
}

rollout::Draft rollBackDraft()
{
    rollout::Draft draft;
    draft.wish.target = {u"patient-graph-api"_s, u"production"_s};
    draft.title = u"Roll back patient-graph-api"_s;
    draft.appName = u"patient-graph-api"_s;
    draft.where = u"Fly.io, 3 machines in iad"_s;
    draft.provider = u"fly"_s;
    draft.from = {u"fly/patient-graph-api/43"_s,
                  u"v43"_s,
                  u"c41d9e2f0a11"_s,
                  base::Status::Failure,
                  u"live for 12 min"_s,
                  u"6.0× errors, p95 +24 %, 143 users affected"_s,
                  {}};
    draft.to = {u"fly/patient-graph-api/42"_s,
                u"v42"_s,
                u"3b7a0cd11b22"_s,
                base::Status::Success,
                u"was live for 28 h 08 min"_s,
                u"0.52 % errors, p95 494 ms, watch passed"_s,
                {}};
    releases::Release other;
    other.id = u"fly/patient-graph-api/41"_s;
    other.version = u"v41"_s;
    other.sha = u"aa11bb22cc33"_s;
    other.at = QDateTime(QDate(2024, 3, 18), QTime(9, 0), QTimeZone::UTC);
    draft.others = {other};
    draft.strategies = {
        {u"rolling"_s, u"Rolling"_s, u"No downtime. Stops if a machine fails its checks."_s, 126s, {}},
        {u"immediate"_s, u"Immediate"_s, u"All at once. Some requests fail for a few seconds."_s, 25s, {}},
        {u"bluegreen"_s, u"Blue-green"_s, u"New machines first, then switch."_s, 300s,
         u"Machines have volumes, which cannot be attached twice."_s}};
    draft.strategyPreset = u"rolling"_s;
    draft.schemaWarning = u"v43 ran 0042_add_biomarker_batches. Rolling back code does not undo it."_s;
    draft.schema = {{u"keep"_s, u"Keep the schema"_s, u"v42 runs on it, tested on staging"_s, 0s, {}},
                    {u"down"_s, u"Migrate down first"_s, u"drops 1 table"_s, 0s, {}}};
    draft.schemaPreset = u"keep"_s;
    draft.options = {{u"arm-revert"_s, u"Go back by itself when the watch fails"_s, {}, 0s, {}},
                     {u"watch"_s, u"Watch for 15 minutes"_s, {}, 0s, {}}};
    draft.optionsPreset = {u"watch"_s};
    draft.reverts = {u"3 commits, 9 files, +214 −87."_s};
    draft.baseSha = u"3b7a0cd11b22"_s;
    draft.headSha = u"c41d9e2f0a11"_s;
    draft.stays = {u"secrets"_s, u"machine sizes"_s};
    draft.drift = {u"LOG_LEVEL was info, is debug."_s};
    return draft;
}

} // namespace slipway::rollout_sheets
