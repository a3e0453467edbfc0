#pragma once

#include "github/approvals.h"
#include "github/checks.h"
#include "github/workflows_and_runs.h"
#include "runs/facts.h"

namespace slipway::runs {

RunFact factOf(const github::Run &run);
JobFact factOf(const github::Job &job);
GateFact factOf(const github::PendingDeployment &pending);
ApprovalFact factOf(const github::Approval &approval);
ArtifactFact factOf(const github::Artifact &artifact);
WorkflowFact factOf(const github::Workflow &workflow);
AnnotationFact factOf(const github::Annotation &annotation, const QString &job);

} // namespace slipway::runs
