#include "releases/release.h"

#include "releases/words.h"

#include <QCoreApplication>

namespace slipway::releases {

QString tr(const char *text)
{
    return QCoreApplication::translate("releases", text);
}

QString actWord(Act act)
{
    switch (act) {
    case Act::Deploy: return tr("Deploy");
    case Act::Hotfix: return tr("Hotfix");
    case Act::Promote: return tr("Promotion");
    case Act::RollBack: return tr("Roll-back");
    case Act::Redeploy: return tr("Redeploy");
    case Act::Canary: return tr("Canary");
    }
    return {};
}

QString outcomeWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Unknown: return tr("Not known");
    case Outcome::Running: return tr("Deploying");
    case Outcome::Live: return tr("Deployed");
    case Outcome::Failed: return tr("Failed");
    case Outcome::RolledBack: return tr("Rolled back");
    case Outcome::Aborted: return tr("Aborted");
    case Outcome::Waiting: return tr("Waits for approval");
    }
    return {};
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::None: return {};
    case Verdict::Watching: return tr("Being watched");
    case Verdict::Healthy: return tr("Healthy");
    case Verdict::Degraded: return tr("Degraded");
    case Verdict::Failed: return tr("Failed its watch");
    case Verdict::Inconclusive: return tr("Inconclusive");
    }
    return {};
}

base::Status statusOf(const Release &release)
{
    switch (release.outcome) {
    case Outcome::Unknown: return base::Status::Unknown;
    case Outcome::Running: return base::Status::Running;
    case Outcome::Live: return release.verdict == Verdict::Degraded ? base::Status::Warning : base::Status::Success;
    case Outcome::Failed: return base::Status::Failure;
    case Outcome::RolledBack: return base::Status::Skipped;
    case Outcome::Aborted: return base::Status::Cancelled;
    case Outcome::Waiting: return base::Status::Waiting;
    }
    return base::Status::Unknown;
}

} // namespace slipway::releases
