#pragma once

#include "runs/live_graph.h"

namespace slipway::runs::demo {

/// What has not happened yet.
inline constexpr int never = -1;

/// 14:11:40 of the demo's day, and so many seconds later.
QDateTime at(int seconds);

/// Run #1287 of a workflow whose job ci ended and whose job deploy runs, behind the gate of production.
RunState running();
/// The same run while it waits at the gate.
RunState waitingAtGate();
JobFact job(qint64 id, const QString &name, Status status, int created, int started, int ended);
StepFact step(qint64 number, const QString &name, Status status, int started, int ended);
RunFact run(qint64 id, Status status, int began, int seconds);

/// ci, then deploy behind production; push and by hand.
QByteArray workflowText();
WorkflowFiles files(const QByteArray &text, workflow::MemoryRepository::Files others = {});

} // namespace slipway::runs::demo
