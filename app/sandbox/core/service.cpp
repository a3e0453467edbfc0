#include "sandbox/core/service.h"

#include "sandbox/core/simulation.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

Service::Service(Simulation &simulation, QString provider, Tokens tokens)
    : m_simulation(simulation)
    , m_provider(std::move(provider))
    , m_tokens(std::move(tokens))
{ }

Service::~Service() = default;

QJsonObject Service::readyFacts(const QString &) const
{
    return {};
}

bool Service::isRecorded(const Call &) const
{
    return isSimulated();
}

void Service::listening(const QString &) { }

void Service::serve(Call call, Answer answer)
{
    auto match = m_router.find(call.method, call.segments);
    call.parameters = std::move(match.parameters);
    const auto finish = [this, call, answer = std::move(answer)](Reply reply) {
        decorate(call, reply);
        answer(std::move(reply));
    };
    if (const auto refusal = refuse(call))
        finish(*refusal);
    else if (!match.handler)
        finish(notFound(call));
    else
        (*match.handler)(call, finish);
}

Reply Service::faultReply(const Call &, const Fault &fault) const
{
    switch (fault.kind) {
    case Fault::Kind::TooManyRequests:
    case Fault::Kind::SecondaryLimit: {
        Reply reply = error(429, u"Too many requests"_s);
        if (const auto wait = retryAfterHeader(fault, m_simulation.now()))
            reply.with("retry-after", *wait);
        return reply;
    }
    case Fault::Kind::ExpiredToken: return error(401, u"Unauthorized"_s);
    default: return error(fault.status, u"Service unavailable"_s);
    }
}

void Service::decorate(const Call &, Reply &) { }

Access Service::accessOf(const Call &call) const
{
    const QByteArray header = call.header("authorization");
    const auto space = header.indexOf(' ');
    QByteArray token = header.mid(space + 1).trimmed();
    if (header.first(std::max<qsizetype>(space, 0)).compare("basic", Qt::CaseInsensitive) == 0) {
        const QByteArray pair = QByteArray::fromBase64(token);
        token = pair.mid(pair.indexOf(':') + 1);
    }
    if (token.isEmpty())
        return Access::Anonymous;
    if (token == m_tokens.full || (!m_tokens.noWorkflows.isEmpty() && token == m_tokens.noWorkflows))
        return Access::Full;
    if (token == m_tokens.readOnly)
        return Access::ReadOnly;
    return token == m_tokens.missingScopes ? Access::MissingScopes : Access::Unknown;
}

void Service::on(const QByteArray &method, const QString &pattern, Handler handler)
{
    m_router.add(method, pattern,
                 [handle = std::move(handler)](const Call &call, const Answer &answer) { answer(handle(call)); });
}

void Service::onLater(const QByteArray &method, const QString &pattern, LateHandler handler)
{
    m_router.add(method, pattern, std::move(handler));
}

Reply Service::notFound(const Call &) const
{
    return error(404, u"Not Found"_s);
}

} // namespace slipway::sandbox
