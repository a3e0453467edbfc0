#include "diagnostics/rules/value_text.h"

namespace slipway::diagnostics {

namespace {

// Aliases within aliases can stand for millions of values.
constexpr std::size_t longest = 4096;

bool append(yaml::Node node, std::string &text)
{
    if (text.size() > longest)
        return false;
    if (node.isMapping()) {
        text += '{';
        for (const auto &[key, value] : yaml::entries(node)) {
            if (!append(key, text) || !append(value, text))
                return false;
        }
        text += '}';
        return true;
    }
    if (node.isSequence()) {
        text += '[';
        for (const yaml::Node item : yaml::items(node)) {
            if (!append(item, text))
                return false;
        }
        text += ']';
        return true;
    }
    if (node.text().find("${{") != std::string_view::npos)
        return false;
    text += node.isNull() ? std::string_view("~") : node.text();
    text += '\n';
    return text.size() <= longest;
}

} // namespace

std::optional<std::string> valueText(yaml::Node node)
{
    std::string text;
    return append(node, text) ? std::optional(std::move(text)) : std::nullopt;
}

} // namespace slipway::diagnostics
