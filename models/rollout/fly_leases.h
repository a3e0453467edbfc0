#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QCoro/QCoroTask>

#include <QMap>
#include <QStringList>

#include <memory>
#include <stop_token>

namespace slipway::fly {
class Client;
struct Lease;
} // namespace slipway::fly

namespace slipway::rollout {

/// The leases that an operation holds on an app's machines: taken together, kept alive until they are freed, and known
/// to be lost when they are. GUI thread. Source: delivery-semantics A4.
class FlyLeases final : public std::enable_shared_from_this<FlyLeases>
{
public:
    FlyLeases(std::shared_ptr<const fly::Client> client, QString app, std::shared_ptr<base::Clock> clock);
    /// Lets go of what is left, as far as there is time for it; the rest runs out by itself.
    ~FlyLeases();
    Q_DISABLE_COPY_MOVE(FlyLeases)

    /// All of them or none; gives the machines' versions at that moment. Errors: conflict naming who holds one, after a
    /// minute of trying; those of the client.
    QCoro::Task<base::Result<QMap<QString, QString>>> take(QStringList machines, std::stop_token stop);
    /// Of a machine that was born leased.
    void adopt(const QString &machine, const QString &nonce);
    /// The machine is gone, and its lease with it.
    void forget(const QString &machine) { m_held.remove(machine); }
    /// What proves that a machine is ours to change; takes its lease where none is held. Errors: conflict when it was
    /// lost, or another holds it; those of the client.
    QCoro::Task<base::Result<QString>> nonce(QString machine, std::stop_token stop);
    bool isEmpty() const { return m_held.isEmpty(); }
    /// Frees them all, as far as `stop` allows; gives how many were freed.
    QCoro::Task<int> freeAll(std::stop_token stop);

private:
    struct Held {
        QString nonce;
        base::milliseconds until{0};
        bool isLost = false;
    };
    using Shared = std::shared_ptr<FlyLeases>;

    static QCoro::Task<base::Result<QMap<QString, QString>>> takeAll(Shared self, QStringList machines,
                                                                     std::stop_token stop);
    static QCoro::Task<base::Result<QString>> nonceOf(Shared self, QString machine, std::stop_token stop);
    static QCoro::Task<base::Result<fly::Lease>> takeOne(Shared self, QString machine, std::stop_token stop);
    static QCoro::Task<> freeOne(Shared self, QString machine, std::stop_token stop);
    static QCoro::Task<> refreshOne(Shared self, QString machine);
    static QCoro::Task<int> freeEach(Shared self, QStringList machines, std::stop_token stop);
    static QCoro::Task<> keep(std::weak_ptr<FlyLeases> weak, std::shared_ptr<base::Clock> clock, std::stop_token stop);
    void hold(const QString &machine, const QString &nonce);

    std::shared_ptr<const fly::Client> m_client;
    QString m_app;
    std::shared_ptr<base::Clock> m_clock;
    QMap<QString, Held> m_held;
    bool m_isKeeping = false;
    std::stop_source m_stop;
};

/// Long enough for three refreshes to fail.
constexpr std::chrono::seconds leaseTtl{13};

} // namespace slipway::rollout
