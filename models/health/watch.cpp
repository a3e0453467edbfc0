#include "health/watch.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::health {

namespace {

QString soFarWords(const WatchState &state)
{
    switch (state.verdict == Verdict::Watching ? state.soFar : state.verdict) {
    case Verdict::Healthy: return QCoreApplication::translate("health", "healthy so far");
    case Verdict::Degraded: return QCoreApplication::translate("health", "degraded");
    case Verdict::Failed: return QCoreApplication::translate("health", "failed");
    default: return QCoreApplication::translate("health", "nothing bad so far");
    }
}

int minutesOf(const WatchState &state)
{
    return static_cast<int>(state.from.secsTo(state.until) / 60);
}

} // namespace

QString progressWords(const WatchState &state)
{
    if (state.isOver && state.verdict == Verdict::Inconclusive)
        return state.words;
    if (state.isOver)
        return releases::verdictWord(state.verdict) + QStringLiteral(": ") + state.words;
    return QCoreApplication::translate("health", "Minute %1 of %2, %3")
        .arg(QString::number(state.minutesJudged), QString::number(minutesOf(state)), soFarWords(state));
}

double progressShare(const WatchState &state)
{
    const int minutes = minutesOf(state);
    if (state.isOver)
        return 1;
    return minutes > 0 ? std::clamp(static_cast<double>(state.minutesJudged) / minutes, 0.0, 1.0) : 0.0;
}

} // namespace slipway::health
