#include "workspace/limited_call.h"

#include <QCoreApplication>
#include <QCoro/QCoroSignal>

#include <optional>

namespace slipway::workspace {

namespace {

/// Keeps the first answer and wakes whoever waits, always from the event loop: a coroutine shall not go on inside the
/// call that answered.
class Waiter final : public QObject
{
    Q_OBJECT

public:
    void answer(VaultAnswer answer)
    {
        if (m_answer)
            return;
        m_answer = std::move(answer);
        QMetaObject::invokeMethod(this, &Waiter::answered, Qt::QueuedConnection);
    }
    VaultAnswer take() { return std::move(*m_answer); }

Q_SIGNALS:
    void answered();

private:
    std::optional<VaultAnswer> m_answer;
};

base::Error tooLate()
{
    return base::makeError(base::Error::Kind::Timeout,
                           QCoreApplication::translate("Accounts", "The desktop's keychain did not answer."));
}

} // namespace

QCoro::Task<VaultAnswer> limitedCall(std::function<void(std::function<void(VaultAnswer)>)> call,
                                     std::shared_ptr<base::Clock> clock, base::milliseconds limit, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    const auto waiter = std::make_shared<Waiter>();
    const auto alarm = clock->alarm(limit, [waiter] { waiter->answer(std::unexpected(tooLate())); });
    const std::stop_callback onStop(stop, [waiter] { waiter->answer(std::unexpected(base::cancelled())); });
    call([weak = std::weak_ptr(waiter)](VaultAnswer answer) {
        if (const auto open = weak.lock())
            open->answer(std::move(answer));
    });
    co_await qCoro(waiter.get(), &Waiter::answered);
    co_return waiter->take();
}

} // namespace slipway::workspace

#include "limited_call.moc"
