#include "sandbox/fly/platform.h"

#include "sandbox/core/simulation.h"
#include "sandbox/traffic/noise.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly {

namespace {

/// How long a machine takes for its transient states, in ms.
constexpr qint64 replacingTime = 600;
constexpr qint64 startingTime = 2'400;
constexpr qint64 stoppingTime = 900;
constexpr qint64 releaseCommandTime = 4'000;

QString serving(const Image &image)
{
    return image.commit.isEmpty() ? image.tag : image.commit;
}

QString environmentOf(const App &app)
{
    return app.name.endsWith("-staging"_L1) ? u"staging"_s : u"production"_s;
}

bool isReleaseCommand(const Machine &machine)
{
    const QJsonObject metadata = machine.config().value("metadata"_L1).toObject();
    return metadata.value("fly_process_group"_L1) == "fly_app_release_command"_L1;
}

QString digestOf(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex());
}

} // namespace

Platform::Platform(Simulation &simulation, std::shared_ptr<Traffic> traffic, QString organization)
    : m_simulation(simulation)
    , m_traffic(std::move(traffic))
    , m_organization(std::move(organization))
{ }

qint64 Platform::now() const
{
    return m_simulation.now().toMSecsSinceEpoch();
}

App &Platform::addApp(const QString &name)
{
    App &app = m_apps[name];
    app.name = name;
    app.id = name;
    app.organization = m_organization;
    app.number = 1'000'000 + static_cast<int>(m_apps.size());
    return app;
}

App *Platform::app(const QString &name)
{
    const auto found = m_apps.find(name);
    return found == m_apps.end() ? nullptr : &found->second;
}

qsizetype Platform::machineCount() const
{
    size_t count = 0;
    for (const auto &[name, app] : m_apps)
        count += app.machines.size();
    return static_cast<qsizetype>(count);
}

QString Platform::newId(const QString &kind, int length)
{
    const quint64 mixed = noise::mix(noise::mix(m_simulation.seed(), kind), static_cast<qint64>(m_ids++));
    return kind == "machine"_L1 ? noise::hex(mixed, length) : noise::word(mixed, length).toUpper();
}

Image Platform::pushImage(const QString &repository, const QString &tag, const QString &commit)
{
    Image image{.repository = repository, .tag = tag, .digest = {}, .commit = commit};
    image.digest = u"sha256:"_s + digestOf(repository + tag);
    m_images.insert(image.reference(), image);
    return image;
}

void Platform::pruneImage(const QString &reference)
{
    m_images[reference].pruned = true;
}

void Platform::describeIllness(const QString &commit, const Illness &illness)
{
    m_illnesses.insert(commit, illness);
}

Image Platform::imageOf(const QJsonObject &config) const
{
    const QString reference = config.value("image"_L1).toString();
    const auto known = m_images.constFind(reference);
    if (known != m_images.cend())
        return *known;
    const QString digest = reference.section(u'@', 1);
    const QString path = reference.section(u'@', 0, 0);
    const QString tag = path.contains(u':') ? path.section(u':', -1) : u"latest"_s;
    for (const Image &image : m_images) {
        if (image.tag == tag && path.endsWith(u'/' + image.repository + u':' + tag))
            return image;
    }
    return {.repository = path.section(u'/', 1).section(u':', 0, 0),
            .tag = tag,
            .digest = digest.isEmpty() ? u"sha256:"_s + digestOf(reference) : digest,
            .commit = {}};
}

std::optional<QString> Platform::imageProblem(const QJsonObject &config) const
{
    const Image image = imageOf(config);
    if (!image.pruned)
        return std::nullopt;
    return u"failed to get manifest %1: MANIFEST_UNKNOWN"_s.arg(image.reference());
}

void Platform::setVersion(Machine &machine, const QJsonObject &config, qint64 at)
{
    machine.versions.push_back({u"01H"_s + newId(u"version"_s, 23), config});
    machine.image = imageOf(config);
    machine.updatedAt = at;
    machine.illness.reset();
    if (const auto known = m_illnesses.constFind(machine.image.commit); known != m_illnesses.cend())
        machine.illness = *known;
    else if (machine.image.tag.contains("broken"_L1))
        machine.illness = Illness{.checks = config.value("checks"_L1).toObject().keys(),
                                  .after = 0,
                                  .output = u"connect: connection refused"_s};
}

void Platform::event(Machine &machine, const QString &type, const QString &status, const QString &source, qint64 at,
                     const QJsonObject &request)
{
    machine.addEvent({u"01H"_s + newId(u"event"_s, 23), type, status, source, at, request});
}

void Platform::boot(App &app, Machine &machine, qint64 at)
{
    machine.plan(u"starting"_s, at);
    const auto jitter = static_cast<qint64>(noise::unit(noise::mix(m_simulation.seed(), machine.instanceId())) * 800.0);
    const qint64 started = at + startingTime + jitter;
    machine.plan(u"started"_s, started);
    event(machine, u"start"_s, u"started"_s, u"flyd"_s, started);
    if (isReleaseCommand(machine)) {
        end(machine, m_releaseCommands.value(machine.image.commit, 0), started + releaseCommandTime);
        machine.plan(u"destroyed"_s, started + releaseCommandTime + stoppingTime);
        return;
    }
    if (machine.illness && machine.illness->exitCode)
        end(machine, *machine.illness->exitCode, started + machine.illness->after);
    if (!machine.cordoned)
        m_traffic->serves(app.name, machine.id, serving(machine.image), started);
}

void Platform::end(Machine &machine, int exitCode, qint64 at)
{
    const QJsonObject exit{{u"exit_code"_s, exitCode}, {u"oom_killed"_s, false}, {u"requested_stop"_s, false}};
    machine.plan(u"stopped"_s, at);
    event(machine, u"exit"_s, u"stopped"_s, u"flyd"_s, at, {{u"exit_event"_s, exit}});
}

void Platform::note(const QString &effect, const App &app, const Machine &machine)
{
    m_simulation.note(u"fly"_s, effect, app.name + u'/' + machine.id,
                      {{u"instance_id"_s, machine.instanceId()}, {u"image"_s, machine.image.reference()}});
}

Machine &Platform::place(App &app, const QString &region, const QJsonObject &config, qint64 at)
{
    Machine machine;
    machine.id = newId(u"machine"_s, 14);
    machine.name = app.name + u'-' + QString::number(app.machines.size() + 1);
    machine.region = region;
    machine.privateIp = u"fdaa:2:41d7:a7b:%1:%2:0:2"_s.arg(machine.id.left(3), machine.id.mid(3, 4));
    machine.createdAt = at;
    setVersion(machine, config, at);
    event(machine, u"launch"_s, u"created"_s, u"user"_s, at);
    machine.plan(u"created"_s, at);
    machine.plan(u"started"_s, at + startingTime);
    event(machine, u"start"_s, u"started"_s, u"flyd"_s, at + startingTime);
    m_traffic->serves(app.name, machine.id, serving(machine.image), at + startingTime);
    app.machines.push_back(std::move(machine));
    return app.machines.back();
}

void Platform::placeVersion(App &app, Machine &machine, const QJsonObject &config, qint64 at)
{
    setVersion(machine, config, at);
    event(machine, u"update"_s, u"replacing"_s, u"user"_s, at);
    machine.plan(u"replacing"_s, at);
    machine.plan(u"started"_s, at + startingTime);
    event(machine, u"start"_s, u"started"_s, u"flyd"_s, at + startingTime);
    m_traffic->serves(app.name, machine.id, serving(machine.image), at + startingTime);
}

Machine &Platform::create(App &app, const Birth &birth)
{
    const qint64 at = now();
    Machine machine;
    machine.id = newId(u"machine"_s, 14);
    machine.name = birth.name.isEmpty() ? app.name + u'-' + machine.id.left(4) : birth.name;
    machine.region = birth.region.isEmpty() ? u"fra"_s : birth.region;
    machine.privateIp = u"fdaa:2:41d7:a7b:%1:%2:0:2"_s.arg(machine.id.left(3), machine.id.mid(3, 4));
    machine.createdAt = at;
    machine.cordoned = birth.cordoned;
    setVersion(machine, birth.config, at);
    event(machine, u"launch"_s, u"created"_s, u"user"_s, at);
    machine.plan(u"created"_s, at);
    if (birth.launch)
        boot(app, machine, at + replacingTime);
    else
        machine.plan(u"stopped"_s, at + replacingTime);
    app.machines.push_back(std::move(machine));
    note(u"machine.created"_s, app, app.machines.back());
    return app.machines.back();
}

void Platform::update(App &app, Machine &machine, const QJsonObject &config, bool launch)
{
    const qint64 at = now();
    machine.forgetPlans(at);
    setVersion(machine, config, at);
    event(machine, u"update"_s, u"replacing"_s, u"user"_s, at);
    machine.plan(u"replacing"_s, at);
    m_traffic->serves(app.name, machine.id, {}, at);
    if (launch)
        boot(app, machine, at + replacingTime);
    else
        machine.plan(u"stopped"_s, at + replacingTime);
    note(u"machine.updated"_s, app, machine);
    emit m_simulation.deployed(
        {.provider = u"fly"_s,
         .application = app.name,
         .environment = environmentOf(app),
         .commit = machine.image.commit,
         .version = config.value("metadata"_L1).toObject().value("fly_release_version"_L1).toString(),
         .at = m_simulation.now()});
}

void Platform::start(App &app, Machine &machine)
{
    const qint64 at = now();
    machine.forgetPlans(at);
    event(machine, u"start"_s, u"starting"_s, u"user"_s, at);
    boot(app, machine, at);
    note(u"machine.started"_s, app, machine);
}

void Platform::stop(App &app, Machine &machine, const QString &state)
{
    const qint64 at = now();
    const bool isStop = state == "stopped"_L1;
    machine.forgetPlans(at);
    m_traffic->serves(app.name, machine.id, {}, at);
    event(machine, isStop ? u"stop"_s : u"suspend"_s, isStop ? u"stopping"_s : u"suspending"_s, u"user"_s, at);
    machine.plan(isStop ? u"stopping"_s : u"suspending"_s, at);
    machine.plan(state, at + stoppingTime);
    const QJsonObject exit{{u"exit_code"_s, 0}, {u"oom_killed"_s, false}, {u"requested_stop"_s, true}};
    event(machine, u"exit"_s, state, u"flyd"_s, at + stoppingTime, {{u"exit_event"_s, exit}});
    note(u"machine."_s + state, app, machine);
}

void Platform::restart(App &app, Machine &machine)
{
    const qint64 at = now();
    machine.forgetPlans(at);
    m_traffic->serves(app.name, machine.id, {}, at);
    event(machine, u"restart"_s, u"restarting"_s, u"user"_s, at);
    machine.plan(u"restarting"_s, at);
    boot(app, machine, at + stoppingTime);
    note(u"machine.restarted"_s, app, machine);
}

void Platform::destroy(App &app, Machine &machine)
{
    const qint64 at = now();
    machine.forgetPlans(at);
    m_traffic->serves(app.name, machine.id, {}, at);
    event(machine, u"destroy"_s, u"destroying"_s, u"user"_s, at);
    machine.plan(u"destroying"_s, at);
    machine.plan(u"destroyed"_s, at + replacingTime);
    machine.setLease(std::nullopt);
    note(u"machine.destroyed"_s, app, machine);
}

void Platform::setCordoned(App &app, Machine &machine, bool cordoned)
{
    machine.cordoned = cordoned;
    const qint64 at = now();
    const bool isUp = machine.startedAt(at).has_value();
    m_traffic->serves(app.name, machine.id, !cordoned && isUp ? serving(machine.image) : QString(), at);
    note(cordoned ? u"machine.cordoned"_s : u"machine.uncordoned"_s, app, machine);
}

const Lease &Platform::takeLease(App &app, Machine &machine, const QString &owner, const QString &description,
                                 qint64 ttl)
{
    const Lease *held = machine.lease(now());
    Lease lease{.nonce = held ? held->nonce : newId(u"nonce"_s, 12).toLower(),
                .owner = owner,
                .description = description,
                .expiresAt = now() + ttl};
    machine.setLease(lease);
    if (!held)
        note(u"machine.leased"_s, app, machine);
    return *machine.lease(now());
}

qint64 Platform::setSecrets(App &app, const QJsonObject &values)
{
    ++app.secretsVersion;
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (value->isNull()) {
            app.secrets.erase(value.key());
        } else {
            SecretDigest &secret = app.secrets[value.key()];
            secret.digest = digestOf(app.name + value->toString()).left(16);
            secret.updatedAt = now();
            if (secret.createdAt == 0)
                secret.createdAt = now();
        }
        m_simulation.note(u"fly"_s, value->isNull() ? u"secret.deleted"_s : u"secret.set"_s,
                          app.name + u'/' + value.key(), {{u"version"_s, app.secretsVersion}});
    }
    return app.secretsVersion;
}

Release &Platform::createRelease(App &app, const QString &image, const QString &strategy, const QString &user,
                                 const QJsonObject &definition)
{
    app.releases.push_back({.id = u"rel_"_s + newId(u"release"_s, 16).toLower(),
                            .version = app.releases.empty() ? 1 : app.releases.back().version + 1,
                            .status = u"pending"_s,
                            .strategy = strategy,
                            .user = user,
                            .description = u"Deploy image"_s,
                            .image = image,
                            .createdAt = now(),
                            .definition = definition});
    Release &release = app.releases.back();
    m_simulation.note(u"fly"_s, u"release.created"_s, app.name,
                      {{u"id"_s, release.id}, {u"version"_s, release.version}});
    return release;
}

std::pair<App *, Release *> Platform::release(const QString &id)
{
    for (auto &[name, app] : m_apps) {
        for (Release &release : app.releases) {
            if (release.id == id)
                return {&app, &release};
        }
    }
    return {nullptr, nullptr};
}

void Platform::finishRelease(App &app, Release &release, const QString &status)
{
    release.status = status;
    m_simulation.note(u"fly"_s, u"release."_s + status, app.name,
                      {{u"id"_s, release.id}, {u"version"_s, release.version}});
}

} // namespace slipway::sandbox::fly
