#include "workflow/completion/event_properties.h"

#include <algorithm>
#include <array>

namespace slipway::workflow {

namespace {

constexpr auto properties = std::to_array<EventProperty>({
    {"action", "", "The activity, as in `types`."},
    {"after", "push", "Commit of the branch after the push."},
    {"before", "push", "Commit of the branch before the push."},
    {"client_payload", "repository_dispatch", "What the caller sent along."},
    {"comment.body", "", "Text of the comment. Anybody can choose it."},
    {"comment.id", "", "Number of the comment."},
    {"comment.user.login", "", "Who wrote the comment."},
    {"commits", "push", "The commits that were pushed."},
    {"compare", "push", "Address of the comparison of before and after."},
    {"created", "push", "Whether the push made the branch or tag."},
    {"deleted", "push", "Whether the push removed the branch or tag."},
    {"deployment.environment", "deployment", "Name of the environment."},
    {"deployment.ref", "deployment", "What is deployed."},
    {"deployment.sha", "deployment", "Commit that is deployed."},
    {"deployment_status.environment_url", "deployment_status", "Where the deployment can be seen."},
    {"deployment_status.state", "deployment_status", "How the deployment went."},
    {"discussion.number", "discussion", "Number of the discussion."},
    {"discussion.title", "discussion", "Title of the discussion. Anybody can choose it."},
    {"forced", "push", "Whether the push was forced."},
    {"head_commit.author.name", "push", "Who wrote the last commit. Anybody can choose it."},
    {"head_commit.id", "push", "The last commit that was pushed."},
    {"head_commit.message", "push", "Message of the last commit. Anybody can choose it."},
    {"inputs", "workflow_dispatch", "The inputs, as texts; `inputs` has them in their types."},
    {"issue.body", "issue", "Text of the issue. Anybody can choose it."},
    {"issue.html_url", "issue", "Address of the issue."},
    {"issue.labels", "issue", "Labels of the issue."},
    {"issue.number", "issue", "Number of the issue."},
    {"issue.pull_request", "issue_comment", "Is there when the issue is a pull request."},
    {"issue.state", "issue", "`open` or `closed`."},
    {"issue.title", "issue", "Title of the issue. Anybody can choose it."},
    {"issue.user.login", "issue", "Who opened the issue."},
    {"label.name", "", "The label that was given or taken."},
    {"merge_group.base_ref", "merge_group", "Branch that the group is merged into."},
    {"merge_group.head_sha", "merge_group", "Commit of the group."},
    {"number", "pull_request", "Number of the pull request."},
    {"organization.login", "", "The organisation of the repository."},
    {"pull_request.author_association", "pull_request", "What its author is to the repository."},
    {"pull_request.base.ref", "pull_request", "Branch that it is merged into."},
    {"pull_request.base.sha", "pull_request", "Commit of the branch that it is merged into."},
    {"pull_request.body", "pull_request", "Text of the pull request. Anybody can choose it."},
    {"pull_request.draft", "pull_request", "Whether it is a draft."},
    {"pull_request.head.ref", "pull_request", "Its branch. Anybody can choose it."},
    {"pull_request.head.repo.fork", "pull_request", "Whether it comes from a fork."},
    {"pull_request.head.repo.full_name", "pull_request", "Repository that it comes from."},
    {"pull_request.head.sha", "pull_request", "Its last commit."},
    {"pull_request.html_url", "pull_request", "Its address."},
    {"pull_request.labels", "pull_request", "Its labels."},
    {"pull_request.merge_commit_sha", "pull_request", "Commit of the merge."},
    {"pull_request.merged", "pull_request", "Whether it is merged."},
    {"pull_request.number", "pull_request", "Its number."},
    {"pull_request.title", "pull_request", "Its title. Anybody can choose it."},
    {"pull_request.user.login", "pull_request", "Who opened it."},
    {"ref", "push", "Full ref that was pushed."},
    {"release.body", "release", "Notes of the release."},
    {"release.draft", "release", "Whether it is a draft."},
    {"release.html_url", "release", "Its address."},
    {"release.id", "release", "Its number."},
    {"release.name", "release", "Its title."},
    {"release.prerelease", "release", "Whether it is a pre-release."},
    {"release.tag_name", "release", "Its tag."},
    {"release.upload_url", "release", "Where files are added."},
    {"repository.default_branch", "", "The repository's main branch."},
    {"repository.fork", "", "Whether the repository is a fork."},
    {"repository.full_name", "", "Owner and name of the repository."},
    {"repository.html_url", "", "Address of the repository."},
    {"repository.name", "", "Name of the repository."},
    {"repository.owner.login", "", "Owner of the repository."},
    {"repository.private", "", "Whether the repository is private."},
    {"review.body", "pull_request_review", "Text of the review. Anybody can choose it."},
    {"review.state", "pull_request_review", "`approved`, `changes_requested` or `commented`."},
    {"review.user.login", "pull_request_review", "Who reviewed."},
    {"schedule", "schedule", "The cron text that started the run."},
    {"sender.login", "", "Who caused the event."},
    {"sender.type", "", "`User` or `Bot`."},
    {"workflow_run.conclusion", "workflow_run", "Result of the run."},
    {"workflow_run.event", "workflow_run", "Event that started the run."},
    {"workflow_run.head_branch", "workflow_run", "Branch of the run. Anybody can choose it."},
    {"workflow_run.head_sha", "workflow_run", "Commit of the run."},
    {"workflow_run.html_url", "workflow_run", "Address of the run."},
    {"workflow_run.id", "workflow_run", "Number of the run."},
    {"workflow_run.name", "workflow_run", "Name of the workflow."},
});
static_assert(std::ranges::is_sorted(properties, {}, &EventProperty::path));

} // namespace

std::span<const EventProperty> eventProperties()
{
    return properties;
}

} // namespace slipway::workflow
