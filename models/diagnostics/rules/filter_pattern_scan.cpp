#include "diagnostics/rules/filter_pattern_scan.h"

#include <QCoreApplication>

#include <utility>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::FilterPattern)
};

class Scan
{
public:
    Scan(std::string_view pattern, PatternKind kind)
        : m_pattern(pattern)
        , m_kind(kind)
    { }

    std::optional<PatternProblem> run();

private:
    void fail(std::size_t begin, std::size_t end, QString message)
    {
        if (!m_problem)
            m_problem = PatternProblem{begin, end, std::move(message)};
    }
    void scanEnds();
    void scanNext();
    void scanEscape();
    void scanRepeat(char repeat);
    void scanChoice();
    void scanLetter(char letter);

    std::string_view m_pattern;
    PatternKind m_kind;
    std::size_t m_at = 0;
    /// Whether `?` and `+` have something before them that they can repeat.
    bool m_canRepeat = false;
    std::optional<PatternProblem> m_problem;
};

std::optional<PatternProblem> Scan::run()
{
    if (m_pattern.starts_with('!')) {
        m_at = 1;
        if (m_pattern.size() == 1)
            fail(0, 1, Text::tr("`!` takes away what the pattern after it matches. Write a pattern behind it."));
    }
    scanEnds();
    while (!m_problem && m_at < m_pattern.size())
        scanNext();
    return m_problem;
}

void Scan::scanEnds()
{
    if (m_at >= m_pattern.size())
        return;
    const std::size_t last = m_pattern.size() - 1;
    if (m_kind == PatternKind::Path) {
        if (m_pattern[m_at] == ' ')
            fail(m_at, m_at + 1, Text::tr("A path's pattern must not begin with a blank. Remove it."));
        else if (m_pattern[last] == ' ')
            fail(last, last + 1, Text::tr("A path's pattern must not end with a blank. Remove it."));
        const std::string_view path = m_pattern.substr(m_at);
        const std::string_view first = path.substr(0, path.find('/'));
        if (first == "." || first == "..")
            fail(m_at, m_at + first.size(),
                 Text::tr("Paths count from the repository's root: this matches nothing. Remove `./` or `../`."));
        return;
    }
    if (m_pattern[m_at] == '/')
        fail(m_at, m_at + 1, Text::tr("No branch or tag begins with `/`. Remove it."));
    else if (m_pattern[last] == '/' || m_pattern[last] == '.')
        fail(last, last + 1,
             Text::tr("No branch or tag ends with `/` or `.`. Remove it or add a pattern such as `**`."));
}

void Scan::scanNext()
{
    const char letter = m_pattern[m_at];
    switch (letter) {
    case '\\': scanEscape(); break;
    case '?':
    case '+': scanRepeat(letter); break;
    case '*':
        m_canRepeat = false;
        ++m_at;
        break;
    case '[': scanChoice(); break;
    default: scanLetter(letter);
    }
}

void Scan::scanEscape()
{
    const char next = m_at + 1 < m_pattern.size() ? m_pattern[m_at + 1] : '\0';
    if (next != '[' && next != '?' && next != '*' && next != '+' && next != '\\' && next != '!') {
        fail(m_at, m_at + 1,
             Text::tr("A backslash may stand before `[`, `?`, `*`, `+`, `!` and `\\` only. Remove it."));
    } else if (m_kind == PatternKind::Ref && next != '+' && next != '!') {
        fail(m_at, m_at + 2, Text::tr("No branch or tag has this character in its name. Remove it."));
    }
    m_at += 2;
    m_canRepeat = true;
}

void Scan::scanRepeat(char repeat)
{
    if (!m_canRepeat) {
        fail(
            m_at, m_at + 1,
            Text::tr(
                "`%1` needs a single character or `[…]` before it. Put one there, or write `\\%1` for the sign itself.")
                .arg(QLatin1Char(repeat)));
    }
    m_canRepeat = false;
    ++m_at;
}

void Scan::scanChoice()
{
    const std::size_t end = m_pattern.find(']', m_at + 1);
    if (end == std::string_view::npos)
        return fail(m_at, m_pattern.size(), Text::tr("Nothing ends this `[`. Add `]`."));
    const std::string_view inside = m_pattern.substr(m_at + 1, end - m_at - 1);
    if (inside.empty())
        return fail(m_at, end + 1, Text::tr("`[]` matches nothing. Write the characters between the brackets."));
    if (inside.size() == 1)
        return fail(m_at, end + 1, Text::tr("Brackets around one character do nothing. Remove them."));
    for (std::size_t i = 1; i + 1 < inside.size(); ++i) {
        if (inside[i] == '-' && inside[i - 1] > inside[i + 1]) {
            return fail(m_at + i, m_at + i + 3,
                        Text::tr("This range runs backwards. Swap `%1` and `%2`.")
                            .arg(QLatin1Char(inside[i - 1]))
                            .arg(QLatin1Char(inside[i + 1])));
        }
    }
    m_at = end + 1;
    m_canRepeat = true;
}

void Scan::scanLetter(char letter)
{
    const bool isControl = static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
    const bool isRefused = letter == ' ' || letter == '~' || letter == '^' || letter == ':';
    if (letter == '\n' || letter == '\r')
        fail(m_at, m_at + 1, Text::tr("A pattern is one line. Write each as an item of its own."));
    else if (m_kind == PatternKind::Ref && (isControl || isRefused))
        fail(m_at, m_at + 1, Text::tr("No branch or tag has this character in its name. Remove it."));
    m_canRepeat = true;
    ++m_at;
}

} // namespace

std::optional<PatternProblem> findPatternProblem(std::string_view pattern, PatternKind kind)
{
    return Scan(pattern, kind).run();
}

} // namespace slipway::diagnostics
