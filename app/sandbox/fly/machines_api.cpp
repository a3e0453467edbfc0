#include "sandbox/fly/machines_api.h"

#include "sandbox/core/simulation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly {

namespace {

const QString appPath = u"/v1/apps/{app}"_s;
const QString machinePath = u"/v1/apps/{app}/machines/{id}"_s;

bool isDestroyed(const Machine &machine, qint64 now)
{
    return machine.state(now) == "destroyed"_L1;
}

} // namespace

MachinesApi::MachinesApi(std::shared_ptr<Platform> platform, Tokens tokens)
    : FlyService(std::move(platform), std::move(tokens))
{
    addAppRoutes();
    addMachineRoutes();
    addMetadataRoutes();
    addSecretRoutes();
}

void MachinesApi::addAppRoutes()
{
    on("GET", u"/v1/apps"_s, [this](const Call &call) { return listApps(call); });
    on("GET", u"/v1/tokens/current"_s, [this](const Call &call) { return currentTokens(call); });
    on("GET", u"/v1/platform/regions"_s, [this](const Call &call) { return regions(call); });
    on("GET", u"/v1/orgs/{org}/machines"_s, [this](const Call &call) { return listOrganizationMachines(call); });
    forApp("GET", appPath, u"get-app"_s, &MachinesApi::showApp);
    forApp("GET", appPath + "/machines"_L1, u"list"_s, &MachinesApi::listMachines);
    forApp("POST", appPath + "/machines"_L1, u"create"_s, &MachinesApi::createMachine);
    forApp("GET", appPath + "/volumes"_L1, u"list-volumes"_s, &MachinesApi::listVolumes);
}

void MachinesApi::addMachineRoutes()
{
    forMachine("GET", machinePath, u"get"_s, &MachinesApi::showMachine);
    forLeased("POST", machinePath, u"update"_s, &MachinesApi::updateMachine);
    forLeased("DELETE", machinePath, u"destroy"_s, &MachinesApi::destroyMachine);
    forLeased("POST", machinePath + "/start"_L1, u"start"_s, &MachinesApi::start);
    forLeased("POST", machinePath + "/stop"_L1, u"stop"_s, &MachinesApi::stop);
    forLeased("POST", machinePath + "/suspend"_L1, u"suspend"_s, &MachinesApi::suspend);
    forLeased("POST", machinePath + "/restart"_L1, u"restart"_s, &MachinesApi::restart);
    forLeased("POST", machinePath + "/cordon"_L1, u"cordon"_s, &MachinesApi::cordon);
    forLeased("POST", machinePath + "/uncordon"_L1, u"uncordon"_s, &MachinesApi::uncordon);
    forMachine("GET", machinePath + "/events"_L1, u"events"_s, &MachinesApi::events);
    forMachine("GET", machinePath + "/versions"_L1, u"versions"_s, &MachinesApi::versions);
    forMachine("GET", machinePath + "/lease"_L1, u"get-lease"_s, &MachinesApi::showLease);
    forMachine("POST", machinePath + "/lease"_L1, u"lease"_s, &MachinesApi::takeLease);
    forMachine("DELETE", machinePath + "/lease"_L1, u"release"_s, &MachinesApi::releaseLease);
    onLater("GET", machinePath + "/wait"_L1, [this](const Call &call, const Answer &answer) { wait(call, answer); });
}

void MachinesApi::addMetadataRoutes()
{
    const QString path = machinePath + "/metadata"_L1;
    forMachine("GET", path, u"get-metadata"_s, &MachinesApi::metadata);
    forLeased("PUT", path, u"metadata"_s, &MachinesApi::replaceMetadata);
    forLeased("PATCH", path, u"metadata"_s, &MachinesApi::replaceMetadata);
    forMachine("GET", path + "/{key}"_L1, u"get-metadata"_s, &MachinesApi::metadataValue);
    forLeased("POST", path + "/{key}"_L1, u"metadata"_s, &MachinesApi::setMetadataValue);
    forLeased("DELETE", path + "/{key}"_L1, u"metadata"_s, &MachinesApi::removeMetadataValue);
}

void MachinesApi::addSecretRoutes()
{
    const QString path = appPath + "/secrets"_L1;
    forApp("GET", path, u"list-secrets"_s, &MachinesApi::listSecrets);
    forApp("POST", path, u"set-secrets"_s, &MachinesApi::setSecrets);
    forApp("GET", path + "/{name}"_L1, u"get-secret"_s, &MachinesApi::showSecret);
    forApp("POST", path + "/{name}"_L1, u"set-secrets"_s, &MachinesApi::setSecret);
    forApp("DELETE", path + "/{name}"_L1, u"set-secrets"_s, &MachinesApi::removeSecret);
}

bool MachinesApi::isForEveryToken(const Call &call) const
{
    return call.path == "/v1/tokens/current"_L1;
}

std::optional<Reply> MachinesApi::limit(const QString &action, const QString &subject)
{
    if (platform().rateLimit().allow(action, subject, platform().now()))
        return std::nullopt;
    return error(429, u"rate limit exceeded"_s);
}

void MachinesApi::forApp(const QByteArray &method, const QString &path, const QString &action, AppHandler handler)
{
    on(method, path, [this, action, handler](const Call &call) -> Reply {
        App *app = platform().app(call.parameter(u"app"_s));
        if (!app)
            return appNotFound(call.parameter(u"app"_s));
        if (auto tooMany = limit(action, app->name))
            return *tooMany;
        return (this->*handler)(call, *app);
    });
}

void MachinesApi::addMachineRoute(const QByteArray &method, const QString &path, const QString &action,
                                  MachineHandler handler, bool needsLease)
{
    on(method, path, [this, action, handler, needsLease](const Call &call) -> Reply {
        App *app = platform().app(call.parameter(u"app"_s));
        if (!app)
            return appNotFound(call.parameter(u"app"_s));
        Machine *machine = app->machine(call.parameter(u"id"_s));
        if (!machine || isDestroyed(*machine, platform().now()))
            return error(404, u"machine not found"_s);
        if (auto tooMany = limit(action, machine->id))
            return *tooMany;
        if (const auto conflict = leaseConflict(call, *machine); needsLease && conflict)
            return *conflict;
        return (this->*handler)(call, *app, *machine);
    });
}

void MachinesApi::forMachine(const QByteArray &method, const QString &path, const QString &action,
                             MachineHandler handler)
{
    addMachineRoute(method, path, action, handler, false);
}

void MachinesApi::forLeased(const QByteArray &method, const QString &path, const QString &action,
                            MachineHandler handler)
{
    addMachineRoute(method, path, action, handler, true);
}

std::optional<Reply> MachinesApi::leaseConflict(const Call &call, const Machine &machine) const
{
    const Lease *lease = machine.lease(platform().now());
    const QString nonce = QString::fromLatin1(call.header("fly-machine-lease-nonce"));
    if (lease && lease->nonce != nonce)
        return error(409,
                     u"failed to get lease: machine is leased by %1, expires at %2"_s.arg(lease->owner,
                                                                                          isoTime(lease->expiresAt)));
    if (!lease && !nonce.isEmpty())
        return error(409, u"lease not held: nonce %1 is not current"_s.arg(nonce));
    return std::nullopt;
}

Reply MachinesApi::listApps(const Call &call)
{
    const QString organization = call.queryValue(u"org_slug"_s);
    if (organization.isEmpty())
        return error(400, u"org_slug is required"_s);
    if (organization != platform().organization())
        return error(404, u"organization not found: %1"_s.arg(organization));
    if (auto tooMany = limit(u"list-apps"_s, organization))
        return *tooMany;
    QJsonArray apps;
    for (const auto &[name, app] : platform().apps())
        apps.append(app.toJson(platform().now()));
    return Reply::json(QJsonObject{{u"apps"_s, apps}, {u"total_apps"_s, apps.size()}});
}

Reply MachinesApi::showApp(const Call &, App &app)
{
    return Reply::json(app.toJson(platform().now()));
}

Reply MachinesApi::currentTokens(const Call &call)
{
    QJsonArray apps;
    QString user;
    switch (call.access) {
    case Access::Full:
        apps = {u"*"_s};
        user = u"priya.nair@loop.health"_s;
        break;
    case Access::ReadOnly: apps = {u"*"_s}; break;
    default: apps = {u"another-app"_s}; break;
    }
    const QJsonObject token{{u"token_id"_s, u"tok_"_s + QString::number(static_cast<int>(call.access))},
                            {u"org_slug"_s, platform().organization()},
                            {u"organization"_s, platform().organization()},
                            {u"apps"_s, apps},
                            {u"user"_s, user}};
    return Reply::json(QJsonObject{{u"tokens"_s, QJsonArray{token}}});
}

Reply MachinesApi::regions(const Call &)
{
    const auto region = [](const QString &code, const QString &name) {
        return QJsonObject{{u"code"_s, code}, {u"name"_s, name}, {u"gateway_available"_s, true}};
    };
    const QJsonArray list{region(u"fra"_s, u"Frankfurt, Germany"_s), region(u"ams"_s, u"Amsterdam, Netherlands"_s),
                          region(u"iad"_s, u"Ashburn, Virginia (US)"_s)};
    return Reply::json(QJsonObject{{u"nearest"_s, u"fra"_s}, {u"regions"_s, list}});
}

Reply MachinesApi::listOrganizationMachines(const Call &call)
{
    if (call.parameter(u"org"_s) != platform().organization())
        return error(404, u"organization not found"_s);
    if (auto tooMany = limit(u"list-org"_s, call.parameter(u"org"_s)))
        return *tooMany;
    const qint64 first = call.queryNumber(u"cursor"_s, 0);
    const qint64 size = std::clamp<qint64>(call.queryNumber(u"limit"_s, 200), 1, 1000);
    const QString state = call.queryValue(u"state"_s);
    const QString region = call.queryValue(u"region"_s);
    const bool withConfig = call.queryValue(u"summary"_s) != "true"_L1;
    const qint64 now = platform().now();
    QJsonArray list;
    qint64 index = 0;
    qint64 next = -1;
    for (const auto &[name, app] : platform().apps()) {
        for (const Machine &machine : app.machines) {
            const bool fits = (state.isEmpty() ? !isDestroyed(machine, now) : machine.state(now) == state)
                && (region.isEmpty() || machine.region == region);
            if (!fits || index++ < first)
                continue;
            if (list.size() == size)
                next = first + size;
            else
                list.append(machine.summary(name, withConfig, now));
            if (next >= 0)
                break;
        }
        if (next >= 0)
            break;
    }
    QJsonObject answer{{u"machines"_s, list}};
    if (next >= 0)
        answer.insert(u"next_cursor"_s, QString::number(next));
    return Reply::json(answer);
}

Reply MachinesApi::listMachines(const Call &call, App &app)
{
    const qint64 now = platform().now();
    const bool withDeleted = call.queryValue(u"include_deleted"_s) == "true"_L1;
    const QStringList states = call.queryValue(u"state"_s).split(u',', Qt::SkipEmptyParts);
    const QString region = call.queryValue(u"region"_s);
    QJsonArray list;
    for (const Machine &machine : app.machines) {
        const QString state = machine.state(now);
        const bool fits = (withDeleted || state != "destroyed"_L1) && (states.isEmpty() || states.contains(state))
            && (region.isEmpty() || machine.region == region);
        if (fits)
            list.append(machine.toJson(now));
    }
    return Reply::json(list);
}

Reply MachinesApi::createMachine(const Call &call, App &app)
{
    const QJsonObject body = call.json();
    const QJsonObject config = body.value("config"_L1).toObject();
    if (config.value("image"_L1).toString().isEmpty())
        return error(422, u"config.image is required"_s);
    if (const auto problem = platform().imageProblem(config))
        return error(422, *problem);
    Machine &machine = platform().create(app,
                                         {.name = body.value("name"_L1).toString(),
                                          .region = body.value("region"_L1).toString(),
                                          .config = config,
                                          .launch = !body.value("skip_launch"_L1).toBool(),
                                          .cordoned = body.value("skip_service_registration"_L1).toBool()});
    QJsonObject answer = machine.toJson(platform().now());
    if (const qint64 ttl = body.value("lease_ttl"_L1).toInteger(); ttl > 0)
        answer.insert(u"nonce"_s,
                      platform().takeLease(app, machine, u"priya.nair@loop.health"_s, {}, ttl * 1000).nonce);
    return Reply::json(answer);
}

Reply MachinesApi::listVolumes(const Call &, App &app)
{
    return Reply::json(app.volumes);
}

} // namespace slipway::sandbox::fly
