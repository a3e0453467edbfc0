#include "base/sleep.h"
#include "health/watches.h"
#include "operations/step.h"

#include <QCoreApplication>
#include <QPointer>

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

/// The release that is meant, as soon as it is known; empty before.
QString releaseOf(const Watches &watches, const QJsonObject &input)
{
    const QString id = input.value("release"_L1).toString();
    if (!id.isEmpty())
        return watches.book().release(id) ? id : QString();
    const auto live = watches.book().live(input.value("app"_L1).toString(), input.value("environment"_L1).toString());
    return live ? live->id : QString();
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
    for (int look = 0; look < mostLooksForRelease; ++look) {
        if (!watches)
            co_return std::unexpected(gone());
        const QString id = releaseOf(*watches, context.spec().input);
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
        const QString id = m_watches ? releaseOf(*m_watches, context.spec().input) : QString();
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
