#pragma once

#include "approvals/people.h"
#include "base/result.h"
#include "github/repository.h"

#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>

namespace slipway::github {
class Client;
}

namespace slipway::approvals {

/// What belongs to a question at GitHub.
struct Asking {
    std::shared_ptr<const github::Client> client;
    std::shared_ptr<const workspace::Workspace> workspace;
    github::RepositoryName repository;
    /// The token's user; empty: not known.
    QString viewer;
    QDateTime now;
};

/// The app of the workspace that a run deploys; empty where none, or more than one, could be meant.
QString appOf(const workspace::Workspace &workspace, const github::Run &run, const QList<github::Job> &jobs);
bool isHotfix(const workspace::Workspace &workspace, const QString &branch);
/// A row of the inbox. Pure.
Waiting waitingOf(const Asking &asking, const github::Run &run, const QList<github::Job> &jobs,
                  const QList<github::PendingDeployment> &pending, const std::optional<QStringList> &barsSelf);
/// The environments that forbid reviewing one's own; absent where GitHub does not say.
QCoro::Task<std::optional<QStringList>> selfBarred(Asking asking, std::stop_token stop);
/// What waits in one repository, oldest first. Errors: those of github::Client::runs.
QCoro::Task<base::Result<QList<Waiting>>> askQueue(Asking asking, std::stop_token stop);

} // namespace slipway::approvals
