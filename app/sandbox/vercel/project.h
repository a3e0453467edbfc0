#pragma once

#include "sandbox/vercel/history.h"

namespace slipway::sandbox {
class Traffic;
}

namespace slipway::sandbox::vercel {

/// A variable of a project. Values of type `plain` alone are kept.
struct Variable {
    QString id;
    QString key;
    QString type;
    QStringList targets;
    QString plainValue;
    QString branch;
    QString comment;
    qint64 createdAt = 0;
    qint64 updatedAt = 0;

    QJsonObject toJson() const;
};

/// A promotion or an instant rollback: it moves the production domains some seconds after it was asked for.
struct AliasJob {
    /// "promote" or "rollback".
    QString type;
    QString from;
    QString to;
    qint64 requestedAt = 0;
    bool fails = false;

    qint64 startsAt() const { return requestedAt + 1'200; }
    qint64 endsAt() const { return requestedAt + 4'500; }
    /// pending, in-progress, succeeded or failed.
    QString status(qint64 now) const;
    bool isOver(qint64 now) const { return now >= endsAt(); }
    QJsonObject toJson(qint64 now) const;
};

/// A project: its deployments and where its production domains point, also in the near future.
class Project
{
public:
    QString id;
    QString name;
    QString team;
    QString repository;
    QString framework = QStringLiteral("nextjs");
    QStringList domains;
    QString productionBranch = QStringLiteral("main");
    qint64 createdAt = 0;
    /// New production builds take the domains. A rollback switches this off, a promotion on again.
    bool assignsDomains = true;
    History deployments;
    std::vector<Variable> variables;
    std::optional<AliasJob> job;
    QString rollbackDescription;

    QString teamId() const;
    /// Where the production domains point; empty before the first assignment.
    QString production(qint64 now) const;
    bool hasServed(const QString &deployment, qint64 now) const;
    /// Points the production domains to a deployment from `at` on. For histories; oldest first.
    void assign(const QString &deployment, const QString &commit, qint64 at);
    /// Works out anew what the domains will do after `now`, and tells `traffic`.
    void plan(Traffic &traffic, qint64 now);
    /// When the domains will next move, and to what.
    struct Move {
        QString deployment;
        QString commit;
        qint64 at = 0;
    };
    std::optional<Move> nextMove(qint64 now) const;

    Standing standing(const Deployment &deployment, qint64 now) const;
    QString branchAlias(const QString &branch) const;
    QJsonObject toJson(qint64 now, bool withRollback) const;

private:
    QJsonArray aliasesJson(qint64 now) const;

    /// In the order of time; those after now are plans.
    std::vector<Move> m_moves;
};

} // namespace slipway::sandbox::vercel
