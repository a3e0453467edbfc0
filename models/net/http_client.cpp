#include "net/http_client.h"

#include "net/call.h"
#include "net/client_state.h"
#include "net/download.h"

namespace slipway::net {

HttpClient::HttpClient(Options options, QObject *parent)
    : QObject(parent)
    , m_state(std::make_shared<ClientState>(std::move(options), this))
{ }

HttpClient::~HttpClient()
{
    m_state->closing.request_stop();
}

QCoro::Task<base::Result<Response>> HttpClient::send(std::shared_ptr<const Endpoint> endpoint, Request request,
                                                     std::stop_token stop) const
{
    return call(m_state, std::move(endpoint), std::move(request), std::move(stop));
}

QCoro::Task<base::Result<qint64>> HttpClient::download(std::shared_ptr<const Endpoint> endpoint, Request request,
                                                       Download wanted, std::stop_token stop) const
{
    return net::download(m_state, std::move(endpoint), std::move(request), std::move(wanted), std::move(stop));
}

std::optional<RateLimit> HttpClient::rateLimit(const QString &provider, const QString &resource) const
{
    return m_state->rateLimit(provider, resource);
}

NetworkLog &HttpClient::log() const
{
    return m_state->log;
}

} // namespace slipway::net
