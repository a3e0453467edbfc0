// A rolling deploy of many machines in the sandbox: requests for each machine, and how long it took in the story
// against what the sandbox's own delays and the smoke test allow.
//
//   bench_rolling [MACHINES]
#include "../models/rollout/fly_stage.h"
#include "rollout/fly_pools.h"
#include "rollout/fly_ready.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;

namespace {

/// Of the sandbox, in s: a machine is replaced, starts, and is told of as well.
constexpr double replaced = 0.6;
constexpr double started = 2.8;
constexpr double checked = 5.0;

struct Kind {
    QString name;
    QJsonObject expected;
};

QList<Kind> kinds()
{
    const auto of = [](const QString &method, const QString &path) {
        return QJsonObject{{u"provider"_s, u"fly"_s}, {u"method"_s, method}, {u"path"_s, path}};
    };
    return {{u"all"_s, QJsonObject{{u"path"_s, u"*"_s}}},
            {u"lists"_s, of(u"GET"_s, u"/v1/apps/api-prod/machines"_s)},
            {u"looks at one"_s, of(u"GET"_s, u"/v1/apps/api-prod/machines/??????????????"_s)},
            {u"leases and refreshes"_s, of(u"POST"_s, u"*/lease"_s)},
            {u"updates"_s, of(u"POST"_s, u"/v1/apps/api-prod/machines/??????????????"_s)},
            {u"releases of leases"_s, of(u"DELETE"_s, u"*/lease"_s)}};
}

double seconds(const base::ManualClock &clock)
{
    return static_cast<double>(clock.elapsed().count()) / 1000.0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int machines = argc > 1 ? QByteArray(argv[1]).toInt() : 50;
    QTextStream out(stdout);
    test::FlyStage stage(machines);
    // Slow enough that what this computer takes for the journal hardly counts in the story.
    stage.turn = 5ms;
    const auto plan = stage.plan(u"rolling"_s);
    for (const Kind &kind : kinds())
        (void)stage.simulation->expectations().add(kind.expected);
    QElapsedTimer real;
    real.start();
    const double begin = seconds(*stage.clock);
    const QString id = stage.start(plan);
    const auto &operation = stage.ended(id);
    const double took = seconds(*stage.clock) - begin;
    const QJsonArray came = stage.simulation->expectations().all();
    out << "rolling, " << machines
        << " machines: " << (operation.state == operations::OperationState::Succeeded ? "done" : "not done") << '\n';
    for (qsizetype i = 0; i < came.size(); ++i) {
        const int count = came.at(i).toObject().value("came"_L1).toInt();
        out << "  " << kinds().at(i).name << ": " << count << ", " << static_cast<double>(count) / machines
            << " for each machine\n";
    }
    const int pool = rollout::warmPool(machines);
    const int rounds = 1 + (machines - 1 + pool - 1) / pool;
    const double smoke = static_cast<double>(rollout::smokeTime.count());
    out << "  story: " << took << " s; rounds: " << rounds << '\n'
        << "  the sandbox alone: " << rounds * (replaced + started + checked)
        << " s; with the smoke test: " << rounds * (replaced + started + std::max(checked, smoke)) << " s\n"
        << "  real time: " << static_cast<double>(real.elapsed()) / 1000.0 << " s\n";
    return 0;
}
