#pragma once

#include "sandbox/core/service.h"

#include <QAbstractHttpServer>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace slipway::sandbox {

/// Listens for one service on a port of 127.0.0.1, and does to its answers what the faults demand.
class Server final : public QAbstractHttpServer
{
    Q_OBJECT

public:
    /// Both outlive the server.
    Server(Simulation &simulation, Service &service, QObject *parent = nullptr);
    ~Server() override;

    /// Port 0 picks a free one. Error: internal, when the port is taken.
    base::Done listen(quint16 port);
    quint16 port() const;
    /// "http://127.0.0.1:PORT".
    QString origin() const;
    Service &service() const { return m_service; }

protected:
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request, QHttpServerResponder &responder) override;

private:
    class Listener;
    struct Exchange;
    using Shared = std::shared_ptr<Exchange>;

    Call readCall(const QHttpServerRequest &request) const;
    void begin(const Shared &exchange);
    void afterEffect(const Shared &exchange, Reply reply);
    void send(const Shared &exchange, const Reply &reply);
    void sendRaw(const Shared &exchange, const Reply &reply);
    void reset(const Shared &exchange);

    Simulation &m_simulation;
    Service &m_service;
    Listener *m_listener = nullptr;
};

} // namespace slipway::sandbox
