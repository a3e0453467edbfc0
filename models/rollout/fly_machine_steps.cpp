// Another image on a machine, and back.
#include "rollout/fly_steps.h"

#include "base/sleep.h"
#include "rollout/fly_facts.h"
#include "rollout/fly_ready.h"
#include "rollout/fly_records.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

using base::Error;

/// What the step was told.
struct Order {
    QString machine;
    QString instance;
    QString image;
    bool isWarm = true;
    bool waits = true;
    QString previousImage;
    QString previousVersion;
};

Order orderOf(const QJsonObject &input)
{
    const auto text = [&input](QLatin1StringView key) { return input.value(key).toString(); };
    return {.machine = text("machine"_L1),
            .instance = text("instance"_L1),
            .image = text("image"_L1),
            .isWarm = input.value("warm"_L1).toBool(true),
            .waits = input.value("waits"_L1).toBool(true),
            .previousImage = text("previousImage"_L1),
            .previousVersion = text("previousVersion"_L1)};
}

/// Who last changed the machine.
enum class Hand { Nobody, Ours, TakenBack, Foreign };

QString takenBackId(const Context &context)
{
    return launchIdOf(context, u"taken-back"_s);
}

Hand handOn(const fly::Machine &machine, const Order &order, const Context &context)
{
    const FlyMark mark = markOf(context);
    if (machine.metadata.value(launchKey()) == takenBackId(context))
        return Hand::TakenBack;
    if (!mark.id.isEmpty() && machine.releaseId() == mark.id)
        return Hand::Ours;
    return machine.instanceId == order.instance ? Hand::Nobody : Hand::Foreign;
}

QString runs(const FlyMark &mark, const QString &words)
{
    return FlyWords::tr("Runs v%1, %2").arg(mark.version, words);
}

Error foreign(const QString &machine)
{
    return base::makeError(
        Error::Kind::Conflict,
        FlyWords::tr("Machine %1 was changed by somebody else since the plan was made.").arg(machine),
        FlyWords::tr("See what it runs, then close this operation and plan anew."));
}

Answer<Finding> inspectUpdate(FlyScene scene, Context context)
{
    const Order order = orderOf(context.spec().input);
    const auto machine = co_await net::orAbsent(scene.client->machine(scene.app, order.machine, context.stop()));
    if (!machine)
        co_return std::unexpected(machine.error());
    Finding finding;
    const Hand hand = *machine ? handOn(**machine, order, context) : Hand::Foreign;
    if (hand == Hand::Foreign) {
        finding.state = Finding::State::Foreign;
        finding.outcome.words = *machine ? foreign(order.machine).message : FlyWords::tr("The machine is gone");
    } else if (hand == Hand::Ours) {
        const Readiness readiness = readinessOf(**machine, smokeTime);
        const bool isDone = !order.isWarm || !order.waits || readiness.state == Readiness::State::Ready;
        finding.state = isDone ? Finding::State::Done : Finding::State::Partly;
        finding.outcome.words = runs(markOf(context), readiness.words);
        finding.outcome.output = {{u"instance"_s, (*machine)->instanceId}};
    } else if (hand == Hand::TakenBack && order.isWarm) {
        // It has the old image, and is not taken back before it runs.
        if (!(readinessOf(**machine, smokeTime).state == Readiness::State::Ready))
            finding.state = Finding::State::Partly;
    }
    co_return finding;
}

/// Writes the new version, unless it is there; gives the machine as it is then.
QCoro::Task<base::Result<fly::Receipt<fly::Machine>>> write(FlyScene scene, fly::Machine machine, QJsonObject config,
                                                            bool isWarm, std::stop_token stop)
{
    const auto nonce = co_await scene.leases->nonce(machine.id, stop);
    if (!nonce)
        co_return std::unexpected(nonce.error());
    const fly::Change change{
        .config = config, .currentVersion = machine.instanceId, .skipLaunch = !isWarm, .minSecretsVersion = 0};
    auto written = co_await scene.client->updateMachine(scene.app, machine.id, change, *nonce, stop);
    if (!written)
        co_return std::unexpected(refused(written.error(), machine.id));
    co_return written;
}

/// What does not wait does not keep the others back: what failed is told in the end, by "fly.verify".
Outcome letPass(const Error &error)
{
    return {QJsonObject{{u"refused"_s, base::sentence(error)}}, base::sentence(error), {error.requestId}};
}

QString refusalIn(const QJsonObject &output)
{
    return output.value("refused"_L1).toString();
}

Answer<Outcome> update(FlyScene scene, Order order, Context context)
{
    const FlyMark mark = markOf(context);
    const auto machine = co_await scene.client->machine(scene.app, order.machine, context.stop());
    if (!machine)
        co_return std::unexpected(machine.error());
    const Hand hand = handOn(*machine, order, context);
    if (hand == Hand::Foreign)
        co_return std::unexpected(foreign(order.machine));
    QString instance = machine->instanceId;
    QStringList requestIds;
    if (hand != Hand::Ours) {
        const auto written =
            co_await write(scene, *machine, released(machine->config, order.image, mark), order.isWarm, context.stop());
        if (!written && !order.waits && !written.error().outcomeUnknown)
            co_return letPass(written.error());
        if (!written)
            co_return std::unexpected(written.error());
        instance = written->value.instanceId;
        requestIds.append(written->requestId);
    }
    const QJsonObject output{{u"instance"_s, instance}};
    if (!order.isWarm)
        co_return Outcome{output, FlyWords::tr("Has v%1 and stays off").arg(mark.version), requestIds};
    if (!order.waits)
        co_return Outcome{output, FlyWords::tr("Was told to run v%1").arg(mark.version), requestIds};
    const auto ready = co_await awaitReady(scene, order.machine, instance, context);
    if (!ready)
        co_return std::unexpected(ready.error());
    co_return Outcome{output, runs(mark, *ready), requestIds};
}

/// The machines that were refused since the operation last began to move in this program.
std::shared_ptr<QSet<QString>> refusedNow(const FlyScene &scene, const Context &context)
{
    return context.shared<QSet<QString>>(u"fly-refused/"_s + scene.app,
                                         [] { return std::make_shared<QSet<QString>>(); });
}

Answer<Outcome> updateOnce(FlyScene scene, Context context)
{
    const Order order = orderOf(context.spec().input);
    auto outcome = co_await update(scene, order, context);
    if (outcome && !refusalIn(outcome->output).isEmpty())
        refusedNow(scene, context)->insert(order.machine);
    co_return outcome;
}

/// What most of the planned machines ran.
QString imageOfBefore(const Context &context)
{
    const QString app = textOf(context, "app"_L1);
    QMap<QString, int> counts;
    for (const operations::StepSpec &step : context.plan().steps) {
        if (step.kind == "fly.update-machine"_L1 && step.input.value("app"_L1) == app)
            ++counts[step.input.value("previousImage"_L1).toString()];
    }
    const auto most = std::max_element(counts.cbegin(), counts.cend());
    return most == counts.cend() ? QString() : most.key();
}

Answer<Outcome> takeBack(FlyScene scene, Context context)
{
    const Order order = orderOf(context.spec().input);
    const auto machine = co_await scene.client->machine(scene.app, order.machine, context.stop());
    if (!machine)
        co_return std::unexpected(machine.error());
    const Hand hand = handOn(*machine, order, context);
    if (hand == Hand::Foreign)
        co_return std::unexpected(foreign(order.machine));
    if (hand == Hand::Nobody)
        co_return Outcome{{}, FlyWords::tr("Was not changed"), {}};
    QString instance = machine->instanceId;
    QStringList requestIds;
    if (hand == Hand::Ours) {
        const auto back = co_await openTakingBack(scene, context, imageOfBefore(context));
        if (!back)
            co_return std::unexpected(back.error());
        QJsonObject config = released(machine->config, order.previousImage, *back);
        config = withMetadata(config, launchKey(), takenBackId(context));
        const auto written = co_await write(scene, *machine, config, order.isWarm, context.stop());
        if (!written)
            co_return std::unexpected(written.error());
        instance = written->value.instanceId;
        requestIds.append(written->requestId);
    }
    if (!order.isWarm)
        co_return Outcome{{}, FlyWords::tr("Has %1 again").arg(tagOf(order.previousImage)), requestIds};
    const auto ready = co_await awaitReady(scene, order.machine, instance, context);
    if (!ready)
        co_return std::unexpected(ready.error());
    co_return Outcome{{}, FlyWords::tr("Runs v%1 again, %2").arg(order.previousVersion, *ready), requestIds};
}

/// A machine whose update was refused, and why.
struct Refused {
    Order order;
    QString why;
};

/// `planned`: counts the machines of the app in the plan.
QList<Refused> refusedOf(const Context &context, int &planned)
{
    QList<Refused> refused;
    const QString app = textOf(context, "app"_L1);
    for (const operations::StepSpec &step : context.plan().steps) {
        if (step.kind != "fly.update-machine"_L1 || step.input.value("app"_L1) != app)
            continue;
        ++planned;
        const QString why = refusalIn(context.outputOf(step.id));
        if (!why.isEmpty())
            refused.append({orderOf(step.input), why});
    }
    return refused;
}

/// What of the machine is refused still; those that an earlier round was refused are asked again.
Answer<QString> refusalOf(FlyScene scene, Refused refused, Context context)
{
    if (refusedNow(scene, context)->contains(refused.order.machine))
        co_return refused.why;
    const auto outcome = co_await update(scene, refused.order, context);
    if (!outcome)
        co_return std::unexpected(outcome.error());
    co_return refusalIn(outcome->output);
}

Answer<Outcome> verify(FlyScene scene, Context context)
{
    int planned = 0;
    const QList<Refused> refused = refusedOf(context, planned);
    QStringList refusals;
    for (const Refused &each : refused) {
        const auto refusal = co_await refusalOf(scene, each, context);
        if (!refusal)
            co_return std::unexpected(refusal.error());
        if (!refusal->isEmpty())
            refusals.append(each.order.machine + u": "_s + *refusal);
    }
    if (!refusals.isEmpty())
        co_return std::unexpected(base::makeError(
            Error::Kind::Conflict,
            FlyWords::tr("%1 of %2 machines took it. %3")
                .arg(QString::number(planned - refusals.size()), QString::number(planned), refusals.join(u' ')),
            FlyWords::tr("Retry asks those again. Or take back what was done, or close this and plan anew.")));
    co_return Outcome{{}, FlyWords::tr("%1 of %2 machines took it").arg(planned).arg(planned), {}};
}

Answer<Outcome> pause(Context context)
{
    const auto clock = context.sharedClock();
    const std::chrono::seconds length(context.spec().input.value("seconds"_L1).toInt(10));
    const auto slept = co_await base::sleep(*clock, length, context.stop());
    if (!slept)
        co_return std::unexpected(slept.error());
    co_return Outcome{};
}

} // namespace

Answer<Finding> UpdateMachine::inspect(Context context)
{
    return inspectUpdate(sceneOf(m_client, context), context);
}

Answer<Outcome> UpdateMachine::apply(Context context)
{
    return updateOnce(sceneOf(m_client, context), context);
}

Answer<Outcome> UpdateMachine::revert(Context context)
{
    return takeBack(sceneOf(m_client, context), context);
}

Answer<Finding> VerifyMachines::inspect(Context)
{
    co_return Finding();
}

Answer<Outcome> VerifyMachines::apply(Context context)
{
    return verify(sceneOf(m_client, context), context);
}

Answer<Finding> Pause::inspect(Context)
{
    co_return Finding();
}

Answer<Outcome> Pause::apply(Context context)
{
    return pause(context);
}

} // namespace slipway::rollout
