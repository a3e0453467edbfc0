#include "syntax/events.h"

#include "sorted.h"

namespace slipway::syntax {

namespace {

constexpr Value answeredType{"answered", "An answer is marked."};
constexpr Value assignedType{"assigned", "Somebody is made responsible."};
constexpr Value autoMergeDisabledType{"auto_merge_disabled", "Automatic merging is turned off."};
constexpr Value autoMergeEnabledType{"auto_merge_enabled", "Automatic merging is turned on."};
constexpr Value categoryChangedType{"category_changed", "It moves to another category."};
constexpr Value checksRequestedType{"checks_requested", "A group of pull requests needs its checks."};
constexpr Value closedType{"closed", "It is closed, merged or not."};
constexpr Value completedType{"completed", "It is done."};
constexpr Value convertedType{"converted", "It becomes an issue."};
constexpr Value convertedToDraftType{"converted_to_draft", "It becomes a draft."};
constexpr Value createdType{"created", "It is made."};
constexpr Value deletedType{"deleted", "It is removed."};
constexpr Value demilestonedType{"demilestoned", "It leaves its milestone."};
constexpr Value dequeuedType{"dequeued", "It leaves the merge queue."};
constexpr Value dismissedType{"dismissed", "It is dismissed."};
constexpr Value editedType{"edited", "Its text changes."};
constexpr Value enqueuedType{"enqueued", "It enters the merge queue."};
constexpr Value fieldAddedType{"field_added", "A field gets a value."};
constexpr Value fieldRemovedType{"field_removed", "A field loses its value."};
constexpr Value inProgressType{"in_progress", "It begins."};
constexpr Value labeledType{"labeled", "It gets a label."};
constexpr Value lockedType{"locked", "Its conversation is locked."};
constexpr Value milestonedType{"milestoned", "It joins a milestone."};
constexpr Value movedType{"moved", "It is moved."};
constexpr Value openedType{"opened", "It is opened."};
constexpr Value pinnedType{"pinned", "It is pinned."};
constexpr Value prereleasedType{"prereleased", "It is published as a pre-release."};
constexpr Value publishedType{"published", "It is published."};
constexpr Value readyType{"ready", "It can be used."};
constexpr Value readyForReviewType{"ready_for_review", "It is a draft no longer."};
constexpr Value releasedType{"released", "It is published, or is a pre-release no longer."};
constexpr Value reopenedType{"reopened", "It is opened again."};
constexpr Value requestedType{"requested", "It is asked for."};
constexpr Value requestedActionType{"requested_action", "Somebody presses a button of the check."};
constexpr Value rerequestedType{"rerequested", "It is asked for again."};
constexpr Value reviewRequestRemovedType{"review_request_removed", "A reviewer is asked no longer."};
constexpr Value reviewRequestedType{"review_requested", "A reviewer is asked."};
constexpr Value stackedType{"stacked", "It joins a stack."};
constexpr Value startedType{"started", "Somebody stars the repository."};
constexpr Value submittedType{"submitted", "It is handed in."};
constexpr Value synchronizeType{"synchronize", "Its commits change."};
constexpr Value transferredType{"transferred", "It moves to another repository."};
constexpr Value typedType{"typed", "It gets a type."};
constexpr Value unansweredType{"unanswered", "An answer is unmarked."};
constexpr Value unassignedType{"unassigned", "Somebody is no longer responsible."};
constexpr Value unlabeledType{"unlabeled", "It loses a label."};
constexpr Value unlockedType{"unlocked", "Its conversation is unlocked."};
constexpr Value unpinnedType{"unpinned", "It is pinned no longer."};
constexpr Value unpublishedType{"unpublished", "It is published no longer."};
constexpr Value untypedType{"untyped", "It loses its type."};
constexpr Value updatedType{"updated", "It changes."};

constexpr Value changes[] = {createdType, deletedType, editedType};
constexpr Value checkRunTypes[] = {completedType, createdType, requestedActionType, rerequestedType};
constexpr Value checkSuiteTypes[] = {completedType};
constexpr Value discussionTypes[] = {answeredType,  categoryChangedType, createdType, deletedType,     editedType,
                                     labeledType,   lockedType,          pinnedType,  transferredType, unansweredType,
                                     unlabeledType, unlockedType,        unpinnedType};
constexpr Value imageVersionTypes[] = {createdType, deletedType, readyType};
constexpr Value issuesTypes[] = {assignedType,   closedType,       deletedType,  demilestonedType, editedType,
                                 fieldAddedType, fieldRemovedType, labeledType,  lockedType,       milestonedType,
                                 openedType,     pinnedType,       reopenedType, transferredType,  typedType,
                                 unassignedType, unlabeledType,    unlockedType, unpinnedType,     untypedType};
constexpr Value mergeGroupTypes[] = {checksRequestedType};
constexpr Value milestoneTypes[] = {closedType, createdType, deletedType, editedType, openedType};
constexpr Value projectTypes[] = {closedType, createdType, deletedType, editedType, reopenedType};
constexpr Value projectCardTypes[] = {convertedType, createdType, deletedType, editedType, movedType};
constexpr Value projectColumnTypes[] = {createdType, deletedType, movedType, updatedType};
constexpr Value pullRequestTypes[] = {
    assignedType,         autoMergeDisabledType, autoMergeEnabledType, closedType,
    convertedToDraftType, demilestonedType,      dequeuedType,         editedType,
    enqueuedType,         labeledType,           lockedType,           milestonedType,
    openedType,           readyForReviewType,    reopenedType,         reviewRequestRemovedType,
    reviewRequestedType,  stackedType,           synchronizeType,      unassignedType,
    unlabeledType,        unlockedType};
constexpr Value pullRequestReviewTypes[] = {dismissedType, editedType, submittedType};
constexpr Value registryPackageTypes[] = {publishedType, updatedType};
constexpr Value releaseTypes[] = {createdType,   deletedType,  editedType,     prereleasedType,
                                  publishedType, releasedType, unpublishedType};
constexpr Value watchTypes[] = {startedType};
constexpr Value workflowRunTypes[] = {completedType, inProgressType, requestedType};

constexpr std::string_view pullRequestDefaults[] = {"opened", "synchronize", "reopened"};

constexpr Event table[] = {
    {.name = "branch_protection_rule",
     .summary = "A branch protection rule changes.",
     .types = changes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "check_run",
     .summary = "Something happens to a check.",
     .types = checkRunTypes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "check_suite",
     .summary = "A suite of checks is done.",
     .types = checkSuiteTypes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "create", .summary = "A branch or tag is made."},
    {.name = "delete", .summary = "A branch or tag is removed.", .isDefaultBranchOnly = true},
    {.name = "deployment", .summary = "A deployment is made."},
    {.name = "deployment_status", .summary = "A deployment's status changes."},
    {.name = "discussion",
     .summary = "Something happens to a discussion.",
     .types = discussionTypes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "discussion_comment",
     .summary = "Something happens to a comment on a discussion.",
     .types = changes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "fork", .summary = "Somebody forks the repository.", .isDefaultBranchOnly = true},
    {.name = "gollum", .summary = "A page of the wiki is made or changed.", .isDefaultBranchOnly = true},
    {.name = "image_version",
     .summary = "A version of a custom runner image changes.",
     .types = imageVersionTypes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "issue_comment",
     .summary = "Somebody comments on an issue or pull request.",
     .types = changes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "issues",
     .summary = "Something happens to an issue.",
     .types = issuesTypes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "label",
     .summary = "Something happens to a label.",
     .types = changes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "merge_group",
     .summary = "The merge queue asks for checks.",
     .types = mergeGroupTypes,
     .filters = Filter::Types | Filter::Branches},
    {.name = "milestone",
     .summary = "Something happens to a milestone.",
     .types = milestoneTypes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "page_build", .summary = "GitHub Pages publishes.", .isDefaultBranchOnly = true},
    {.name = "project",
     .summary = "A classic project changes. GitHub has retired it.",
     .types = projectTypes,
     .filters = Filter::Types,
     .isRetired = true,
     .isDefaultBranchOnly = true},
    {.name = "project_card",
     .summary = "A card of a classic project changes. GitHub has retired it.",
     .types = projectCardTypes,
     .filters = Filter::Types,
     .isRetired = true,
     .isDefaultBranchOnly = true},
    {.name = "project_column",
     .summary = "A column of a classic project changes. GitHub has retired it.",
     .types = projectColumnTypes,
     .filters = Filter::Types,
     .isRetired = true,
     .isDefaultBranchOnly = true},
    {.name = "public", .summary = "The repository becomes public.", .isDefaultBranchOnly = true},
    {.name = "pull_request",
     .summary = "Something happens to a pull request; runs what the pull request would merge.",
     .types = pullRequestTypes,
     .defaultTypes = pullRequestDefaults,
     .filters = Filter::Types | Filter::Branches | Filter::Paths},
    {.name = "pull_request_comment",
     .summary = "A comment on a pull request; `issue_comment` in truth.",
     .types = changes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "pull_request_review",
     .summary = "Something happens to a review.",
     .types = pullRequestReviewTypes,
     .filters = Filter::Types},
    {.name = "pull_request_review_comment",
     .summary = "Something happens to a comment on a pull request's changes.",
     .types = changes,
     .filters = Filter::Types},
    {.name = "pull_request_target",
     .summary = "As pull_request, yet runs the base branch's workflow, with its secrets.",
     .types = pullRequestTypes,
     .defaultTypes = pullRequestDefaults,
     .filters = Filter::Types | Filter::Branches | Filter::Paths},
    {.name = "push",
     .summary = "Commits or a tag are pushed.",
     .filters = Filter::Branches | Filter::Tags | Filter::Paths},
    {.name = "registry_package",
     .summary = "A package is published or updated.",
     .types = registryPackageTypes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "release", .summary = "Something happens to a release.", .types = releaseTypes, .filters = Filter::Types},
    {.name = "repository_dispatch",
     .summary = "A call of GitHub's API.",
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "schedule", .summary = "A time of day, week or month.", .isDefaultBranchOnly = true},
    {.name = "status", .summary = "A commit's status changes.", .isDefaultBranchOnly = true},
    {.name = "watch",
     .summary = "Somebody stars the repository.",
     .types = watchTypes,
     .filters = Filter::Types,
     .isDefaultBranchOnly = true},
    {.name = "workflow_call", .summary = "A job of another workflow that uses this one."},
    {.name = "workflow_dispatch", .summary = "A person or program that starts it by hand."},
    {.name = "workflow_run",
     .summary = "A run of another workflow is asked for, begins or ends.",
     .types = workflowRunTypes,
     .filters = Filter::Types | Filter::Branches | Filter::Workflows,
     .isDefaultBranchOnly = true},
};
static_assert(isSorted(table));

} // namespace

std::span<const Event> events()
{
    return table;
}

const Event *findEvent(std::string_view name)
{
    return byName(table, name);
}

const Value *findType(const Event &event, std::string_view type)
{
    return byName(event.types, type);
}

} // namespace slipway::syntax
