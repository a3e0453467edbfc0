#pragma once

#include <QCoro/QCoroTask>
#include <QObject>

#include <stop_token>

namespace slipway::net {

/// Wakes one coroutine, once. A stop request rings it too.
///
/// After `ring` and after a stop request, from whatever thread, the coroutine wakes on a later turn of the event loop,
/// never inside the call that rang.
class Bell final : public QObject
{
    Q_OBJECT

public:
    explicit Bell(std::stop_token stop);

    void ring();
    /// Wakes it inside this call, which may destroy whoever makes it. On the coroutine's thread.
    void ringNow();
    QCoro::Task<> wait();

Q_SIGNALS:
    void rung();

private:
    struct Ring {
        Bell *bell;
        void operator()() const { bell->ring(); }
    };

    bool m_hasRung = false;
    std::stop_callback<Ring> m_onStop;
};

} // namespace slipway::net
