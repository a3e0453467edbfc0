#include "rollout/fly_board.h"

#include "base/sleep.h"
#include "fly/client.h"

#include <QCoro/QCoroFuture>

#include <algorithm>

using namespace std::chrono_literals;

namespace slipway::rollout {

namespace {

/// Fly.io allows one list a second for each app, and others ask too.
constexpr base::milliseconds interval = 1'500ms;

QCoro::Task<FlyBoard::Machines> awaited(QFuture<FlyBoard::Machines> future, std::stop_token stop)
{
    const FlyBoard::Machines machines = co_await future;
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    co_return machines;
}

} // namespace

FlyBoard::FlyBoard(std::shared_ptr<const fly::Client> client, QString app, std::shared_ptr<base::Clock> clock)
    : m_client(std::move(client))
    , m_app(std::move(app))
    , m_clock(std::move(clock))
{ }

FlyBoard::~FlyBoard()
{
    m_stop.request_stop();
}

QCoro::Task<FlyBoard::Machines> FlyBoard::next(std::stop_token stop)
{
    if (!m_next) {
        m_next = std::make_shared<QPromise<Machines>>();
        m_next->start();
    }
    const QFuture<Machines> future = m_next->future();
    if (!m_isAsking)
        std::ignore = ask(shared_from_this());
    return awaited(future, stop);
}

QCoro::Task<> FlyBoard::ask(std::shared_ptr<FlyBoard> self)
{
    self->m_isAsking = true;
    while (self->m_next) {
        const base::milliseconds now = self->m_clock->elapsed();
        const base::milliseconds due = self->m_askedAt ? *self->m_askedAt + interval : now;
        std::ignore = co_await base::sleep(*self->m_clock, std::max(due - now, 0ms), self->m_stop.get_token());
        self->m_askedAt = self->m_clock->elapsed();
        const auto promise = std::exchange(self->m_next, nullptr);
        Machines machines = co_await self->m_client->machines(self->m_app, self->m_stop.get_token());
        promise->addResult(std::move(machines));
        promise->finish();
    }
    self->m_isAsking = false;
}

} // namespace slipway::rollout
