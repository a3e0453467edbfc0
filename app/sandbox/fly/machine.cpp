#include "sandbox/fly/machine.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly {

namespace {

/// A started machine has no check results at first, then results that say nothing yet, then real ones.
constexpr qint64 firstResults = 2'000;
constexpr qint64 realResults = 5'000;

bool isDown(const QString &state)
{
    return state != "started"_L1;
}

QJsonObject checkResult(const QString &name, const QString &status, const QString &output, qint64 at)
{
    return {{u"name"_s, name}, {u"status"_s, status}, {u"output"_s, output}, {u"updated_at"_s, isoTime(at)}};
}

QJsonObject toJson(const Event &event)
{
    QJsonObject object{{u"id"_s, event.id},
                       {u"type"_s, event.type},
                       {u"status"_s, event.status},
                       {u"source"_s, event.source},
                       {u"timestamp"_s, event.at}};
    if (!event.request.isEmpty())
        object.insert(u"request"_s, event.request);
    return object;
}

} // namespace

QString isoTime(qint64 at)
{
    return QDateTime::fromMSecsSinceEpoch(at, QTimeZone::UTC).toString(Qt::ISODateWithMs);
}

QString Image::reference() const
{
    return u"registry.fly.io/%1:%2@%3"_s.arg(repository, tag, digest);
}

QJsonObject Image::toJson() const
{
    QJsonObject labels;
    if (!commit.isEmpty())
        labels = {{u"GH_SHA"_s, commit}, {u"fly.app_name"_s, repository}};
    return {{u"registry"_s, u"registry.fly.io"_s},
            {u"repository"_s, repository},
            {u"tag"_s, tag},
            {u"digest"_s, digest},
            {u"labels"_s, labels}};
}

QString Machine::state(qint64 now) const
{
    const auto next = std::ranges::upper_bound(m_stages, now, {}, &Stage::from);
    return next == m_stages.begin() ? u"creating"_s : std::prev(next)->state;
}

void Machine::forgetPlans(qint64 now)
{
    std::erase_if(m_stages, [now](const Stage &stage) { return stage.from > now; });
    std::erase_if(m_events, [now](const Event &event) { return event.at > now; });
}

void Machine::plan(const QString &state, qint64 at)
{
    m_stages.push_back({at, state});
}

void Machine::addEvent(Event event)
{
    m_events.push_back(std::move(event));
}

std::optional<qint64> Machine::startedAt(qint64 now) const
{
    const auto next = std::ranges::upper_bound(m_stages, now, {}, &Stage::from);
    if (next == m_stages.begin() || isDown(std::prev(next)->state))
        return std::nullopt;
    return std::prev(next)->from;
}

QJsonArray Machine::events(qint64 now, qsizetype limit) const
{
    QJsonArray list;
    for (auto event = m_events.rbegin(); event != m_events.rend() && list.size() < limit; ++event) {
        if (event->at <= now)
            list.append(fly::toJson(*event));
    }
    return list;
}

QStringList Machine::checkNames() const
{
    QStringList names;
    const QJsonArray services = config().value("services"_L1).toArray();
    for (qsizetype i = 0; i < services.size(); ++i) {
        const QJsonObject service = services.at(i).toObject();
        const QJsonArray checks = service.value("checks"_L1).toArray();
        for (const QJsonValue &check : checks) {
            names.append(u"servicecheck-%1-%2-%3"_s.arg(static_cast<int>(names.size()), 2, 10, QChar(u'0'))
                             .arg(check.toObject().value("type"_L1).toString(u"http"_s))
                             .arg(service.value("internal_port"_L1).toInt()));
        }
    }
    return names + config().value("checks"_L1).toObject().keys();
}

QJsonArray Machine::checks(qint64 now) const
{
    QJsonArray list;
    const auto started = startedAt(now);
    if (!started || now < *started + firstResults)
        return list;
    const QStringList names = checkNames();
    for (const QString &check : names) {
        const bool isSick = illness && illness->checks.contains(check) && now >= *started + illness->after;
        if (now < *started + realResults)
            list.append(checkResult(check, u"warning"_s, u"waiting for status update"_s, *started + firstResults));
        else if (isSick)
            list.append(
                checkResult(check, u"critical"_s, illness->output, *started + std::max(realResults, illness->after)));
        else
            list.append(checkResult(check, u"passing"_s, u"HTTP 200: OK"_s, *started + realResults));
    }
    return list;
}

const Lease *Machine::lease(qint64 now) const
{
    return m_lease && m_lease->expiresAt > now ? &*m_lease : nullptr;
}

QJsonObject Machine::toJson(qint64 now) const
{
    QJsonObject object{{u"id"_s, id},
                       {u"name"_s, name},
                       {u"state"_s, state(now)},
                       {u"region"_s, region},
                       {u"instance_id"_s, instanceId()},
                       {u"version"_s, instanceId()},
                       {u"private_ip"_s, privateIp},
                       {u"host_status"_s, hostStatus},
                       {u"image_ref"_s, image.toJson()},
                       {u"created_at"_s, isoTime(createdAt)},
                       {u"updated_at"_s, isoTime(updatedAt)},
                       {u"events"_s, events(now, 5)},
                       {u"checks"_s, checks(now)}};
    object.insert(hostStatus == "ok"_L1 ? u"config"_s : u"incomplete_config"_s, config());
    if (cordoned)
        object.insert(u"cordoned"_s, true);
    return object;
}

QJsonObject Machine::summary(const QString &app, bool withConfig, qint64 now) const
{
    QJsonObject summary{{u"app_name"_s, app},
                        {u"id"_s, id},
                        {u"name"_s, name},
                        {u"state"_s, state(now)},
                        {u"region"_s, region},
                        {u"instance_id"_s, instanceId()},
                        {u"version"_s, instanceId()},
                        {u"private_ip"_s, privateIp},
                        {u"created_at"_s, isoTime(createdAt)},
                        {u"updated_at"_s, isoTime(updatedAt)}};
    if (!withConfig)
        return summary;
    // The list of an organization's machines tells only this much of their configuration.
    QJsonObject overview;
    const QJsonObject whole = config();
    for (const auto &key : {u"guest"_s, u"image"_s, u"metadata"_s}) {
        if (whole.contains(key))
            overview.insert(key, whole.value(key));
    }
    summary.insert(u"config"_s, overview);
    return summary;
}

} // namespace slipway::sandbox::fly
