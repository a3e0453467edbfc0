#include "editing/fresh_names.h"

#include <algorithm>

namespace slipway::editing {

namespace {

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isPartOfId(char c)
{
    return isLetter(c) || (c >= '0' && c <= '9') || c == '-';
}

std::string asId(std::string_view text)
{
    std::string id(text);
    std::ranges::replace_if(id, [](char c) { return !isPartOfId(c); }, '-');
    return id.empty() || !isLetter(id.front()) ? '_' + id : id;
}

/// "wanted", "wanted-2", "wanted-3"…
template<typename IsTaken>
std::string firstFree(const std::string &wanted, int number, const IsTaken &isTaken)
{
    std::string id = wanted;
    for (; isTaken(id); ++number)
        id = wanted + '-' + std::to_string(number);
    return id;
}

/// "test-2" is a copy of "test", and its copy is "test-3".
std::string withoutNumber(const std::string &id)
{
    const auto dash = id.rfind('-');
    const bool isNumbered = dash != std::string::npos && dash > 0 && dash + 1 < id.size()
        && std::all_of(id.begin() + qsizetype(dash) + 1, id.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isNumbered ? id.substr(0, dash) : id;
}

bool isIn(const std::set<std::string> &names, std::string_view name)
{
    return std::ranges::any_of(names, [name](const std::string &one) { return workflow::equalsAnyCase(one, name); });
}

template<typename IsTaken>
std::string fresh(std::string_view wanted, const IsTaken &isTaken)
{
    const std::string id = asId(wanted);
    return isTaken(id) ? firstFree(withoutNumber(id), 2, isTaken) : id;
}

} // namespace

std::string freshJobId(const workflow::Document &document, std::string_view wanted, const std::set<std::string> &more)
{
    const auto &workflow = document.workflow();
    return fresh(wanted, [&](const std::string &id) { return workflow.indexOf(id) >= 0 || isIn(more, id); });
}

std::string newJobId(const workflow::Document &document)
{
    const auto &workflow = document.workflow();
    const auto isTaken = [&workflow](const std::string &id) { return workflow.indexOf(id) >= 0; };
    if (!isTaken("build"))
        return "build";
    std::string id = "job-" + std::to_string(workflow.jobs.size() + 1);
    return isTaken(id) ? firstFree("job", 2, isTaken) : id;
}

std::string freshStepId(const workflow::Job &job, std::string_view wanted, const std::set<std::string> &more)
{
    return fresh(wanted, [&](const std::string &id) { return job.step(id) != nullptr || isIn(more, id); });
}

bool isId(std::string_view text)
{
    return !text.empty() && isLetter(text.front()) && std::ranges::all_of(text, isPartOfId);
}

} // namespace slipway::editing
