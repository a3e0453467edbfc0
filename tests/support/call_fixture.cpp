#include "call_support/call_fixture.h"

namespace slipway::test {

CallFixture::CallFixture()
{
    net::HttpClient::Options options;
    options.clock = clock;
    options.seed = 7;
    http = std::make_shared<net::HttpClient>(options);
}

} // namespace slipway::test
