#include "expressions/untrusted.h"

#include "expressions/functions.h"
#include "expressions/letters.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace slipway::expressions {

namespace {

constexpr auto paths = std::to_array<std::string_view>({
    "github.event.comment.body",
    "github.event.commits.*.author.email",
    "github.event.commits.*.author.name",
    "github.event.commits.*.message",
    "github.event.discussion.body",
    "github.event.discussion.title",
    "github.event.head_commit.author.email",
    "github.event.head_commit.author.name",
    "github.event.head_commit.message",
    "github.event.issue.body",
    "github.event.issue.title",
    "github.event.pages.*.page_name",
    "github.event.pull_request.body",
    "github.event.pull_request.head.label",
    "github.event.pull_request.head.ref",
    "github.event.pull_request.head.repo.default_branch",
    "github.event.pull_request.title",
    "github.event.review.body",
    "github.event.review_comment.body",
    "github.event.workflow_run.head_branch",
    "github.event.workflow_run.head_commit.author.email",
    "github.event.workflow_run.head_commit.author.name",
    "github.event.workflow_run.head_commit.message",
    "github.head_ref",
});
static_assert(std::ranges::is_sorted(paths));

/// Cuts the first name off a path.
std::string_view takeName(std::string_view &path)
{
    const auto dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    return name;
}

bool matchesLink(const Ast &ast, const Link &link, std::string_view name)
{
    if (link.kind == Link::Kind::Name)
        return name != "*" && sameName(ast.text(link.name), name);
    if (link.kind == Link::Kind::Filter)
        return true;
    // A computed name may be any name, but then nothing could be asked at all; a number takes an element of a list.
    return name == "*";
}

bool matches(const Ast &ast, const Reference &reference, std::string_view path)
{
    if (!sameName(ast.name(reference.context), takeName(path)))
        return false;
    bool isFiltered = false;
    for (const Link &link : reference.links) {
        if (isFiltered && link.kind == Link::Kind::Computed)
            continue;
        if (path.empty() || !matchesLink(ast, link, takeName(path)))
            return false;
        isFiltered = isFiltered || link.kind == Link::Kind::Filter;
    }
    return path.empty();
}

/// Whether the value of this part only decides something.
bool isJudged(const Ast &ast, NodeId id)
{
    const Kind kind = ast[id].kind;
    if (kind == Kind::Not || (kind >= Kind::Less && kind <= Kind::NotEqual))
        return true;
    if (kind != Kind::Call)
        return false;
    const FunctionFact *fact = findFunction(ast.name(id));
    return fact
        && (fact->function == Function::Contains || fact->function == Function::StartsWith
            || fact->function == Function::EndsWith || fact->function == Function::HashFiles);
}

bool isWithinJudged(const Ast &ast, Range range)
{
    for (NodeId id = 0; id < ast.size(); ++id) {
        const Range outer = ast[id].range;
        if (outer.begin <= range.begin && range.end <= outer.end && isJudged(ast, id))
            return true;
    }
    return false;
}

} // namespace

std::span<const std::string_view> untrustedPaths()
{
    return paths;
}

std::vector<UntrustedInput> untrustedInputs(const Ast &ast)
{
    std::vector<UntrustedInput> found;
    for (const Reference &reference : references(ast)) {
        UntrustedInput input{ast[reference.node].range, {}};
        for (const std::string_view path : paths)
            if (matches(ast, reference, path))
                input.paths.push_back(path);
        if (!input.paths.empty() && !isWithinJudged(ast, input.range))
            found.push_back(std::move(input));
    }
    return found;
}

} // namespace slipway::expressions
