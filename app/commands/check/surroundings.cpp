#include "commands/check/surroundings.h"

#include "editing/rules.h"

#include "workflow/repository.h"
#include "workspace/loader.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace slipway::commands::check {

namespace {

/// The slipway.yaml of the folder or of the nearest one above, up to the repository's root; empty when there is none.
QString workspaceAbove(const QString &folder)
{
    QDir at(folder);
    do {
        for (const QString &name : {u"slipway.yaml"_s, u"slipway.yml"_s}) {
            if (at.exists(name))
                return at.filePath(name);
        }
    } while (!at.exists(u".git"_s) && at.cdUp());
    return {};
}

/// The secrets that slipway.yaml places on GitHub. A file that names none says nothing about secrets.
std::optional<QSet<QString>> secretsOnGitHub(const QList<workspace::SecretRule> &rules)
{
    QSet<QString> names;
    for (const workspace::SecretRule &rule : rules) {
        const bool isOnGitHub = std::ranges::any_of(rule.places, [](const workspace::SecretPlace &place) {
            return place.provider == workspace::Provider::GitHub;
        });
        if (isOnGitHub)
            names.insert(rule.name);
    }
    if (names.isEmpty())
        return std::nullopt;
    return names;
}

void takeWorkspace(Surroundings &found, const workspace::Workspace &workspace)
{
    found.settings = editing::settingsOf(workspace.diagnostics);
    found.facts.runnerLabels = workspace.diagnostics.runnerLabels;
    found.facts.deployCommands = workspace.diagnostics.deployCommands;
    found.facts.secrets = secretsOnGitHub(workspace.secrets);
    for (const workspace::BranchPolicy &policy : workspace.branchPolicies)
        found.facts.requiredChecks += policy.checks;
}

} // namespace

Surroundings SurroundingsFinder::ofFolder(const QString &folder) const
{
    Surroundings found;
    found.facts.repository = workflow::DiskRepository::around(folder);
    if (const QString file = workspaceAbove(folder); !file.isEmpty()) {
        const auto loaded = workspace::loadWorkspace(file);
        if (loaded && loaded->reading.workspace)
            takeWorkspace(found, *loaded->reading.workspace);
    }
    for (const auto &[rule, severity] : m_own.severity.asKeyValueRange()) {
        found.settings.off.remove(rule);
        found.settings.severity.insert(rule, severity);
    }
    found.settings.off.unite(m_own.off);
    return found;
}

Surroundings SurroundingsFinder::around(const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    {
        const QMutexLocker lock(&m_mutex);
        if (const auto known = m_found.constFind(folder); known != m_found.constEnd())
            return *known;
    }
    const Surroundings found = ofFolder(folder);
    const QMutexLocker lock(&m_mutex);
    return *m_found.insert(folder, found);
}

} // namespace slipway::commands::check
