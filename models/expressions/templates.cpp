#include "expressions/templates.h"

namespace slipway::expressions {

namespace {

constexpr std::string_view opening = "${{";
constexpr std::string_view closing = "}}";

std::string_view::size_type closingAt(std::string_view text, std::string_view::size_type from)
{
    for (auto at = from; at != std::string_view::npos;) {
        at = text.find_first_of("'}", at);
        if (at == std::string_view::npos)
            return at;
        if (text[at] == '\'') {
            // A doubled quote ends one text and begins the next, which comes to the same.
            at = text.find('\'', at + 1);
            if (at == std::string_view::npos)
                return at;
        } else if (text.substr(at).starts_with(closing)) {
            return at;
        }
        ++at;
    }
    return std::string_view::npos;
}

} // namespace

std::optional<Template> nextTemplate(std::string_view text, quint32 from)
{
    // find() of one letter is memchr; few texts hold a dollar sign at all.
    for (auto at = text.find('$', from); at != std::string_view::npos; at = text.find('$', at + 1)) {
        if (!text.substr(at).starts_with(opening))
            continue;
        const auto inner = at + opening.size();
        const auto end = closingAt(text, inner);
        const bool isTerminated = end != std::string_view::npos;
        const auto innerEnd = static_cast<quint32>(isTerminated ? end : text.size());
        const auto begin = static_cast<quint32>(at);
        return Template{{begin, isTerminated ? innerEnd + quint32(closing.size()) : innerEnd},
                        {static_cast<quint32>(inner), innerEnd},
                        isTerminated};
    }
    return {};
}

std::vector<Template> templates(std::string_view text)
{
    std::vector<Template> all;
    for (auto found = nextTemplate(text); found; found = nextTemplate(text, found->whole.end))
        all.push_back(*found);
    return all;
}

bool hasTemplate(std::string_view text)
{
    return text.find(opening) != std::string_view::npos;
}

std::optional<Template> soleTemplate(std::string_view text)
{
    if (!text.starts_with(opening))
        return {};
    const auto found = nextTemplate(text);
    return found->isTerminated && found->whole.end == text.size() ? found : std::nullopt;
}

} // namespace slipway::expressions
