#pragma once

#include "operations/plan.h"

/// Steps at GitHub as data: for the plans of this folder, of approvals and of migrations.
namespace slipway::rollout {

/// A workflow that is started by hand.
struct Dispatch {
    /// "owner/name".
    QString repository;
    /// "migrations.yml".
    QString workflow;
    /// Branch or tag.
    QString ref;
    QJsonObject inputs;
    /// The newest run of the workflow when the plan was made; ours has a higher id. 0: there was none.
    qint64 lastRun = 0;
    /// An input that the workflow shows in its run's name; empty: it has none.
    QString echoInput;
    /// Whose runs ours is among; empty: not known.
    QString login;
};
/// Output: {run, page}. Source: delivery-semantics C5.
operations::StepSpec dispatchSpec(const QString &id, const Dispatch &dispatch);
/// Waits for the run that the step `dispatchStep` started. Output: {run, conclusion, page}.
operations::StepSpec waitRunSpec(const QString &id, const QString &repository, const QString &dispatchStep,
                                 operations::milliseconds expected);

/// An answer at the gates of a run.
struct Review {
    QString repository;
    qint64 run = 0;
    /// The gates: ids and, in the same order, names.
    QList<qint64> environmentIds;
    QStringList environments;
    bool isApproved = true;
    QString comment;
    /// "Patient Graph CI/CD #1289".
    QString name;
};
/// "approve" or "reject" of one run.
operations::StepSpec reviewSpec(const QString &id, const Review &review);

/// A workflow, switched on as yet, that is kept from starting as long as the operation goes on.
struct HeldWorkflow {
    qint64 id = 0;
    /// "vercel-deploy.yml".
    QString file;
};
/// What really keeps other deploys away: Slipway's own lock, and these workflows, which are switched off.
operations::StepSpec holdSpec(const QString &id, const QString &repository, const QList<HeldWorkflow> &workflows);
/// Switches on again what the step `holdStep` switched off; at the end, whatever happened.
operations::StepSpec unholdSpec(const QString &id, const QString &holdStep, const QString &repository,
                                const QList<HeldWorkflow> &workflows);

} // namespace slipway::rollout
