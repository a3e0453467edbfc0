#pragma once

#include "base/error.h"
#include "net/cached_answers.h"
#include "net/client_state.h"
#include "net/deadline.h"
#include "net/download_file.h"

namespace slipway::net {

/// What every attempt of one call works with. Lives in the frame of `call`, which outlives its attempts.
struct CallContext {
    std::shared_ptr<ClientState> state;
    std::shared_ptr<const Endpoint> endpoint;
    Request request;
    Deadline deadline;
    /// Empty when the call is not to be revalidated.
    QByteArray cacheKey = {};
    std::shared_ptr<const StoredAnswer> stored = {};
    /// Set when the body is to go into a file.
    std::shared_ptr<DownloadFile> file = {};

    base::Clock &clock() const { return *state->options.clock; }
    bool isRepeatable() const { return request.isSafe() || request.isIdempotent; }
};

/// How one attempt ended: with a response, or with an error and whether another attempt may follow.
struct Attempt {
    std::optional<Response> response = std::nullopt;
    base::Error error = {};
    bool mayRepeat = false;
    /// What the provider asks to be left alone for.
    std::optional<milliseconds> pause = std::nullopt;
};

/// Asks once, through the gate and along its redirects.
QCoro::Task<Attempt> attempt(CallContext &context);

} // namespace slipway::net
