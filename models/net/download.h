#pragma once

#include "base/result.h"
#include "net/endpoint.h"
#include "net/request.h"

#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>

namespace slipway::net {

class ClientState;

/// HttpClient::download.
QCoro::Task<base::Result<qint64>> download(std::shared_ptr<ClientState> state, std::shared_ptr<const Endpoint> endpoint,
                                           Request request, Download wanted, std::stop_token stop);

} // namespace slipway::net
