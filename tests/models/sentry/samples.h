#pragma once

#include <QByteArray>

/// Answers of Sentry, cut down to what is read of them.
namespace slipway::sentry::samples {

inline const QByteArray organization = R"({"id": "1", "slug": "loop-health", "name": "Loop Health",
    "links": {"organizationUrl": "https://loop-health.sentry.io", "regionUrl": "https://de.sentry.io"}})";
inline const QByteArray project = R"({"id": "42", "slug": "my-loop-health", "name": "my-loop-health",
    "platform": "javascript-nextjs", "environments": ["production", "staging"],
    "latestRelease": {"version": "my-loop-health@3.12.1"}})";
inline const QByteArray environment = R"({"id": "5", "name": "production"})";
inline const QByteArray release = R"({"id": 100, "version": "my-loop-health@3.12.1", "shortVersion": "3.12.1",
    "status": "open", "ref": null, "dateCreated": "2024-03-20T10:00:00Z", "dateReleased": null, "newGroups": 2,
    "commitCount": 3, "deployCount": 1, "lastDeploy": {"environment": "production",
    "dateFinished": "2024-03-20T11:00:00Z"}, "projects": [{"slug": "my-loop-health", "newGroups": 2,
    "hasHealthData": true}]})";
inline const QByteArray deploy = R"({"id": "9", "environment": "production", "name": null, "dateStarted": null,
    "dateFinished": "2024-03-20T11:00:00Z", "url": null})";
inline const QByteArray sessions = R"json({"start": "2024-03-21T13:00:00Z", "end": "2024-03-21T15:00:00Z",
    "intervals": ["2024-03-21T13:00:00Z", "2024-03-21T14:00:00Z"], "query": "", "groups": [
    {"by": {"project": 42, "release": "my-loop-health@3.12.1"},
     "totals": {"crash_rate(session)": 0.0008, "crash_free_rate(user)": null},
     "series": {"crash_rate(session)": [0.0008, null]}}]})json";
inline const QByteArray series =
    R"json({"yAxis": "p75(measurements.lcp)", "groupBy": [{"key": "project", "value": "my"}],
    "meta": {"interval": 300000, "valueType": "duration", "valueUnit": "millisecond"}, "values": [
    {"timestamp": 1711031220000, "value": 1900, "incomplete": false},
    {"timestamp": 1711031520000, "value": null, "incomplete": true}]})json";
inline const QByteArray issue = R"({"id": "7", "shortId": "MY-1K", "title": "TypeError", "culprit": null,
    "permalink": "https://loop-health.sentry.io/issues/7/", "level": "error", "status": "unresolved",
    "substatus": "regressed", "priority": "high", "count": "128", "userCount": 31, "firstSeen": "2024-03-21T10:00:00Z",
    "lastSeen": null, "isUnhandled": true, "project": {"id": "42", "slug": "my-loop-health"}})";

inline QByteArray list(const QByteArray &element, const QByteArray &member = {})
{
    const QByteArray bare = "[" + element + "]";
    return member.isEmpty() ? bare : "{\"" + member + "\": " + bare + "}";
}

} // namespace slipway::sentry::samples
