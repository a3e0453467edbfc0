#include "logs/byte_loops.h"

#include <algorithm>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace slipway::logs {

quint32 countLineFeeds(QByteArrayView bytes)
{
    quint32 feeds = 0;
    qsizetype at = 0;
#ifdef __SSE2__
    const __m128i lineFeed = _mm_set1_epi8('\n');
    while (bytes.size() - at >= 16) {
        // Lanes count up to 255 before they are summed.
        __m128i lanes = _mm_setzero_si128();
        for (int round = 0; round < 255 && bytes.size() - at >= 16; ++round, at += 16) {
            __m128i block;
            std::memcpy(&block, bytes.data() + at, sizeof block);
            lanes = _mm_sub_epi8(lanes, _mm_cmpeq_epi8(block, lineFeed));
        }
        const __m128i sums = _mm_sad_epu8(lanes, _mm_setzero_si128());
        feeds += static_cast<quint32>(_mm_extract_epi16(sums, 0) + _mm_extract_epi16(sums, 4));
    }
#endif
    return feeds + static_cast<quint32>(std::count(bytes.data() + at, bytes.data() + bytes.size(), '\n'));
}

void copyInLowerCase(QByteArrayView bytes, char *to)
{
    qsizetype at = 0;
#ifdef __SSE2__
    const __m128i beforeA = _mm_set1_epi8('A' - 1);
    const __m128i afterZ = _mm_set1_epi8('Z' + 1);
    const __m128i distance = _mm_set1_epi8('a' - 'A');
    for (; bytes.size() - at >= 16; at += 16) {
        __m128i block;
        std::memcpy(&block, bytes.data() + at, sizeof block);
        const __m128i isUpper = _mm_and_si128(_mm_cmpgt_epi8(block, beforeA), _mm_cmplt_epi8(block, afterZ));
        block = _mm_add_epi8(block, _mm_and_si128(isUpper, distance));
        std::memcpy(to + at, &block, sizeof block);
    }
#endif
    std::transform(bytes.data() + at, bytes.data() + bytes.size(), to + at,
                   [](char one) { return static_cast<char>(one >= 'A' && one <= 'Z' ? one + ('a' - 'A') : one); });
}

} // namespace slipway::logs
