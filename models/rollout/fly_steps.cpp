#include "rollout/fly_steps.h"

#include "rollout/steps.h"

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

template<typename T, typename... Arguments>
void add(operations::Registry &registry, const QString &kind, const FlyClient &client, Arguments... arguments)
{
    registry.add(kind, [client, arguments...](const operations::StepSpec &) {
        return std::make_unique<T>(client, arguments...);
    });
}

} // namespace

void registerFlySteps(operations::Registry &registry, const Planner::Setup &setup)
{
    const FlyClient client = setup.clients.fly;
    if (!client)
        return;
    add<CreateRelease>(registry, u"fly.create-release"_s, client);
    add<CloseRelease>(registry, u"fly.close-release"_s, client);
    add<TakeLeases>(registry, u"fly.lease"_s, client);
    add<FreeLeases>(registry, u"fly.free-leases"_s, client);
    add<ReleaseCommand>(registry, u"fly.release-command"_s, client);
    add<Canary>(registry, u"fly.canary"_s, client);
    add<UpdateMachine>(registry, u"fly.update-machine"_s, client);
    add<VerifyMachines>(registry, u"fly.verify"_s, client);
    add<Pause>(registry, u"fly.pause"_s, client);
    add<CreateGreen>(registry, u"fly.create-green"_s, client);
    add<AwaitGreens>(registry, u"fly.await-greens"_s, client);
    add<Uncordon>(registry, u"fly.uncordon"_s, client);
    add<DestroyGreens>(registry, u"fly.destroy-greens"_s, client);
    add<RetireBlue>(registry, u"fly.tag-blue"_s, client, RetireBlue::Way::Tag);
    add<RetireBlue>(registry, u"fly.cordon"_s, client, RetireBlue::Way::Cordon);
    add<RetireBlue>(registry, u"fly.stop"_s, client, RetireBlue::Way::Stop);
    add<RetireBlue>(registry, u"fly.destroy"_s, client, RetireBlue::Way::Destroy);
}

} // namespace slipway::rollout
