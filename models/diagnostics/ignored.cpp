#include "ignored.h"

#include <algorithm>

namespace slipway::diagnostics {

namespace {

constexpr std::string_view prefix = "slipway:";
constexpr std::string_view blanks = " \t\r,";

/// Takes the next word from `text`.
std::string_view nextWord(std::string_view &text)
{
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    const std::string_view word = text.substr(0, text.find_first_of(blanks));
    text.remove_prefix(word.size());
    return word;
}

} // namespace

Ignored::Ignored(const yaml::Tree &tree)
    : m_tree(tree)
{
    const auto comments = tree.comments();
    for (size_t i = 0; i < comments.size(); ++i) {
        std::string_view text = tree.text(comments[i].range);
        text.remove_prefix(std::min(text.find_first_not_of("# \t"), text.size()));
        if (!text.starts_with(prefix))
            continue;
        text.remove_prefix(prefix.size());
        const std::string_view verb = nextWord(text);
        if (verb == "ignore-file")
            read(text, m_inFile);
        else if (verb == "ignore")
            read(text, m_onLine[comments[i].hasOwnLine ? lineAfter(i) : tree.lineOf(comments[i].range.begin)]);
    }
}

bool Ignored::covers(const Finding &finding) const
{
    if (m_inFile.empty() && m_onLine.empty())
        return false;
    const std::string rule(finding.rule);
    if (m_inFile.contains(rule))
        return true;
    const auto line = m_onLine.find(m_tree.lineOf(finding.range.begin));
    return line != m_onLine.end() && line->second.contains(rule);
}

void Ignored::read(std::string_view words, Rules &rules)
{
    for (std::string_view word = nextWord(words); !word.empty(); word = nextWord(words))
        rules.emplace(word);
}

/// The line that a comment on lines of its own speaks of: the first below that is no comment.
int Ignored::lineAfter(size_t comment) const
{
    const auto comments = m_tree.comments();
    int line = m_tree.lineOf(comments[comment].range.begin) + 1;
    for (size_t next = comment + 1; next < comments.size() && comments[next].hasOwnLine; ++next) {
        if (m_tree.lineOf(comments[next].range.begin) != line)
            break;
        ++line;
    }
    return line;
}

} // namespace slipway::diagnostics
