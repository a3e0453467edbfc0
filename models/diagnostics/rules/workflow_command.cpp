#include "diagnostics/rules/workflow_command.h"

#include "yaml/tree.h"

#include <optional>
#include <string>

namespace slipway::diagnostics {

namespace {

bool isNameLetter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
        || letter == '_' || letter == '-';
}

struct Parts {
    /// Empty for add-path.
    std::string_view name;
    std::string_view value;
};

/// What stands behind `::COMMAND`.
std::optional<Parts> readParts(std::string_view rest, bool hasName)
{
    Parts parts;
    if (hasName) {
        const std::size_t name = rest.find_first_not_of(' ');
        constexpr std::string_view key = "name=";
        if (name == 0 || name == std::string_view::npos || !rest.substr(name).starts_with(key))
            return {};
        rest.remove_prefix(name + key.size());
        std::size_t length = 0;
        while (length < rest.size() && isNameLetter(rest[length]))
            ++length;
        parts.name = rest.substr(0, length);
        rest.remove_prefix(length);
        if (parts.name.empty())
            return {};
    }
    if (!rest.starts_with("::"))
        return {};
    parts.value = rest.substr(2);
    return parts;
}

std::optional<Parts> findCommand(std::string_view text, std::string_view command)
{
    const std::string mark = "::" + std::string(command);
    for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) {
        const auto parts = readParts(text.substr(at + mark.size()), command != "add-path");
        if (parts && !parts->value.empty() && parts->value.front() != '\n' && parts->value.front() != ' ')
            return parts;
    }
    return {};
}

/// `echo "::COMMAND name=x::value"` as `echo "x=value" >> "$FILE"`; empty for another form.
std::string rewritten(std::string_view line, const syntax::DeprecatedCommand &command)
{
    constexpr std::string_view echo = "echo ";
    const std::string mark = "::" + std::string(command.name);
    if (!line.starts_with(echo))
        return {};
    std::string_view word = line.substr(echo.size());
    std::string_view quote;
    if (word.starts_with('"') || word.starts_with('\'')) {
        quote = word.substr(0, 1);
        if (word.size() < 2 || word.find(quote, 1) != word.size() - 1)
            return {};
        word = word.substr(1, word.size() - 2);
    } else if (word.find_first_of(";&|<>\"'`") != std::string_view::npos) {
        return {};
    }
    if (!word.starts_with(mark))
        return {};
    const auto parts = readParts(word.substr(mark.size()), command.name != "add-path");
    if (!parts)
        return {};
    std::string result(echo);
    result += quote;
    if (!parts->name.empty())
        result += std::string(parts->name) + '=';
    result += parts->value;
    result += quote;
    return result + " >> \"$" + std::string(command.file) + '"';
}

} // namespace

bool usesCommand(std::string_view script, std::string_view command)
{
    return findCommand(script, command).has_value();
}

yaml::Patches environmentFilePatches(yaml::Node script, const syntax::DeprecatedCommand &command)
{
    const yaml::Style style = script.style();
    if (script.isAlias() || (style != yaml::Style::Literal && style != yaml::Style::Plain))
        return {};
    yaml::Patches patches;
    const yaml::Range range = script.content();
    const std::string_view text = script.tree()->text(range);
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        const std::size_t first = std::min(line.find_first_not_of(' '), line.size());
        line = line.substr(first, line.find_last_not_of(" \r") + 1 - first);
        if (std::string replacement = rewritten(line, command); !replacement.empty()) {
            const auto from = range.begin + quint32(begin + first);
            patches.push_back({{from, from + quint32(line.size())}, std::move(replacement)});
        }
        begin = end + 1;
    }
    return patches;
}

} // namespace slipway::diagnostics
