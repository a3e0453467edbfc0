#pragma once

#include "diagnostics/facts.h"
#include "workflow/document.h"

#include <span>
#include <string>
#include <string_view>
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

/// Of one job, in the order of its steps.
using Deploys = std::vector<Deploy>;

/// For each job what it deploys, from the actions and commands that are known to, and from Facts::deployCommands.
/// Rather silent than wrong: previews, dry runs, and clusters that the job itself has made are no deploys. All rules on
/// deploys read these, so that each script is read once. Sources: the actions' own READMEs; each provider's command
/// reference.
std::vector<Deploys> findDeploys(const workflow::Document &document, const Facts &facts);

/// The first that is no migration; null when there is none.
const Deploy *firstDeploy(const Deploys &deploys);

} // namespace slipway::diagnostics
