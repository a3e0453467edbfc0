#include "diagnostics/rules/value_text.h"

#include "yaml/scalars.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace slipway::diagnostics {

namespace {

// Aliases within aliases can stand for millions of values.
constexpr std::size_t longest = 4096;

bool append(yaml::Node node, std::string &text);

/// 1.10 and 1.1 are one number.
void appendNumber(double number, std::string &text)
{
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    text.append(digits.data(), end);
}

/// The order of the keys means nothing.
bool appendMapping(yaml::Node node, std::string &text)
{
    std::vector<std::string> parts;
    std::size_t size = text.size();
    for (const auto &[key, value] : yaml::entries(node)) {
        std::string &part = parts.emplace_back();
        if (!append(key, part) || !append(value, part))
            return false;
        size += part.size();
        if (size > longest)
            return false;
    }
    std::ranges::sort(parts);
    text += '{';
    for (const std::string &part : parts)
        text += part;
    text += '}';
    return true;
}

bool append(yaml::Node node, std::string &text)
{
    if (text.size() > longest)
        return false;
    if (node.isMapping()) {
        return appendMapping(node, text);
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
    if (const auto number = yaml::numberOf(node))
        appendNumber(*number, text);
    else
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
