#pragma once

#include "sandbox/core/fault.h"
#include "sandbox/core/router.h"

#include <optional>

namespace slipway::sandbox {

class Simulation;

/// The tokens that a provider has issued, one for each kind of access.
struct Tokens {
    QByteArray full;
    QByteArray readOnly;
    QByteArray missingScopes;
    /// GitHub alone: everything but the scope `workflow`; as good as `full` where that is not asked for.
    QByteArray noWorkflows = {};

    bool isEmpty() const { return full.isEmpty(); }
};

/// One provider's API on one port: its routes, who may ask, and its own words for what goes wrong.
/// Services of the same provider share their state, which outlives them.
class Service
{
public:
    /// `provider` is the name in validate-exchange's records and in faults: "github", "fly", "vercel", "sentry",
    /// "slack". `simulation` outlives the service.
    Service(Simulation &simulation, QString provider, Tokens tokens);
    virtual ~Service();
    Q_DISABLE_COPY_MOVE(Service)

    const QString &provider() const { return m_provider; }
    const Tokens &tokens() const { return m_tokens; }
    /// False for the sandbox's own control port, which no fault strikes and no record shows.
    virtual bool isSimulated() const { return true; }
    /// Whether the exchange is one of the provider's documented API.
    virtual bool isRecorded(const Call &call) const;
    /// Called once, when the port is open.
    virtual void listening(const QString &origin);
    /// What the ready line puts behind the origin; "" for most.
    virtual QString basePath() const { return {}; }
    /// What this service adds to the ready line's top level, given its origin; nothing for most.
    virtual QJsonObject readyFacts(const QString &origin) const;

    /// Answers a call: access first, then the route, then the provider's own headers.
    void serve(Call call, Answer answer);
    /// The provider's answer that `fault` demands instead of the real one (429, 5xx, 401, …).
    virtual Reply faultReply(const Call &call, const Fault &fault) const;
    /// Headers that every answer of the provider carries: rate limits, request ids. Also put on fault replies.
    virtual void decorate(const Call &call, Reply &reply);
    /// The token's access, from `Authorization: Bearer …` (or `token …`, or basic's password) unless overridden.
    virtual Access accessOf(const Call &call) const;

protected:
    /// Registers a handler. See Router for patterns.
    void on(const QByteArray &method, const QString &pattern, Handler handler);
    /// Registers a handler that may answer later (Fly's wait).
    void onLater(const QByteArray &method, const QString &pattern, LateHandler handler);

    /// The refusal of a call that its token does not allow; nothing when it is allowed. `call.parameters` are set.
    virtual std::optional<Reply> refuse(const Call &call) const = 0;
    /// The provider's error body for `status`.
    virtual Reply error(int status, const QString &message) const = 0;
    /// The answer for a path that nobody registered.
    virtual Reply notFound(const Call &call) const;

    Simulation &simulation() const { return m_simulation; }

private:
    Simulation &m_simulation;
    QString m_provider;
    Tokens m_tokens;
    Router m_router;
};

/// A service and where the ready line shows it, as in {"fly": {"machines": URL}}.
struct Offer {
    QString group;
    QString key;
    std::unique_ptr<Service> service;
};

} // namespace slipway::sandbox
