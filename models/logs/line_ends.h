#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace slipway::logs {

/// Calls `then(index)` for each line feed in `bytes`. The inner loop of indexing: 16 bytes a comparison.
template<typename Then>
void forEachLineEnd(std::span<const char> bytes, Then then)
{
    size_t at = 0;
#ifdef __SSE2__
    const __m128i lineFeed = _mm_set1_epi8('\n');
    for (; at + 64 <= bytes.size(); at += 64) {
        std::uint64_t ends = 0;
        for (unsigned lane = 0; lane < 4; ++lane) {
            __m128i block;
            std::memcpy(&block, bytes.data() + at + lane * 16, sizeof block);
            const auto mask = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, lineFeed)));
            ends |= static_cast<std::uint64_t>(mask) << (lane * 16);
        }
        for (; ends != 0; ends &= ends - 1)
            then(at + static_cast<size_t>(std::countr_zero(ends)));
    }
#endif
    for (; at < bytes.size(); ++at) {
        if (bytes[at] == '\n')
            then(at);
    }
}

} // namespace slipway::logs
