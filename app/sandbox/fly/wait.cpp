// The Machines API's long poll: it answers when a machine has reached a state, or says 408.
#include "sandbox/core/simulation.h"
#include "sandbox/fly/machines_api.h"

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace slipway::sandbox::fly {

namespace {

constexpr milliseconds pollStep{250};

struct Waiting {
    std::weak_ptr<Platform> platform;
    QString app;
    QString machine;
    QString state;
    QString version;
    qint64 deadline = 0;
    Answer answer;
};

bool fits(const QString &wanted, const QString &actual)
{
    if (wanted == "settled"_L1)
        return !actual.endsWith("ing"_L1);
    return actual == wanted;
}

Reply errorReply(int status, const QString &message)
{
    return Reply::json(QJsonObject{{u"error"_s, message}}, status);
}

/// The answer, once there is one.
std::optional<Reply> outcome(const Waiting &waiting, Platform &platform)
{
    App *app = platform.app(waiting.app);
    const Machine *machine = app ? app->machine(waiting.machine) : nullptr;
    if (!machine)
        return errorReply(404, u"machine not found"_s);
    const qint64 now = platform.now();
    const QString state = machine->state(now);
    const bool isWantedVersion = waiting.version.isEmpty() || waiting.version == machine->instanceId();
    if (isWantedVersion && fits(waiting.state, state)) {
        const QJsonArray events = machine->events(now, 1);
        return Reply::json(QJsonObject{{u"ok"_s, true},
                                       {u"state"_s, state},
                                       {u"version"_s, machine->instanceId()},
                                       {u"event_id"_s, events.first().toObject().value("id"_L1)}});
    }
    if (state == "destroyed"_L1)
        return errorReply(404, u"machine not found"_s);
    if (now >= waiting.deadline)
        return errorReply(
            408,
            u"deadline_exceeded: machine failed to reach desired state, %1, currently %2"_s.arg(waiting.state, state));
    return std::nullopt;
}

void poll(const std::shared_ptr<Waiting> &waiting)
{
    const auto platform = waiting->platform.lock();
    if (!platform)
        return;
    if (auto reply = outcome(*waiting, *platform))
        waiting->answer(std::move(*reply));
    else
        platform->simulation().after(pollStep, [waiting] { poll(waiting); });
}

} // namespace

void MachinesApi::wait(const Call &call, const Answer &answer)
{
    const QString state = call.hasQuery(u"state"_s) ? call.queryValue(u"state"_s) : u"started"_s;
    const QString version =
        call.hasQuery(u"version"_s) ? call.queryValue(u"version"_s) : call.queryValue(u"instance_id"_s);
    const qint64 seconds = call.queryNumber(u"timeout"_s, 60);
    static const QStringList states{u"started"_s,   u"stopped"_s, u"suspended"_s,
                                    u"destroyed"_s, u"failed"_s,  u"settled"_s};
    if (!states.contains(state))
        return answer(error(400, u"invalid state: %1"_s.arg(state)));
    if (state == "stopped"_L1 && version.isEmpty())
        return answer(error(400, u"instance_id is required when waiting for stopped"_s));
    if (seconds < 1 || seconds > 60)
        return answer(error(400, u"timeout must be between 1 and 60 seconds"_s));
    poll(std::make_shared<Waiting>(Waiting{.platform = sharedPlatform(),
                                           .app = call.parameter(u"app"_s),
                                           .machine = call.parameter(u"id"_s),
                                           .state = state,
                                           .version = version,
                                           .deadline = platform().now() + seconds * 1000,
                                           .answer = answer}));
}

} // namespace slipway::sandbox::fly
