#include "diagnostics/payload.h"

#include "expressions/letters.h"

#include <algorithm>
#include <array>

namespace slipway::diagnostics {

namespace {

using namespace std::string_view_literals;
using expressions::sameName;

/// Parts of `github.event`, and the events whose payload has them.
struct PayloadPart {
    std::string_view name;
    std::array<std::string_view, 5> events;
};

// Source: GitHub's documentation, "Webhook events and payloads".
constexpr std::array parts{
    PayloadPart{"client_payload", {"repository_dispatch"}},
    PayloadPart{"comment", {"commit_comment", "discussion_comment", "issue_comment", "pull_request_review_comment"}},
    PayloadPart{"commits", {"push"}},
    PayloadPart{"head_commit", {"push"}},
    PayloadPart{"issue", {"issue_comment", "issues"}},
    PayloadPart{"pull_request",
                {"pull_request", "pull_request_review", "pull_request_review_comment", "pull_request_target"}},
    PayloadPart{"release", {"release"}},
    PayloadPart{"schedule", {"schedule"}},
    PayloadPart{"workflow_run", {"workflow_run"}},
};

/// Events that this page knows all about; for others nothing is certain.
constexpr std::array knownEvents{
    "commit_comment"sv,
    "discussion_comment"sv,
    "issue_comment"sv,
    "issues"sv,
    "merge_group"sv,
    "pull_request"sv,
    "pull_request_review"sv,
    "pull_request_review_comment"sv,
    "pull_request_target"sv,
    "push"sv,
    "release"sv,
    "repository_dispatch"sv,
    "schedule"sv,
    "workflow_dispatch"sv,
    "workflow_run"sv,
};

/// Only branches, or only tags, are let through by the filters of a push.
bool isBranchPush(const workflow::Trigger &trigger)
{
    return (trigger.branches || trigger.branchesIgnore) && !trigger.tags && !trigger.tagsIgnore;
}

bool isTagPush(const workflow::Trigger &trigger)
{
    return (trigger.tags || trigger.tagsIgnore) && !trigger.branches && !trigger.branchesIgnore;
}

const std::vector<yaml::Node> *branchFilter(const workflow::Trigger &trigger)
{
    return trigger.branches.isEmpty() || trigger.branches.isDynamic() ? nullptr : &trigger.branches.items;
}

Estimate refValue(const Start &start)
{
    const std::string_view event = start.event();
    if (event == "push" && isBranchPush(*start.trigger))
        return Estimate::partial("refs/heads/", {}, branchFilter(*start.trigger));
    if (event == "release" || (event == "push" && isTagPush(*start.trigger)))
        return Estimate::partial("refs/tags/");
    if (event == "push" || event == "workflow_dispatch")
        return Estimate::partial("refs/");
    // A closed request has no merge commit any more: there the ref is the base branch.
    if (event == "pull_request" && start.type != "closed")
        return Estimate::partial("refs/pull/", "/merge");
    if (event == "merge_group")
        return Estimate::partial("refs/heads/gh-readonly-queue/");
    return event == "schedule" ? Estimate::partial("refs/heads/") : Estimate();
}

Estimate refName(const Start &start)
{
    if (start.event() == "push" && isBranchPush(*start.trigger))
        return Estimate::partial({}, {}, branchFilter(*start.trigger));
    return start.event() == "pull_request" && start.type != "closed" ? Estimate::partial({}, "/merge") : Estimate();
}

Estimate refType(const Start &start)
{
    if (start.event() == "push" && (isBranchPush(*start.trigger) || isTagPush(*start.trigger)))
        return Estimate::of(isTagPush(*start.trigger) ? "tag" : "branch");
    return start.event() == "release" ? Estimate::of("tag") : Estimate();
}

Estimate pullRequestBranch(const Start &start, bool isBase)
{
    const std::string_view event = start.event();
    if (event == "push" || event == "schedule" || event == "release" || event == "workflow_dispatch")
        return Estimate::of({});
    if (event != "pull_request" && event != "pull_request_target")
        return {};
    return Estimate::partial({}, {}, isBase ? branchFilter(*start.trigger) : nullptr);
}

Estimate eventValue(std::span<const std::string_view> path, const Start &start)
{
    if (path.empty())
        return {};
    if (sameName(path.front(), "action")) {
        const bool hasNone =
            start.event() == "push" || start.event() == "schedule" || start.event() == "workflow_dispatch";
        return hasNone ? Estimate::null() : start.type.empty() ? Estimate() : Estimate::of(start.type);
    }
    if (sameName(path.front(), "schedule") && path.size() == 1 && start.event() == "schedule" && !start.type.empty())
        return Estimate::of(start.type);
    const auto part =
        std::ranges::find_if(parts, [&](const PayloadPart &row) { return sameName(row.name, path.front()); });
    const bool isAbsent = part != parts.end() && std::ranges::find(part->events, start.event()) == part->events.end();
    return isAbsent ? Estimate::null() : Estimate();
}

} // namespace

Estimate gitHubValue(std::span<const std::string_view> path, const Start &start)
{
    if (path.empty() || std::ranges::find(knownEvents, start.event()) == knownEvents.end())
        return {};
    const std::string_view name = path.front();
    if (sameName(name, "event"))
        return eventValue(path.subspan(1), start);
    if (path.size() > 1)
        return {};
    if (sameName(name, "event_name"))
        return Estimate::of(start.event());
    if (sameName(name, "ref"))
        return refValue(start);
    if (sameName(name, "ref_name"))
        return refName(start);
    if (sameName(name, "ref_type"))
        return refType(start);
    if (sameName(name, "base_ref") || sameName(name, "head_ref"))
        return pullRequestBranch(start, sameName(name, "base_ref"));
    return {};
}

} // namespace slipway::diagnostics
