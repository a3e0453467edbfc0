#include "rollout/fly_leases.h"

#include "base/format.h"
#include "base/sleep.h"
#include "fly/client.h"

#include <QCoreApplication>

#include <vector>

using namespace std::chrono_literals;

namespace slipway::rollout {

namespace {

using base::Error;
using base::milliseconds;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlyLeases)
};

/// A third of what is left of a lease after a second for the call itself.
constexpr milliseconds refreshInterval = 4s;
constexpr milliseconds patience = 60s;
constexpr milliseconds firstPause = 500ms;
/// Fly.io allows one such call a second for each machine.
constexpr milliseconds laterPause = 1s;

Error heldByOthers(const QString &machine, const std::optional<fly::Lease> &lease, const QDateTime &now)
{
    const QString owner = lease && !lease->owner.isEmpty() ? lease->owner : Words::tr("Somebody else");
    const QString until = lease ? base::format::time(lease->expiresAt, now) : Words::tr("an unknown time");
    auto error =
        base::makeError(Error::Kind::Conflict, Words::tr("%1 holds machine %2 until %3.").arg(owner, machine, until),
                        Words::tr("Let them finish, then retry. Slipway breaks nobody’s lease."));
    error.canRetry = true;
    return error;
}

bool mayTryAgain(const Error &error)
{
    return error.status == 409 || error.kind == Error::Kind::RateLimited;
}

} // namespace

FlyLeases::FlyLeases(std::shared_ptr<const fly::Client> client, QString app, std::shared_ptr<base::Clock> clock)
    : m_client(std::move(client))
    , m_app(std::move(app))
    , m_clock(std::move(clock))
{ }

FlyLeases::~FlyLeases()
{
    m_stop.request_stop();
    for (auto held = m_held.cbegin(); held != m_held.cend(); ++held) {
        if (!held->isLost)
            std::ignore = m_client->releaseLease(m_app, held.key(), held->nonce, std::stop_token());
    }
}

void FlyLeases::hold(const QString &machine, const QString &nonce)
{
    m_held.insert(machine, {nonce, m_clock->elapsed() + leaseTtl, false});
    if (m_isKeeping)
        return;
    m_isKeeping = true;
    std::ignore = keep(weak_from_this(), m_clock, m_stop.get_token());
}

void FlyLeases::adopt(const QString &machine, const QString &nonce)
{
    if (!nonce.isEmpty())
        hold(machine, nonce);
}

QCoro::Task<base::Result<QString>> FlyLeases::nonceOf(Shared self, QString machine, std::stop_token stop)
{
    const auto held = self->m_held.constFind(machine);
    if (held == self->m_held.cend()) {
        const auto lease = co_await takeOne(self, machine, stop);
        if (!lease)
            co_return std::unexpected(lease.error());
        co_return lease->nonce;
    }
    if (held->isLost || held->until <= self->m_clock->elapsed())
        co_return std::unexpected(base::makeError(Error::Kind::Conflict,
                                                  Words::tr("The lease on machine %1 was lost.").arg(machine),
                                                  Words::tr("See who changed the machine, then retry.")));
    co_return held->nonce;
}

QCoro::Task<base::Result<QString>> FlyLeases::nonce(QString machine, std::stop_token stop)
{
    return nonceOf(shared_from_this(), std::move(machine), stop);
}

QCoro::Task<base::Result<QMap<QString, QString>>> FlyLeases::take(QStringList machines, std::stop_token stop)
{
    return takeAll(shared_from_this(), std::move(machines), stop);
}

QCoro::Task<int> FlyLeases::freeAll(std::stop_token stop)
{
    return freeEach(shared_from_this(), m_held.keys(), stop);
}

QCoro::Task<base::Result<fly::Lease>> FlyLeases::takeOne(Shared self, QString machine, std::stop_token stop)
{
    const milliseconds deadline = self->m_clock->elapsed() + patience;
    for (int tries = 1;; ++tries) {
        const QString nonce = self->m_held.value(machine).isLost ? QString() : self->m_held.value(machine).nonce;
        auto lease = co_await self->m_client->takeLease(self->m_app, machine, leaseTtl, nonce, stop);
        if (lease) {
            self->hold(machine, lease->nonce);
            co_return lease;
        }
        if (!mayTryAgain(lease.error()))
            co_return lease;
        // A nonce that ran out is refused as somebody else's would be.
        self->m_held.remove(machine);
        if (self->m_clock->elapsed() >= deadline)
            break;
        const auto slept = co_await base::sleep(*self->m_clock, tries < 3 ? firstPause : laterPause, stop);
        if (!slept)
            co_return std::unexpected(slept.error());
    }
    const auto holder = co_await self->m_client->lease(self->m_app, machine, stop);
    co_return std::unexpected(
        heldByOthers(machine, holder.value_or(std::optional<fly::Lease>()), self->m_clock->now()));
}

QCoro::Task<base::Result<QMap<QString, QString>>> FlyLeases::takeAll(Shared self, QStringList machines,
                                                                     std::stop_token stop)
{
    std::vector<QCoro::Task<base::Result<fly::Lease>>> tasks;
    tasks.reserve(static_cast<size_t>(machines.size()));
    for (const QString &machine : std::as_const(machines))
        tasks.push_back(takeOne(self, machine, stop));
    QMap<QString, QString> versions;
    std::optional<Error> refusal;
    for (size_t i = 0; i < tasks.size(); ++i) {
        const auto lease = co_await tasks[i];
        if (lease)
            versions.insert(machines.at(static_cast<qsizetype>(i)), lease->version);
        else if (!refusal)
            refusal = lease.error();
    }
    if (!refusal)
        co_return versions;
    // Whoever waits for the others shall not wait for a minute.
    std::ignore = co_await freeEach(self, machines, std::stop_token());
    co_return std::unexpected(*refusal);
}

QCoro::Task<> FlyLeases::freeOne(Shared self, QString machine, std::stop_token stop)
{
    const Held held = self->m_held.take(machine);
    if (!held.isLost && !held.nonce.isEmpty())
        std::ignore = co_await self->m_client->releaseLease(self->m_app, machine, held.nonce, stop);
}

QCoro::Task<int> FlyLeases::freeEach(Shared self, QStringList machines, std::stop_token stop)
{
    std::vector<QCoro::Task<>> tasks;
    tasks.reserve(static_cast<size_t>(machines.size()));
    for (const QString &machine : std::as_const(machines))
        tasks.push_back(freeOne(self, machine, stop));
    for (size_t i = 0; i < tasks.size(); ++i)
        co_await tasks[i];
    co_return static_cast<int>(machines.size());
}

QCoro::Task<> FlyLeases::refreshOne(Shared self, QString machine)
{
    const QString nonce = self->m_held.value(machine).nonce;
    const auto lease =
        co_await self->m_client->takeLease(self->m_app, machine, leaseTtl, nonce, self->m_stop.get_token());
    const auto held = self->m_held.find(machine);
    // Freed, or taken anew, while the answer was under way.
    if (held == self->m_held.end() || held->nonce != nonce)
        co_return;
    if (lease && lease->nonce == nonce)
        held->until = self->m_clock->elapsed() + leaseTtl;
    else if (lease || lease.error().kind == Error::Kind::Conflict)
        held->isLost = true;
}

QCoro::Task<> FlyLeases::keep(std::weak_ptr<FlyLeases> weak, std::shared_ptr<base::Clock> clock, std::stop_token stop)
{
    while (co_await base::sleep(*clock, refreshInterval, stop)) {
        const Shared self = weak.lock();
        if (!self)
            co_return;
        const QStringList machines = self->m_held.keys();
        std::vector<QCoro::Task<>> tasks;
        tasks.reserve(static_cast<size_t>(machines.size()));
        for (const QString &machine : machines) {
            if (!self->m_held.value(machine).isLost)
                tasks.push_back(refreshOne(self, machine));
        }
        for (size_t i = 0; i < tasks.size(); ++i)
            co_await tasks[i];
    }
}

} // namespace slipway::rollout
