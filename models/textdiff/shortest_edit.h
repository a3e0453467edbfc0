#pragma once

#include "textdiff/line_diff.h"

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace slipway::textdiff {

/// Things to compare, as numbers: equal numbers, equal things.
using Tokens = std::span<const int>;

/// Gives equal texts equal numbers. The texts must live as long.
class Numbers
{
public:
    int of(QByteArrayView text)
    {
        const std::string_view key(text.data(), size_t(text.size()));
        return m_known.try_emplace(key, int(m_known.size())).first->second;
    }

private:
    std::unordered_map<std::string_view, int> m_known;
};

/// The changes that make `after` of `before`, in the units of the tokens, by rising place.
std::vector<Hunk> shortestEdit(Tokens before, Tokens after);

} // namespace slipway::textdiff
