#include "net/download.h"

#include "net/call.h"
#include "net/download_file.h"
#include "net/json_call.h"

namespace slipway::net {

QCoro::Task<base::Result<qint64>> download(std::shared_ptr<ClientState> state, std::shared_ptr<const Endpoint> endpoint,
                                           Request request, Download wanted, std::stop_token stop)
{
    const auto file = std::make_shared<DownloadFile>(std::move(wanted));
    if (const auto opened = file->open(); !opened)
        co_return std::unexpected(opened.error());
    const auto response = co_await call(std::move(state), std::move(endpoint), std::move(request), stop, file);
    if (!response)
        co_return std::unexpected(response.error());
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    // Its last bytes may have to wait for the disk.
    co_return co_await detail::onWorker([file] { return file->commit(); });
}

} // namespace slipway::net
