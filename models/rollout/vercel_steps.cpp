// The steps that change what a Vercel project serves.
#include "rollout/polling.h"
#include "rollout/steps.h"
#include "rollout/vercel_builds.h"
#include "rollout/vercel_moves.h"

#include "operations/step.h"
#include "vercel/client.h"

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

using operations::Context;
using operations::Finding;
using operations::Outcome;
using vercel::AliasRequest;
using SharedClient = std::shared_ptr<const vercel::Client>;

/// "vercel.rollback" and "vercel.promote".
class MoveStep final : public operations::Step
{
public:
    MoveStep(SharedClient client, AliasRequest::Kind kind)
        : m_client(std::move(client))
        , m_kind(kind)
    { }

    Answer<Finding> inspect(Context context) override { return inspectMove(m_client, m_kind, context); }
    Answer<Outcome> apply(Context context) override { return makeMove(m_client, moveOf(context, m_kind), context); }
    Answer<Outcome> revert(Context context) override
    {
        return makeMove(m_client, moveBackOf(context, m_kind), context);
    }

private:
    SharedClient m_client;
    AliasRequest::Kind m_kind;
};

/// "vercel.redeploy".
class RebuildStep final : public operations::Step
{
public:
    explicit RebuildStep(SharedClient client)
        : m_client(std::move(client))
    { }

    Answer<Finding> inspect(Context context) override { return inspectBuild(m_client, context); }
    Answer<Outcome> apply(Context context) override { return startBuild(m_client, context); }

private:
    SharedClient m_client;
};

/// "vercel.wait-build" and "vercel.wait-aliases": they look until it is so.
class WaitStep final : public operations::Step
{
public:
    using Wait = Answer<Outcome> (*)(SharedClient, Context);
    using Look = Answer<Finding> (*)(SharedClient, Context);
    WaitStep(SharedClient client, Look look, Wait wait)
        : m_client(std::move(client))
        , m_look(look)
        , m_wait(wait)
    { }

    Answer<Finding> inspect(Context context) override { return m_look(m_client, context); }
    Answer<Outcome> apply(Context context) override { return m_wait(m_client, context); }

private:
    SharedClient m_client;
    Look m_look;
    Wait m_wait;
};

} // namespace

void registerVercelSteps(operations::Registry &registry, const Planner::Setup &setup)
{
    const SharedClient client = setup.clients.vercel;
    if (!client)
        return;
    using operations::StepSpec;
    registry.add(u"vercel.rollback"_s, [client](const StepSpec &) {
        return std::make_unique<MoveStep>(client, AliasRequest::Kind::Rollback);
    });
    registry.add(u"vercel.promote"_s, [client](const StepSpec &) {
        return std::make_unique<MoveStep>(client, AliasRequest::Kind::Promote);
    });
    registry.add(u"vercel.redeploy"_s, [client](const StepSpec &) { return std::make_unique<RebuildStep>(client); });
    registry.add(u"vercel.wait-build"_s,
                 [client](const StepSpec &) { return std::make_unique<WaitStep>(client, lookAtBuild, waitForBuild); });
    registry.add(u"vercel.wait-aliases"_s, [client](const StepSpec &) {
        return std::make_unique<WaitStep>(client, lookAtDomains, waitForDomains);
    });
}

} // namespace slipway::rollout
