#pragma once

#include "sandbox/github/repository.h"

#include <QJsonArray>
#include <QJsonObject>

namespace slipway::sandbox::github {

/// The state in GitHub's own JSON, with every member that its description requires.
/// Sources: the schemas of GitHub's REST description, version 2022-11-28.
class Shapes
{
public:
    /// `api` and `web` are origins, as in "http://127.0.0.1:4001".
    Shapes(const State &state, QString api, QString web, QDateTime now);

    QJsonObject user(const QString &login) const;
    QJsonObject privateUser(const QString &login) const;
    QJsonObject organization() const;
    QJsonObject minimalRepository(const Repository &repository) const;
    QJsonObject repository(const Repository &repository) const;
    QJsonObject fullRepository(const Repository &repository) const;

    QJsonObject branch(const Repository &repository, const QString &name, const QString &sha) const;
    QJsonObject branchWithProtection(const Repository &repository, const QString &name, const Commit &commit) const;
    QJsonObject tag(const Repository &repository, const QString &name, const QString &sha) const;
    QJsonObject commit(const Repository &repository, const Commit &commit, bool withFiles = false) const;
    QJsonObject gitCommit(const Repository &repository, const Commit &commit) const;
    QJsonObject reference(const Repository &repository, const QString &name, const QString &sha) const;
    QJsonObject file(const Repository &repository, const FileChange &change, const QString &sha) const;
    QJsonObject comparison(const Repository &repository, const QString &range, const Comparison &comparison,
                           qsizetype page, qsizetype perPage) const;
    QJsonObject content(const Repository &repository, const QString &path, const QString &blob, const QByteArray &bytes,
                        const QString &ref) const;
    QJsonObject pull(const Repository &repository, const Pull &pull, bool withDetails = false) const;
    QJsonObject pullReview(const Repository &repository, const Pull &pull, const PullReview &review) const;

    QJsonObject workflow(const Repository &repository, const Workflow &workflow) const;
    QJsonObject run(const Repository &repository, const Run &run, const Attempt &attempt) const;
    QJsonObject job(const Repository &repository, const Run &run, const Attempt &attempt, const Job &job) const;
    QJsonObject artifact(const Repository &repository, const Run &run, const Artifact &artifact) const;
    QJsonObject checkOfJob(const Repository &repository, const Run &run, const Job &job) const;
    QJsonObject check(const Repository &repository, const QString &sha, const Check &check) const;

    QJsonObject environment(const Repository &repository, const Environment &environment) const;
    QJsonObject pendingDeployment(const Repository &repository, const Environment &environment, bool canApprove) const;
    QJsonObject approval(const Repository &repository, const Approval &approval) const;
    QJsonObject deployment(const Repository &repository, const Deployment &deployment) const;
    QJsonObject deploymentStatus(const Repository &repository, const Deployment &deployment,
                                 const DeploymentStatus &status) const;
    QJsonObject release(const Repository &repository, const Release &release) const;
    QJsonObject protection(const Repository &repository, const QString &branch, const Protection &protection) const;
    QJsonObject signatures(const Repository &repository, const QString &branch, const Protection &protection) const;

    QString repositoryUrl(const Repository &repository) const;
    QString repositoryPage(const Repository &repository) const;
    const State &state() const { return m_state; }
    const QDateTime &now() const { return m_now; }

private:
    QJsonObject person(const QString &login, const QDateTime &at) const;
    /// What only the single form of a pull request has.
    void addDetails(const Repository &repository, const Pull &pull, QJsonObject &object) const;
    QJsonObject pullEnd(const Repository &repository, const QString &branch, const QString &sha) const;

    const State &m_state;
    QString m_api;
    QString m_web;
    QDateTime m_now;
    /// A page of runs shows the same repository and people two hundred times.
    mutable QHash<QString, QJsonObject> m_users;
    mutable QHash<qint64, QJsonObject> m_minimal;
};

/// GitHub's opaque global id.
QString nodeId(const QString &type, qint64 id);
/// "2024-03-21T14:32:00Z"; null for an invalid time.
QJsonValue timeValue(const QDateTime &time);
/// The text; null when empty.
QJsonValue textOrNull(const QString &text);

} // namespace slipway::sandbox::github
