#pragma once

#include "approvals/approvals.h"
#include "fly/client.h"
#include "fly/endpoint.h"
#include "github/client.h"
#include "refresh/engine.h"
#include "sandbox/sandbox.h"
#include "workspace/parser.h"

#include <QTest>

/// The demo's approvals asked of the sandbox. For tests that link it.
namespace slipway::approvals::demo {

inline constexpr int patience = 20'000;

inline QUrl url(const sandbox::Sandbox &sandbox, const char *group, const char *key)
{
    return QUrl(sandbox.url(QString::fromLatin1(group), QString::fromLatin1(key)));
}

inline base::Secret token(const QByteArray &bytes)
{
    return base::Secret(QByteArrayView(bytes));
}

/// The demo's GitHub and Fly.io over sockets, and what asks them.
class Stage
{
public:
    Stage()
        : sandbox(sandbox::scenario(QStringLiteral("loop-health")).value(), std::unique_ptr<base::Clock>(story), 1)
        , engine(clock)
    {
        if (!sandbox.listen())
            qFatal("the sandbox has no port");
        net::HttpClient::Options options;
        options.clock = std::make_shared<base::SystemClock>();
        http = std::make_shared<net::HttpClient>(options);
        workspace = std::make_shared<const workspace::Workspace>(
            *workspace::readWorkspace(
                 sandbox::scenarioWorkspace(sandbox::scenario(QStringLiteral("loop-health")).value()))
                 .workspace);
        releases = std::make_unique<releases::Releases>(
            releases::Releases::Setup{workspace, QStringLiteral("w"), clock, nullptr});
        approvals =
            std::make_unique<Approvals>(Approvals::Setup{workspace, QStringLiteral("w"), clock, releases.get(), {}});
        signIn(sandbox.tokens(QStringLiteral("github")).full);
        releases->addSources(engine);
        approvals->addSources(engine);
    }

    void signIn(const QByteArray &secret)
    {
        const auto github =
            std::make_shared<github::Client>(http, github::endpoint(url(sandbox, "github", "api"), token(secret)));
        const auto fly =
            std::make_shared<fly::Client>(http,
                                          fly::endpoints({url(sandbox, "fly", "machines"), url(sandbox, "fly", "api"),
                                                          url(sandbox, "fly", "metrics")},
                                                         token(sandbox.tokens(QStringLiteral("fly")).full)));
        releases->setClients({github, fly, nullptr, nullptr});
        approvals->setClient(github);
    }

    /// Time passes for the program and for its providers, whose limits would never end otherwise.
    void pass(std::chrono::milliseconds time)
    {
        story->advance(time);
        clock->advance(time);
    }

    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    /// The sandbox's own; it goes with the sandbox.
    base::ManualClock *story = new base::ManualClock;
    sandbox::Sandbox sandbox;
    std::shared_ptr<net::HttpClient> http;
    std::shared_ptr<const workspace::Workspace> workspace;
    refresh::Engine engine;
    std::unique_ptr<releases::Releases> releases;
    std::unique_ptr<Approvals> approvals;
};

/// Lets time pass until it is so.
template<typename Condition>
bool comesTrue(Stage &stage, Condition condition)
{
    return QTest::qWaitFor(
        [&] {
            stage.pass(std::chrono::milliseconds(20));
            return condition();
        },
        patience);
}

} // namespace slipway::approvals::demo
