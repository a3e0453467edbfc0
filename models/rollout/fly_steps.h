#pragma once

#include "rollout/fly_scene.h"

/// The steps of a deploy to Fly.io. Source: delivery-semantics A.
namespace slipway::rollout {

/// A step that asks Fly.io. Its input holds the app's name there.
class FlyStep : public operations::Step
{
public:
    explicit FlyStep(FlyClient client)
        : m_client(std::move(client))
    { }

protected:
    FlyClient m_client;
};

/// "fly.create-release": opens the record and says that it runs. Recognised by the operation in its definition.
class CreateRelease final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
};

/// "fly.close-release": complete, failed or interrupted, once.
class CloseRelease final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
};

/// "fly.lease": all machines or none, and only as they were planned.
class TakeLeases final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
    Answer<Outcome> revert(Context context) override;
};

/// "fly.free-leases".
class FreeLeases final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
};

/// "fly.release-command": a machine of its own runs it and is gone.
class ReleaseCommand final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
};

/// "fly.canary": one machine more of a group, removed when it is healthy.
class Canary final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
    Answer<Outcome> revert(Context context) override;
};

/// "fly.update-machine": another image, everything else as it is.
class UpdateMachine final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
    Answer<Outcome> revert(Context context) override;
};

/// "fly.verify": fails when a machine refused what did not wait for it; a retry asks those again.
class VerifyMachines final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
};

/// "fly.pause".
class Pause final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
};

/// "fly.create-green".
class CreateGreen final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
    Answer<Outcome> revert(Context context) override;
};

/// "fly.await-greens".
class AwaitGreens final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
};

/// "fly.uncordon": the green of `blue` gets traffic.
class Uncordon final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
    Answer<Outcome> revert(Context context) override;
};

/// "fly.destroy-greens": unless one of them serves.
class DestroyGreens final : public FlyStep
{
public:
    using FlyStep::FlyStep;
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
};

/// "fly.tag-blue", "fly.cordon", "fly.stop", "fly.destroy": once the new machines serve, what fails about the old ones
/// is said and keeps nothing back.
class RetireBlue final : public FlyStep
{
public:
    enum class Way { Tag, Cordon, Stop, Destroy };
    RetireBlue(FlyClient client, Way way)
        : FlyStep(std::move(client))
        , m_way(way)
    { }
    Answer<Finding> inspect(Context context) override;
    Answer<Outcome> apply(Context context) override;
    Answer<Outcome> revert(Context context) override;

private:
    Way m_way;
};

} // namespace slipway::rollout
