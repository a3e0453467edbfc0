#include "test_support/scripted_server.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace slipway::test {

namespace {

/// Takes the first whole request off `input`.
std::optional<Seen> takeRequest(QByteArray &input)
{
    const qsizetype headEnd = input.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return std::nullopt;
    QList<QByteArray> lines = input.first(headEnd).split('\n');
    const QList<QByteArray> start = lines.takeFirst().trimmed().split(' ');
    Seen request{start.value(0), start.value(1), {}, {}};
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append(line.first(colon), line.sliced(colon + 1).trimmed());
    }
    const auto length = request.headers.value(QHttpHeaders::WellKnownHeader::ContentLength).toLongLong();
    const qsizetype bodyBegin = headEnd + 4;
    if (input.size() < bodyBegin + length)
        return std::nullopt;
    request.body = input.sliced(bodyBegin, static_cast<qsizetype>(length));
    input.remove(0, bodyBegin + static_cast<qsizetype>(length));
    return request;
}

/// Closes so that the other side gets a reset instead of an end.
void resetConnection(QTcpSocket *socket)
{
    const linger now{1, 0};
    ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    socket->abort();
}

} // namespace

ScriptedServer::ScriptedServer(QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<QTcpServer>())
{
    listen();
}

ScriptedServer::ScriptedServer(const QSslConfiguration &configuration, QObject *parent)
    : QObject(parent)
    , m_isTls(true)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(configuration);
    m_server = std::move(server);
    listen();
}

ScriptedServer::~ScriptedServer()
{
    const auto sockets = m_inputs.keys();
    for (QTcpSocket *socket : sockets)
        socket->disconnect(this);
}

void ScriptedServer::listen()
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &ScriptedServer::greet);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("The scripted server cannot listen on 127.0.0.1.");
}

quint16 ScriptedServer::port() const
{
    return m_server->serverPort();
}

QUrl ScriptedServer::url(const QString &pathAndQuery) const
{
    return QUrl((m_isTls ? u"https"_s : u"http"_s) + u"://127.0.0.1:"_s + QString::number(port()) + pathAndQuery);
}

Script &ScriptedServer::on(const QByteArray &method, const QByteArray &target)
{
    return m_scripts.emplace_back(method, target);
}

void ScriptedServer::greet()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        m_inputs.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_inputs.remove(socket);
            std::erase_if(m_held, [socket](const Held &held) { return held.socket == socket; });
            socket->deleteLater();
        });
        if (socket->bytesAvailable() > 0)
            read(socket);
    }
}

void ScriptedServer::read(QTcpSocket *socket)
{
    m_inputs[socket] += socket->readAll();
    while (m_inputs.contains(socket)) {
        const auto request = takeRequest(m_inputs[socket]);
        if (!request)
            return;
        handle(socket, *request);
    }
}

void ScriptedServer::handle(QTcpSocket *socket, const Seen &request)
{
    m_seen.append(request);
    const auto script = std::ranges::find_if(
        m_scripts, [&](const Script &candidate) { return !candidate.isSpent() && candidate.fits(request); });
    if (script == m_scripts.end()) {
        m_mistakes.append(u"nobody scripted "_s + QString::fromUtf8(request.method + ' ' + request.target));
        reply(socket, Script(request.method, request.target).answer(599));
        return;
    }
    script->take();
    if (const QString complaint = script->complaint(request); !complaint.isEmpty())
        m_mistakes.append(complaint);
    if (script->isHeld())
        m_held.push_back({socket, *script});
    else
        reply(socket, *script);
}

void ScriptedServer::release()
{
    Q_ASSERT(!m_held.empty());
    const Held next = m_held.front();
    m_held.pop_front();
    reply(next.socket, next.script);
}

void ScriptedServer::reply(QTcpSocket *socket, const Script &script)
{
    switch (script.manner()) {
    case Script::Manner::Whole: socket->write(script.head() + script.body()); return;
    case Script::Manner::Reset: resetConnection(socket); return;
    case Script::Manner::BreakOff:
        socket->write(script.head() + script.body());
        socket->disconnectFromHost();
        return;
    case Script::Manner::Drip:
        socket->write(script.head());
        dripInto(socket);
        return;
    case Script::Manner::Silence: return;
    case Script::Manner::Pour:
        socket->write(script.head());
        pourInto(socket, script.pourBytes());
        return;
    }
}

void ScriptedServer::dripInto(QTcpSocket *socket)
{
    auto *timer = new QTimer(socket);
    connect(timer, &QTimer::timeout, socket, [socket] { socket->write("."); });
    timer->start(std::chrono::milliseconds{5});
}

void ScriptedServer::pourInto(QTcpSocket *socket, qint64 bytes)
{
    constexpr qint64 chunk = 64 * 1024;
    const auto left = std::make_shared<qint64>(bytes);
    const auto more = [this, socket, left] {
        while (*left > 0 && socket->bytesToWrite() < 4 * chunk) {
            const qint64 written = socket->write(QByteArray(*left < chunk ? *left : chunk, '\0'));
            if (written <= 0)
                return;
            *left -= written;
            m_poured += written;
        }
        if (*left == 0)
            socket->disconnectFromHost();
    };
    connect(socket, &QTcpSocket::bytesWritten, this, more);
    more();
}

QStringList ScriptedServer::mistakes() const
{
    QStringList result = m_mistakes;
    for (const Script &script : m_scripts) {
        if (!script.isAsked())
            result.append(u"nobody asked for "_s + script.name());
    }
    return result;
}

} // namespace slipway::test
