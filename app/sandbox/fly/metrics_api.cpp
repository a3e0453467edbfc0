#include "sandbox/fly/metrics_api.h"

#include "sandbox/fly/metrics/evaluate.h"

#include <QDateTime>

#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly {

namespace {

/// Prometheus refuses to compute more.
constexpr qint64 mostPoints = 11'000;
/// Metrics are kept for about so long.
constexpr qint64 kept = 15 * 86'400'000LL;

QString text(double value)
{
    return std::isnan(value) ? u"NaN"_s : QString::number(value, 'g', 12);
}

QJsonArray point(qint64 at, double value)
{
    return {static_cast<double>(at) / 1000.0, text(value)};
}

QJsonObject labelsJson(const metrics::Labels &labels)
{
    QJsonObject object;
    for (auto label = labels.begin(); label != labels.end(); ++label)
        object.insert(label.key(), *label);
    return object;
}

QJsonObject success(const QString &type, const QJsonArray &result)
{
    return {{u"status"_s, u"success"_s}, {u"data"_s, QJsonObject{{u"resultType"_s, type}, {u"result"_s, result}}}};
}

/// A parameter of the query or, for POST, of the form.
QString argument(const Call &call, const QString &name)
{
    if (call.hasQuery(name) || call.method != "POST")
        return call.queryValue(name);
    Call form;
    form.query = QUrlQuery(QString::fromUtf8(call.body));
    return form.queryValue(name);
}

/// Seconds since 1970 or ISO 8601, as ms.
qint64 moment(const QString &value, qint64 otherwise)
{
    bool isNumber = false;
    const double seconds = value.toDouble(&isNumber);
    if (isNumber)
        return static_cast<qint64>(std::llround(seconds * 1000.0));
    const QDateTime time = QDateTime::fromString(value, Qt::ISODateWithMs);
    return time.isValid() ? time.toMSecsSinceEpoch() : otherwise;
}

/// Seconds, or a duration as in "5m", as ms.
qint64 stepOf(const QString &value)
{
    bool isNumber = false;
    const double seconds = value.toDouble(&isNumber);
    if (isNumber)
        return static_cast<qint64>(seconds * 1000.0);
    const auto selector = metrics::parse(u"x["_s + value + u']');
    return selector ? (*selector)->range : 60'000;
}

} // namespace

MetricsApi::MetricsApi(std::shared_ptr<Platform> platform, Tokens tokens)
    : FlyService(std::move(platform), std::move(tokens))
{
    for (const char *method : {"GET", "POST"}) {
        on(method, u"/prometheus/{org}/api/v1/query"_s, [this](const Call &call) { return query(call); });
        on(method, u"/prometheus/{org}/api/v1/query_range"_s, [this](const Call &call) { return queryRange(call); });
    }
}

Reply MetricsApi::error(int status, const QString &message) const
{
    const QString type = status == 422 ? u"execution"_s : u"bad_data"_s;
    return Reply::json(QJsonObject{{u"status"_s, u"error"_s}, {u"errorType"_s, type}, {u"error"_s, message}}, status);
}

Reply MetricsApi::query(const Call &call) const
{
    if (call.parameter(u"org"_s) != platform().organization())
        return error(403, u"not authorized for this organization"_s);
    const auto query = metrics::parse(argument(call, u"query"_s));
    if (!query)
        return error(400, query.error().message);
    const qint64 at = moment(argument(call, u"time"_s), platform().now());
    const auto value = metrics::evaluate(platform(), **query, at);
    if (!value)
        return error(422, value.error().message);
    if (const double *number = std::get_if<double>(&*value))
        return Reply::json(success(u"scalar"_s, point(at, *number)));
    QJsonArray result;
    for (const metrics::Sample &sample : std::get<std::vector<metrics::Sample>>(*value))
        result.append(QJsonObject{{u"metric"_s, labelsJson(sample.labels)}, {u"value"_s, point(at, sample.value)}});
    return Reply::json(success(u"vector"_s, result));
}

Reply MetricsApi::queryRange(const Call &call) const
{
    if (call.parameter(u"org"_s) != platform().organization())
        return error(403, u"not authorized for this organization"_s);
    const auto query = metrics::parse(argument(call, u"query"_s));
    if (!query)
        return error(400, query.error().message);
    const qint64 now = platform().now();
    const qint64 end = moment(argument(call, u"end"_s), now);
    const qint64 start = moment(argument(call, u"start"_s), end - 3'600'000);
    const qint64 step = stepOf(argument(call, u"step"_s));
    if (step <= 0 || end < start)
        return error(400, u"invalid parameter: step and range must be positive"_s);
    if ((end - start) / step > mostPoints)
        return error(422, u"exceeded maximum resolution of 11,000 points per timeseries"_s);
    metrics::ByLabels<QJsonArray> lines;
    // Nothing is known of the future, nor of what is no longer kept.
    for (qint64 at = start; at <= std::min(end, now); at += step) {
        if (at < now - kept)
            continue;
        const auto value = metrics::evaluate(platform(), **query, at);
        if (!value)
            return error(422, value.error().message);
        if (const double *number = std::get_if<double>(&*value)) {
            lines[{}].append(QJsonValue(point(at, *number)));
            continue;
        }
        for (const metrics::Sample &sample : std::get<std::vector<metrics::Sample>>(*value))
            lines[sample.labels].append(QJsonValue(point(at, sample.value)));
    }
    QJsonArray result;
    for (const auto &[labels, values] : lines)
        result.append(QJsonObject{{u"metric"_s, labelsJson(labels)}, {u"values"_s, values}});
    return Reply::json(success(u"matrix"_s, result));
}

} // namespace slipway::sandbox::fly
