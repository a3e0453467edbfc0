#include "base/freshness.h"

namespace slipway::base {

Freshness Freshness::failed(const Freshness &before, const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Cancelled: return before;
    case Error::Kind::Unauthorized:
    case Error::Kind::Forbidden: return {State::Forbidden, before.asOf, error};
    case Error::Kind::RateLimited: return {State::RateLimited, before.asOf, error};
    default: return {State::Failed, before.asOf, error};
    }
}

} // namespace slipway::base
