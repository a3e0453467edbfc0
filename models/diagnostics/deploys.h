#pragma once

#include "diagnostics/rule.h"

#include <string>
#include <vector>

namespace slipway::diagnostics {

enum class DeployKind : quint8 {
    App,        ///< a new version of something that people use
    Pages,      ///< GitHub Pages
    Migration,  ///< changes a real database
};

/// A step that changes something outside of the run.
struct Deploy {
    DeployKind kind = DeployKind::App;
    /// Lives as long as the document.
    const workflow::Step *step = nullptr;
    /// What does it, for messages: "flyctl deploy", "amondnet/vercel-action".
    std::string what;

    std::string_view name() const { return what; }
};

/// Reads what a step does from the actions and commands that are known to deploy, and from Facts::deployCommands.
/// Rather silent than wrong: previews, dry runs, and clusters that the job itself has made are no deploys. Sources: the
/// actions' own READMEs; each provider's command reference.
class DeployReader
{
public:
    explicit DeployReader(const Subject &subject)
        : m_subject(subject)
    { }

    /// In the job's order.
    std::vector<Deploy> deploysOf(const workflow::Job &job) const;
    /// The first that is no migration; nothing when there is none.
    std::optional<Deploy> firstDeploy(const workflow::Job &job) const;

private:
    std::optional<Deploy> ofAction(const workflow::Step &step) const;
    void ofScript(const workflow::Job &job, const workflow::Step &step, std::vector<Deploy> &found) const;
    bool isOwnCommand(std::string_view command) const;
    bool mayReachCluster(const workflow::Job &job) const;

    const Subject &m_subject;
};

/// Only pull requests start it: what it deploys is a preview.
bool isForPullRequestsOnly(const workflow::Workflow &workflow);
/// Only other workflows start it: what a call adds around it is not known here.
bool isOnlyCalled(const workflow::Workflow &workflow);

/// Whether `text` names a secret other than the run's own token.
bool namesSecret(std::string_view text);

/// `owner/name` or `owner/name/folder` of an action, without `@` and ref; empty for local and Docker ones.
std::string_view actionName(const workflow::Step &step);
/// Whether what follows `@` is a name that people give branches and never versions: main, develop.
bool namesBranch(std::string_view ref);
/// Without regard to case.
bool isAction(const workflow::Step &step, std::string_view name);
/// An input of the step, whatever its letters' case; empty when it is not given.
std::string_view inputOf(const workflow::Step &step, std::string_view name);

} // namespace slipway::diagnostics
