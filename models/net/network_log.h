#pragma once

#include "base/secret.h"
#include "net/endpoint.h"
#include "net/redaction.h"
#include "net/request.h"

#include <QDateTime>
#include <QObject>

#include <deque>

namespace slipway::net {

/// One exchange as it went over the wire, a retry being one of its own. Authorization, cookies, and the values of every
/// secret known to the log are already replaced by dots.
struct Exchange {
    QString provider;
    QDateTime startedAt;
    milliseconds took{0};
    QByteArray method;
    QUrl url;
    QHttpHeaders requestHeaders;
    /// Bodies are kept to their first 64 KiB; those that are no text are left out.
    QByteArray requestBody;
    /// "HTTP/1.1" or "HTTP/2".
    QString httpVersion = QStringLiteral("HTTP/1.1");
    /// 0 when no answer came; `failure` says why.
    int status = 0;
    QHttpHeaders responseHeaders;
    QByteArray responseBody;
    /// Of the whole body, as the program read it.
    qint64 responseSize = 0;
    QString failure;
};

/// What was said over the network, bounded by count and bytes, oldest dropped first. Kept in memory only, until the
/// person exports it.
class NetworkLog final : public QObject
{
    Q_OBJECT

public:
    explicit NetworkLog(QObject *parent = nullptr);

    void setBounds(qsizetype exchanges, qint64 bytes);
    /// Values to be replaced wherever they stand, in bodies too.
    void addSecret(const base::Secret &secret);
    void add(Exchange exchange);
    const std::deque<Exchange> &exchanges() const;
    void clear();
    /// HTTP Archive 1.2, UTF-8.
    QByteArray toHar() const;

private:
    void takeSecretsOut(Exchange &exchange) const;
    void dropOldest();

    // Searching every answer for secrets costs more than fetching it, so it is done when somebody looks.
    mutable std::deque<Exchange> m_exchanges;
    mutable std::size_t m_clean = 0;
    Redaction m_redaction;
    qsizetype m_mostExchanges = 2'000;
    qint64 m_mostBytes = 4 * 1024 * 1024;
    qint64 m_bytes = 0;
};

} // namespace slipway::net
