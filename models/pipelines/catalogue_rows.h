#pragma once

#include "pipelines/catalogue.h"

namespace slipway::pipelines {

/// What GitHub said of a repository's workflow files.
struct GitHubFilesList {
    QList<github::Workflow> workflows;
    /// Paths on the branch.
    QStringList files;
};

/// A file of the clone, with the name that it gives itself.
struct DiskWorkflow {
    QString path;
    QString name;
    bool operator==(const DiskWorkflow &) const = default;
};

/// Any thread; reads the files.
QList<DiskWorkflow> diskWorkflows(const checkout::Clone &clone);

/// Both as rows: by name whatever its letters' case, then by path. Only files in .github/workflows that the branch or
/// the clone has: GitHub also lists workflows of its own and of other branches.
QList<CatalogueEntry> joinEntries(const GitHubFilesList &atGitHub, const QList<DiskWorkflow> &onDisk);

/// Turns the model's rows into others, by path: those that stay keep their identity.
class CatalogueRows
{
public:
    static void apply(WorkflowCatalogue &model, QList<CatalogueEntry> &rows, const QList<CatalogueEntry> &next);
};

} // namespace slipway::pipelines
