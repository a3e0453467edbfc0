// What the Machines API does to one machine.
#include "sandbox/core/simulation.h"
#include "sandbox/fly/machines_api.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly {

namespace {

const QString owner = u"priya.nair@loop.health"_s;

Reply done()
{
    return Reply::json(QJsonObject{{u"ok"_s, true}});
}

QJsonObject toJson(const Lease &lease, const Machine &machine)
{
    const QJsonObject data{{u"nonce"_s, lease.nonce},
                           {u"expires_at"_s, lease.expiresAt / 1000},
                           {u"owner"_s, lease.owner},
                           {u"description"_s, lease.description},
                           {u"version"_s, machine.instanceId()}};
    return {{u"status"_s, u"success"_s}, {u"data"_s, data}};
}

} // namespace

Reply MachinesApi::showMachine(const Call &, App &, Machine &machine)
{
    return Reply::json(machine.toJson(platform().now()));
}

Reply MachinesApi::updateMachine(const Call &call, App &app, Machine &machine)
{
    const QJsonObject body = call.json();
    const QJsonObject config = body.value("config"_L1).toObject();
    if (config.value("image"_L1).toString().isEmpty())
        return error(400, u"invalid config: image is required; updates carry the complete config"_s);
    const QString expected = body.value("current_version"_L1).toString();
    if (!expected.isEmpty() && expected != machine.instanceId())
        return error(412, u"machine version has changed: expected %1, found %2"_s.arg(expected, machine.instanceId()));
    if (body.value("min_secrets_version"_L1).toInteger() > app.secretsVersion)
        return error(400, u"min_secrets_version is newer than any version of the secrets"_s);
    if (const auto problem = platform().imageProblem(config))
        return error(400, *problem);
    const QString state = machine.state(platform().now());
    if (state == "replacing"_L1 || state == "destroying"_L1)
        return error(412, u"machine is %1"_s.arg(state));
    platform().update(app, machine, config, !body.value("skip_launch"_L1).toBool());
    return Reply::json(machine.toJson(platform().now()));
}

Reply MachinesApi::destroyMachine(const Call &call, App &app, Machine &machine)
{
    const bool isForced = call.queryValue(u"force"_s) == "true"_L1 || call.queryValue(u"kill"_s) == "true"_L1;
    if (!isForced && machine.startedAt(platform().now()))
        return error(412, u"failed_precondition: unable to destroy machine, not currently stopped or suspended"_s);
    platform().destroy(app, machine);
    return done();
}

Reply MachinesApi::start(const Call &, App &app, Machine &machine)
{
    const QString previous = machine.state(platform().now());
    if (previous != "stopped"_L1 && previous != "suspended"_L1 && previous != "created"_L1 && previous != "started"_L1)
        return error(412, u"unable to start machine from current state: '%1'"_s.arg(previous));
    if (previous != "started"_L1)
        platform().start(app, machine);
    return Reply::json(QJsonObject{{u"previous_state"_s, previous}});
}

Reply MachinesApi::stop(const Call &call, App &app, Machine &machine)
{
    if (call.jsonValue().isArray())
        return error(400, u"invalid body: an object is expected"_s);
    if (machine.state(platform().now()) != "stopped"_L1)
        platform().stop(app, machine, u"stopped"_s);
    return done();
}

Reply MachinesApi::suspend(const Call &, App &app, Machine &machine)
{
    if (machine.state(platform().now()) != "suspended"_L1)
        platform().stop(app, machine, u"suspended"_s);
    return done();
}

Reply MachinesApi::restart(const Call &, App &app, Machine &machine)
{
    platform().restart(app, machine);
    return done();
}

Reply MachinesApi::cordon(const Call &, App &app, Machine &machine)
{
    platform().setCordoned(app, machine, true);
    return done();
}

Reply MachinesApi::uncordon(const Call &, App &app, Machine &machine)
{
    platform().setCordoned(app, machine, false);
    return done();
}

Reply MachinesApi::events(const Call &call, App &, Machine &machine)
{
    return Reply::json(machine.events(platform().now(), std::clamp<qint64>(call.queryNumber(u"limit"_s, 20), 1, 100)));
}

Reply MachinesApi::versions(const Call &, App &, Machine &machine)
{
    QJsonArray list;
    for (auto version = machine.versions.rbegin(); version != machine.versions.rend(); ++version)
        list.append(QJsonObject{{u"version"_s, version->id}, {u"user_config"_s, version->config}});
    return Reply::json(list);
}

Reply MachinesApi::showLease(const Call &, App &, Machine &machine)
{
    const Lease *lease = machine.lease(platform().now());
    if (!lease)
        return error(404, u"lease not found"_s);
    return Reply::json(toJson(*lease, machine));
}

Reply MachinesApi::takeLease(const Call &call, App &app, Machine &machine)
{
    const Lease *held = machine.lease(platform().now());
    if (auto conflict = leaseConflict(call, machine))
        return *conflict;
    const QJsonObject body = call.json();
    const qint64 seconds = call.queryNumber(u"ttl"_s, body.value("ttl"_L1).toInteger(30));
    if (seconds < 1 || seconds > 86'400)
        return error(400, u"ttl must be between 1 and 86400 seconds"_s);
    const int status = held ? 200 : 201;
    const Lease &lease =
        platform().takeLease(app, machine, owner, body.value("description"_L1).toString(), seconds * 1000);
    return Reply::json(toJson(lease, machine), status);
}

Reply MachinesApi::releaseLease(const Call &call, App &app, Machine &machine)
{
    const Lease *lease = machine.lease(platform().now());
    if (!lease)
        return error(404, u"lease not found"_s);
    if (auto conflict = leaseConflict(call, machine))
        return *conflict;
    machine.setLease(std::nullopt);
    simulation().note(u"fly"_s, u"machine.released"_s, app.name + u'/' + machine.id);
    return done();
}

Reply MachinesApi::metadata(const Call &, App &, Machine &machine)
{
    return Reply::json(machine.config().value("metadata"_L1).toObject());
}

Reply MachinesApi::replaceMetadata(const Call &call, App &app, Machine &machine)
{
    const QJsonObject body = call.json();
    const QString expected = body.value("machine_version"_L1).toString();
    if (!expected.isEmpty() && expected != machine.instanceId())
        return error(412, u"machine version has changed"_s);
    QJsonObject config = machine.config();
    QJsonObject values = body.value("metadata"_L1).toObject();
    if (call.method == "PATCH") {
        const QJsonObject changes = values;
        values = config.value("metadata"_L1).toObject();
        for (auto change = changes.begin(); change != changes.end(); ++change)
            values.insert(change.key(), *change);
    }
    config.insert(u"metadata"_s, values);
    machine.versions.back().config = config;
    simulation().note(u"fly"_s, u"metadata.set"_s, app.name + u'/' + machine.id);
    return Reply::empty(204);
}

Reply MachinesApi::metadataValue(const Call &call, App &, Machine &machine)
{
    const QJsonObject values = machine.config().value("metadata"_L1).toObject();
    const QString key = call.parameter(u"key"_s);
    if (!values.contains(key))
        return error(404, u"metadata key not found"_s);
    return Reply::json(QJsonObject{{u"value"_s, values.value(key)}});
}

Reply MachinesApi::setMetadataValue(const Call &call, App &app, Machine &machine)
{
    const QJsonValue value = call.json().value("value"_L1);
    if (!value.isString())
        return error(400, u"value is required"_s);
    QJsonObject config = machine.config();
    QJsonObject values = config.value("metadata"_L1).toObject();
    values.insert(call.parameter(u"key"_s), value);
    config.insert(u"metadata"_s, values);
    machine.versions.back().config = config;
    simulation().note(u"fly"_s, u"metadata.set"_s, app.name + u'/' + machine.id,
                      {{u"key"_s, call.parameter(u"key"_s)}});
    return Reply::empty(204);
}

Reply MachinesApi::removeMetadataValue(const Call &call, App &app, Machine &machine)
{
    QJsonObject config = machine.config();
    QJsonObject values = config.value("metadata"_L1).toObject();
    values.remove(call.parameter(u"key"_s));
    config.insert(u"metadata"_s, values);
    machine.versions.back().config = config;
    simulation().note(u"fly"_s, u"metadata.removed"_s, app.name + u'/' + machine.id);
    return Reply::empty(204);
}

Reply MachinesApi::listSecrets(const Call &call, App &app)
{
    if (call.queryNumber(u"min_version"_s, 0) > app.secretsVersion)
        return error(400, u"min_version is newer than any version of the secrets"_s);
    QJsonArray list;
    for (const auto &[name, secret] : app.secrets)
        list.append(secret.toJson(name));
    return Reply::json(QJsonObject{{u"secrets"_s, list}});
}

Reply MachinesApi::setSecrets(const Call &call, App &app)
{
    const QJsonValue values = call.json().value("values"_L1);
    if (!values.isObject())
        return error(400, u"values is required"_s);
    const qint64 version = platform().setSecrets(app, values.toObject());
    QJsonArray list;
    for (const auto &[name, secret] : app.secrets)
        list.append(secret.toJson(name));
    return Reply::json(QJsonObject{{u"secrets"_s, list}, {u"version"_s, version}, {u"Version"_s, version}});
}

Reply MachinesApi::showSecret(const Call &call, App &app)
{
    const auto found = app.secrets.find(call.parameter(u"name"_s));
    if (found == app.secrets.end())
        return error(404, u"secret not found"_s);
    return Reply::json(found->second.toJson(found->first));
}

Reply MachinesApi::setSecret(const Call &call, App &app)
{
    const QString name = call.parameter(u"name"_s);
    const QJsonValue value = call.json().value("value"_L1);
    if (!value.isString())
        return error(400, u"value is required"_s);
    const qint64 version = platform().setSecrets(app, {{name, value}});
    QJsonObject answer = app.secrets[name].toJson(name);
    answer.insert(u"version"_s, version);
    return Reply::json(answer, 201);
}

Reply MachinesApi::removeSecret(const Call &call, App &app)
{
    const QString name = call.parameter(u"name"_s);
    if (!app.secrets.contains(name))
        return error(404, u"secret not found"_s);
    return Reply::json(QJsonObject{{u"version"_s, platform().setSecrets(app, {{name, QJsonValue()}})}});
}

} // namespace slipway::sandbox::fly
