#include "operations/plan.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

constexpr std::array levels{"pass"_L1, "warn"_L1, "ask"_L1, "block"_L1};
constexpr std::array times{"normal"_L1, "always"_L1, "success"_L1, "failure"_L1};

/// The value of an enumeration whose words stand in its order; the first for an unknown word.
template<typename Enum, size_t count>
Enum valueOf(const std::array<QLatin1StringView, count> &words, const QJsonValue &word)
{
    const auto found = std::ranges::find(words, word.toString());
    return static_cast<Enum>(found == words.end() ? 0 : found - words.begin());
}

template<typename Enum, size_t count>
QString wordOf(const std::array<QLatin1StringView, count> &words, Enum value)
{
    return words.at(static_cast<size_t>(value));
}

template<typename T>
QJsonArray arrayOf(const QList<T> &values, QJsonValue (*convert)(const T &))
{
    QJsonArray array;
    for (const T &value : values)
        array.append(convert(value));
    return array;
}

template<typename T>
QList<T> listOf(const QJsonValue &array, T (*convert)(const QJsonObject &))
{
    QList<T> values;
    for (const auto &value : array.toArray())
        values.append(convert(value.toObject()));
    return values;
}

QStringList textsOf(const QJsonValue &array)
{
    QStringList texts;
    for (const auto &value : array.toArray())
        texts.append(value.toString());
    return texts;
}

milliseconds durationOf(const QJsonValue &value)
{
    return milliseconds(value.toInteger());
}

QJsonValue callJson(const ApiCall &call)
{
    QJsonArray body;
    for (const auto &[name, value] : call.body)
        body.append(QJsonArray{name, value});
    return QJsonObject{{u"method"_s, call.method}, {u"url"_s, call.url}, {u"body"_s, body}};
}

ApiCall callOf(const QJsonObject &json)
{
    ApiCall call{json[u"method"].toString(), json[u"url"].toString(), {}};
    for (const auto &pair : json[u"body"].toArray())
        call.body.append({pair[0].toString(), pair[1].toString()});
    return call;
}

QJsonValue targetJson(const Target &target)
{
    return QJsonObject{{u"app"_s, target.app}, {u"environment"_s, target.environment}};
}

Target targetOf(const QJsonObject &json)
{
    return {json[u"app"].toString(), json[u"environment"].toString()};
}

QJsonValue stepJson(const StepSpec &step)
{
    return QJsonObject{
        {u"id"_s, step.id},
        {u"kind"_s, step.kind},
        {u"input"_s, step.input},
        {u"title"_s, step.title},
        {u"detail"_s, step.detail},
        {u"heading"_s, step.heading},
        {u"expected"_s, qint64(step.expected.count())},
        {u"calls"_s, arrayOf(step.calls, callJson)},
        {u"time"_s, wordOf(times, step.time)},
        {u"after"_s, QJsonArray::fromStringList(step.after)},
        {u"pool"_s, step.pool},
        {u"mutates"_s, step.mutates},
        {u"isEphemeral"_s, step.isEphemeral},
        {u"canRevert"_s, step.canRevert},
        {u"revertWords"_s, step.revertWords},
    };
}

StepSpec stepOf(const QJsonObject &json)
{
    StepSpec step;
    step.id = json[u"id"].toString();
    step.kind = json[u"kind"].toString();
    step.input = json[u"input"].toObject();
    step.title = json[u"title"].toString();
    step.detail = json[u"detail"].toString();
    step.heading = json[u"heading"].toString();
    step.expected = durationOf(json[u"expected"]);
    step.calls = listOf(json[u"calls"], callOf);
    step.time = valueOf<StepTime>(times, json[u"time"]);
    step.after = textsOf(json[u"after"]);
    step.pool = json[u"pool"].toString();
    step.mutates = json[u"mutates"].toBool(true);
    step.isEphemeral = json[u"isEphemeral"].toBool();
    step.canRevert = json[u"canRevert"].toBool();
    step.revertWords = json[u"revertWords"].toString();
    return step;
}

QJsonValue guardJson(const Guard &guard)
{
    return QJsonObject{{u"id"_s, guard.id},
                       {u"level"_s, wordOf(levels, guard.level)},
                       {u"title"_s, guard.title},
                       {u"detail"_s, guard.detail},
                       {u"overrides"_s, guard.overrides}};
}

Guard guardOf(const QJsonObject &json)
{
    return {json[u"id"].toString(), valueOf<Guard::Level>(levels, json[u"level"]), json[u"title"].toString(),
            json[u"detail"].toString(), json[u"overrides"].toString()};
}

QJsonObject poolsJson(const QMap<QString, int> &pools)
{
    QJsonObject json;
    for (auto pool = pools.cbegin(); pool != pools.cend(); ++pool)
        json.insert(pool.key(), pool.value());
    return json;
}

QMap<QString, int> poolsOf(const QJsonObject &json)
{
    QMap<QString, int> pools;
    for (auto pool = json.constBegin(); pool != json.constEnd(); ++pool)
        pools.insert(pool.key(), pool.value().toInt());
    return pools;
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

} // namespace

QJsonObject toJson(const Plan &plan)
{
    return {
        {u"kind"_s, plan.kind},
        {u"title"_s, plan.title},
        {u"verb"_s, plan.verb},
        {u"isDangerous"_s, plan.isDangerous},
        {u"typeToConfirm"_s, plan.typeToConfirm},
        {u"targets"_s, arrayOf(plan.targets, targetJson)},
        {u"steps"_s, arrayOf(plan.steps, stepJson)},
        {u"pools"_s, poolsJson(plan.pools)},
        {u"guards"_s, arrayOf(plan.guards, guardJson)},
        {u"reverts"_s, QJsonArray::fromStringList(plan.reverts)},
        {u"stays"_s, QJsonArray::fromStringList(plan.stays)},
        {u"abortWords"_s, plan.abortWords},
        {u"command"_s, plan.command},
        {u"expected"_s, qint64(plan.expected.count())},
        {u"madeAt"_s, timeText(plan.madeAt)},
        {u"fingerprint"_s, plan.fingerprint},
        {u"facts"_s, plan.facts},
        {u"obstacle"_s, plan.obstacle},
    };
}

std::optional<Plan> planOf(const QJsonObject &json)
{
    if (!json[u"kind"].isString() || !json[u"steps"].isArray())
        return std::nullopt;
    Plan plan;
    plan.kind = json[u"kind"].toString();
    plan.title = json[u"title"].toString();
    plan.verb = json[u"verb"].toString();
    plan.isDangerous = json[u"isDangerous"].toBool();
    plan.typeToConfirm = json[u"typeToConfirm"].toString();
    plan.targets = listOf(json[u"targets"], targetOf);
    plan.steps = listOf(json[u"steps"], stepOf);
    plan.pools = poolsOf(json[u"pools"].toObject());
    plan.guards = listOf(json[u"guards"], guardOf);
    plan.reverts = textsOf(json[u"reverts"]);
    plan.stays = textsOf(json[u"stays"]);
    plan.abortWords = json[u"abortWords"].toString();
    plan.command = json[u"command"].toString();
    plan.expected = durationOf(json[u"expected"]);
    plan.madeAt = QDateTime::fromString(json[u"madeAt"].toString(), Qt::ISODateWithMs);
    plan.fingerprint = json[u"fingerprint"].toString();
    plan.facts = json[u"facts"].toObject();
    plan.obstacle = json[u"obstacle"].toString();
    return plan;
}

} // namespace slipway::operations
