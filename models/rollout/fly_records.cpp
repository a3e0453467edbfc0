#include "rollout/fly_records.h"

#include "rollout/fly_facts.h"
#include "rollout/fly_ready.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

using State = fly::Release::State;

constexpr int releasesAsked = 20;

/// What a record is recognised by.
QString recordIdOf(const Context &context, const FlyScene &scene, FlyRecord which)
{
    const QString purpose = which == FlyRecord::Release ? scene.app : scene.app + u"/taken-back"_s;
    return launchIdOf(context, purpose);
}

QString launchIdIn(const fly::Release &release)
{
    return release.definition.value("slipway"_L1).toObject().value("operation"_L1).toString();
}

/// The app's definition as it was last given, with our mark: what comes after us finds the release command in it.
QJsonObject definitionAfter(const QList<fly::Release> &records, const QString &launchId)
{
    const auto last =
        std::ranges::find_if(records, [](const fly::Release &record) { return !record.definition.isEmpty(); });
    QJsonObject definition = last == records.cend() ? QJsonObject() : last->definition;
    definition.insert(u"slipway"_s, QJsonObject{{u"operation"_s, launchId}});
    return definition;
}

QString strategyOf(const Context &context)
{
    const operations::StepSpec *opening = openingOf(context);
    return opening ? opening->input.value("strategy"_L1).toString() : QString();
}

QString statusOf(const Context &context)
{
    if (context.spec().time == operations::StepTime::Normal || context.ending() == operations::Ending::Succeeded)
        return u"complete"_s;
    return context.ending() == operations::Ending::Failed ? u"failed"_s : u"interrupted"_s;
}

/// A record that a failure closed says so until a retry succeeds.
bool saysSo(const fly::Release &record, const QString &status)
{
    return record.state == State::Complete || (isClosed(record) && status != "complete"_L1);
}

/// Whether the plan found the machine running.
bool isMeantToRun(const Context &context, const QString &machine)
{
    const operations::Plan &plan = context.plan();
    const auto step = std::ranges::find_if(plan.steps, [&machine](const operations::StepSpec &each) {
        return each.input.value("machine"_L1) == machine || each.input.value("blue"_L1) == machine;
    });
    return step == plan.steps.cend() || step->input.value("warm"_L1).toBool(true);
}

/// Whether the image of before runs again wherever the new one ran.
bool isTakenBack(const QList<fly::Machine> &machines, const fly::Release &back, const Context &context)
{
    const FlyMark mark = markOf(context);
    return std::ranges::none_of(machines, [&](const fly::Machine &machine) {
        if (!isTouched(machine))
            return false;
        const bool isPutBack = machine.releaseId() == back.id && isMeantToRun(context, machine.id);
        return machine.releaseId() == mark.id
            || (isPutBack && !(readinessOf(machine, smokeTime).state == Readiness::State::Ready));
    });
}

/// A record of ours that does not say yet how it ended.
struct Closing {
    fly::Release record;
    QString status;
};

/// `ended`: what is said of records that are closed already.
QCoro::Task<base::Result<QList<Closing>>> openOnes(FlyScene scene, Context context, std::shared_ptr<QStringList> ended)
{
    QList<Closing> open;
    const auto add = [&](const fly::Release &record, const QString &status) {
        if (saysSo(record, status))
            ended->append(FlyWords::tr("v%1 is closed as %2").arg(record.version).arg(record.state.text));
        else
            open.append({record, status});
    };
    const QString status = statusOf(context);
    const auto record = co_await openedRecord(scene, context);
    if (!record)
        co_return std::unexpected(record.error());
    if (*record)
        add(**record, status);
    if (status == "complete"_L1)
        co_return open;
    const auto records = co_await scene.client->defined(scene.app, context.stop());
    if (!records)
        co_return std::unexpected(records.error());
    const auto back = ownRecord(*records, scene, context, FlyRecord::TakenBack);
    if (!back)
        co_return open;
    const auto machines = co_await scene.board->next(context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    add(*back, isTakenBack(*machines, *back, context) ? u"complete"_s : status);
    co_return open;
}

} // namespace

std::optional<fly::Release> ownRecord(const QList<fly::Release> &records, const FlyScene &scene, const Context &context,
                                      FlyRecord which)
{
    const auto found = std::ranges::find(records, recordIdOf(context, scene, which), launchIdIn);
    return found == records.cend() ? std::nullopt : std::optional(*found);
}

bool isClosed(const fly::Release &record)
{
    return record.state == State::Complete || record.state == State::Failed || record.state == State::Interrupted;
}

QCoro::Task<base::Result<OpenedRecord>> openRecord(FlyScene scene, Context context, FlyRecord which, QString image)
{
    const std::stop_token stop = context.stop();
    const auto records = co_await scene.client->defined(scene.app, stop);
    if (!records)
        co_return std::unexpected(records.error());
    OpenedRecord opened;
    if (const auto own = ownRecord(*records, scene, context, which)) {
        opened.record = *own;
    } else {
        const fly::ReleaseWish wish{.app = scene.app,
                                    .image = image,
                                    .strategy = strategyOf(context),
                                    .definition = definitionAfter(*records, recordIdOf(context, scene, which))};
        const auto made = co_await scene.client->createRelease(wish, stop);
        if (!made)
            co_return std::unexpected(made.error());
        opened = {made->value, {made->requestId}};
    }
    const auto running = co_await scene.client->changeRelease(opened.record.id, u"running"_s, {}, stop);
    if (!running)
        co_return std::unexpected(running.error());
    opened.requestIds.append(*running);
    co_return opened;
}

QCoro::Task<base::Result<FlyMark>> openTakingBack(FlyScene scene, Context context, QString image)
{
    const auto mark =
        context.shared<FlyMark>(u"fly-taken-back/"_s + scene.app, [] { return std::make_shared<FlyMark>(); });
    if (!mark->id.isEmpty())
        co_return *mark;
    const auto opened = co_await openRecord(scene, context, FlyRecord::TakenBack, image);
    if (!opened)
        co_return std::unexpected(opened.error());
    *mark = {opened->record.id, QString::number(opened->record.version)};
    co_return *mark;
}

QCoro::Task<base::Result<std::optional<fly::Release>>> openedRecord(FlyScene scene, Context context)
{
    const QString id = markOf(context).id;
    if (id.isEmpty())
        co_return std::nullopt;
    const auto releases = co_await scene.client->releases(scene.app, releasesAsked, context.stop());
    if (!releases)
        co_return std::unexpected(releases.error());
    const auto found = std::ranges::find(*releases, id, &fly::Release::id);
    if (found == releases->cend())
        co_return std::nullopt;
    co_return *found;
}

QCoro::Task<base::Result<Finding>> inspectRecords(FlyScene scene, Context context)
{
    Finding finding;
    if (markOf(context).id.isEmpty()) {
        finding.state = Finding::State::Done;
        finding.outcome.words = FlyWords::tr("No release was opened");
        co_return finding;
    }
    const auto ended = std::make_shared<QStringList>();
    const auto open = co_await openOnes(scene, context, ended);
    if (!open)
        co_return std::unexpected(open.error());
    if (open->isEmpty())
        finding.state = Finding::State::Done;
    finding.outcome.words = ended->join(u"; "_s);
    co_return finding;
}

QCoro::Task<base::Result<Outcome>> closeRecords(FlyScene scene, Context context)
{
    const auto words = std::make_shared<QStringList>();
    const auto open = co_await openOnes(scene, context, words);
    if (!open)
        co_return std::unexpected(open.error());
    const QJsonObject info{{u"post_deployment_info"_s, QJsonObject{{u"flyctl_version"_s, u"0.0.0-slipway"_s}}}};
    Outcome outcome;
    for (const Closing &closing : *open) {
        const auto closed =
            co_await scene.client->changeRelease(closing.record.id, closing.status, info, context.stop());
        if (!closed)
            co_return std::unexpected(closed.error());
        outcome.requestIds.append(*closed);
        words->append(FlyWords::tr("v%1 is closed as %2").arg(closing.record.version).arg(closing.status));
    }
    outcome.output = {{u"status"_s, statusOf(context)}};
    outcome.words = words->join(u"; "_s);
    co_return outcome;
}

} // namespace slipway::rollout
