#include "net/network_log.h"

#include "net/har.h"

namespace slipway::net {

namespace {

constexpr qsizetype keptOfBody = 64 * 1024;
/// Kept beyond it until secrets are out, so that the cut does not leave the half of one.
constexpr qsizetype margin = 8 * 1024;

bool isText(const QHttpHeaders &headers)
{
    const QByteArray type = headers.value(QHttpHeaders::WellKnownHeader::ContentType).toByteArray().toLower();
    return type.isEmpty() || type.startsWith("text/") || type.contains("json") || type.contains("xml")
        || type.contains("x-www-form-urlencoded");
}

/// The body's own memory where it is kept whole.
QByteArray keptBody(const QByteArray &body, const QHttpHeaders &headers)
{
    return isText(headers) ? body.left(keptOfBody + margin) : QByteArray();
}

qint64 sizeOf(const Exchange &exchange)
{
    return exchange.requestBody.size() + exchange.responseBody.size() + 1024;
}

} // namespace

NetworkLog::NetworkLog(QObject *parent)
    : QObject(parent)
{ }

void NetworkLog::setBounds(qsizetype exchanges, qint64 bytes)
{
    m_mostExchanges = exchanges;
    m_mostBytes = bytes;
    dropOldest();
}

void NetworkLog::addSecret(const base::Secret &secret)
{
    m_redaction.add(secret);
}

void NetworkLog::add(Exchange exchange)
{
    // A secret on its way out does not stay in memory; what came in is cleaned when somebody looks.
    exchange.requestHeaders = Redaction::withoutCredentials(exchange.requestHeaders);
    exchange.requestBody = m_redaction.text(keptBody(exchange.requestBody, exchange.requestHeaders)).left(keptOfBody);
    exchange.responseHeaders = Redaction::withoutCredentials(exchange.responseHeaders);
    exchange.responseBody = keptBody(exchange.responseBody, exchange.responseHeaders);
    m_bytes += sizeOf(exchange);
    m_exchanges.push_back(std::move(exchange));
    dropOldest();
}

const std::deque<Exchange> &NetworkLog::exchanges() const
{
    for (; m_clean < m_exchanges.size(); ++m_clean)
        takeSecretsOut(m_exchanges[m_clean]);
    return m_exchanges;
}

void NetworkLog::takeSecretsOut(Exchange &exchange) const
{
    exchange.url = m_redaction.url(exchange.url);
    exchange.requestHeaders = m_redaction.headers(exchange.requestHeaders);
    exchange.responseHeaders = m_redaction.headers(exchange.responseHeaders);
    exchange.responseBody = m_redaction.text(exchange.responseBody).left(keptOfBody);
    exchange.failure = QString::fromUtf8(m_redaction.text(exchange.failure.toUtf8()));
}

void NetworkLog::dropOldest()
{
    while (!m_exchanges.empty()
           && (static_cast<qsizetype>(m_exchanges.size()) > m_mostExchanges || m_bytes > m_mostBytes)) {
        m_bytes -= sizeOf(m_exchanges.front());
        m_exchanges.pop_front();
        m_clean -= m_clean > 0 ? 1 : 0;
    }
}

void NetworkLog::clear()
{
    m_exchanges.clear();
    m_clean = 0;
    m_bytes = 0;
}

QByteArray NetworkLog::toHar() const
{
    // Once more over the whole: a secret may have become known after the exchange that held it.
    return m_redaction.text(net::toHar(exchanges()));
}

} // namespace slipway::net
