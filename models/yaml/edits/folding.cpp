#include "yaml/edits/folding.h"

#include <algorithm>

namespace slipway::yaml {

namespace {

using Strings = std::vector<std::string>;

/// Line ends around lines that begin with a blank are not folded.
bool isDeeper(std::string_view line)
{
    return line.starts_with(' ') || line.starts_with('\t');
}

std::string valueOf(const Strings &lines, size_t from, size_t to)
{
    return foldedValue(
        Strings(lines.begin() + static_cast<ptrdiff_t>(from), lines.begin() + static_cast<ptrdiff_t>(to)));
}

/// Appends `count` line ends between the last of `lines` and `next`, as blank lines.
void addBreaks(Strings &lines, size_t count, std::string_view next)
{
    const bool isKept = lines.empty() || isDeeper(lines.back()) || isDeeper(next);
    lines.insert(lines.end(), isKept && !lines.empty() ? count - 1 : count, std::string());
}

/// Appends the lines that mean `text`, which begins and ends with what separates it from its neighbours; `next` is the
/// line that follows, if any.
void addText(Strings &lines, std::string_view text, const std::string *next)
{
    if (!lines.empty() && text.starts_with(' '))
        text.remove_prefix(1);
    if (next && text.ends_with(' '))
        text.remove_suffix(1);
    while (!text.empty()) {
        const size_t breaks = std::min(text.find_first_not_of('\n'), text.size());
        text.remove_prefix(breaks);
        const auto line = text.substr(0, std::min(text.find('\n'), text.size()));
        if (breaks > 0)
            addBreaks(lines, breaks, line.empty() && next ? std::string_view(*next) : line);
        if (!line.empty())
            lines.emplace_back(line);
        text.remove_prefix(line.size());
    }
}

/// How many lines `text` begins with; at least those whose value is followed by a blank, a line end or nothing.
size_t commonBegin(const Strings &old, std::string_view text)
{
    for (size_t count = old.size(); count > 0; --count) {
        const auto value = valueOf(old, 0, count);
        if (!old[count - 1].empty() && text.starts_with(value)
            && (text.size() == value.size() || text[value.size()] == ' ' || text[value.size()] == '\n'))
            return count;
    }
    return 0;
}

std::optional<Strings> withKept(const Strings &old, std::string_view text, size_t begin, size_t end)
{
    const auto first = valueOf(old, 0, begin);
    const auto last = valueOf(old, old.size() - end, old.size());
    if (first.size() + last.size() > text.size() || !text.ends_with(last))
        return std::nullopt;
    Strings lines(old.begin(), old.begin() + static_cast<ptrdiff_t>(begin));
    const std::string *next = end > 0 ? &old[old.size() - end] : nullptr;
    addText(lines, text.substr(first.size(), text.size() - first.size() - last.size()), next);
    lines.insert(lines.end(), old.end() - static_cast<ptrdiff_t>(end), old.end());
    return foldedValue(lines) == text ? std::optional(std::move(lines)) : std::nullopt;
}

} // namespace

std::string foldedValue(const Strings &lines)
{
    std::string value;
    size_t breaks = 0;
    const std::string *before = nullptr;
    for (const auto &line : lines) {
        if (line.empty()) {
            ++breaks;
            continue;
        }
        if (!before)
            value.append(breaks, '\n');
        else if (isDeeper(*before) || isDeeper(line))
            value.append(breaks + 1, '\n');
        else if (breaks == 0)
            value += ' ';
        else
            value.append(breaks, '\n');
        value += line;
        breaks = 0;
        before = &line;
    }
    return value;
}

std::optional<Strings> refolded(const Strings &old, std::string_view text)
{
    // A long text is not worth trying every pair of ends.
    constexpr size_t mostTries = 40;
    const size_t longest = commonBegin(old, text);
    for (size_t begin = longest + 1; begin-- > (longest > 2 ? longest - 2 : 0);) {
        const size_t most = std::min(old.size() - begin, mostTries);
        for (size_t end = most + 1; end-- > 0;) {
            if (auto lines = withKept(old, text, begin, end))
                return lines;
        }
    }
    return withKept(old, text, 0, 0);
}

} // namespace slipway::yaml
