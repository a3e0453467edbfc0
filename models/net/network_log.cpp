#include "net/network_log.h"

#include "net/har.h"

namespace slipway::net {

namespace {

constexpr qsizetype keptOfBody = 64 * 1024;

bool isText(const QHttpHeaders &headers)
{
    const QByteArray type = headers.value(QHttpHeaders::WellKnownHeader::ContentType).toByteArray().toLower();
    return type.isEmpty() || type.startsWith("text/") || type.contains("json") || type.contains("xml")
        || type.contains("x-www-form-urlencoded");
}

qint64 sizeOf(const Exchange &exchange)
{
    return exchange.requestBody.size() + exchange.responseBody.size() + 1024;
}

} // namespace

NetworkLog::NetworkLog(QObject *parent)
    : QObject(parent)
{
}

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

QByteArray NetworkLog::keptBody(const QByteArray &body, const QHttpHeaders &headers) const
{
    if (!isText(headers))
        return {};
    // A secret that the cut would halve is taken out before it.
    return m_redaction.text(body.first(std::min(body.size(), 2 * keptOfBody))).left(keptOfBody);
}

void NetworkLog::add(Exchange exchange)
{
    exchange.requestBody = keptBody(exchange.requestBody, exchange.requestHeaders);
    exchange.responseBody = keptBody(exchange.responseBody, exchange.responseHeaders);
    exchange.url = m_redaction.url(exchange.url);
    exchange.requestHeaders = m_redaction.headers(exchange.requestHeaders);
    exchange.responseHeaders = m_redaction.headers(exchange.responseHeaders);
    exchange.failure = QString::fromUtf8(m_redaction.text(exchange.failure.toUtf8()));
    m_bytes += sizeOf(exchange);
    m_exchanges.push_back(std::move(exchange));
    dropOldest();
}

void NetworkLog::dropOldest()
{
    while (!m_exchanges.empty()
           && (static_cast<qsizetype>(m_exchanges.size()) > m_mostExchanges || m_bytes > m_mostBytes)) {
        m_bytes -= sizeOf(m_exchanges.front());
        m_exchanges.pop_front();
    }
}

void NetworkLog::clear()
{
    m_exchanges.clear();
    m_bytes = 0;
}

QByteArray NetworkLog::toHar() const
{
    // Once more over the whole: a secret may have become known after the exchange that held it.
    return m_redaction.text(net::toHar(m_exchanges));
}

} // namespace slipway::net
