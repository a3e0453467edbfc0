#include "sandbox/fly/service.h"

#include "sandbox/core/simulation.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly {

FlyService::FlyService(std::shared_ptr<Platform> platform, Tokens tokens)
    : Service(platform->simulation(), u"fly"_s, std::move(tokens))
    , m_platform(std::move(platform))
{ }

void FlyService::decorate(const Call &call, Reply &reply)
{
    reply.with("fly-request-id", u"01HS%1-fra"_s.arg(call.requestId).toLatin1());
}

Access FlyService::accessOf(const Call &call) const
{
    const QByteArray header = call.header("authorization");
    const QByteArray scheme = header.left(header.indexOf(' ')).toLower();
    if (header.isEmpty())
        return Access::Anonymous;
    if (scheme != "bearer" && scheme != "flyv1")
        return Access::Unknown;
    const QByteArray token = header.mid(scheme.size() + 1).trimmed();
    if (token.isEmpty())
        return Access::Anonymous;
    if (token == tokens().full)
        return Access::Full;
    if (token == tokens().readOnly)
        return Access::ReadOnly;
    return token == tokens().missingScopes ? Access::MissingScopes : Access::Unknown;
}

bool FlyService::isRead(const Call &call) const
{
    return call.method == "GET" || call.method == "HEAD";
}

bool FlyService::isForEveryToken(const Call &) const
{
    return false;
}

std::optional<Reply> FlyService::refuse(const Call &call) const
{
    switch (call.access) {
    case Access::Anonymous:
    case Access::Unknown: return error(401, u"Authenticate: token validation error"_s);
    case Access::MissingScopes:
        if (isForEveryToken(call))
            return std::nullopt;
        return error(403, u"unauthorized"_s);
    case Access::ReadOnly:
        if (isRead(call))
            return std::nullopt;
        return error(403, u"unauthorized: the token may only read"_s);
    case Access::Full: break;
    }
    return std::nullopt;
}

Reply FlyService::error(int status, const QString &message) const
{
    return Reply::json(QJsonObject{{u"error"_s, message}}, status);
}

Reply FlyService::notFound(const Call &) const
{
    return Reply::text(u"404 page not found"_s, 404);
}

Reply FlyService::appNotFound(const QString &name) const
{
    return error(404, u"app not found: %1"_s.arg(name));
}

Tokens demoTokens()
{
    return {.full = "fm2_demo_full_organisation_token"_ba,
            .readOnly = "fm2_demo_read_only_token"_ba,
            .missingScopes = "fm2_demo_other_application_token"_ba};
}

} // namespace slipway::sandbox::fly
