#pragma once

#include "fly/machines.h"
#include "fly/releases.h"
#include "github/commits.h"
#include "github/deployments.h"
#include "github/workflows_and_runs.h"
#include "releases/release.h"
#include "sentry/releases.h"
#include "vercel/deployments.h"
#include "vercel/projects.h"
#include "workspace/workspace.h"

#include <memory>

/// What the providers said about releases, as it came: what a history is joined from. Values, any thread.
namespace slipway::releases {

/// A deployment at GitHub with what was said of it, newest first; none where nobody asked.
struct GitHubDeployment {
    github::Deployment deployment;
    QList<github::DeploymentStatus> statuses;
    bool operator==(const GitHubDeployment &) const = default;
};

/// A migration file, and when it came to a branch.
struct MigrationFile {
    /// "0042_add_biomarker_batches"
    QString name;
    QString sha;
    QDateTime at;
    bool operator==(const MigrationFile &) const = default;
};

struct GitHubEvidence {
    QList<github::Run> runs;
    QList<GitHubDeployment> deployments;
    /// At whose gates a run waits, by run id.
    QMap<qint64, QStringList> waitsAt;
    /// Of runs of migrations, by run id.
    QMap<qint64, QList<github::Job>> jobs;
    QMap<QString, QStringList> tagsBySha;
    /// By app and branch, "patient-graph-api main"; oldest first.
    QMap<QString, QList<MigrationFile>> migrations;
    base::Freshness freshness;
    bool operator==(const GitHubEvidence &) const = default;
};

struct FlyEvidence {
    QList<fly::Release> releases;
    QList<fly::Machine> machines;
    /// The commit of an image, by its reference, as far as a machine's labels ever told.
    QMap<QString, QString> commits;
    base::Freshness freshness;
    bool operator==(const FlyEvidence &) const = default;
};

struct VercelEvidence {
    std::optional<vercel::Project> project;
    QList<vercel::Deployment> deployments;
    base::Freshness freshness;
    bool operator==(const VercelEvidence &) const = default;
};

/// What people and operations of ours say of a release, by its id.
struct Statement {
    Verdict verdict = Verdict::None;
    QString words;
    QString operationId;
    std::optional<Act> act;
    QString from;
    bool operator==(const Statement &) const = default;
};

struct Evidence {
    std::shared_ptr<const workspace::Workspace> workspace;
    QDateTime now;
    GitHubEvidence github;
    /// By Fly.io app.
    QMap<QString, FlyEvidence> fly;
    /// By Vercel project.
    QMap<QString, VercelEvidence> vercel;
    QList<sentry::Release> sentry;
    QMap<QString, Statement> statements;
    /// From the store: what providers no longer tell, and what only we saw.
    QList<Release> kept;
    QList<Mark> keptMarks;
};

} // namespace slipway::releases
