#pragma once

#include "e2e_stage/stage.h"

#include "../models/operations/mortal_journal.h"
#include "operations/runner.h"
#include "rollout/planner.h"
#include "store/store.h"
#include "test_support/result_of.h"

#include <functional>

namespace slipway::net {
class HttpClient;
}

namespace slipway::e2e {

/// What of the program carries operations out, with the steps, the lock and the store that it has: it can die at any
/// write to its journal.
class Carrier
{
public:
    Carrier(Stage &stage, const store::Location &location);
    /// As a process does that is killed: it says nothing to anybody any more.
    ~Carrier();
    Q_DISABLE_COPY_MOVE(Carrier)

    operations::Runner &runner() { return *m_runner; }
    const rollout::Planner::Setup &setup() const { return m_setup; }
    bool isDead() const { return fate->isDead(); }

    /// Moves the time on until it is so.
    bool until(const std::function<bool()> &isSo);
    /// What the task gives, or that it died meanwhile.
    template<typename T>
    base::Result<T> wait(QCoro::Task<base::Result<T>> task)
    {
        const slipway::test::Outcome<T> outcome(std::move(task));
        if (!until([&] { return outcome.isDone() || isDead(); }) || !outcome.isDone())
            return std::unexpected(base::cancelled());
        return slipway::test::resultOf(outcome);
    }
    /// Until it is over, waits for a person, or died.
    bool untilRested(const QString &id);

    std::shared_ptr<operations::Fate> fate = std::make_shared<operations::Fate>();

private:
    Stage &m_stage;
    std::shared_ptr<net::HttpClient> m_http;
    rollout::Planner::Setup m_setup;
    std::unique_ptr<operations::Runner> m_runner;
};

/// An operation, and how often what it does happens in all.
struct Shape {
    std::function<operations::Plan(Carrier &)> plan;
    QMap<QString, qsizetype> effects;
    int leastPoints = 8;
};

/// The plan of a wish with what its draft presets, but for the watch.
operations::Plan planned(Carrier &carrier, const rollout::Wish &wish);
/// The program dies before and after every write to its journal, each time in a world of its own; another one takes up
/// what it left.
void dieEverywhere(const Shape &shape);

} // namespace slipway::e2e
