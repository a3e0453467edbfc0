#include "sandbox/scenarios/loop_health_github.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::loop_health {

namespace {

void addPeople(github::State &state)
{
    state.addUser(u"priya-nair"_s, u"Priya Nair"_s);
    state.addUser(u"jonas-weil"_s, u"Jonas Weil"_s);
    state.addUser(u"mina-okafor"_s, u"Mina Okafor"_s);
    state.addUser(u"tomas-rey"_s, u"Tomás Rey"_s);
    state.addUser(u"aiko-tanaka"_s, u"Aiko Tanaka"_s);
    state.addUser(u"sam-hollis"_s, u"Sam Hollis"_s);
}

} // namespace

std::vector<Offer> githubServices(Simulation &simulation)
{
    auto world = std::make_shared<github::World>(simulation, u"loop-health"_s);
    addPeople(world->state);
    auto &repository =
        world->state.addRepository(u"platform"_s, QDateTime(QDate(2022, 9, 5), QTime(9, 0), QTimeZone::UTC));
    repository.description = u"The apps and services of Loop Health"_s;
    repository.language = u"TypeScript"_s;
    Random random = simulation.random(u"loop-health github");
    addCommits(repository, random);
    addWorkflows(repository, world->state);
    addSettings(repository, simulation.now());
    addRuns(world->state, repository, simulation.now(), random);
    for (const github::Run &run : repository.runs.all()) {
        if (run.latest().status != "completed"_L1)
            world->runner.resume(repository, run.id);
    }
    return github::offersOf(simulation, world);
}

} // namespace slipway::sandbox::loop_health
