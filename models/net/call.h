#pragma once

#include "base/result.h"
#include "net/endpoint.h"
#include "net/request.h"

#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>

namespace slipway::net {

class ClientState;
class DownloadFile;

/// HttpClient::send, from the first attempt to the last. With a file the body of the answer goes there.
QCoro::Task<base::Result<Response>> call(std::shared_ptr<ClientState> state, std::shared_ptr<const Endpoint> endpoint,
                                         Request request, std::stop_token stop,
                                         std::shared_ptr<DownloadFile> file = {});

} // namespace slipway::net
