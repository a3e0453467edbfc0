#include "net/conversation.h"

#include "net/bell.h"
#include "net/once_body.h"
#include "net/redirect.h"

#include <QNetworkAccessManager>
#include <QSslError>

using namespace Qt::StringLiterals;

namespace slipway::net {

namespace {

/// Qt's buffer between its network thread and ours; more waits in the socket.
constexpr qint64 readAhead = 1024 * 1024;

} // namespace

Conversation::Conversation(QNetworkAccessManager &network, base::Clock &clock, const Outgoing &outgoing, Bell &bell)
    : m_bell(bell)
    , m_limit(outgoing.bodyLimit)
    , m_sink(outgoing.sink)
    , m_sinkLimit(outgoing.sinkLimit)
{
    begin(network, outgoing);
    watch();
    // Its connection cannot be told from its answer, which may take longer.
    if (!m_isQuiet)
        m_connectAlarm = clock.alarm(outgoing.connectDeadline, [this] { cut(Incoming::Ending::ConnectDeadline); });
}

Conversation::~Conversation()
{
    m_reply->disconnect(this);
    if (!m_reply->isFinished())
        m_reply->abort();
    m_reply->deleteLater();
}

void Conversation::begin(QNetworkAccessManager &network, const Outgoing &outgoing)
{
    if (outgoing.method == "GET") {
        m_reply = network.get(outgoing.request);
    } else if (outgoing.method == "HEAD") {
        m_reply = network.head(outgoing.request);
    } else {
        m_isQuiet = outgoing.body.isEmpty();
        auto *body = new OnceBody(outgoing.body);
        m_reply = network.sendCustomRequest(outgoing.request, outgoing.method, body);
        body->setParent(m_reply);
    }
    m_reply->setReadBufferSize(readAhead);
}

void Conversation::watch()
{
    const auto connected = [this] {
        m_isSent = true;
        m_connectAlarm.reset();
    };
    connect(m_reply, &QNetworkReply::requestSent, this, connected);
    connect(m_reply, &QNetworkReply::uploadProgress, this, [connected](qint64 sent) {
        if (sent > 0)
            connected();
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this, connected] {
        connected();
        takeHead();
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &Conversation::takeBytes);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList said;
        for (const QSslError &error : errors)
            said.append(error.errorString());
        said.removeDuplicates();
        m_incoming.detail = said.join(u"; "_s);
    });
    connect(m_reply, &QNetworkReply::finished, this, &Conversation::finish);
}

void Conversation::takeHead()
{
    m_incoming.answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_incoming.answer.headers = m_reply->headers();
    m_incoming.isHttp2 = m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
    const auto length = m_incoming.answer.headers.value(QHttpHeaders::WellKnownHeader::ContentLength);
    m_announced = length.isEmpty() ? -1 : length.toLongLong();
    m_isSinking = m_sink && m_incoming.answer.status >= 200 && m_incoming.answer.status <= 299;
    if (m_isSinking)
        m_limit = m_sinkLimit;
    // The answer to HEAD announces a body that does not come.
    if (m_announced > m_limit && m_reply->operation() != QNetworkAccessManager::HeadOperation)
        cut(Incoming::Ending::TooLarge);
}

void Conversation::takeBytes()
{
    if (m_isOver)
        return;
    if (m_isSinking) {
        drain();
        return;
    }
    const qint64 waiting = m_reply->bytesAvailable();
    if (m_incoming.answer.body.size() + waiting > m_limit)
        cut(Incoming::Ending::TooLarge);
    else if (waiting >= readAhead / 2)
        m_incoming.answer.body += m_reply->readAll();
}

void Conversation::drain()
{
    const QByteArray bytes = m_reply->readAll();
    m_incoming.received += bytes.size();
    if (m_incoming.received > m_limit)
        cut(Incoming::Ending::TooLarge);
    else if (!bytes.isEmpty() && !m_sink(bytes, m_announced))
        cut(Incoming::Ending::NotStored);
}

void Conversation::takeRest()
{
    if (m_incoming.answer.body.isEmpty())
        m_incoming.answer.body = m_reply->readAll();
    else
        m_incoming.answer.body += m_reply->readAll();
}

void Conversation::finish()
{
    if (m_isOver)
        return;
    takeHead();
    if (m_isSinking)
        drain();
    if (m_isOver)
        return;
    m_isOver = true;
    m_connectAlarm.reset();
    if (!m_isSinking)
        takeRest();
    m_incoming.code = m_reply->error();
    m_incoming.ending = isComplete() ? Incoming::Ending::Complete : Incoming::Ending::Broken;
    if (m_incoming.answer.body.size() > m_limit)
        m_incoming.ending = Incoming::Ending::TooLarge;
    if (m_incoming.detail.isEmpty())
        m_incoming.detail = m_reply->errorString();
    m_incoming.mayHaveArrived = m_isSent || !isSurelyUnsent();
    m_bell.ring();
}

void Conversation::cut(Incoming::Ending ending)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_incoming.ending = ending;
    m_incoming.mayHaveArrived = m_isSent || m_isQuiet;
    if (ending == Incoming::Ending::TooLarge)
        m_incoming.answer.body.clear();
    m_reply->abort();
    m_bell.ring();
}

Incoming Conversation::end()
{
    cut(Incoming::Ending::Stopped);
    m_incoming.limit = m_limit;
    if (!m_isSinking)
        m_incoming.received = m_incoming.answer.body.size();
    return std::move(m_incoming);
}

bool Conversation::isComplete() const
{
    const auto code = m_reply->error();
    const int status = m_incoming.answer.status;
    if (status == 0 || code == QNetworkReply::NoError)
        return status != 0;
    // At 307 and 308 Qt tries to rewind the body, though the redirect is not its to follow.
    if (isRedirect(status))
        return code == QNetworkReply::ContentReSendError;
    // For a status from 400 on Qt reports an error of the content (from 201 on) though the answer is whole.
    return status >= 400 && code >= QNetworkReply::ContentAccessDenied;
}

bool Conversation::isSurelyUnsent() const
{
    const auto code = m_reply->error();
    return code == QNetworkReply::ConnectionRefusedError || code == QNetworkReply::HostNotFoundError
        || code == QNetworkReply::SslHandshakeFailedError
        || (code >= QNetworkReply::ProxyConnectionRefusedError && code <= QNetworkReply::UnknownProxyError);
}

} // namespace slipway::net
