#include "workflow/glob.h"

#include <algorithm>
#include <vector>

namespace slipway::workflow {

namespace {

enum class Part : quint8 {
    One,        ///< a character, or one of a set
    Optional,   ///< `?` behind it
    Several,    ///< `+` behind it
    Segment,    ///< `*`
    All,        ///< `**`
    Folders,    ///< `**/` where a folder may begin: nothing, or anything up to a slash
    InFolders,  ///< the second half of it
};

struct Token {
    Part part = Part::One;
    std::string_view text;
    bool isSet = false;
};

std::size_t characterSize(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return std::min(size, text.size());
}

bool setHolds(std::string_view set, std::string_view character)
{
    if (character.size() != 1)
        return set.find(character) != std::string_view::npos;
    const char wanted = character.front();
    for (std::size_t at = 0; at < set.size(); ++at) {
        if (at + 2 < set.size() && set[at + 1] == '-') {
            if (set[at] <= wanted && wanted <= set[at + 2])
                return true;
            at += 2;
        } else if (set[at] == wanted) {
            return true;
        }
    }
    return false;
}

bool accepts(const Token &token, std::string_view character)
{
    switch (token.part) {
    case Part::Segment: return character != "/";
    case Part::All:
    case Part::InFolders: return true;
    case Part::Folders: return false;
    default: return token.isSet ? setHolds(token.text, character) : token.text == character;
    }
}

/// Takes the next token off `pattern`.
void takeToken(std::string_view &pattern, std::vector<Token> &tokens, bool isFolderBegin)
{
    if (pattern.starts_with("**/") && isFolderBegin) {
        tokens.push_back({.part = Part::Folders, .text = {}});
        tokens.push_back({.part = Part::InFolders, .text = {}});
        pattern.remove_prefix(3);
        return;
    }
    if (pattern.starts_with('*')) {
        const std::size_t stars = std::min(pattern.find_first_not_of('*'), pattern.size());
        tokens.push_back({.part = stars > 1 ? Part::All : Part::Segment, .text = {}});
        pattern.remove_prefix(stars);
        return;
    }
    const bool repeats = !tokens.empty() && tokens.back().part == Part::One;
    if (repeats && (pattern.starts_with('?') || pattern.starts_with('+'))) {
        tokens.back().part = pattern.front() == '?' ? Part::Optional : Part::Several;
        pattern.remove_prefix(1);
        return;
    }
    if (const std::size_t end = pattern.find(']'); pattern.starts_with('[') && end != std::string_view::npos) {
        tokens.push_back({.text = pattern.substr(1, end - 1), .isSet = true});
        pattern.remove_prefix(end + 1);
        return;
    }
    if (pattern.starts_with('\\') && pattern.size() > 1)
        pattern.remove_prefix(1);
    const std::size_t size = characterSize(pattern);
    tokens.push_back({.text = pattern.substr(0, size)});
    pattern.remove_prefix(size);
}

std::vector<Token> tokensOf(std::string_view pattern)
{
    std::vector<Token> tokens;
    bool isFolderBegin = true;
    while (!pattern.empty()) {
        const char first = pattern.front();
        takeToken(pattern, tokens, isFolderBegin);
        isFolderBegin = first == '/' || (!tokens.empty() && tokens.back().part == Part::InFolders);
    }
    return tokens;
}

/// All places that the pattern may be at, stepped by one character of the text at a time.
class Matcher
{
public:
    explicit Matcher(std::string_view pattern)
        : m_tokens(tokensOf(pattern))
        , m_at(m_tokens.size() + 1)
    { }

    bool matches(std::string_view text)
    {
        std::ranges::fill(m_at, false);
        enter(m_at, 0);
        while (!text.empty()) {
            const std::size_t size = characterSize(text);
            step(text.substr(0, size));
            text.remove_prefix(size);
        }
        return m_at.back();
    }

private:
    /// With all places that are reached from here by nothing.
    void enter(std::vector<bool> &places, std::size_t at) const
    {
        for (; !places[at]; ++at) {
            places[at] = true;
            if (at == m_tokens.size())
                return;
            const Part part = m_tokens[at].part;
            if (part == Part::Folders)
                enter(places, at + 2);
            else if (part != Part::Optional && part != Part::Segment && part != Part::All)
                return;
        }
    }

    void step(std::string_view character)
    {
        std::vector<bool> next(m_at.size());
        for (std::size_t at = 0; at < m_tokens.size(); ++at) {
            if (!m_at[at] || !accepts(m_tokens[at], character))
                continue;
            const Part part = m_tokens[at].part;
            if (part == Part::Several || part == Part::Segment || part == Part::All || part == Part::InFolders)
                enter(next, at);
            const bool goesOn = part == Part::InFolders ? character == "/" : true;
            if (goesOn)
                enter(next, at + 1);
        }
        m_at = std::move(next);
    }

    std::vector<Token> m_tokens;
    std::vector<bool> m_at;
};

std::string_view withoutMark(std::string_view pattern)
{
    return pattern.starts_with('!') ? pattern.substr(1) : pattern;
}

} // namespace

bool matchesGlob(std::string_view pattern, std::string_view text)
{
    return Matcher(withoutMark(pattern)).matches(text);
}

bool matchesFilter(std::span<const yaml::Node> patterns, std::string_view text)
{
    bool holds = false;
    for (const yaml::Node pattern : patterns) {
        const bool takesBack = pattern.text().starts_with('!');
        if (holds == takesBack && matchesGlob(pattern.text(), text))
            holds = !takesBack;
    }
    return holds;
}

bool matchesFilterAny(std::span<const yaml::Node> patterns, std::span<const std::string> texts)
{
    return std::ranges::any_of(texts, [patterns](const std::string &text) { return matchesFilter(patterns, text); });
}

} // namespace slipway::workflow
