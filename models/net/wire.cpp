#include "net/wire.h"

#include "net/bell.h"
#include "net/conversation.h"

namespace slipway::net {

QCoro::Task<Incoming> exchange(QNetworkAccessManager &network, base::Clock &clock, Outgoing outgoing,
                               std::stop_token stop)
{
    Bell bell(stop);
    Conversation conversation(network, clock, outgoing, bell);
    co_await bell.wait();
    co_return conversation.end();
}

} // namespace slipway::net
