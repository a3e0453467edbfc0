#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "workflow/value_places.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ScoreScale)
};

/// Bytes of a line.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

bool isLetter(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The filter of `jq '….score' …` within its quotes, when nothing in it changes the scale.
std::optional<Span> scoreFilter(std::string_view line)
{
    const auto program = line.find("jq ");
    if (program == std::string_view::npos)
        return {};
    const auto quote = line.find_first_of("'\"", program);
    if (quote == std::string_view::npos)
        return {};
    const auto close = line.find(line[quote], quote + 1);
    if (close == std::string_view::npos)
        return {};
    const std::string_view filter = line.substr(quote + 1, close - quote - 1);
    // Lighthouse's own files say `….performance.score`, summaries `….performance`.
    const bool isScore = filter.ends_with(".score");
    const bool isScaled =
        filter.find_first_of("*|") != std::string_view::npos || line.find("* 100") != std::string_view::npos;
    return isScore && !isScaled ? std::optional(Span{quote + 1, close}) : std::nullopt;
}

/// The number behind a comparison that begins at `from` or later, when it can be no share of 1.
std::optional<Span> comparedPercentage(std::string_view line, std::size_t from)
{
    for (const std::string_view comparison : {"-lt ", "-le ", "-gt ", "-ge ", "-eq ", "<= ", ">= ", "< ", "> "}) {
        const auto at = line.find(comparison, from);
        if (at == std::string_view::npos)
            continue;
        const auto begin = line.find_first_not_of(" \"'", at + comparison.size());
        if (begin == std::string_view::npos)
            continue;
        double number = 0;
        const auto read = std::from_chars(line.data() + begin, line.data() + line.size(), number);
        if (read.ec == std::errc() && number > 1 && number <= 100)
            return Span{begin, std::size_t(read.ptr - line.data())};
    }
    return {};
}

/// What `NAME=$(` gives a value to; empty for all else.
std::string_view assignedName(std::string_view line, std::size_t before)
{
    const auto call = line.substr(0, before).rfind("=$(");
    if (call == std::string_view::npos)
        return {};
    auto begin = call;
    while (begin > 0 && isLetter(line[begin - 1]))
        --begin;
    return line.substr(begin, call - begin);
}

/// Offset behind `$NAME` or `${NAME}`; nothing when the line does not use it.
std::optional<std::size_t> useOf(std::string_view line, std::string_view name)
{
    for (auto at = line.find(name); at != std::string_view::npos; at = line.find(name, at + 1)) {
        const auto end = at + name.size();
        const bool isBegun = at > 0 && (line[at - 1] == '$' || line[at - 1] == '{');
        if (isBegun && (end == line.size() || !isLetter(line[end])))
            return end;
    }
    return {};
}

/// One script, line by line.
class Script
{
public:
    Script(yaml::Node scalar, Report &report)
        : m_scalar(scalar)
        , m_text(scalar.text())
        , m_report(report)
    { }

    void check()
    {
        for (std::size_t begin = 0; begin < m_text.size();) {
            const auto end = std::min(m_text.find('\n', begin), m_text.size());
            checkLine(m_text.substr(begin, end - begin), begin);
            begin = end + 1;
        }
    }

private:
    struct Score {
        std::string_view name;
        Span filter;
    };

    void checkLine(std::string_view line, std::size_t offset)
    {
        if (const auto filter = scoreFilter(line)) {
            const Span placed{offset + filter->begin, offset + filter->end};
            if (const auto name = assignedName(line, filter->begin); !name.empty())
                m_scores.push_back({name, placed});
            else if (const auto number = comparedPercentage(line, filter->end))
                report({offset + number->begin, offset + number->end}, placed);
            return;
        }
        for (const Score &score : m_scores) {
            const auto use = useOf(line, score.name);
            if (const auto number = use ? comparedPercentage(line, *use) : std::nullopt)
                report({offset + number->begin, offset + number->end}, score.filter);
        }
    }

    void report(Span number, Span filter)
    {
        const yaml::Range end = workflow::sourceRange(m_scalar, filter.end - 1, filter.end);
        m_report.add(workflow::sourceRange(m_scalar, number.begin, number.end),
                     Text::tr("A Lighthouse score is a share from 0 to 1, so it is never near %1, and `[` compares "
                              "whole numbers only. Multiply it by 100 in jq.")
                         .arg(quoted(m_text.substr(number.begin, number.end - number.begin))),
                     Fix{Text::tr("Multiply the score by 100"), {yaml::Patch{{end.end, end.end}, " * 100 | round"}}});
    }

    yaml::Node m_scalar;
    std::string_view m_text;
    Report &m_report;
    std::vector<Score> m_scores;
};

void checkScores(const Subject &subject, Report &report)
{
    if (subject.tree().text().find(".score") == std::string_view::npos)
        return;
    for (const workflow::Job &job : subject.workflow().jobs) {
        // Other tools have scores as well, on scales of their own.
        const yaml::Range whole{job.field.key.range().begin, job.field.value.range().end};
        if (job.field.value.isAlias() || folded(subject.tree().text(whole)).find("lighthouse") == std::string::npos)
            continue;
        workflow::forEachStep(job.steps, [&report](const workflow::Step &step) {
            if (step.run.isScalar() && !step.run.value.isAlias())
                Script(step.run.value, report).check();
        });
    }
}

} // namespace

extern const Rule scoreScale;
const Rule scoreScale{"score-scale", Severity::Warning, checkScores};

} // namespace slipway::diagnostics
