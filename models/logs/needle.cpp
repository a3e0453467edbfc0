#include "logs/needle.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace slipway::logs {

namespace {

/// How common a byte is in logs; what is not listed is rare.
size_t commonness(char byte)
{
    static constexpr std::string_view common = "ZTqjzQJXKVYUWHGBFDMPLNSCIRAOEkxvwyb!?*+=\"'()[]{}@#%&$;,_9876543gfphumd"
                                               "clnsriaot/-.:210e ";
    const size_t place = common.find(byte);
    return place == std::string_view::npos ? 0 : place + 1;
}

} // namespace

Needle::Needle(QByteArray bytes)
    : m_bytes(std::move(bytes))
{
    const auto rarer = [this](qsizetype one, qsizetype other) {
        return commonness(m_bytes[one]) < commonness(m_bytes[other]);
    };
    for (qsizetype at = 1; at < m_bytes.size(); ++at) {
        if (rarer(at, m_first))
            m_first = at;
    }
    m_second = m_first == 0 ? m_bytes.size() - 1 : 0;
    for (qsizetype at = 0; at < m_bytes.size(); ++at) {
        if (at != m_first && rarer(at, m_second))
            m_second = at;
    }
}

const char *Needle::find(const char *from, const char *end) const
{
    const auto size = static_cast<size_t>(m_bytes.size());
    if (static_cast<size_t>(end - from) < size)
        return nullptr;
    const char *const last = end - size;
#ifdef __SSE2__
    const __m128i first = _mm_set1_epi8(m_bytes[m_first]);
    const __m128i second = _mm_set1_epi8(m_bytes[m_second]);
    for (; last - from >= 16; from += 16) {
        __m128i one;
        __m128i other;
        std::memcpy(&one, from + m_first, sizeof one);
        std::memcpy(&other, from + m_second, sizeof other);
        auto places = static_cast<std::uint32_t>(
            _mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(one, first), _mm_cmpeq_epi8(other, second))));
        for (; places != 0; places &= places - 1) {
            const char *const place = from + std::countr_zero(places);
            if (std::memcmp(place, m_bytes.constData(), size) == 0)
                return place;
        }
    }
#endif
    for (; from <= last; ++from) {
        if (std::memcmp(from, m_bytes.constData(), size) == 0)
            return from;
    }
    return nullptr;
}

} // namespace slipway::logs
