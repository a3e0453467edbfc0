#include "sentry/statistics.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::sentry {

using base::json::Object;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(sentry::Sessions)
};

/// A number, or null where there was nothing to count.
std::optional<double> valueIn(const QJsonValue &value, const Object &holder, QLatin1StringView key)
{
    if (!value.isDouble() && !value.isNull())
        holder.expected(key, Words::tr("numbers or null"));
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

QMap<QString, std::optional<double>> readTotals(const Object &group)
{
    QMap<QString, std::optional<double>> totals;
    group.object("totals"_L1);
    const QJsonObject written = group.raw("totals"_L1).toObject();
    for (auto field = written.constBegin(); field != written.constEnd(); ++field)
        totals.insert(field.key(), valueIn(field.value(), group, "totals"_L1));
    return totals;
}

QMap<QString, QList<std::optional<double>>> readSeries(const Object &group)
{
    QMap<QString, QList<std::optional<double>>> series;
    const QJsonObject written = group.raw("series"_L1).toObject();
    for (auto field = written.constBegin(); field != written.constEnd(); ++field) {
        if (!field->isArray())
            group.expected("series"_L1, Words::tr("lists of numbers"));
        QList<std::optional<double>> &values = series[field.key()];
        for (const QJsonValue value : field->toArray())
            values.append(valueIn(value, group, "series"_L1));
    }
    return series;
}

/// Project ids are numbers, all else is text.
QString writtenText(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

SessionGroup readGroup(const Object &object)
{
    SessionGroup group;
    object.object("by"_L1);
    const QJsonObject by = object.raw("by"_L1).toObject();
    for (auto member = by.constBegin(); member != by.constEnd(); ++member)
        group.by.insert(member.key(), writtenText(member.value()));
    group.totals = readTotals(object);
    group.series = readSeries(object);
    return group;
}

/// A list of times in text, which Object has no word for.
QList<QDateTime> readIntervals(const Object &object)
{
    QList<QDateTime> intervals;
    for (const QString &written : object.texts("intervals"_L1)) {
        const QDateTime at = QDateTime::fromString(written, Qt::ISODateWithMs);
        if (!at.isValid())
            object.expected("intervals"_L1, Words::tr("a list of times"));
        intervals.append(at.toUTC());
    }
    return intervals;
}

Bucket readBucket(const Object &object)
{
    Bucket bucket;
    bucket.at = QDateTime::fromMSecsSinceEpoch(std::llround(object.number("timestamp"_L1)), QTimeZone::UTC);
    bucket.value = object.maybeNumber("value"_L1);
    bucket.isIncomplete = object.maybeBoolean("incomplete"_L1).value_or(false);
    return bucket;
}

QMap<QString, QString> readGroupBy(const Object &object)
{
    QMap<QString, QString> groups;
    object.maybeList("groupBy"_L1, [&groups](const Object &part) {
        groups.insert(part.text("key"_L1), writtenText(part.raw("value"_L1)));
        return true;
    });
    return groups;
}

} // namespace

Sessions readSessions(const Object &object)
{
    Sessions sessions;
    sessions.from = object.time("start"_L1);
    sessions.to = object.time("end"_L1);
    sessions.intervals = readIntervals(object);
    sessions.groups = object.list("groups"_L1, readGroup);
    return sessions;
}

TimeSeries readTimeSeries(const Object &object)
{
    TimeSeries series;
    series.yAxis = object.text("yAxis"_L1);
    series.groupBy = readGroupBy(object);
    const Object meta = object.object("meta"_L1);
    series.interval = std::chrono::milliseconds(std::llround(meta.number("interval"_L1)));
    series.unit = meta.maybeText("valueUnit"_L1).value_or(QString());
    series.buckets = object.list("values"_L1, readBucket);
    return series;
}

} // namespace slipway::sentry
