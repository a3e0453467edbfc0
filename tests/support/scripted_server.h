#pragma once

#include "test_support/script.h"

#include <QHash>
#include <QObject>
#include <QUrl>

#include <deque>
#include <memory>

class QSslConfiguration;
class QTcpServer;
class QTcpSocket;

namespace slipway::test {

/// An HTTP/1.1 server on 127.0.0.1 that answers what a test wrote down and nothing else.
///
/// A request that nobody scripted is answered with 599 and is a mistake; so is a script that nobody asked for, and a
/// request without what its script demands. A test ends with `QCOMPARE(server.mistakes(), QStringList())`.
/// Scripts for the same request are used in the order they were written.
class ScriptedServer final : public QObject
{
    Q_OBJECT

public:
    explicit ScriptedServer(QObject *parent = nullptr);
    /// Speaks TLS.
    explicit ScriptedServer(const QSslConfiguration &configuration, QObject *parent = nullptr);
    ~ScriptedServer() override;

    /// Without a path: the base, without a slash at its end.
    QUrl url(const QString &pathAndQuery = {}) const;
    quint16 port() const;

    Script &on(const QByteArray &method, const QByteArray &target);

    /// What came in, in order.
    const QList<Seen> &seen() const { return m_seen; }
    /// How many requests wait for `release`.
    qsizetype held() const { return static_cast<qsizetype>(m_held.size()); }
    /// Bytes of poured bodies that the connections took.
    qint64 poured() const { return m_poured; }
    /// Connections that are open.
    qsizetype connections() const { return m_inputs.size(); }
    /// Answers the held request that has waited longest.
    void release();
    QStringList mistakes() const;

private:
    struct Held {
        QTcpSocket *socket;
        Script script;
    };

    void listen();
    void greet();
    void read(QTcpSocket *socket);
    void handle(QTcpSocket *socket, const Seen &request);
    void reply(QTcpSocket *socket, const Script &script);
    void dripInto(QTcpSocket *socket);
    void pourInto(QTcpSocket *socket, qint64 bytes);

    std::unique_ptr<QTcpServer> m_server;
    bool m_isTls = false;
    std::deque<Script> m_scripts;
    std::deque<Held> m_held;
    QHash<QTcpSocket *, QByteArray> m_inputs;
    QList<Seen> m_seen;
    QStringList m_mistakes;
    qint64 m_poured = 0;
};

} // namespace slipway::test
