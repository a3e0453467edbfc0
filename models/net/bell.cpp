#include "net/bell.h"

#include <QCoro/QCoroSignal>

namespace slipway::net {

Bell::Bell(std::stop_token stop)
    : m_onStop(std::move(stop), Ring{this})
{ }

void Bell::ring()
{
    QMetaObject::invokeMethod(this, &Bell::wake, Qt::QueuedConnection);
}

void Bell::wake()
{
    m_hasRung = true;
    Q_EMIT rung();
}

QCoro::Task<> Bell::wait()
{
    if (!m_hasRung)
        co_await qCoro(this, &Bell::rung);
}

} // namespace slipway::net
