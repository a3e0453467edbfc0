#pragma once

#include "github/client.h"
#include "operations/step.h"

/// Starting a run and waiting for it.
namespace slipway::rollout {

using SharedGithub = std::shared_ptr<const github::Client>;

/// Which run is ours, where GitHub did not say: the one among `runs` (newest first) that came after `lastRun`, on the
/// ref, by hand, of the login; of several the one whose title holds `echo`. Source: delivery-semantics C5. Pure.
struct OwnRun {
    enum class State {
        None,
        Found,
        Several, ///< a person must say which
    };
    State state = State::None;
    github::Run run;
};
OwnRun ownRun(const QList<github::Run> &runs, const QJsonObject &input, const QString &echo);

operations::Step::Answer<operations::Finding> inspectDispatch(SharedGithub client, operations::Context context);
/// Errors: those of Client::dispatch; conflict where several runs could be ours, timeout where none shows up: both with
/// an outcome that is not known.
operations::Step::Answer<operations::Outcome> dispatch(SharedGithub client, operations::Context context);

operations::Step::Answer<operations::Finding> inspectRun(SharedGithub client, operations::Context context);
/// Until the run has ended. A gate is told with the names of those who may open it. Error: invalidInput naming the job
/// and step that failed.
operations::Step::Answer<operations::Outcome> waitForRun(SharedGithub client, operations::Context context);

/// The repository of a step's input; error invalidInput.
base::Result<github::RepositoryName> repositoryOf(const operations::Context &context);
/// The step's `run`, or the one that the step named by `runFrom` gave.
qint64 runOf(const operations::Context &context);

} // namespace slipway::rollout
