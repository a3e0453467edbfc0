// A provider's answer from anywhere, through the reader with the most members.
#include "base/json.h"
#include "github/workflows_and_runs.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto run = slipway::base::json::read(bytes, slipway::github::readRun);
    return run || !run.error().path.isEmpty() ? 0 : 1;
}
