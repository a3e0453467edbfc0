#include "sandbox/sentry/statistics.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::sentry {

namespace {

constexpr double sessionsPerRequest = 0.02;
constexpr double usersPerSession = 0.62;

struct Counts {
    double requests = 0.0;
    double errors = 0.0;
};

Counts count(const Organization &organization, const Group &group, qint64 from, qint64 to)
{
    Counts counts;
    for (const QString &service : group.services) {
        counts.requests += organization.traffic().requests(service, from, to, group.commit);
        counts.errors += organization.traffic().errors(service, from, to, group.commit);
    }
    return counts;
}

bool isRate(const QString &field)
{
    return field.startsWith("crash_"_L1);
}

/// A field of the sessions; null where a rate has nothing to go by.
QJsonValue sessionField(const QString &field, const Counts &counts)
{
    const double sessions = std::round(counts.requests * sessionsPerRequest);
    if (field == "sum(session)"_L1)
        return sessions;
    if (field == "count_unique(user)"_L1)
        return std::round(sessions * usersPerSession);
    if (!isRate(field) || sessions < 1.0)
        return QJsonValue(QJsonValue::Null);
    const double share = counts.errors / counts.requests;
    return field.startsWith("crash_free"_L1) ? 1.0 - share : share;
}

struct Status {
    QString name;
    double share = 1.0;
};

/// How sessions end; used when they are grouped by it.
std::vector<Status> statuses(const Counts &counts)
{
    const double crashed = counts.requests > 0.0 ? counts.errors / counts.requests : 0.0;
    return {{u"healthy"_s, 1.0 - 1.4 * crashed},
            {u"errored"_s, 0.4 * crashed},
            {u"crashed"_s, crashed},
            {u"abnormal"_s, 0.0}};
}

QJsonObject sessionGroup(const Organization &organization, const Scope &scope, const QStringList &fields,
                         const Group &group, const std::optional<QString> &status)
{
    const auto shareOf = [&](const Counts &counts) {
        if (!status)
            return 1.0;
        const auto all = statuses(counts);
        return std::ranges::find(all, *status, &Status::name)->share;
    };
    QJsonObject totals;
    QJsonObject series;
    const Counts all = count(organization, group, scope.from, scope.to);
    for (const QString &field : fields) {
        totals.insert(field, sessionField(field, {all.requests * shareOf(all), all.errors}));
        series.insert(field, QJsonArray());
    }
    QHash<QString, QJsonArray> values;
    for (const qint64 at : scope.buckets()) {
        const Counts part = count(organization, group, at, std::min(at + scope.interval, scope.to));
        for (const QString &field : fields)
            values[field].append(sessionField(field, {part.requests * shareOf(part), part.errors}));
    }
    for (auto value = values.begin(); value != values.end(); ++value)
        series.insert(value.key(), *value);
    QJsonObject by = group.by;
    if (status)
        by.insert(u"session.status"_s, *status);
    return {{u"by"_s, by}, {u"totals"_s, totals}, {u"series"_s, series}};
}

/// A figure over one span: a count, a rate or a percentile.
double figure(const Organization &organization, const Group &group, const QString &dataset, const QString &axis,
              qint64 from, qint64 to)
{
    const Counts counts = count(organization, group, from, to);
    const bool isErrors = dataset == "errors"_L1;
    const double all = isErrors ? counts.errors : counts.requests;
    if (axis == "count_unique(user)"_L1)
        return std::round(all * usersPerSession);
    if (axis == "failure_rate()"_L1)
        return counts.requests > 0.0 ? counts.errors / counts.requests : 0.0;
    if (axis == "epm()"_L1 || axis == "eps()"_L1)
        return all / (static_cast<double>(to - from) / (axis == "epm()"_L1 ? 60'000.0 : 1'000.0));
    if (!axis.startsWith(u'p') || group.services.isEmpty())
        return std::round(all);
    const Behaviour behaviour = organization.traffic().behaviour(group.services.first(), to);
    if (axis.contains("lcp"_L1))
        return behaviour.lcpMs;
    return axis.startsWith("p95"_L1) ? behaviour.p95Ms : behaviour.p95Ms * (axis.startsWith("p50"_L1) ? 0.35 : 0.6);
}

QJsonObject axisMeta(const QString &axis, qint64 interval)
{
    const bool isDuration = axis.startsWith(u'p');
    const QString type = isDuration ? u"duration"_s : axis == "failure_rate()"_L1 ? u"percentage"_s : u"integer"_s;
    return {{u"valueType"_s, type},
            {u"valueUnit"_s, isDuration ? QJsonValue(u"millisecond"_s) : QJsonValue(QJsonValue::Null)},
            {u"interval"_s, interval}};
}

} // namespace

QJsonObject sessions(const Organization &organization, const Scope &scope, const QStringList &fields,
                     const QStringList &groupBy)
{
    QJsonArray intervals;
    for (const qint64 at : scope.buckets())
        intervals.append(isoTime(at));
    QJsonArray groups;
    for (const Group &group : groupsOf(organization, scope, groupBy)) {
        const Counts all = count(organization, group, scope.from, scope.to);
        // Releases that nobody used are not listed.
        if (groupBy.contains("release"_L1) && all.requests <= 0.0)
            continue;
        if (!groupBy.contains("session.status"_L1)) {
            groups.append(sessionGroup(organization, scope, fields, group, std::nullopt));
            continue;
        }
        for (const Status &status : statuses(all))
            groups.append(sessionGroup(organization, scope, fields, group, status.name));
    }
    return {{u"start"_s, isoTime(scope.from)},
            {u"end"_s, isoTime(scope.to)},
            {u"intervals"_s, intervals},
            {u"groups"_s, groups},
            {u"query"_s, scope.release.isEmpty() ? QString() : u"release:"_s + scope.release}};
}

QJsonObject timeSeries(const Organization &organization, const Scope &scope, const QString &dataset,
                       const QStringList &axes, const QStringList &groupBy)
{
    QJsonArray all;
    for (const Group &group : groupsOf(organization, scope, groupBy)) {
        for (const QString &axis : axes) {
            QJsonArray values;
            for (const qint64 at : scope.buckets()) {
                const qint64 end = std::min(at + scope.interval, scope.to);
                values.append(QJsonObject{{u"timestamp"_s, at},
                                          {u"value"_s, figure(organization, group, dataset, axis, at, end)},
                                          {u"incomplete"_s, at + scope.interval > organization.now()}});
            }
            QJsonObject series{{u"yAxis"_s, axis}, {u"values"_s, values}, {u"meta"_s, axisMeta(axis, scope.interval)}};
            QJsonArray by;
            for (auto key = group.by.begin(); key != group.by.end(); ++key)
                by.append(
                    QJsonObject{{u"key"_s, key.key()},
                                {u"value"_s, key->isDouble() ? QJsonValue(QString::number(key->toInt())) : *key}});
            if (!by.isEmpty())
                series.insert(u"groupBy"_s, by);
            all.append(series);
        }
    }
    return {{u"timeSeries"_s, all},
            {u"meta"_s, QJsonObject{{u"dataset"_s, dataset}, {u"start"_s, scope.from}, {u"end"_s, scope.to}}}};
}

QJsonObject eventTable(const Organization &organization, const Scope &scope, const QString &dataset,
                       const QStringList &fields)
{
    QJsonObject types;
    QJsonArray rows;
    for (const Group &group : groupsOf(organization, scope, fields)) {
        QJsonObject row;
        for (const QString &field : fields) {
            if (group.by.contains(field)) {
                row.insert(field, group.by.value(field));
                types.insert(field, u"string"_s);
            } else if (field.contains(u'(')) {
                row.insert(field, figure(organization, group, dataset, field, scope.from, scope.to));
                types.insert(field, axisMeta(field, 0).value("valueType"_L1));
            }
        }
        rows.append(row);
    }
    return {{u"data"_s, rows},
            {u"meta"_s, QJsonObject{{u"fields"_s, types}, {u"units"_s, QJsonObject()}, {u"dataset"_s, dataset}}}};
}

} // namespace slipway::sandbox::sentry
