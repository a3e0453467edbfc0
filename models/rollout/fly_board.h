#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "fly/machines.h"

#include <QCoro/QCoroTask>

#include <QPromise>

#include <stop_token>

namespace slipway::fly {
class Client;
}

namespace slipway::rollout {

/// All machines of an app, asked once for everybody who waits: however many machines change, the app's list is asked
/// for about every 1.5 s. GUI thread.
class FlyBoard final : public std::enable_shared_from_this<FlyBoard>
{
public:
    using Machines = base::Result<QList<fly::Machine>>;

    FlyBoard(std::shared_ptr<const fly::Client> client, QString app, std::shared_ptr<base::Clock> clock);
    ~FlyBoard();
    Q_DISABLE_COPY_MOVE(FlyBoard)

    /// A list that is asked for after this call, so that it knows what the caller just did. Errors: those of the
    /// client; cancelled.
    QCoro::Task<Machines> next(std::stop_token stop);

private:
    static QCoro::Task<> ask(std::shared_ptr<FlyBoard> self);

    std::shared_ptr<const fly::Client> m_client;
    QString m_app;
    std::shared_ptr<base::Clock> m_clock;
    std::optional<base::milliseconds> m_askedAt;
    /// Of the list that is not asked for yet; null: nobody waits for one.
    std::shared_ptr<QPromise<Machines>> m_next;
    bool m_isAsking = false;
    std::stop_source m_stop;
};

} // namespace slipway::rollout
