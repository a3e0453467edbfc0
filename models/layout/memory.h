#pragma once

#include "layout/layout.h"

#include <string_view>
#include <unordered_map>

namespace slipway::layout {

/// Finds nodes and edges of an earlier drawing, which it does not own, by their ids.
class Memory
{
public:
    /// What makes no sense in `previous` (places that are no numbers, layers that cannot be) is not known.
    explicit Memory(const Layout *previous);

    /// Null when it is not known.
    const PlacedNode *find(const Node &node) const;
    const PlacedEdge *find(const Edge &edge) const;

private:
    struct Ends {
        std::string_view from;
        std::string_view to;

        bool operator==(const Ends &) const = default;
    };
    struct HashEnds {
        std::size_t operator()(const Ends &ends) const
        {
            const std::hash<std::string_view> hash;
            return hash(ends.from) * 31 + hash(ends.to);
        }
    };

    std::unordered_map<std::string_view, const PlacedNode *> m_nodes;
    std::unordered_map<Ends, const PlacedEdge *, HashEnds> m_edges;
};

} // namespace slipway::layout
