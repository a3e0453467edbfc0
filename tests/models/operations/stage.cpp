#include "stage.h"

#include "base/sleep.h"

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

using Way = World::Way;

base::Error certain(const QString &message = u"Fly.io said no."_s)
{
    return base::makeError(base::Error::Kind::InvalidInput, message);
}

base::Error lost()
{
    auto error = base::makeError(base::Error::Kind::Timeout, u"No answer came."_s);
    error.outcomeUnknown = true;
    return error;
}

Outcome outcomeOf(const QString &id)
{
    return {{{u"id"_s, id}}, u"%1 is so"_s.arg(id), {u"request-"_s + id}};
}

/// Waits until it is stopped; then says so.
QCoro::Task<base::Error> hang(std::shared_ptr<World> world, Context context)
{
    const auto clock = context.sharedClock();
    ++world->hanging;
    (void)co_await base::sleep(*clock, std::chrono::hours(10), context.stop());
    --world->hanging;
    co_return base::cancelled();
}

class ActStep final : public Step
{
public:
    explicit ActStep(std::shared_ptr<World> world)
        : m_world(std::move(world))
    { }

    Answer<Finding> inspect(Context context) override
    {
        const QString id = context.spec().id;
        ++m_world->inspections;
        if (m_world->wayOf(id) == Way::Blind)
            co_return std::unexpected(base::makeError(base::Error::Kind::Network, u"Offline."_s));
        if (m_world->wayOf(id) == Way::Foreign)
            co_return Finding{Finding::State::Foreign, {{}, u"Jonas changed it."_s, {}}};
        const bool isDone = m_world->done.contains(id);
        co_return Finding{isDone ? Finding::State::Done : Finding::State::NotDone, isDone ? outcomeOf(id) : Outcome{}};
    }

    Answer<Outcome> apply(Context context) override
    {
        const auto world = m_world;
        const QString id = context.spec().id;
        world->mostRunning = std::max(world->mostRunning, ++world->running);
        // Others get their turn, as with a real call.
        static base::SystemClock turns;
        (void)co_await base::sleep(turns, milliseconds(0), {});
        auto outcome = co_await play(world, context);
        --world->running;
        co_return outcome;
    }

    Answer<Outcome> revert(Context context) override
    {
        if (m_world->wayOf(context.spec().id) == Way::NoRevert)
            co_return std::unexpected(certain(u"It stays."_s));
        m_world->undo(context.spec().id);
        co_return Outcome{{}, u"as before"_s, {}};
    }

private:
    static Answer<Outcome> play(std::shared_ptr<World> world, Context context)
    {
        const QString id = context.spec().id;
        switch (world->wayOf(id)) {
        case Way::Fails: co_return std::unexpected(certain());
        case Way::FailsOnce: world->ways[id] = Way::Good; co_return std::unexpected(certain());
        case Way::FailsAfter: world->act(id); co_return std::unexpected(certain());
        case Way::LostAnswer:
            world->act(id);
            world->ways[id] = Way::Good;
            co_return std::unexpected(lost());
        case Way::LostRequest: world->ways[id] = Way::Good; co_return std::unexpected(lost());
        case Way::AlwaysLost: co_return std::unexpected(lost());
        case Way::Hangs: co_return std::unexpected(co_await hang(world, context));
        case Way::HangsDone: world->act(id); co_return std::unexpected(co_await hang(world, context));
        default: break;
        }
        context.tell(u"half-way"_s, 0.5);
        world->act(id);
        co_return outcomeOf(id);
    }

    std::shared_ptr<World> m_world;
};

class LeaseStep final : public Step
{
public:
    explicit LeaseStep(std::shared_ptr<World> world)
        : m_world(std::move(world))
    { }

    Answer<Finding> inspect(Context context) override
    {
        const bool isHeld = *held(context);
        co_return Finding{isHeld ? Finding::State::Done : Finding::State::NotDone, {}};
    }
    Answer<Outcome> apply(Context context) override
    {
        if (m_world->wayOf(context.spec().id) == Way::Fails)
            co_return std::unexpected(certain());
        if (!m_world->fate.isDead()) {
            *held(context) = true;
            m_world->ledger.append(u"lease"_s);
        }
        co_return Outcome{};
    }
    Answer<Outcome> revert(Context context) override
    {
        if (*held(context) && !m_world->fate.isDead())
            m_world->ledger.append(u"freed"_s);
        *held(context) = false;
        co_return Outcome{};
    }

    static std::shared_ptr<bool> held(const Context &context)
    {
        return context.shared<bool>(u"lease"_s, [] { return std::make_shared<bool>(false); });
    }

private:
    std::shared_ptr<World> m_world;
};

class FreeStep final : public Step
{
public:
    explicit FreeStep(std::shared_ptr<World> world)
        : m_world(std::move(world))
    { }

    Answer<Finding> inspect(Context context) override
    {
        co_return Finding{*LeaseStep::held(context) ? Finding::State::NotDone : Finding::State::Done, {}};
    }
    Answer<Outcome> apply(Context context) override
    {
        if (!m_world->fate.isDead())
            m_world->ledger.append(u"free"_s);
        *LeaseStep::held(context) = false;
        co_return Outcome{};
    }

private:
    std::shared_ptr<World> m_world;
};

template<typename Kind>
Registry::Make maker(const std::shared_ptr<World> &world)
{
    return [world](const StepSpec &) { return std::make_unique<Kind>(world); };
}

} // namespace

void World::act(const QString &id)
{
    if (onEffect)
        onEffect(id);
    if (!fate.pass())
        return;
    if (done.contains(id))
        doubles.append(id);
    done.insert(id);
    ledger.append(u"apply "_s + id);
    fate.pass();
}

void World::undo(const QString &id)
{
    if (!fate.pass())
        return;
    if (!done.remove(id))
        doubles.append(u"revert "_s + id);
    ledger.append(u"revert "_s + id);
    fate.pass();
}

std::shared_ptr<const Registry> registryOf(const std::shared_ptr<World> &world)
{
    auto registry = std::make_shared<Registry>();
    registry->add(u"act"_s, maker<ActStep>(world));
    registry->add(u"watch"_s, maker<ActStep>(world));
    registry->add(u"lease"_s, maker<LeaseStep>(world));
    registry->add(u"free"_s, maker<FreeStep>(world));
    return registry;
}

Stage::Stage()
    : store(store::Store::open(store::Location::sqlite(m_folder.filePath(u"history.db"_s))))
{ }

Stage::Stage(const store::Location &location)
    : store(store::Store::open(location))
{ }

std::unique_ptr<Runner> Stage::runner(const QString &host)
{
    journal =
        std::make_shared<MortalJournal>(Journal::in(store, u"Hello"_s), std::shared_ptr<Fate>(world, &world->fate));
    Runner::Setup setup;
    setup.store = store;
    setup.workspaceKey = u"Hello"_s;
    setup.clock = clock;
    setup.registry = registryOf(world);
    setup.host = host;
    setup.remoteLock = remoteLock;
    setup.journal = journal;
    return std::make_unique<Runner>(std::move(setup));
}

StepSpec step(const QString &id, const QStringList &after, const QString &kind)
{
    StepSpec spec;
    spec.id = id;
    spec.kind = kind;
    spec.title = u"Do "_s + id;
    spec.after = after;
    spec.isEphemeral = kind == u"lease";
    spec.mutates = kind != u"watch";
    spec.canRevert = kind == u"act";
    spec.revertWords = u"puts it back"_s;
    return spec;
}

StepSpec ending(const QString &id, StepTime time, const QString &kind)
{
    StepSpec spec = step(id, {}, kind);
    spec.time = time;
    return spec;
}

Plan planOf(const QList<StepSpec> &steps, const QString &app)
{
    Plan plan;
    plan.kind = u"test"_s;
    plan.title = u"Deploy v43 to "_s + app;
    plan.targets = {{app, u"production"_s}};
    plan.steps = steps;
    return plan;
}

Plan rollingPlan()
{
    return planOf({step(u"lease"_s, {}, u"lease"_s), step(u"a"_s, {u"lease"_s}), step(u"b"_s, {u"a"_s}),
                   step(u"c"_s, {u"b"_s}), ending(u"free"_s, StepTime::Always, u"free"_s),
                   ending(u"complete"_s, StepTime::OnSuccess), ending(u"broken"_s, StepTime::OnFailure)});
}

QString started(Runner &runner, const Plan &plan)
{
    const auto id = wait(runner.start(plan, {.actor = u"Priya Nair"_s, .typed = {}, .reasons = {}}));
    if (!id)
        qWarning("not started: %s", qPrintable(base::sentence(id.error())));
    return id.value_or(QString());
}

bool isAtRest(const Runner &runner, const QString &id)
{
    const Operation *operation = runner.operation(id);
    return operation && (isOver(operation->state) || operation->state == OperationState::Parked);
}

QStringList actsOf(Runner &runner)
{
    QStringList acts;
    const auto lines = wait(runner.audit({})).value();
    for (auto line = lines.crbegin(); line != lines.crend(); ++line)
        acts.append(line->stepId.isEmpty() ? line->act : line->act + u' ' + line->stepId);
    return acts;
}

} // namespace slipway::operations
