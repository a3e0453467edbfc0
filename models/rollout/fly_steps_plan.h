#pragma once

#include "rollout/fly_plan.h"

/// Pieces of a plan for Fly.io.
namespace slipway::rollout {

/// A plan in the making.
struct FlyPlanning {
    FlyFacts facts;
    QString strategy;
    operations::Plan plan;

    /// A step of `kind` with what every step of this folder knows: the app.
    operations::StepSpec &add(const QString &id, const QString &kind, QJsonObject input, const QString &title);
};

/// The canaries, one for each group; gives their ids.
QStringList addCanaries(FlyPlanning &planning, const QStringList &after);
/// Each adds what replaces the machines, and gives the ids that everything after it waits for.
QStringList addRolling(FlyPlanning &planning, const QStringList &after);
QStringList addImmediate(FlyPlanning &planning, const QStringList &after);
QStringList addBlueGreen(FlyPlanning &planning, const QStringList &after);

} // namespace slipway::rollout
