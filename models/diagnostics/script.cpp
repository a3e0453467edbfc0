#include "diagnostics/script.h"

#include <algorithm>
#include <array>

namespace slipway::diagnostics {

namespace {

using namespace std::string_view_literals;

/// Words before a program that are not the program itself.
constexpr std::array prefixes{"!"sv,    "bunx"sv, "command"sv, "do"sv,    "elif"sv,  "else"sv,
                              "env"sv,  "exec"sv, "if"sv,      "npx"sv,   "nohup"sv, "pnpx"sv,
                              "sudo"sv, "then"sv, "time"sv,    "until"sv, "uvx"sv,   "while"sv};
/// The same in two words.
constexpr std::array<std::array<std::string_view, 2>, 9> pairPrefixes{{{"bundle"sv, "exec"sv},
                                                                       {"npm"sv, "exec"sv},
                                                                       {"pipenv"sv, "run"sv},
                                                                       {"pnpm"sv, "dlx"sv},
                                                                       {"pnpm"sv, "exec"sv},
                                                                       {"poetry"sv, "run"sv},
                                                                       {"uv"sv, "run"sv},
                                                                       {"yarn"sv, "dlx"sv},
                                                                       {"yarn"sv, "exec"sv}}};

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

constexpr bool endsCommand(char c)
{
    return c == '\n' || c == ';' || c == '&' || c == '|' || c == '(' || c == ')' || c == '`';
}

constexpr bool isNameLetter(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// `NAME=value` before a program.
bool isAssignment(std::string_view word)
{
    const auto equals = word.find('=');
    return equals != std::string_view::npos && equals > 0 && std::ranges::all_of(word.substr(0, equals), isNameLetter);
}

std::string_view withoutQuotes(std::string_view word)
{
    if (word.size() < 2 || (word.front() != '\'' && word.front() != '"') || word.back() != word.front())
        return word;
    const std::string_view inside = word.substr(1, word.size() - 2);
    return inside.find(word.front()) == std::string_view::npos ? inside : word;
}

/// Offset behind the quoted text that begins at `from`.
std::size_t quotedEnd(std::string_view script, std::size_t from)
{
    const char quote = script[from];
    for (std::size_t at = from + 1; at < script.size(); ++at) {
        if (script[at] == quote)
            return at + 1;
        if (script[at] == '\\' && quote == '"')
            ++at;
    }
    return script.size();
}

} // namespace

bool Commands::next()
{
    while (m_at < m_script.size()) {
        m_words.clear();
        while (readWord()) { }
        if (findProgram())
            return true;
    }
    return false;
}

void Commands::skipBlanks()
{
    while (m_at < m_script.size()) {
        if (isBlank(m_script[m_at]))
            ++m_at;
        else if (m_script.substr(m_at).starts_with("\\\n"))
            m_at += 2;
        else if (m_script.substr(m_at).starts_with("\\\r\n"))
            m_at += 3;
        else
            break;
    }
}

bool Commands::readWord()
{
    skipBlanks();
    if (m_at >= m_script.size())
        return false;
    const char c = m_script[m_at];
    if (c == '#') {
        m_at = std::min(m_script.find('\n', m_at), m_script.size());
        return true;
    }
    if (c == '<' || c == '>') {
        skipRedirection();
        return true;
    }
    if (endsCommand(c)) {
        ++m_at;
        if (c == '\n')
            skipHereDocuments();
        return false;
    }
    const std::size_t end = wordEnd(m_at);
    const std::string_view word = m_script.substr(m_at, end - m_at);
    m_at = end;
    if (word == "{" || word == "}" || word == "$")
        return word == "$";
    m_words.push_back(withoutQuotes(word));
    m_end = end;
    return true;
}

std::size_t Commands::wordEnd(std::size_t from) const
{
    std::size_t at = from;
    while (at < m_script.size()) {
        const char c = m_script[at];
        if (c == '\'' || c == '"') {
            at = quotedEnd(m_script, at);
        } else if (c == '\\') {
            at = std::min(at + 2, m_script.size());
        } else if (c == '$' && m_script.substr(at).starts_with("${{")) {
            const auto close = m_script.find("}}", at);
            at = close == std::string_view::npos ? m_script.size() : close + 2;
        } else if (isBlank(c) || endsCommand(c) || c == '<' || c == '>') {
            break;
        } else {
            ++at;
        }
    }
    return at;
}

void Commands::skipRedirection()
{
    const bool isHereDocument = m_script.substr(m_at).starts_with("<<") && !m_script.substr(m_at).starts_with("<<<");
    while (m_at < m_script.size() && (m_script[m_at] == '<' || m_script[m_at] == '>' || m_script[m_at] == '&'))
        ++m_at;
    if (isHereDocument && m_at < m_script.size() && m_script[m_at] == '-')
        ++m_at;
    skipBlanks();
    const std::size_t end = wordEnd(m_at);
    if (isHereDocument)
        m_hereDocuments.push_back(withoutQuotes(m_script.substr(m_at, end - m_at)));
    m_at = end;
}

void Commands::skipHereDocuments()
{
    for (const std::string_view delimiter : m_hereDocuments) {
        while (m_at < m_script.size()) {
            const std::size_t end = std::min(m_script.find('\n', m_at), m_script.size());
            std::string_view line = m_script.substr(m_at, end - m_at);
            m_at = std::min(end + 1, m_script.size());
            while (!line.empty() && isBlank(line.front()))
                line.remove_prefix(1);
            while (!line.empty() && isBlank(line.back()))
                line.remove_suffix(1);
            if (line == delimiter)
                break;
        }
    }
    m_hereDocuments.clear();
}

bool Commands::findProgram()
{
    std::size_t at = 0;
    bool canHaveOptions = false;
    while (at < m_words.size()) {
        const std::string_view word = m_words[at];
        const bool isPair = at + 1 < m_words.size() && std::ranges::any_of(pairPrefixes, [&](const auto &pair) {
                                return word == pair[0] && m_words[at + 1] == pair[1];
                            });
        if (isPair || std::ranges::find(prefixes, word) != prefixes.end()) {
            at += isPair ? 2 : 1;
            canHaveOptions = true;
        } else if (isAssignment(word) || (canHaveOptions && word.starts_with('-'))) {
            ++at;
        } else {
            break;
        }
    }
    m_programAt = at;
    return at < m_words.size() && !program().empty();
}

std::string_view Commands::program() const
{
    const std::string_view word = m_words[m_programAt];
    const auto slash = word.rfind('/');
    return slash == std::string_view::npos ? word : word.substr(slash + 1);
}

std::span<const std::string_view> Commands::arguments() const
{
    return std::span(m_words).subspan(m_programAt + 1);
}

std::size_t Commands::begin() const
{
    return static_cast<std::size_t>(m_words[m_programAt].data() - m_script.data());
}

bool Commands::hasArgument(std::string_view word) const
{
    return std::ranges::find(arguments(), word) != arguments().end();
}

bool Commands::hasArgumentLike(std::string_view start) const
{
    return std::ranges::any_of(arguments(), [start](std::string_view word) { return word.starts_with(start); });
}

bool Commands::hasInOrder(std::span<const std::string_view> words) const
{
    auto wanted = words.begin();
    for (const std::string_view word : arguments()) {
        if (wanted != words.end() && word == *wanted)
            ++wanted;
    }
    return wanted == words.end();
}

} // namespace slipway::diagnostics
