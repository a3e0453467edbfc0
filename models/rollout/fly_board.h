#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "fly/machines.h"

#include <QCoro/QCoroTask>

#include <QFuture>

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

    /// The next list. Errors: those of the client; cancelled.
    QCoro::Task<Machines> next(std::stop_token stop);

private:
    static QCoro::Task<> ask(std::shared_ptr<FlyBoard> self, std::shared_ptr<QPromise<Machines>> promise);

    std::shared_ptr<const fly::Client> m_client;
    QString m_app;
    std::shared_ptr<base::Clock> m_clock;
    std::optional<base::milliseconds> m_askedAt;
    QFuture<Machines> m_next;
    bool m_isAsking = false;
    std::stop_source m_stop;
};

} // namespace slipway::rollout
