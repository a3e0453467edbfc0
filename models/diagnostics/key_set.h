#pragma once

#include "yaml/node.h"

#include <string>
#include <vector>

namespace slipway::diagnostics {

/// Finds keys that differ from an earlier one in nothing but their letters' case: GitHub takes both for the same. Keeps
/// its memory from one map to the next.
class KeySet
{
public:
    /// In the order of the map. Keys that repeat an earlier one byte for byte are the tree's to report.
    const std::vector<yaml::Node> &repeated(yaml::Node map);

private:
    struct Seen {
        std::string_view text;
        yaml::Node key;
    };
    void compareAll();
    void compareSorted();

    std::vector<Seen> m_keys;
    std::vector<yaml::Node> m_repeated;
};

} // namespace slipway::diagnostics
