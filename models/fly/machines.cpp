#include "fly/machines.h"

#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::fly {

using base::Status;
using base::json::Object;

namespace {

base::Word<Machine::State> stateOf(const QString &word)
{
    using enum Machine::State;
    return base::word<Machine::State>(word,
                                      {{"created"_L1, Created},
                                       {"started"_L1, Started},
                                       {"stopped"_L1, Stopped},
                                       {"suspended"_L1, Suspended},
                                       {"failed"_L1, Failed},
                                       {"starting"_L1, Starting},
                                       {"stopping"_L1, Stopping},
                                       {"restarting"_L1, Restarting},
                                       {"suspending"_L1, Suspending},
                                       {"updating"_L1, Updating},
                                       {"replacing"_L1, Replacing},
                                       {"destroying"_L1, Destroying},
                                       {"creating"_L1, Creating},
                                       {"launch_failed"_L1, LaunchFailed},
                                       {"destroyed"_L1, Destroyed},
                                       {"replaced"_L1, Replaced},
                                       {"migrated"_L1, Migrated}});
}

Check readCheck(const Object &object)
{
    using enum Check::State;
    Check check;
    check.name = object.text("name"_L1);
    check.state = base::word<Check::State>(
        object.text("status"_L1), {{"passing"_L1, Passing}, {"warning"_L1, Warning}, {"critical"_L1, Critical}});
    check.output = object.maybeText("output"_L1).value_or(QString());
    check.updatedAt = object.maybeTime("updated_at"_L1);
    return check;
}

/// flyctl makes these for deployments of the bluegreen kind; they say nothing about the app.
bool isInternal(const Check &check)
{
    return check.name.startsWith("bg_deployments_compat"_L1);
}

QMap<QString, QString> textsAt(const Object &object, QLatin1StringView key)
{
    const auto member = object.maybeObject(key);
    return member ? member->textsByName() : QMap<QString, QString>();
}

ImageRef readImage(const Object &object)
{
    ImageRef image;
    image.registry = object.maybeText("registry"_L1).value_or(QString());
    image.repository = object.maybeText("repository"_L1).value_or(QString());
    image.tag = object.maybeText("tag"_L1).value_or(QString());
    image.digest = object.maybeText("digest"_L1).value_or(QString());
    image.labels = textsAt(object, "labels"_L1);
    return image;
}

void readConfig(const Object &object, Machine &machine)
{
    const auto config = object.maybeObject("config"_L1);
    if (!config)
        return;
    machine.config = object.raw("config"_L1).toObject();
    machine.metadata = textsAt(*config, "metadata"_L1);
}

MachineBrief readBrief(const Object &object)
{
    MachineBrief brief;
    brief.id = object.text("id"_L1);
    brief.app = object.text("app_name"_L1);
    brief.state = object.maybeText("state"_L1).value_or(QString());
    brief.instanceId = object.maybeText("instance_id"_L1).value_or(QString());
    brief.updatedAt = object.maybeText("updated_at"_L1).value_or(QString());
    return brief;
}

Status statusOfChecks(const QList<Check> &checks)
{
    const auto any = [&checks](Check::State state) {
        return std::ranges::any_of(checks, [state](const Check &check) { return check.state == state; });
    };
    if (any(Check::State::Critical))
        return Status::Failure;
    return any(Check::State::Warning) ? Status::Warning : Status::Success;
}

} // namespace

QString ImageRef::text() const
{
    QString text = registry.isEmpty() ? repository : registry + u'/' + repository;
    if (!tag.isEmpty())
        text += u':' + tag;
    if (!digest.isEmpty())
        text += u'@' + digest;
    return text;
}

Status Check::status() const
{
    switch (state.meaning) {
    case State::Passing: return Status::Success;
    case State::Warning: return Status::Warning;
    case State::Critical: return Status::Failure;
    case State::Unknown: return Status::Unknown;
    }
    Q_UNREACHABLE_RETURN(Status::Unknown);
}

Status Machine::status() const
{
    if (host == Host::Unreachable)
        return Status::Unknown;
    switch (state.meaning) {
    case State::Started: return statusOfChecks(checks);
    case State::Failed:
    case State::LaunchFailed: return Status::Failure;
    case State::Created: return Status::Queued;
    case State::Starting:
    case State::Stopping:
    case State::Restarting:
    case State::Suspending:
    case State::Updating:
    case State::Replacing:
    case State::Destroying:
    case State::Creating: return Status::Running;
    case State::Stopped:
    case State::Suspended:
    case State::Destroyed:
    case State::Replaced:
    case State::Migrated: return Status::Skipped;
    case State::Unknown: return Status::Unknown;
    }
    Q_UNREACHABLE_RETURN(Status::Unknown);
}

QMap<QString, QString> readTexts(const Object &object)
{
    return object.textsByName();
}

MachinePage readMachinePage(const Object &object)
{
    MachinePage page;
    page.machines = object.list("machines"_L1, readBrief);
    page.nextCursor = object.maybeText("next_cursor"_L1).value_or(QString());
    return page;
}

MachineEvent readMachineEvent(const Object &object)
{
    MachineEvent event;
    event.id = object.text("id"_L1);
    event.type = object.text("type"_L1);
    event.status = object.maybeText("status"_L1).value_or(QString());
    event.source = object.maybeText("source"_L1).value_or(QString());
    event.at = object.epochMilliseconds("timestamp"_L1);
    const auto request = object.maybeObject("request"_L1);
    const auto exit = request ? request->maybeObject("exit_event"_L1) : std::nullopt;
    if (exit) {
        event.exitCode = exit->maybeInteger("exit_code"_L1);
        event.wasOutOfMemory = exit->maybeBoolean("oom_killed"_L1).value_or(false);
        event.wasRequested = exit->maybeBoolean("requested_stop"_L1).value_or(false);
        event.isRestarting = exit->maybeBoolean("restarting"_L1).value_or(false);
        event.restarts = request->maybeInteger("restart_count"_L1).value_or(0);
    }
    return event;
}

Machine readMachine(const Object &object)
{
    using enum Machine::Host;
    Machine machine;
    machine.id = object.text("id"_L1);
    machine.name = object.maybeText("name"_L1).value_or(QString());
    machine.state = stateOf(object.text("state"_L1));
    machine.region = object.maybeText("region"_L1).value_or(QString());
    machine.instanceId = object.maybeText("instance_id"_L1).value_or(QString());
    if (const auto image = object.maybeObject("image_ref"_L1))
        machine.image = readImage(*image);
    machine.checks = object.maybeList("checks"_L1, readCheck);
    machine.checks.removeIf(isInternal);
    machine.events = object.maybeList("events"_L1, readMachineEvent);
    machine.createdAt = object.time("created_at"_L1);
    machine.updatedAt = object.time("updated_at"_L1);
    machine.host = base::word<Machine::Host>(object.maybeText("host_status"_L1).value_or(QString()),
                                             {{"ok"_L1, Ok}, {"unreachable"_L1, Unreachable}});
    machine.isCordoned = object.maybeBoolean("cordoned"_L1).value_or(false);
    machine.nonce = object.maybeText("nonce"_L1).value_or(QString());
    readConfig(object, machine);
    return machine;
}

MachineVersion readMachineVersion(const Object &object)
{
    const auto config = object.maybeObject("user_config"_L1);
    return {object.text("version"_L1), config ? config->maybeText("image"_L1).value_or(QString()) : QString(),
            object.raw("user_config"_L1).toObject()};
}

} // namespace slipway::fly
