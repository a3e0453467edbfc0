#pragma once

#include "net/wire.h"

#include <QObject>

#include <memory>

namespace slipway::net {

class Bell;

/// A reply of Qt's while it comes in: reads it as it arrives, cuts it at the limit, minds the connect deadline, and
/// rings the bell when there is nothing more to wait for.
class Conversation final : public QObject
{
    Q_OBJECT

public:
    /// Sends at once. All references outlive the conversation.
    Conversation(QNetworkAccessManager &network, base::Clock &clock, const Outgoing &outgoing, Bell &bell);
    ~Conversation() override;

    /// What there is by now; aborts a reply that has not finished.
    Incoming end();

private:
    void begin(QNetworkAccessManager &network, const Outgoing &outgoing);
    void watch();
    void takeHead();
    void takeBytes();
    void takeRest();
    void drain();
    void finish();
    void cut(Incoming::Ending ending);
    bool isComplete() const;
    bool isSurelyUnsent() const;

    QNetworkReply *m_reply = nullptr;
    Bell &m_bell;
    qint64 m_limit;
    std::function<bool(const QByteArray &, qint64)> m_sink;
    qint64 m_sinkLimit;
    qint64 m_announced = -1;
    bool m_isSinking = false;
    std::unique_ptr<base::Alarm> m_connectAlarm;
    /// A write without a body: Qt does not tell when it is sent.
    bool m_isQuiet = false;
    bool m_isSent = false;
    bool m_isOver = false;
    Incoming m_incoming;
};

} // namespace slipway::net
