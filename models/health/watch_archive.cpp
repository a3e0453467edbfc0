#include "health/watch_archive.h"

#include "base/json.h"

#include <QJsonDocument>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway::health {

namespace {

constexpr int version = 1;
namespace json = base::json;

QJsonValue timeOf(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QJsonObject toJson(const VerificationItem &item)
{
    return {{u"id"_s, item.id},
            {u"title"_s, item.title},
            {u"manual"_s, item.isManual},
            {u"status"_s, static_cast<int>(item.status)},
            {u"words"_s, item.words}};
}

QJsonObject toJson(const WatchState::Probe &probe)
{
    return {{u"at"_s, timeOf(probe.at)},
            {u"good"_s, probe.isGood},
            {u"ms"_s, probe.ms},
            {u"words"_s, probe.words},
            {u"known"_s, probe.isKnown}};
}

QJsonObject toJson(const IssueSample &sample)
{
    return {{u"at"_s, timeOf(sample.at)}, {u"events"_s, sample.events}, {u"users"_s, sample.users}};
}

template<typename T>
QJsonArray listOf(const QList<T> &values)
{
    QJsonArray list;
    for (const T &value : values)
        list.append(toJson(value));
    return list;
}

/// A number that stands for a word of ours; one that is none is no record of ours.
template<typename Word>
Word wordOf(const json::Object &object, QLatin1StringView key, Word last)
{
    const qint64 value = object.integer(key);
    if (value < 0 || value > static_cast<qint64>(last))
        object.expected(key, u"a known word"_s);
    return static_cast<Word>(value);
}

VerificationItem itemOf(const json::Object &object)
{
    return {object.text("id"_L1), object.text("title"_L1), object.boolean("manual"_L1),
            wordOf(object, "status"_L1, base::Status::Skipped), object.text("words"_L1)};
}

WatchState::Probe probeOf(const json::Object &object)
{
    return {object.time("at"_L1), object.boolean("good"_L1), static_cast<int>(object.integer("ms"_L1)),
            object.text("words"_L1), object.boolean("known"_L1)};
}

IssueSample sampleOf(const json::Object &object)
{
    return {object.time("at"_L1), object.integer("events"_L1), object.integer("users"_L1)};
}

WatchRecord recordOf(const json::Object &object)
{
    if (object.integer("version"_L1) != version)
        object.expected("version"_L1, u"the version of this program"_s);
    WatchRecord record;
    WatchState &state = record.state;
    state.releaseId = object.text("release"_L1);
    state.verdict = wordOf(object, "verdict"_L1, Verdict::Inconclusive);
    state.soFar = wordOf(object, "soFar"_L1, Verdict::Inconclusive);
    state.words = object.text("words"_L1);
    state.from = object.time("from"_L1);
    state.until = object.time("until"_L1);
    state.isOver = object.boolean("over"_L1);
    state.minutesJudged = static_cast<int>(object.integer("minutes"_L1));
    state.items = object.list("items"_L1, itemOf);
    state.probes = object.list("probes"_L1, probeOf);
    record.servesSince = object.time("servesSince"_L1);
    record.servesAll = object.time("servesAll"_L1);
    const json::Object samples = object.object("samples"_L1);
    for (const QString &issue : samples.keys())
        record.samples.insert(issue, samples.list(QLatin1StringView(issue.toLatin1()), sampleOf));
    return record;
}

} // namespace

QByteArray encode(const WatchRecord &record)
{
    const WatchState &state = record.state;
    QJsonObject samples;
    for (auto issue = record.samples.cbegin(); issue != record.samples.cend(); ++issue)
        samples.insert(issue.key(), listOf(issue.value()));
    const QJsonObject object{{u"version"_s, version},
                             {u"release"_s, state.releaseId},
                             {u"verdict"_s, static_cast<int>(state.verdict)},
                             {u"soFar"_s, static_cast<int>(state.soFar)},
                             {u"words"_s, state.words},
                             {u"from"_s, timeOf(state.from)},
                             {u"until"_s, timeOf(state.until)},
                             {u"over"_s, state.isOver},
                             {u"minutes"_s, state.minutesJudged},
                             {u"items"_s, listOf(state.items)},
                             {u"probes"_s, listOf(state.probes)},
                             {u"servesSince"_s, timeOf(record.servesSince)},
                             {u"servesAll"_s, timeOf(record.servesAll)},
                             {u"samples"_s, samples}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<WatchRecord> decodeWatch(const QByteArray &bytes)
{
    auto record = json::read(bytes, recordOf);
    return record ? std::optional(std::move(*record)) : std::nullopt;
}

} // namespace slipway::health
