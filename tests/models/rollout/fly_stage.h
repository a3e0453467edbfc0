#pragma once

#include "fly/client.h"
#include "net/http_client.h"
#include "operations/runner.h"
#include "rollout/planner.h"
#include "sandbox/core/server.h"
#include "sandbox/core/simulation.h"
#include "sandbox/fly/machines_api.h"
#include "sandbox/fly/platform_api.h"
#include "store/store.h"
#include "test_support/result_of.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>

#include <functional>

namespace slipway::test {

/// An app on the simulated Fly.io, over sockets, with a runner that changes it; one clock for all, which the stage
/// moves while it waits.
class FlyStage
{
public:
    /// `machines` of them run v1 and then v2; v1 is what a roll-back goes back to.
    explicit FlyStage(int machines = 3);
    ~FlyStage();
    Q_DISABLE_COPY_MOVE(FlyStage)

    /// Moves the time on until it is so, or for so many minutes of the story.
    bool until(const std::function<bool()> &isSo, int minutes = 20);
    template<typename T>
    base::Result<T> wait(QCoro::Task<base::Result<T>> task)
    {
        Outcome<T> outcome(std::move(task));
        if (!until([&outcome] { return outcome.isDone(); }))
            return std::unexpected(base::makeError(base::Error::Kind::Timeout, QStringLiteral("It does not end.")));
        return resultOf(outcome);
    }

    rollout::Draft draft(rollout::Wish::Act act = rollout::Wish::Act::RollBack, const QString &image = {});
    operations::Plan plan(const QString &strategy, const QStringList &options = {},
                          rollout::Wish::Act act = rollout::Wish::Act::RollBack, const QString &image = {});
    /// Gives the operation's id.
    QString start(const operations::Plan &plan);
    /// Until nothing moves any more by itself.
    const operations::Operation &ended(const QString &id);
    const operations::Operation &operation(const QString &id) { return *runner->operation(id); }
    const operations::StepRecord &record(const QString &id, const QString &step);
    /// What failed, in the words of the step that did.
    QString troubleOf(const QString &id);

    /// A runner as a new program would have it, on the same store.
    void restart();
    /// A build whose machines never get ready.
    sandbox::fly::Image pushBadImage();
    /// The release that is gone back to runs a command that ends so.
    void giveReleaseCommand(int exitCode);
    const sandbox::fly::Release &newestRecord() { return app().releases.back(); }
    sandbox::fly::App &app() { return *platform->app(QStringLiteral("api-prod")); }
    /// Tags of the images that the app's machines run, in the machines' order.
    QStringList tags();
    bool isAnyLeased();
    qsizetype count(const QString &effect) const { return simulation->ledger().count(effect); }
    void fault(const QJsonObject &fault);

    /// So much of the story passes in one turn of the event loop: many turns fit into a lease.
    base::milliseconds turn{100};
    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    std::unique_ptr<sandbox::Simulation> simulation;
    std::shared_ptr<sandbox::fly::Platform> platform;
    sandbox::fly::Image oldImage;
    sandbox::fly::Image newImage;
    std::shared_ptr<net::HttpClient> http;
    std::shared_ptr<const slipway::fly::Client> client;
    std::unique_ptr<operations::Runner> runner;
    rollout::Planner::Setup setup;
    /// The watch that a plan ends with finds the release bad; from the next restart on.
    bool isWatchBad = false;

private:
    void build(int machines);

    QTemporaryDir m_folder;
    std::unique_ptr<sandbox::fly::MachinesApi> m_machines;
    std::unique_ptr<sandbox::fly::PlatformApi> m_api;
    std::unique_ptr<sandbox::Server> m_machinesServer;
    std::unique_ptr<sandbox::Server> m_apiServer;
    std::shared_ptr<store::Store> m_store;
};

} // namespace slipway::test
