#include "base/sleep.h"

#include <QCoro/QCoroSignal>
#include <QObject>
#include <QTimer>

namespace slipway::base {

namespace {

/// Wakes a coroutine from an alarm or a stop request, whichever is first.
class Sleeper final : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void woken();
};

} // namespace

QCoro::Task<Done> sleep(Clock &clock, milliseconds delay, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return std::unexpected(cancelled());
    Sleeper sleeper;
    const auto alarm = clock.alarm(delay, [&sleeper] { Q_EMIT sleeper.woken(); });
    // Queued: a stop callback runs inside the caller's request_stop, where no coroutine should wake.
    const std::stop_callback onStop(
        stop, [&sleeper] { QMetaObject::invokeMethod(&sleeper, &Sleeper::woken, Qt::QueuedConnection); });
    co_await qCoro(&sleeper, &Sleeper::woken);
    if (stop.stop_requested())
        co_return std::unexpected(cancelled());
    co_return Done{};
}

} // namespace slipway::base

#include "sleep.moc"
