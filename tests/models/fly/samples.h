#pragma once

#include <QByteArray>

/// Answers of Fly.io, cut down to what is read of them.
namespace slipway::fly::samples {

inline const QByteArray app = R"({"id": "a1", "name": "patient-graph-api", "status": "deployed", "machine_count": 3,
    "organization": {"name": "Loop Health", "slug": "loop-health"}})";
inline const QByteArray secret = R"({"name": "DATABASE_URL", "digest": "d41d", "created_at": "2023-12-15T00:00:00Z",
    "updated_at": "2023-12-15T00:00:00Z", "value": "never kept"})";
inline const QByteArray token = R"({"token_id": "t1", "org_slug": "loop-health", "organization": "o1",
    "apps": ["patient-graph-api"], "user": "priya@loop.health"})";
inline const QByteArray event = R"({"id": "e1", "type": "exit", "status": "stopped", "source": "flyd",
    "timestamp": 1711031520000, "request": {"exit_event": {"exit_code": 137, "oom_killed": true,
    "requested_stop": false}}})";
inline const QByteArray machine = R"({"id": "m1", "name": "quiet-sea", "state": "started", "region": "fra",
    "instance_id": "01HS", "image_ref": {"registry": "registry.fly.io", "repository": "patient-graph-api",
    "tag": "deployment-43", "digest": "sha256:aa", "labels": {"GH_SHA": "c41d9e2"}},
    "checks": [{"name": "servicecheck-00-http-8080", "status": "passing", "output": "ok",
                "updated_at": "2024-03-21T14:31:00Z"},
               {"name": "bg_deployments_compat_1", "status": "critical"}],
    "events": [)"
    + event + R"(], "created_at": "2024-03-01T00:00:00Z", "updated_at": "2024-03-21T14:20:00Z",
    "host_status": "ok", "cordoned": true, "config": {"image": "registry.fly.io/x:1",
    "metadata": {"fly_process_group": "app", "fly_release_id": "r43", "fly_release_version": "43"}}})";
inline const QByteArray version = R"({"version": "01HS", "user_config": {"image": "registry.fly.io/x:1"}})";
inline const QByteArray release = R"({"id": "r43", "version": 43, "stable": true, "in_progress": false,
    "status": "complete", "strategy": "ROLLING", "user": "jonas@loop.health", "created_at": "2024-03-21T14:20:00Z",
    "image_ref": "registry.fly.io/x:1"})";
inline const QByteArray graphQlRelease = R"({"id": "r43", "version": 43, "description": "Deploy image",
    "reason": "", "status": "complete", "imageRef": "registry.fly.io/x:1", "stable": true,
    "user": {"id": "u", "email": "jonas@loop.health", "name": "Jonas Weil"}, "createdAt": "2024-03-21T14:20:00Z"})";
inline const QByteArray history = R"({"data": {"app": {"releases": {"nodes": [)" + graphQlRelease + "]}}}}";
inline const QByteArray matrix = R"({"status": "success", "data": {"resultType": "matrix", "result": [
    {"metric": {"app": "patient-graph-api"}, "values": [[1711031460, "0.0052"], [1711031520.5, "NaN"],
    [1711031580, "+Inf"]]}]}})";
inline const QByteArray vector = R"({"status": "success", "data": {"resultType": "vector", "result": [
    {"metric": {}, "value": [1711031520, "0.031"]}]}})";
inline const QByteArray scalar =
    R"({"status": "success", "data": {"resultType": "scalar", "result": [1711031520, "2"]}})";

inline QByteArray list(const QByteArray &element, const QByteArray &member = {})
{
    const QByteArray bare = "[" + element + "]";
    return member.isEmpty() ? bare : "{\"" + member + "\": " + bare + "}";
}

} // namespace slipway::fly::samples
