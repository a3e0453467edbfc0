#pragma once

#include <QByteArray>

/// Answers of Vercel, cut down to what is read of them.
namespace slipway::vercel::samples {

inline const QByteArray user = R"({"user": {"id": "u1", "username": "priya", "name": null,
    "email": "priya@loop.health", "defaultTeamId": "team_loophealth"}})";
inline const QByteArray team = R"({"id": "team_loophealth", "slug": "loop-health", "name": "Loop Health"})";

/// As lists write it.
inline const QByteArray listed = R"({"uid": "dpl_1", "name": "my-loop-health", "url": "my-1.vercel.app",
    "created": 1710927120000, "createdAt": 1710927120000, "ready": 1710927180000, "buildingAt": 1710927125000,
    "readyState": "READY", "readySubstate": "PROMOTED", "target": "production", "isRollbackCandidate": true,
    "creator": {"uid": "u1", "username": "mina"}, "projectId": "prj_1", "aliasAssigned": 1710927200000,
    "inspectorUrl": "https://vercel.com/i", "checksState": "completed", "checksConclusion": "succeeded",
    "meta": {"githubCommitSha": "7BE02A4", "githubCommitRef": "main", "githubCommitMessage": "Release 3.12.1",
             "githubCommitAuthorLogin": "mina-okafor", "githubPrId": "618"}})";
/// As it is written alone.
inline const QByteArray single = R"({"id": "dpl_2", "name": "my-loop-health", "url": "my-2.vercel.app",
    "createdAt": 1710927120000, "buildingAt": 1710927125000, "readyState": "ERROR", "target": null,
    "alias": ["my.loop.health"], "aliasAssigned": false, "errorCode": "BUILD_FAILED", "errorMessage": "Command failed",
    "project": {"id": "prj_1"}, "meta": {}})";
inline const QByteArray check = R"({"id": "c1", "name": "Lighthouse", "status": "completed", "conclusion": "failed",
    "blocking": true, "detailsUrl": "https://checks.example"})";

inline const QByteArray project = R"({"id": "prj_1", "name": "my-loop-health", "framework": "nextjs",
    "link": {"type": "github", "org": "loop-health", "repo": "platform", "productionBranch": "main"},
    "targets": {"production": {"id": "dpl_1", "url": "my-1.vercel.app", "readyState": "READY",
        "alias": ["my.loop.health"], "createdAt": 1710927120000, "meta": {"githubCommitSha": "7be02a4"}}},
    "lastAliasRequest": {"type": "rollback", "jobStatus": "in-progress", "requestedAt": 1710927120000,
        "fromDeploymentId": null, "toDeploymentId": "dpl_0"},
    "lastRollbackTarget": {"toDeploymentId": "dpl_0"}, "speedInsights": {"id": "s", "hasData": true}})";
inline const QByteArray alias = R"({"uid": "a1", "alias": "my.loop.health", "deploymentId": "dpl_1",
    "projectId": "prj_1", "created": "2024-03-20T09:32:00.000Z"})";
inline const QByteArray domain = R"({"name": "my.loop.health", "verified": true, "redirect": null})";
inline const QByteArray variable =
    R"({"id": "e1", "key": "CLERK_SECRET_KEY", "type": "sensitive", "value": "never kept",
    "target": ["production", "preview"], "gitBranch": null, "createdAt": 1710000000000, "updatedAt": 1710500000000})";

inline QByteArray list(const QByteArray &element, const QByteArray &member)
{
    return "{\"" + member + "\": [" + element + "], \"pagination\": {\"count\": 1, \"next\": null, \"prev\": null}}";
}

} // namespace slipway::vercel::samples
