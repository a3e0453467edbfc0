#include "sandbox/fly/logs.h"

#include "sandbox/core/simulation.h"
#include "sandbox/traffic/noise.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly {

namespace {

constexpr qint64 slot = 10'000;
constexpr qint64 day = 24 * 3'600'000;
constexpr qsizetype pageSize = 100;
constexpr qint64 nanosecondsPerMillisecond = 1'000'000;

struct Line {
    QString level;
    QString message;
};

Line lineAt(const Platform &platform, const App &app, const Machine &machine, qint64 at)
{
    const quint64 mixed = noise::mix(noise::mix(platform.simulation().seed(), machine.id), at / slot);
    const Behaviour behaviour = platform.traffic().behaviour(app.name, machine.id, at);
    // A line stands for some twenty requests: any of them may have failed.
    if (noise::unit(mixed) < std::min(0.9, behaviour.errorShare * 20.0))
        return {u"error"_s, u"TypeError: Cannot read properties of null (reading 'encounter')"_s};
    static const QStringList paths{u"/v1/patients"_s, u"/v1/encounters"_s, u"/v1/graph/query"_s, u"/health/ready"_s};
    const QString &path = paths.at(static_cast<qsizetype>(mixed % static_cast<quint64>(paths.size())));
    const double took = behaviour.p95Ms * (0.1 + 0.5 * noise::unit(mixed + 7));
    return {u"info"_s, u"GET %1 200 in %2 ms"_s.arg(path).arg(took, 0, 'f', 0)};
}

QJsonObject entry(const Machine &machine, const Line &line, qint64 at)
{
    const QJsonObject attributes{{u"timestamp"_s, isoTime(at)},
                                 {u"message"_s, line.message},
                                 {u"level"_s, line.level},
                                 {u"instance"_s, machine.id},
                                 {u"region"_s, machine.region},
                                 {u"meta"_s, QJsonObject{{u"instance"_s, machine.id}, {u"region"_s, machine.region}}}};
    return {{u"id"_s, u"%1-%2"_s.arg(at * nanosecondsPerMillisecond).arg(machine.id)},
            {u"type"_s, u"log"_s},
            {u"attributes"_s, attributes}};
}

} // namespace

QJsonObject readLogs(const Platform &platform, const App &app, const LogFilter &filter)
{
    const qint64 now = platform.now();
    const qint64 after = filter.token.isEmpty() ? now - day : filter.token.toLongLong() / nanosecondsPerMillisecond;
    std::vector<const Machine *> machines;
    for (const Machine &machine : app.machines) {
        if ((filter.instance.isEmpty() || machine.id == filter.instance)
            && (filter.region.isEmpty() || machine.region == filter.region))
            machines.push_back(&machine);
    }
    const auto perPage = machines.empty() ? 0 : pageSize / static_cast<qsizetype>(machines.size()) - 1;
    qint64 first = after / slot + 1;
    if (filter.token.isEmpty())
        first = std::max(first, now / slot - perPage);
    QJsonArray data;
    qint64 last = after;
    for (qint64 at = first * slot; at <= now && data.size() < pageSize; at += slot) {
        for (const Machine *machine : machines) {
            if (platform.traffic().isUp(app.name, machine->id, at))
                data.append(entry(*machine, lineAt(platform, app, *machine, at), at));
        }
        last = at;
    }
    return {{u"data"_s, data},
            {u"meta"_s, QJsonObject{{u"next_token"_s, QString::number(last * nanosecondsPerMillisecond)}}}};
}

} // namespace slipway::sandbox::fly
