#include "sandbox/sandbox.h"

#include "sandbox/control/control.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

namespace {

/// Long enough for the answer to POST /stop to leave.
constexpr std::chrono::milliseconds farewell{50};

QJsonObject asJson(const Tokens &tokens)
{
    QJsonObject object{{u"full"_s, QString::fromLatin1(tokens.full)},
                       {u"readOnly"_s, QString::fromLatin1(tokens.readOnly)},
                       {u"missingScopes"_s, QString::fromLatin1(tokens.missingScopes)}};
    if (!tokens.noWorkflows.isEmpty())
        object.insert(u"noWorkflows"_s, QString::fromLatin1(tokens.noWorkflows));
    return object;
}

void insertBelow(QJsonObject &object, const QString &group, const QString &key, const QJsonValue &value)
{
    QJsonObject inner = object.value(group).toObject();
    inner.insert(key, value);
    object.insert(group, inner);
}

} // namespace

Sandbox::Sandbox(Scenario scenario, std::unique_ptr<base::Clock> clock, quint64 seed, QObject *parent)
    : QObject(parent)
    , m_scenario(std::move(scenario))
    , m_simulation(std::move(clock), seed)
    , m_offers(githubServices(m_simulation, m_scenario))
{
    auto others = otherServices(m_simulation, m_scenario);
    for (Offer &offer : others)
        m_offers.push_back(std::move(offer));
    for (const Offer &offer : m_offers)
        m_servers.push_back(std::make_unique<Server>(m_simulation, *offer.service));
    Control::Hooks hooks;
    hooks.status = [this] { return status(); };
    hooks.workspace = [this] { return scenarioWorkspace(m_scenario); };
    hooks.stop = [this] { QTimer::singleShot(farewell, this, &Sandbox::stopRequested); };
    m_control = std::make_unique<Control>(m_simulation, std::move(hooks));
    m_controlServer = std::make_unique<Server>(m_simulation, *m_control);
}

Sandbox::~Sandbox() = default;

base::Done Sandbox::listen(quint16 portBase)
{
    quint16 port = portBase;
    const auto next = [portBase, &port] { return portBase == 0 ? quint16{0} : port++; };
    if (auto done = m_controlServer->listen(next()); !done)
        return done;
    for (const auto &server : m_servers) {
        if (auto done = server->listen(next()); !done)
            return done;
    }
    return {};
}

QJsonObject Sandbox::ready() const
{
    QJsonObject object;
    for (size_t i = 0; i < m_offers.size(); ++i) {
        const Offer &offer = m_offers[i];
        const QString origin = m_servers[i]->origin();
        insertBelow(object, offer.group, offer.key, origin + offer.service->basePath());
        if (!offer.service->tokens().isEmpty())
            insertBelow(object, u"tokens"_s, offer.group, asJson(offer.service->tokens()));
        const QJsonObject facts = offer.service->readyFacts(origin);
        for (auto fact = facts.begin(); fact != facts.end(); ++fact)
            object.insert(fact.key(), fact.value());
    }
    object.insert(u"control"_s, controlUrl());
    object.insert(u"now"_s, m_simulation.now().toString(Qt::ISODate));
    object.insert(u"speed"_s, m_simulation.speed());
    object.insert(u"scenario"_s, m_scenario.name);
    return object;
}

QString Sandbox::url(const QString &group, const QString &key) const
{
    for (size_t i = 0; i < m_offers.size(); ++i) {
        if (m_offers[i].group == group && m_offers[i].key == key)
            return m_servers[i]->origin() + m_offers[i].service->basePath();
    }
    return {};
}

Tokens Sandbox::tokens(const QString &group) const
{
    const auto found = std::ranges::find_if(
        m_offers, [&](const Offer &offer) { return offer.group == group && !offer.service->tokens().isEmpty(); });
    return found == m_offers.end() ? Tokens{} : found->service->tokens();
}

QString Sandbox::controlUrl() const
{
    return m_controlServer->origin();
}

QJsonObject Sandbox::status() const
{
    return {{u"scenario"_s, m_scenario.name}, {u"ready"_s, ready()}};
}

} // namespace slipway::sandbox
