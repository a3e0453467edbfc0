#pragma once

#include <QCoro/QCoroTask>
#include <QObject>

#include <stop_token>

namespace slipway::net {

/// Wakes one coroutine, once. A stop request rings it too.
///
/// The coroutine wakes on a later turn of the event loop, never inside the call that rang: what follows may destroy
/// whoever rang, a reply in the middle of its signal and its manager included. From any thread.
class Bell final : public QObject
{
    Q_OBJECT

public:
    explicit Bell(std::stop_token stop);

    void ring();
    QCoro::Task<> wait();

Q_SIGNALS:
    void rung();

private:
    struct Ring {
        Bell *bell;
        void operator()() const { bell->ring(); }
    };

    void wake();

    bool m_hasRung = false;
    std::stop_callback<Ring> m_onStop;
};

} // namespace slipway::net
