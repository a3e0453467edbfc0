#include "fly/metrics.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::fly {

using base::json::Object;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(fly::Series)
};

/// "NaN", "+Inf" and "-Inf" are Prometheus's words for what is no number.
std::optional<double> valueOf(const QString &text, bool &isWritten)
{
    const double value = text.toDouble(&isWritten);
    if (isWritten)
        return std::isfinite(value) ? std::optional(value) : std::nullopt;
    isWritten = text == "NaN"_L1 || text == "+Inf"_L1 || text == "-Inf"_L1 || text == "Inf"_L1;
    return std::nullopt;
}

/// A pair of seconds and a number in text: `[1711030000.5, "0.031"]`.
Sample readSample(const QJsonValue &value, const Object &holder, QLatin1StringView key)
{
    const QJsonArray pair = value.toArray();
    bool isWritten = false;
    Sample sample;
    if (pair.size() == 2 && pair.at(0).isDouble() && pair.at(1).isString()) {
        sample.at = QDateTime::fromMSecsSinceEpoch(std::llround(pair.at(0).toDouble() * 1000), QTimeZone::UTC);
        sample.value = valueOf(pair.at(1).toString(), isWritten);
    }
    if (!isWritten)
        holder.expected(key, Words::tr("pairs of a time and a number in text"));
    return sample;
}

Series readSeries(const Object &object)
{
    Series series;
    series.labels = object.object("metric"_L1).textsByName();
    if (object.has("value"_L1)) {
        series.samples.append(readSample(object.raw("value"_L1), object, "value"_L1));
        return series;
    }
    if (!object.raw("values"_L1).isArray())
        object.expected("values"_L1, Words::tr("a list"));
    for (const QJsonValue value : object.raw("values"_L1).toArray())
        series.samples.append(readSample(value, object, "values"_L1));
    return series;
}

QList<Series> readData(const Object &data)
{
    // A scalar is a bare pair without labels.
    if (data.text("resultType"_L1) == "scalar"_L1)
        return {Series{{}, {readSample(data.raw("result"_L1), data, "result"_L1)}}};
    return data.list("result"_L1, readSeries);
}

/// Prometheus's own words for what is wrong with a query; empty when nothing is.
QString readTrouble(const Object &root)
{
    if (root.text("status"_L1) != "error"_L1)
        return {};
    return root.maybeText("error"_L1).value_or(root.maybeText("errorType"_L1).value_or(u"error"_s));
}

QList<Series> readAnswer(const Object &root)
{
    return readData(root.object("data"_L1));
}

} // namespace

base::Result<QList<Series>> parseSeries(const QByteArray &bytes)
{
    const auto trouble = base::json::read(bytes, readTrouble);
    if (!trouble)
        return std::unexpected(trouble.error());
    if (!trouble->isEmpty()) {
        return std::unexpected(
            base::makeError(base::Error::Kind::InvalidInput,
                            Words::tr("Fly.io did not take the query for metrics. Its words: “%1”").arg(*trouble),
                            Words::tr("Check the query.")));
    }
    return base::json::read(bytes, readAnswer);
}

} // namespace slipway::fly
