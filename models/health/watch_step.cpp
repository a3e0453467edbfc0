#include "base/sleep.h"
#include "health/watches.h"
#include "operations/step.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::health {

namespace {

using operations::Finding;
using operations::Outcome;

constexpr base::milliseconds lookInterval{5'000};
/// A release that nobody has heard of by then will not be heard of.
constexpr int mostLooksForRelease = 36;

QString text(const char *words)
{
    return QCoreApplication::translate("health", words);
}

base::Error gone()
{
    return base::makeError(base::Error::Kind::Internal, text("The watch was closed with its workspace."),
                           text("Open the workspace and retry."));
}

/// The id that the plan foresaw, with the number that Fly.io gave in truth: somebody may have released in between.
QString plannedId(const operations::Context &context)
{
    const QString id = context.spec().input.value("release"_L1).toString();
    const QString flyApp = context.spec().input.value("flyApp"_L1).toString();
    for (const operations::StepSpec &step : context.plan().steps) {
        if (flyApp.isEmpty() || step.kind != "fly.create-release"_L1 || step.input.value("app"_L1) != flyApp)
            continue;
        const QString version = context.outputOf(step.id).value("version"_L1).toString();
        if (!version.isEmpty())
            return id.section(u'/', 0, -2) + u'/' + version;
    }
    return id;
}

/// Whether what is live is what the plan brought, not what it found.
bool isBrought(const releases::Release &live, const QJsonObject &input)
{
    const QString sha = input.value("sha"_L1).toString();
    const bool isCommit = sha.isEmpty() || live.sha.isEmpty() || live.sha.startsWith(sha) || sha.startsWith(live.sha);
    // A build that comes back is another release of the same deployment.
    const QString deployment = input.value("deployment"_L1).toString();
    const QString before = input.value("previousDeployment"_L1).toString();
    const bool isBuild =
        deployment.isEmpty() ? before.isEmpty() || live.vercelId != before : live.vercelId == deployment;
    return isCommit && isBuild && live.id != input.value("previous"_L1).toString();
}

/// The release that is meant, as soon as it is known; empty before.
QString releaseOf(const Watches &watches, const operations::Context &context)
{
    const QJsonObject &input = context.spec().input;
    if (const QString id = plannedId(context); !id.isEmpty())
        return watches.book().release(id) ? id : QString();
    const auto live = watches.book().live(input.value("app"_L1).toString(), input.value("environment"_L1).toString());
    return live && isBrought(*live, input) ? live->id : QString();
}

/// How often the release is looked for: a deploy that others carry out takes its time.
int looksFor(const QJsonObject &input)
{
    const std::chrono::minutes patience(input.value("patienceMinutes"_L1).toInt());
    return std::max(mostLooksForRelease, static_cast<int>(patience / lookInterval));
}

Outcome outcomeOf(const WatchState &state)
{
    return {QJsonObject{{u"release"_s, state.releaseId}, {u"verdict"_s, releases::verdictWord(state.verdict)}},
            progressWords(state),
            {}};
}

QCoro::Task<base::Result<QString>> awaitRelease(QPointer<Watches> watches, operations::Context context)
{
    const auto clock = context.sharedClock();
    const std::stop_token stop = context.stop();
    const int mostLooks = looksFor(context.spec().input);
    for (int look = 0; look < mostLooks; ++look) {
        if (!watches)
            co_return std::unexpected(gone());
        const QString id = releaseOf(*watches, context);
        if (!id.isEmpty())
            co_return id;
        context.tell(text("Waiting until the release is known"));
        const auto slept = co_await base::sleep(*clock, lookInterval, stop);
        if (!slept)
            co_return std::unexpected(slept.error());
    }
    co_return std::unexpected(base::makeError(base::Error::Kind::NotFound,
                                              text("The provider does not show the new release."),
                                              text("Look at the provider, then retry the watch.")));
}

QCoro::Task<base::Result<Outcome>> watch(QPointer<Watches> watches, operations::Context context)
{
    const auto clock = context.sharedClock();
    const std::stop_token stop = context.stop();
    const auto id = co_await awaitRelease(watches, context);
    if (!id)
        co_return std::unexpected(id.error());
    if (!watches)
        co_return std::unexpected(gone());
    const auto started = watches->start(*id, context.spec().input.value("minutes"_L1).toInt());
    if (!started)
        co_return std::unexpected(started.error());
    while (watches && watches->state(*id)) {
        const WatchState &state = *watches->state(*id);
        if (state.verdict == Verdict::Failed)
            co_return std::unexpected(base::makeError(base::Error::Kind::Conflict,
                                                      text("The release does badly: %1").arg(state.words),
                                                      text("Roll back, or close the operation as it is.")));
        if (state.isOver)
            co_return outcomeOf(state);
        context.tell(progressWords(state), progressShare(state));
        const auto slept = co_await base::sleep(*clock, lookInterval, stop);
        if (!slept)
            co_return std::unexpected(slept.error());
    }
    co_return std::unexpected(gone());
}

class WatchStep final : public operations::Step
{
public:
    explicit WatchStep(QPointer<Watches> watches)
        : m_watches(std::move(watches))
    { }

    Answer<Finding> inspect(operations::Context context) override
    {
        Finding finding;
        const QString id = m_watches ? releaseOf(*m_watches, context) : QString();
        const bool isWatched = !id.isEmpty() && m_watches->isCurrent(id);
        if (const WatchState *state = isWatched ? m_watches->state(id) : nullptr) {
            const bool isDone = state->isOver && state->verdict != Verdict::Failed;
            finding.state = isDone ? Finding::State::Done : Finding::State::Partly;
            finding.outcome = outcomeOf(*state);
        }
        co_return finding;
    }

    Answer<Outcome> apply(operations::Context context) override { return watch(m_watches, context); }

private:
    QPointer<Watches> m_watches;
};

} // namespace

void registerHealthSteps(operations::Registry &registry, Watches &watches)
{
    registry.add(u"health.watch"_s, [pointer = QPointer(&watches)](const operations::StepSpec &) {
        return std::make_unique<WatchStep>(pointer);
    });
}

} // namespace slipway::health
