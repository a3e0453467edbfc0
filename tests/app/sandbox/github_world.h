#pragma once

#include "core_http.h"

#include "sandbox/core/server.h"
#include "sandbox/core/simulation.h"
#include "sandbox/github/world.h"
#include "sandbox/scenarios/loop_health_facts.h"
#include "sandbox/scenarios/loop_health_github.h"

namespace slipway::sandbox::test {

/// GitHub of loop-health over real sockets, its time moved by hand.
class GitHubWorld
{
public:
    explicit GitHubWorld(quint64 seed = 1)
    {
        auto manual = std::make_unique<base::ManualClock>();
        clock = manual.get();
        simulation = std::make_unique<Simulation>(std::move(manual), seed);
        m_offers = loop_health::githubServices(*simulation);
        for (const Offer &offer : m_offers) {
            m_servers.push_back(std::make_unique<Server>(*simulation, *offer.service));
            m_servers.back()->listen(0);
        }
        api = m_servers[0]->origin();
        web = m_servers[1]->origin();
        http.token = tokens().full;
    }

    Tokens tokens() const { return m_offers[0].service->tokens(); }
    Answer get(const QString &below) { return http.get(api + repository + below); }
    Answer send(const QByteArray &method, const QString &below, const QJsonObject &body = {})
    {
        return http.send(method, api + repository + below, body);
    }
    /// Where a 302 leads, asked without the token.
    Answer follow(const Answer &redirect)
    {
        const QByteArray token = std::exchange(http.token, {});
        const Answer answer = http.get(QString::fromUtf8(redirect.header("location")));
        http.token = token;
        return answer;
    }
    QJsonObject newestRun(const QString &file)
    {
        return get(QStringLiteral("/actions/workflows/%1/runs?per_page=1").arg(file))
            .object()[QStringLiteral("workflow_runs")][0]
            .toObject();
    }

    base::ManualClock *clock = nullptr;
    std::unique_ptr<Simulation> simulation;
    QString api;
    QString web;
    QString repository = QStringLiteral("/repos/loop-health/platform");
    Http http;

private:
    std::vector<std::unique_ptr<Server>> m_servers;
    std::vector<Offer> m_offers;
};

} // namespace slipway::sandbox::test
