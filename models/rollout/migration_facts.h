#pragma once

#include "github/client.h"
#include "rollout/migration_log.h"
#include "rollout/planner.h"
#include "workspace/workspace.h"

/// What GitHub is asked for a draft of a migration.
namespace slipway::rollout {

/// Whether staging has had the same migrations.
struct StagingProof {
    enum class State {
        NotNeeded, ///< the target is not production
        None,      ///< no run on staging had them
        Running,
        Failed,
        DryRun,    ///< changed nothing
        TakenBack, ///< went down since
        Unclear,   ///< succeeded; whether it went up cannot be told
        Proven,
    };
    State state = State::None;
    /// The newest run on staging that had them.
    github::Run run;
    MigrationOutput output;
};

struct MigrationFacts {
    workspace::App app;
    github::RepositoryName repository;
    QString environment;
    QString workflow;
    QString ref;
    QString sha;
    /// Inputs of the workflow: name, and the choices of those that have some.
    QMap<QString, QStringList> inputs;
    /// Newest first.
    QList<github::Run> runs;
    /// Path and blob of every file in the migrations' folder; empty where GitHub does not list it.
    QMap<QString, QString> files;
    StagingProof proof;
    github::Environment gate;
    /// Who is signed in; empty: not known.
    QString login;
    /// The newest artifact of a migrations run that is named a backup; empty: none.
    QString backup;
    QDateTime backupAt;

    /// "0042_add_biomarker_batches"; empty where the folder is not listed.
    QString newestMigration() const;
};

/// Inputs that a workflow may have to say whose run it is; they choose nothing.
const QStringList &echoInputs();

/// Errors: as draftMigration.
QCoro::Task<base::Result<MigrationFacts>> askMigration(Planner::Setup setup, Wish wish, std::stop_token stop);

} // namespace slipway::rollout
