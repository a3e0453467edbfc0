// A workflow from anywhere, completed at any place of it: the first two bytes choose the place.
#include "workflow/completion/completion.h"

#include <cstdint>

using namespace slipway::workflow;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArray text(reinterpret_cast<const char *>(data + 2), static_cast<qsizetype>(size - 2));
    const auto offset = static_cast<quint32>((data[0] << 8 | data[1]) % (text.size() + 1));
    for (const Candidate &candidate : complete(Document::open(text), offset))
        if (candidate.replaced.begin > offset || candidate.replaced.end < offset
            || candidate.replaced.end > static_cast<quint32>(text.size()))
            __builtin_trap();
    return 0;
}
