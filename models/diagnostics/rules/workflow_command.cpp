#include "diagnostics/rules/workflow_command.h"

#include <algorithm>
#include <optional>

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

bool isComplete(std::string_view rest, const syntax::DeprecatedCommand &command)
{
    const auto parts = readParts(rest, command.name != "add-path");
    return parts && !parts->value.empty() && parts->value.front() != ' ';
}

/// Where a comment of a shell begins; the line's size when none does.
std::size_t commentBegin(std::string_view line)
{
    char quote = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (quote != 0)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '#' && (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t'))
            return at;
    }
    return line.size();
}

void findInLine(std::string_view line, std::vector<PrintedCommand> &found)
{
    const std::string_view code = line.substr(0, commentBegin(line));
    for (std::size_t at = code.find("::"); at != std::string_view::npos; at = code.find("::", at + 1)) {
        const std::string_view rest = code.substr(at + 2);
        for (const syntax::DeprecatedCommand &command : syntax::deprecatedCommands()) {
            if (rest.starts_with(command.name) && isComplete(rest.substr(command.name.size()), command))
                found.push_back({&command, line});
        }
    }
}

} // namespace

std::vector<PrintedCommand> printedCommands(std::string_view script)
{
    std::vector<PrintedCommand> found;
    for (std::size_t begin = 0; begin < script.size();) {
        const std::size_t end = std::min(script.find('\n', begin), script.size());
        std::string_view line = script.substr(begin, end - begin);
        const std::size_t first = std::min(line.find_first_not_of(" \t\r"), line.size());
        line = line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
        findInLine(line, found);
        begin = end + 1;
    }
    return found;
}

std::string asEnvironmentFile(const PrintedCommand &printed)
{
    constexpr std::string_view echo = "echo ";
    const syntax::DeprecatedCommand &command = *printed.command;
    const std::string mark = "::" + std::string(command.name);
    if (!printed.line.starts_with(echo) || printed.line.contains('%'))
        return {};
    std::string_view word = printed.line.substr(echo.size());
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

} // namespace slipway::diagnostics
