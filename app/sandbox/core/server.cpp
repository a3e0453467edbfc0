#include "sandbox/core/server.h"

#include "sandbox/core/bend.h"
#include "sandbox/core/simulation.h"

#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QMetaEnum>
#include <QTimer>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

/// Keeps the raw connections, which faults need to cut and to starve.
class Server::Listener final : public QTcpServer
{
public:
    using QTcpServer::QTcpServer;

    QTcpSocket *connection(quint16 peerPort) const { return m_sockets.value(peerPort); }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QTcpSocket(this);
        if (!socket->setSocketDescriptor(descriptor)) {
            delete socket;
            return;
        }
        const quint16 port = socket->peerPort();
        m_sockets.insert(port, socket);
        connect(socket, &QTcpSocket::disconnected, this, [this, port] { m_sockets.remove(port); });
        addPendingConnection(socket);
    }

private:
    QHash<quint16, QPointer<QTcpSocket>> m_sockets;
};

/// One request being answered.
struct Server::Exchange {
    Call call;
    bool isHead = false;
    QPointer<QTcpSocket> socket;
    std::optional<QHttpServerResponder> responder;
    std::optional<Fault> fault;
};

namespace {

QByteArray methodName(QHttpServerRequest::Method method)
{
    return QByteArray(QMetaEnum::fromType<QHttpServerRequest::Method>().valueToKey(static_cast<int>(method))).toUpper();
}

QStringList decodedParts(const QString &path)
{
    QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    for (QString &part : parts)
        part = QUrl::fromPercentEncoding(part.toUtf8());
    return parts;
}

/// Writes `rest` piece by piece, then closes.
void drip(QTcpSocket *socket, const QByteArray &rest, int bytes, std::chrono::milliseconds pause)
{
    if (rest.isEmpty()) {
        socket->disconnectFromHost();
        return;
    }
    socket->write(rest.first(std::min<qsizetype>(bytes, rest.size())));
    socket->flush();
    QTimer::singleShot(pause, socket,
                       [socket, rest = rest.mid(bytes), bytes, pause] { drip(socket, rest, bytes, pause); });
}

} // namespace

Server::Server(Simulation &simulation, Service &service, QObject *parent)
    : QAbstractHttpServer(parent)
    , m_simulation(simulation)
    , m_service(service)
{ }

Server::~Server() = default;

base::Done Server::listen(quint16 port)
{
    auto listener = std::make_unique<Listener>();
    if (!listener->listen(QHostAddress::LocalHost, port) || !bind(listener.get()))
        return std::unexpected(
            base::makeError(base::Error::Kind::Internal,
                            u"Port %1 on 127.0.0.1 is not free: %2."_s.arg(port).arg(listener->errorString()),
                            u"Choose another range with --port-base."_s));
    // Binding made this server its parent.
    m_listener = listener.release();
    m_service.listening(origin());
    return {};
}

quint16 Server::port() const
{
    return m_listener ? m_listener->serverPort() : 0;
}

QString Server::origin() const
{
    return u"http://127.0.0.1:%1"_s.arg(port());
}

Call Server::readCall(const QHttpServerRequest &request) const
{
    Call call;
    call.method = methodName(request.method());
    const QUrl url = request.url();
    call.path = url.path(QUrl::FullyEncoded);
    call.segments = decodedParts(call.path);
    call.query = QUrlQuery(url.query(QUrl::FullyEncoded));
    call.headers = request.headers();
    call.body = request.body();
    // Links lead where the caller came in, which may be a door before this one.
    const QByteArray host = call.header("host");
    call.origin = host.isEmpty() ? origin() : u"http://"_s + QString::fromLatin1(host);
    call.requestId = m_simulation.nextRequestId();
    call.access = m_service.accessOf(call);
    return call;
}

bool Server::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->call = readCall(request);
    exchange->isHead = exchange->call.method == "HEAD";
    if (exchange->isHead)
        exchange->call.method = "GET"_ba;
    exchange->socket = m_listener->connection(request.remotePort());
    exchange->responder.emplace(std::move(responder));

    if (!m_service.isSimulated()) {
        begin(exchange);
        return true;
    }
    m_simulation.expectations().note(m_service.provider(), exchange->call);
    auto strike = m_simulation.faults().strike(m_service.provider(), exchange->call);
    exchange->fault = std::move(strike.fault);
    if (strike.latency.count() > 0)
        QTimer::singleShot(strike.latency, this, [this, exchange] { begin(exchange); });
    else
        begin(exchange);
    return true;
}

void Server::missingHandler(const QHttpServerRequest &, QHttpServerResponder &responder)
{
    responder.write(QHttpServerResponder::StatusCode::BadRequest);
}

void Server::begin(const Shared &exchange)
{
    const auto &fault = exchange->fault;
    if (fault && !fault->happensAfterEffect()) {
        if (fault->kind == Fault::Kind::ResetBefore) {
            reset(exchange);
            return;
        }
        Reply reply = m_service.faultReply(exchange->call, *fault);
        m_service.decorate(exchange->call, reply);
        send(exchange, reply);
        return;
    }
    m_service.serve(exchange->call, [this, exchange](Reply reply) { afterEffect(exchange, std::move(reply)); });
}

void Server::afterEffect(const Shared &exchange, Reply reply)
{
    if (!exchange->fault) {
        send(exchange, reply);
        return;
    }
    const Fault &fault = *exchange->fault;
    switch (fault.kind) {
    case Fault::Kind::ResetAfter: reset(exchange); return;
    case Fault::Kind::Truncated:
    case Fault::Kind::SlowDrip: sendRaw(exchange, reply); return;
    case Fault::Kind::WronglyTyped: reply = withWrongTypes(std::move(reply), fault.field); break;
    default:
        reply = m_service.faultReply(exchange->call, fault);
        m_service.decorate(exchange->call, reply);
        break;
    }
    send(exchange, reply);
}

void Server::send(const Shared &exchange, const Reply &reply)
{
    // What a fault has bent is not the provider's word, so it is not put on record.
    const bool isBent = exchange->fault && exchange->fault->kind == Fault::Kind::WronglyTyped;
    if (!isBent && m_service.isRecorded(exchange->call))
        m_simulation.recorder().record(m_service.provider(), exchange->call, reply);
    QHttpHeaders headers = reply.headers;
    if (!reply.contentType.isEmpty())
        headers.replaceOrAppend(QHttpHeaders::WellKnownHeader::ContentType, reply.contentType);
    const auto status = static_cast<QHttpServerResponder::StatusCode>(reply.status);
    exchange->responder->write(exchange->isHead ? QByteArray() : reply.body, headers, status);
    exchange->responder.reset();
}

void Server::sendRaw(const Shared &exchange, const Reply &reply)
{
    QTcpSocket *socket = exchange->socket;
    if (!socket)
        return;
    // The responder is held until the connection is gone: letting go of it earlier would end the exchange.
    connect(socket, &QTcpSocket::disconnected, this, [exchange] { exchange->responder.reset(); }, Qt::QueuedConnection);
    QByteArray bytes = onTheWire(reply);
    if (exchange->fault->kind == Fault::Kind::SlowDrip) {
        drip(socket, bytes, exchange->fault->bytes, exchange->fault->ms);
        return;
    }
    bytes.chop((reply.body.size() + 1) / 2);
    socket->write(bytes);
    socket->disconnectFromHost();
}

void Server::reset(const Shared &exchange)
{
    QTcpSocket *socket = exchange->socket;
    if (!socket)
        return;
    // With no time to linger the kernel sends a reset instead of an orderly end.
    const linger none{1, 0};
    ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    socket->abort();
}

} // namespace slipway::sandbox
