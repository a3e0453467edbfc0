// A line of a log from anywhere: read, its inks in order and within the text, nothing left that acts.
#include "logs/line.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const slipway::logs::Line line = slipway::logs::readLine(bytes);
    qsizetype end = 0;
    for (const slipway::logs::InkSpan &span : line.inks) {
        if (span.start < end || span.length <= 0)
            __builtin_trap();
        end = span.start + span.length;
    }
    if (end > line.text.size())
        __builtin_trap();
    for (const QChar character : line.text) {
        if (character.category() == QChar::Other_Control)
            __builtin_trap();
    }
    return 0;
}
