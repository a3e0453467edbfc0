#pragma once

#include "call_support/call_fixture.h"
#include "github/client.h"
#include "operations/context_data.h"
#include "rollout/planner.h"
#include "rollout/steps.h"
#include "sandbox/sandbox.h"
#include "sentry/client.h"
#include "test_support/result_of.h"
#include "vercel/client.h"
#include "workspace/parser.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace slipway::rollout::test {

using slipway::test::Outcome;

/// The demo's providers over sockets, in this process, and clients of them. Time stands still until somebody waits.
class SandboxStage
{
public:
    SandboxStage()
        : sandbox(sandbox::scenario(QStringLiteral("loop-health")).value(), std::make_unique<base::ManualClock>(), 1)
    {
        if (!sandbox.listen())
            qFatal("the sandbox has no port");
        net::HttpClient::Options options;
        options.clock = std::make_shared<base::SystemClock>();
        options.firstWait = std::chrono::milliseconds(1);
        options.longestWait = std::chrono::milliseconds(1);
        options.attempts = 2;
        http = std::make_shared<net::HttpClient>(options);
        setup.clock = clock;
        setup.workspace = std::make_shared<const workspace::Workspace>(
            *workspace::readWorkspace(
                 sandbox::scenarioWorkspace(sandbox::scenario(QStringLiteral("loop-health")).value()))
                 .workspace);
        setup.clients.github = std::make_shared<github::Client>(
            http, github::endpoint(url("github", "api"), token(sandbox.tokens(QStringLiteral("github")).full)));
        setup.clients.vercel = vercelWith(sandbox.tokens(QStringLiteral("vercel")).full);
        setup.clients.sentry = std::make_shared<sentry::Client>(
            http, sentry::endpoint(url("sentry", "api"), token(sandbox.tokens(QStringLiteral("sentry")).full)));
        registerVercelSteps(registry, setup);
        registerGithubSteps(registry, setup);
        registerMigrationSteps(registry, setup);
        registerTellingSteps(registry, setup);
    }

    std::shared_ptr<const vercel::Client> vercelWith(const QByteArray &secret) const
    {
        return std::make_shared<vercel::Client>(http, vercel::endpoint(url("vercel", "api"), token(secret)),
                                                vercel::Scope{QStringLiteral("loop-health")});
    }
    QUrl url(const char *group, const char *key) const
    {
        return QUrl(sandbox.url(QString::fromLatin1(group), QString::fromLatin1(key)));
    }

    void pass(std::chrono::milliseconds by)
    {
        sandbox.simulation().advance(by);
        clock->advance(by);
    }
    /// What the task gives; whoever waits for time gets it.
    template<typename T>
    base::Result<T> wait(QCoro::Task<base::Result<T>> task)
    {
        const Outcome<T> outcome(std::move(task));
        QElapsedTimer real;
        real.start();
        while (!outcome.isDone() && real.elapsed() < 30'000) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
            if (!outcome.isDone() && clock->waiting() > 0)
                pass(std::max(clock->untilNext(), std::chrono::milliseconds(1)));
        }
        if (!outcome.isDone())
            return std::unexpected(base::makeError(base::Error::Kind::Timeout, QStringLiteral("the task never ended")));
        return resultOf(outcome);
    }

    void strike(const QJsonObject &fault) { sandbox.simulation().faults().add(*sandbox::parseFault(fault)); }
    qsizetype count(const QString &effect, const QString &subject = {})
    {
        return sandbox.simulation().ledger().count(effect, subject);
    }

    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    sandbox::Sandbox sandbox;
    std::shared_ptr<net::HttpClient> http;
    Planner::Setup setup;
    operations::Registry registry;

private:
    static base::Secret token(const QByteArray &bytes) { return base::Secret(QByteArrayView(bytes)); }
};

/// Carries a plan's steps out one after the other, as the runner does, so that a test can stop between any two.
class Drive
{
public:
    Drive(SandboxStage &stage, operations::Plan plan)
        : m_stage(stage)
    {
        common->operationId = QStringLiteral("op-1");
        common->plan = std::move(plan);
        common->actor = QStringLiteral("priya-nair");
        common->clock = stage.clock;
    }

    const operations::StepSpec &spec(const QString &id) const
    {
        for (const operations::StepSpec &step : common->plan.steps) {
            if (step.id == id)
                return step;
        }
        qFatal("no such step");
    }
    operations::Context context(const QString &id)
    {
        auto data = std::make_shared<operations::Context::Data>();
        data->common = common;
        data->spec = spec(id);
        data->wasTried = m_tried.contains(id);
        data->tell = [this](const QString &words, double) { told.append(words); };
        return operations::Context(data);
    }
    base::Result<operations::Outcome> apply(const QString &id)
    {
        const auto step = m_stage.registry.make(spec(id));
        m_tried.insert(id);
        auto outcome = m_stage.wait(step->apply(context(id)));
        if (outcome)
            common->outputs.insert(id, outcome->output);
        return outcome;
    }
    base::Result<operations::Finding> inspect(const QString &id)
    {
        const auto step = m_stage.registry.make(spec(id));
        return m_stage.wait(step->inspect(context(id)));
    }
    base::Result<operations::Outcome> revert(const QString &id)
    {
        const auto step = m_stage.registry.make(spec(id));
        return m_stage.wait(step->revert(context(id)));
    }
    /// All of them; what went wrong, or nothing.
    QString all()
    {
        for (const operations::StepSpec &step : common->plan.steps) {
            const auto outcome = apply(step.id);
            if (!outcome)
                return step.id + QStringLiteral(": ") + outcome.error().message;
        }
        return {};
    }

    std::shared_ptr<operations::Common> common = std::make_shared<operations::Common>();
    QStringList told;

private:
    SandboxStage &m_stage;
    QSet<QString> m_tried;
};

} // namespace slipway::rollout::test
