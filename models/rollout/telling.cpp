#include "rollout/telling.h"

#include "rollout/polling.h"
#include "rollout/steps.h"

#include "sentry/client.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using operations::Context;
using operations::Finding;
using operations::Outcome;
using operations::StepSpec;
using operations::StepTime;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::Telling)
};

using SharedSentry = std::shared_ptr<const sentry::Client>;
template<typename T>
using Answer = operations::Step::Answer<T>;

QString text(const Context &context, QLatin1StringView name)
{
    return context.spec().input.value(name).toString();
}

/// An operation does not fail because somebody could not be told of it.
Outcome untold(const QString &words)
{
    return {{{u"told"_s, false}}, words, {}};
}

/// Ours is known by the operation in its name. Source: Sentry's API, createOrganizationReleaseDeploy.
QString deployName(const Context &context)
{
    constexpr qsizetype longest = 64;
    const QString mark = u" ("_s + context.operationId() + u')';
    return text(context, "name"_L1).left(longest - mark.size()) + mark;
}

Outcome noted(const Context &context)
{
    return {{{u"told"_s, true}}, Words::tr("Sentry has a deploy of %1").arg(text(context, "version"_L1)), {}};
}

Answer<Finding> inspectDeploy(SharedSentry client, Context context)
{
    if (!client)
        co_return Finding{};
    const auto deploys =
        co_await client->deploys(text(context, "organization"_L1), text(context, "version"_L1), context.stop());
    const auto known = deploys.value_or(QList<sentry::Deploy>());
    const bool isThere = std::ranges::contains(known, deployName(context), &sentry::Deploy::name);
    co_return isThere ? Finding{Finding::State::Done, noted(context)} : Finding{};
}

Answer<Outcome> noteDeploy(SharedSentry client, Context context)
{
    if (!client)
        co_return untold(Words::tr("Nobody is signed in to Sentry: it was not told."));
    const auto before = co_await inspectDeploy(client, context);
    if (before && before->state == Finding::State::Done)
        co_return before->outcome;
    const sentry::NewDeploy deploy{.environment = text(context, "environment"_L1),
                                   .name = deployName(context),
                                   .finishedAt = context.clock().now()};
    const auto made = co_await client->createDeploy(text(context, "organization"_L1), text(context, "version"_L1),
                                                    deploy, context.stop());
    if (!made)
        co_return untold(Words::tr("Sentry was not told: %1").arg(made.error().message));
    co_return noted(context);
}

class DeployStep final : public operations::Step
{
public:
    explicit DeployStep(SharedSentry client)
        : m_client(std::move(client))
    { }
    Answer<Finding> inspect(Context context) override { return inspectDeploy(m_client, context); }
    Answer<Outcome> apply(Context context) override { return noteDeploy(m_client, context); }

private:
    SharedSentry m_client;
};

Answer<Outcome> postMessage(Telling telling, Context context)
{
    const QString channel = text(context, "channel"_L1);
    const auto webhook = telling.webhook ? telling.webhook(channel) : std::nullopt;
    if (!webhook || !telling.http)
        co_return untold(Words::tr("No webhook of #%1 is stored: nothing was posted.").arg(channel));
    const auto posted = co_await slack::post(telling.http, *webhook, text(context, "text"_L1), context.stop());
    if (!posted)
        co_return untold(Words::tr("Slack was not told: %1").arg(posted.error().message));
    co_return Outcome{{{u"told"_s, true}}, Words::tr("Posted to #%1").arg(channel), {}};
}

/// After a crash it is not known whether a message arrived, and one too many is worse than none.
Answer<Finding> assumePosted(Context context)
{
    if (!context.wasTried())
        co_return Finding{};
    const QString words =
        Words::tr("Whether #%1 was told is not known; nothing was posted again.").arg(text(context, "channel"_L1));
    co_return Finding{Finding::State::Done, untold(words)};
}

class PostStep final : public operations::Step
{
public:
    explicit PostStep(Telling telling)
        : m_telling(std::move(telling))
    { }
    Answer<Finding> inspect(Context context) override { return assumePosted(context); }
    Answer<Outcome> apply(Context context) override { return postMessage(m_telling, context); }

private:
    Telling m_telling;
};

} // namespace

StepSpec sentryDeploySpec(const QString &id, const QString &organization, const QString &version,
                          const QString &environment, const QString &name)
{
    StepSpec step;
    step.id = id;
    step.kind = u"sentry.deploy"_s;
    step.input = {
        {u"organization"_s, organization}, {u"version"_s, version}, {u"environment"_s, environment}, {u"name"_s, name}};
    step.title = Words::tr("Tell Sentry");
    step.detail = Words::tr("Notes a deploy of %1 to %2").arg(version, environment);
    step.heading = Words::tr("Tell Sentry and Slack");
    step.expected = milliseconds(1'000);
    step.calls = {
        {u"POST"_s,
         u"https://sentry.io/api/0/organizations/%1/releases/%2/deploys/"_s.arg(organization, net::encoded(version)),
         {{u"environment"_s, environment}, {u"name"_s, name}}}};
    step.time = StepTime::OnSuccess;
    step.revertWords = Words::tr("What was noted stays noted.");
    return step;
}

StepSpec slackPostSpec(const QString &id, const QString &channel, const QString &text, StepTime time)
{
    StepSpec step;
    step.id = id;
    step.kind = u"slack.post"_s;
    step.input = {{u"channel"_s, channel}, {u"text"_s, text}};
    step.title = Words::tr("Tell Slack");
    step.detail = Words::tr("Posts to #%1, if its webhook is stored here").arg(channel);
    step.heading = Words::tr("Tell Sentry and Slack");
    step.expected = milliseconds(1'000);
    step.calls = {{u"POST"_s, Words::tr("the webhook of #%1").arg(channel), {{u"text"_s, text}}}};
    step.time = time;
    step.revertWords = Words::tr("A message cannot be taken back.");
    return step;
}

void registerTellingSteps(operations::Registry &registry, const Planner::Setup &setup, Telling telling)
{
    const SharedSentry client = setup.clients.sentry;
    registry.add(u"sentry.deploy"_s, [client](const StepSpec &) { return std::make_unique<DeployStep>(client); });
    registry.add(u"slack.post"_s, [telling](const StepSpec &) { return std::make_unique<PostStep>(telling); });
}

} // namespace slipway::rollout
