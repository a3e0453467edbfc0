#include "sandbox/fly/app.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly {

QJsonObject Release::toJson() const
{
    return {{u"id"_s, id},
            {u"version"_s, version},
            {u"stable"_s, status == "complete"_L1},
            {u"in_progress"_s, status == "pending"_L1 || status == "running"_L1},
            {u"status"_s, status},
            {u"strategy"_s, strategy},
            {u"user"_s, user},
            {u"created_at"_s, isoTime(createdAt)},
            {u"image_ref"_s, image}};
}

QJsonObject SecretDigest::toJson(const QString &name) const
{
    return {{u"name"_s, name},
            {u"digest"_s, digest},
            {u"created_at"_s, isoTime(createdAt)},
            {u"updated_at"_s, isoTime(updatedAt)}};
}

Machine *App::machine(const QString &machineId)
{
    const auto found = std::ranges::find(machines, machineId, &Machine::id);
    return found == machines.end() ? nullptr : &*found;
}

const Machine *App::machine(const QString &machineId) const
{
    const auto found = std::ranges::find(machines, machineId, &Machine::id);
    return found == machines.end() ? nullptr : &*found;
}

QJsonObject App::toJson(qint64 now) const
{
    const auto living =
        std::ranges::count_if(machines, [now](const Machine &machine) { return machine.state(now) != "destroyed"_L1; });
    return {{u"id"_s, id},
            {u"internal_numeric_id"_s, number},
            {u"name"_s, name},
            {u"machine_count"_s, static_cast<qint64>(living)},
            {u"volume_count"_s, 0},
            {u"network"_s, u"default"_s},
            {u"status"_s, living > 0 ? u"deployed"_s : u"pending"_s},
            {u"organization"_s,
             QJsonObject{{u"name"_s, organization}, {u"slug"_s, organization}, {u"internal_numeric_id"_s, 41207}}}};
}

} // namespace slipway::sandbox::fly
