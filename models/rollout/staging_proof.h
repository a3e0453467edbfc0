#pragma once

#include "rollout/migration_facts.h"

/// Production has migrations only after staging had the same ones.
namespace slipway::rollout {

/// Files of the migrations' folder at a commit, with their blobs. Empty where GitHub does not list it.
QCoro::Task<QMap<QString, QString>> migrationFiles(std::shared_ptr<const github::Client> client,
                                                   github::RepositoryName repository, QString sha, QString folder,
                                                   std::stop_token stop);

/// Looks for the newest run that took staging up to the migrations of `facts`: the same commit, the same files in their
/// folder, or commits between which the folder did not change. Which environment a run was for is told by its
/// deployment, what it did there by its steps and their log (see deedOf). Errors: those of the client.
QCoro::Task<base::Result<StagingProof>> proveOnStaging(std::shared_ptr<const github::Client> client,
                                                       MigrationFacts facts, std::stop_token stop);

} // namespace slipway::rollout
