#pragma once

#include <QByteArray>

/// Answers of GitHub, cut down to what is read of them.
namespace slipway::github::samples {

inline const QByteArray user = R"({"id": 7, "login": "priya-nair", "name": null, "avatar_url": "https://a.example/7",
    "html_url": "https://github.com/priya-nair"})";

inline const QByteArray allowances = R"({"resources": {
    "core": {"limit": 5000, "remaining": 4990, "used": 10, "reset": 1711031520},
    "search": {"limit": 30, "remaining": 30, "used": 0, "reset": 1711031580}}, "rate": {}})";

inline const QByteArray repository = R"({"id": 1, "full_name": "loop-health/platform", "default_branch": "main",
    "html_url": "https://github.com/loop-health/platform", "private": true, "archived": false,
    "permissions": {"admin": false, "push": true, "pull": true}})";

inline const QByteArray branch = R"({"name": "main", "commit": {"sha": "c41d9e2"}, "protected": true})";
inline const QByteArray tag = R"({"name": "my-loop-health@3.12.1", "commit": {"sha": "7be02a4", "url": "u"}})";
inline const QByteArray reference = R"({"ref": "refs/heads/main", "object": {"type": "commit", "sha": "c41d9e2"}})";
inline const QByteArray file = R"({"type": "file", "encoding": "base64", "path": "README.md", "sha": "b10b", "size": 6,
    "content": "aGVs\nbG8K\n"})";

inline const QByteArray change = R"({"filename": "src/a.ts", "status": "modified", "additions": 38, "deletions": 11})";
inline const QByteArray commit = R"({"sha": "c41d9e2", "html_url": "https://github.com/c", "commit": {
    "message": "Fix null encounter\n\nMore.", "author": {"name": "Jonas Weil", "date": "2024-03-21T14:10:00Z"},
    "verification": {"verified": true, "reason": "valid"}}, "author": {"login": "jonas-weil"},
    "parents": [{"sha": "3b7a0cd"}],
    "files": [{"filename": "src/a.ts", "status": "renamed", "additions": 1, "deletions": 0,
               "previous_filename": "src/b.ts"}]})";
inline const QByteArray comparison = R"({"status": "ahead", "ahead_by": 6, "behind_by": 0, "total_commits": 6,
    "html_url": "https://github.com/compare", "merge_base_commit": {"sha": "c41d9e2"}, "commits": [)"
    + commit + R"(], "files": [)" + change + "]}";
inline const QByteArray pull = R"({"number": 618, "title": "Show labs", "state": "open", "draft": true,
    "user": {"login": "mina-okafor"}, "head": {"ref": "labs", "sha": "aa"}, "base": {"ref": "develop"},
    "html_url": "https://github.com/pull/618", "created_at": "2024-03-20T10:00:00Z",
    "updated_at": "2024-03-21T10:00:00Z", "merged_at": null})";

inline const QByteArray workflow = R"({"id": 11, "name": "CI/CD", "path": ".github/workflows/patient-graph-ci-cd.yml",
    "state": "active", "html_url": "https://github.com/w"})";
inline const QByteArray run = R"({"id": 9001, "workflow_id": 11, "run_number": 1289, "run_attempt": 2, "name": "CI/CD",
    "display_title": "Fix null encounter", "path": ".github/workflows/patient-graph-ci-cd.yml@hotfix/null-encounter",
    "head_branch": "hotfix/null-encounter", "head_sha": "d3e84b0", "event": "push", "status": "completed",
    "conclusion": "success", "actor": {"login": "jonas-weil"}, "triggering_actor": {"login": "priya-nair"},
    "head_commit": {"message": "Fix null encounter", "author": {"name": "Jonas Weil"}},
    "pull_requests": [{"number": 620}], "created_at": "2024-03-21T14:20:00Z", "updated_at": "2024-03-21T14:31:30Z",
    "run_started_at": "2024-03-21T14:26:00Z", "html_url": "https://github.com/run"})";
inline const QByteArray job = R"({"id": 501, "run_id": 9001, "run_attempt": 1, "name": "deploy", "status": "completed",
    "conclusion": "failure", "created_at": "2024-03-21T14:20:00Z", "started_at": "2024-03-21T14:20:05Z",
    "completed_at": "2024-03-21T14:21:00Z", "labels": ["ubuntu-latest"], "runner_name": "r1",
    "html_url": "https://github.com/job", "steps": [{"number": 1, "name": "Set up job", "status": "completed",
    "conclusion": "success", "started_at": "2024-03-21T14:20:05Z", "completed_at": null}]})";
inline const QByteArray artifact = R"({"id": 3, "name": "sbom.json", "size_in_bytes": 1024, "expired": false,
    "created_at": "2024-03-21T14:20:00Z", "expires_at": null, "digest": "sha256:aa"})";
inline const QByteArray pending = R"({"environment": {"id": 4, "name": "production"}, "wait_timer": 5,
    "wait_timer_started_at": null, "current_user_can_approve": true, "reviewers": [
    {"type": "User", "reviewer": {"id": 7, "login": "priya-nair"}},
    {"type": "Team", "reviewer": {"id": 8, "slug": "release"}}]})";
inline const QByteArray pullReview = R"({"id": 5, "user": {"login": "aiko-tanaka"}, "state": "APPROVED",
    "submitted_at": "2024-03-21T14:29:00Z", "commit_id": "d3e84b0"})";
inline const QByteArray approval = R"({"environments": [{"id": 4, "name": "production"}], "state": "approved",
    "user": {"login": "priya-nair"}, "comment": "Go"})";

inline const QByteArray deployment = R"({"id": 70, "sha": "c41d9e2", "ref": "main", "environment": "production",
    "task": "deploy", "description": null, "creator": {"login": "jonas-weil"}, "created_at": "2024-03-21T14:20:00Z",
    "updated_at": "2024-03-21T14:21:00Z"})";
inline const QByteArray deploymentStatus = R"({"id": 71, "state": "success", "description": "Live",
    "creator": {"login": "jonas-weil"}, "environment_url": "https://app.example", "log_url": "",
    "created_at": "2024-03-21T14:21:00Z"})";
inline const QByteArray release = R"({"id": 80, "tag_name": "v43", "target_commitish": "main", "name": null,
    "body": "Notes", "draft": false, "prerelease": false, "author": {"login": "jonas-weil"},
    "created_at": "2024-03-21T14:21:00Z", "published_at": "2024-03-21T14:22:00Z", "html_url": "https://github.com/r",
    "assets": [{"id": 1, "name": "a.zip", "size": 9, "browser_download_url": "https://github.com/a.zip"}]})";
inline const QByteArray checkRun = R"({"id": 90, "name": "Tests", "status": "completed", "conclusion": "failure",
    "started_at": "2024-03-21T14:21:00Z", "completed_at": null, "details_url": "https://github.com/check",
    "app": {"name": "GitHub Actions"}, "output": {"title": "2 failed", "summary": null, "annotations_count": 2}})";
inline const QByteArray annotation = R"({"path": "src/a.ts", "start_line": 3, "end_line": 4,
    "annotation_level": "warning", "title": null, "message": "Unused"})";

inline const QByteArray environment = R"({"id": 4, "name": "production", "html_url": "https://github.com/e",
    "protection_rules": [{"id": 1, "type": "wait_timer", "wait_timer": 30},
    {"id": 2, "type": "required_reviewers", "prevent_self_review": true,
     "reviewers": [{"type": "User", "reviewer": {"id": 7, "login": "priya-nair"}}]},
    {"id": 3, "type": "branch_policy"}, {"id": 5, "type": "moon_phase"}],
    "deployment_branch_policy": {"protected_branches": false, "custom_branch_policies": true}})";
inline const QByteArray branchPolicy = R"({"id": 6, "name": "release/*", "type": "branch"})";
inline const QByteArray secret =
    R"({"name": "DATABASE_URL", "created_at": "2023-12-01T00:00:00Z", "updated_at": "2023-12-15T00:00:00Z"})";
inline const QByteArray variable = R"({"name": "REGION", "value": "fra", "created_at": "2023-12-01T00:00:00Z",
    "updated_at": "2023-12-15T00:00:00Z"})";
inline const QByteArray protection = R"({"required_status_checks": {"strict": true, "contexts": ["Lint", "Tests"]},
    "required_pull_request_reviews": {"dismiss_stale_reviews": true, "require_code_owner_reviews": true,
    "required_approving_review_count": 1}, "enforce_admins": {"enabled": true},
    "required_linear_history": {"enabled": true}, "allow_force_pushes": {"enabled": false}})";
inline const QByteArray signatures = R"({"url": "u", "enabled": false})";
inline const QByteArray rule = R"({"type": "pull_request", "ruleset_id": 12, "parameters": {"a": 1}})";

/// One element as GitHub's lists hold it: bare, or under `member` beside the count.
inline QByteArray list(const QByteArray &element, const QByteArray &member = {})
{
    const QByteArray bare = "[" + element + "]";
    return member.isEmpty() ? bare : "{\"total_count\": 1, \"" + member + "\": " + bare + "}";
}

} // namespace slipway::github::samples
