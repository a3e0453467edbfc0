#pragma once

#include "operations/plan.h"
#include "releases/release.h"

#include <memory>

/// Changing what runs: drafts of roll-backs, promotions, deploys, migrations and approvals, and the plans made of them.
namespace slipway::rollout {

using std::chrono::milliseconds;

/// What a person wants.
struct Wish {
    enum class Act {
        RollBack, ///< `target` back to `release`
        Promote, ///< `release` (of another lane, or staged) into `target`
        Redeploy, ///< what runs, again
        UndoRollback, ///< Vercel: production follows pushes again
        Deploy, ///< Fly: an image that is in the registry
        Migrate, ///< dispatch the migrations workflow
        MigrateDown, ///< …with --step
        Restore, ///< the runbook for a backup: guided, nothing is called
    };
    Act act = Act::RollBack;
    operations::Target target;
    /// Id of the release; empty: the last one whose watch passed.
    QString release;
    /// MigrateDown: how many; Migrate: unused.
    int steps = 1;
    QString image;
};

/// One side of the change, as a card.
struct Side {
    QString releaseId;
    QString version;
    QString sha;
    base::Status status = base::Status::Unknown;
    /// "live for 12 min"; "6.0× errors, p95 +24 %".
    QString line;
    QString verdict;
    QString digest;
};

/// A choice among several.
struct Offer {
    /// "rolling", "immediate", "canary", "bluegreen"; "keep", "down", "restore".
    QString id;
    QString title;
    QString words;
    milliseconds expected{0};
    /// Why it cannot be chosen; empty: it can.
    QString obstacle;
};

/// What the sheet asks and shows; plan(choices) is made of it without asking anybody.
struct Draft {
    Wish wish;
    QString title;
    QString appName;
    /// "Fly.io, 3 machines in iad".
    QString where;
    QString provider;
    Side from;
    Side to;
    /// Other releases that could be chosen in place of `to`.
    QList<releases::Release> others;
    QList<Offer> strategies;
    QString strategyPreset;
    /// Migrations in between; empty: no question.
    QString schemaWarning;
    QList<Offer> schema;
    QString schemaPreset;
    /// Checkboxes: id → words. "skip-release-command", "arm-revert", "hold-others", "watch".
    QList<Offer> options;
    QStringList optionsPreset;
    /// "3 commits, 9 files, +214 −87", and where the whole of it is shown.
    QStringList reverts;
    QString baseSha;
    QString headSha;
    QStringList stays;
    /// Config and secrets that are others now than when `to` was live.
    QStringList drift;
    /// What was asked of the providers, for planOf.
    QJsonObject basis;
    QDateTime madeAt;
    QString obstacle;
};

struct Choices {
    QString strategy;
    QString schema;
    QStringList options;
};

/// What `draft` presets.
Choices presetOf(const Draft &draft);
/// Pure.
operations::Plan planOf(const Draft &draft, const Choices &choices);
/// One plan over several apps, in the order given, migrations first where drafts of both are among them; stops at the
/// first failure. Pure.
operations::Plan coordinated(const QString &title, const QList<std::pair<Draft, Choices>> &parts);

} // namespace slipway::rollout
