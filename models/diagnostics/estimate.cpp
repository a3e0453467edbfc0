#include "diagnostics/estimate.h"

#include "expressions/letters.h"
#include "expressions/lexer.h"
#include "workflow/glob.h"

#include <algorithm>
#include <cmath>

namespace slipway::diagnostics {

namespace {

using Kind = Estimate::Kind;
using Answer = Estimate::Answer;
using expressions::sameName;

Answer answer(bool isYes)
{
    return isYes ? Answer::Yes : Answer::No;
}

bool beginsWith(std::string_view text, std::string_view begin)
{
    return text.size() >= begin.size() && sameName(text.substr(0, begin.size()), begin);
}

bool endsWith(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && sameName(text.substr(text.size() - end.size()), end);
}

bool isWhole(const Estimate &value)
{
    return value.kind >= Kind::Null && value.kind <= Kind::Text;
}

double numberOf(const Estimate &value)
{
    switch (value.kind) {
    case Kind::Null: return 0;
    case Kind::Text: return expressions::parseNumber(value.text);
    default: return value.number;
    }
}

std::string lowered(std::string_view text)
{
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](char c) { return expressions::lower(c); });
    return small;
}

/// Whether a name that `==` takes for `text` may have passed the filter. Filters mind the letters' case and `==` does
/// not, so that a pattern with `!` rarely keeps all such names out.
bool mayPass(const std::vector<yaml::Node> &filter, std::string_view text)
{
    const std::string wanted = lowered(text);
    const bool hasOneSpelling = std::ranges::none_of(
        wanted, [](char c) { return expressions::isLetter(c) || static_cast<unsigned char>(c) > 0x7f; });
    bool passes = false;
    for (const yaml::Node item : filter) {
        const std::string pattern = lowered(item.text());
        const bool takesBack = pattern.starts_with('!');
        if ((!takesBack || hasOneSpelling) && workflow::matchesGlob(pattern, wanted))
            passes = !takesBack;
    }
    return passes;
}

/// Whether the partly known text can be `whole`.
bool canBe(const Estimate &partial, std::string_view whole)
{
    if (whole.size() < partial.text.size() + partial.end.size() || !beginsWith(whole, partial.text)
        || !endsWith(whole, partial.end))
        return false;
    return !partial.filter || mayPass(*partial.filter, whole.substr(partial.text.size()));
}

} // namespace

Estimate Estimate::from(Answer answer)
{
    return answer == Answer::Unknown ? Estimate() : boolean(answer == Answer::Yes);
}

Answer Estimate::isTrue() const
{
    switch (kind) {
    case Kind::Unknown: return Answer::Unknown;
    case Kind::Falsy:
    case Kind::Null: return Answer::No;
    case Kind::Truthy:
    case Kind::Partial: return Answer::Yes;
    case Kind::Boolean:
    case Kind::Number: return answer(number != 0 && !std::isnan(number));
    case Kind::Text: return answer(!text.empty());
    }
    Q_UNREACHABLE_RETURN(Answer::Unknown);
}

Answer areEqual(const Estimate &one, const Estimate &other)
{
    if (other.kind == Kind::Partial && one.kind != Kind::Partial)
        return areEqual(other, one);
    if (one.kind == Kind::Partial && other.kind == Kind::Text)
        return canBe(one, other.text) ? Answer::Unknown : Answer::No;
    if (!isWhole(one) || !isWhole(other))
        return Answer::Unknown;
    if (one.kind == Kind::Null && other.kind == Kind::Null)
        return Answer::Yes;
    if (one.kind == Kind::Text && other.kind == Kind::Text)
        return answer(sameName(one.text, other.text));
    // Values of two types are compared as numbers; what is none equals nothing.
    return answer(numberOf(one) == numberOf(other));
}

Answer doesBegin(const Estimate &text, const Estimate &begin)
{
    if (begin.kind != Kind::Text)
        return Answer::Unknown;
    if (text.kind == Kind::Null)
        return answer(begin.text.empty());
    if (text.kind == Kind::Text)
        return answer(beginsWith(text.text, begin.text));
    if (text.kind != Kind::Partial)
        return Answer::Unknown;
    if (begin.text.size() <= text.text.size())
        return answer(beginsWith(text.text, begin.text));
    return beginsWith(begin.text, text.text) ? Answer::Unknown : Answer::No;
}

Answer doesContain(const Estimate &text, const Estimate &part)
{
    if (part.kind != Kind::Text)
        return Answer::Unknown;
    if (text.kind == Kind::Null)
        return answer(part.text.empty());
    if (text.kind != Kind::Text && text.kind != Kind::Partial)
        return Answer::Unknown;
    const auto isSameLetter = [](char a, char b) { return expressions::lower(a) == expressions::lower(b); };
    if (!std::ranges::search(text.text, part.text, isSameLetter).empty() || part.text.empty())
        return Answer::Yes;
    return text.kind == Kind::Text ? Answer::No : Answer::Unknown;
}

} // namespace slipway::diagnostics
