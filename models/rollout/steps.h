#pragma once

#include "operations/step.h"
#include "rollout/planner.h"
#include "slack/webhook.h"

/// The kinds of step that plans of this folder are made of. A provider that nobody is signed in at has its kinds left
/// out, but for telling: that is never why an operation fails.
namespace slipway::rollout {

/// How messages reach Slack.
struct Telling {
    std::shared_ptr<const net::HttpClient> http = nullptr;
    /// The webhook of a channel; nothing where none was entered. May be empty.
    std::function<std::optional<slack::Webhook>(const QString &channel)> webhook = nullptr;
};

/// "fly.create-release", "fly.release-command", "fly.canary", "fly.lease", "fly.update-machine", "fly.verify",
/// "fly.create-green", "fly.await-greens", "fly.uncordon", "fly.tag-blue", "fly.pause", "fly.cordon", "fly.stop",
/// "fly.destroy", "fly.destroy-greens", "fly.free-leases", "fly.close-release".
void registerFlySteps(operations::Registry &registry, const Planner::Setup &setup);
/// "vercel.rollback", "vercel.promote", "vercel.redeploy", "vercel.wait-build", "vercel.wait-aliases".
void registerVercelSteps(operations::Registry &registry, const Planner::Setup &setup);
/// "github.dispatch", "github.wait-run", "github.review", "github.hold", "github.unhold".
void registerGithubSteps(operations::Registry &registry, const Planner::Setup &setup);
/// "migration.output".
void registerMigrationSteps(operations::Registry &registry, const Planner::Setup &setup);
/// "sentry.deploy", "slack.post". What could not be told is said in the step's words.
void registerTellingSteps(operations::Registry &registry, const Planner::Setup &setup, Telling telling = {});

} // namespace slipway::rollout
