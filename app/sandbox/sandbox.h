#pragma once

#include "sandbox/core/server.h"
#include "sandbox/core/simulation.h"
#include "sandbox/scenarios/scenario.h"

#include <memory>
#include <vector>

namespace slipway::sandbox {

/// A scenario's providers, each listening on a port of its own on 127.0.0.1, and the control port.
class Sandbox final : public QObject
{
    Q_OBJECT

public:
    /// `clock` starts at the time at which the story shall begin.
    Sandbox(Scenario scenario, std::unique_ptr<base::Clock> clock, quint64 seed, QObject *parent = nullptr);
    ~Sandbox() override;

    /// Opens the ports: free ones, or `portBase` (control) and those after it. Error: internal, for a port in use.
    base::Done listen(quint16 portBase = 0);
    /// What the ready line says; see the README.
    QJsonObject ready() const;
    Simulation &simulation() { return m_simulation; }
    /// Where a service listens, as in url("github", "api"); empty for an unknown one.
    QString url(const QString &group, const QString &key) const;
    /// The tokens of a group.
    Tokens tokens(const QString &group) const;
    QString controlUrl() const;

signals:
    void stopRequested();

private:
    QJsonObject status() const;

    Scenario m_scenario;
    Simulation m_simulation;
    std::vector<Offer> m_offers;
    std::unique_ptr<Service> m_control;
    std::vector<std::unique_ptr<Server>> m_servers;
    std::unique_ptr<Server> m_controlServer;
};

} // namespace slipway::sandbox
