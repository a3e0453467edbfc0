#include "layout/input.h"

#include <QCoreApplication>

#include <string_view>
#include <unordered_map>

namespace slipway::layout {

namespace {

constexpr double largest = 10'000'000;

bool isSensible(double value)
{
    return value >= 0 && value <= largest;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("layout::input", text);
}

base::Error refused(const QString &message)
{
    return base::makeError(base::Error::Kind::InvalidInput, message);
}

QString shown(const std::string &id)
{
    return QString::fromStdString(id);
}

} // namespace

base::Result<Input> readInput(const Graph &graph, const Options &options)
{
    if (!isSensible(options.layerGap) || !isSensible(options.nodeGap) || !isSensible(options.edgeGap))
        return std::unexpected(refused(tr("The gaps must be numbers from 0 to ten million.")));
    Input input;
    std::unordered_map<std::string_view, int> numbers;
    for (const Node &node : graph.nodes) {
        if (node.id.empty())
            return std::unexpected(refused(tr("A node has no id.")));
        if (!numbers.emplace(node.id, input.graph.nodeCount++).second)
            return std::unexpected(refused(tr("Two nodes have the id “%1”.").arg(shown(node.id))));
        if (!isSensible(node.width) || !isSensible(node.height)) {
            return std::unexpected(
                refused(tr("The size of node “%1” must be numbers from 0 to ten million.").arg(shown(node.id))));
        }
        input.widths.push_back(node.width);
        input.heights.push_back(node.height);
    }
    for (const Edge &edge : graph.edges) {
        const auto from = numbers.find(edge.from);
        const auto to = numbers.find(edge.to);
        if (from == numbers.end() || to == numbers.end()) {
            return std::unexpected(refused(tr("The edge from “%1” to “%2” names a node that does not exist.")
                                               .arg(shown(edge.from), shown(edge.to))));
        }
        input.graph.arcs.push_back({from->second, to->second, 1});
    }
    return input;
}

} // namespace slipway::layout
