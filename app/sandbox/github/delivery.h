#pragma once

#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <vector>

namespace slipway::sandbox::github {

struct Environment {
    qint64 id = 0;
    QString name;
    QDateTime created;
    QDateTime updated;
    int waitMinutes = 0;
    /// Logins of those who may approve; empty: nobody needs to.
    QStringList reviewers;
    bool preventsSelfReview = false;
    /// "": any branch; "protected"; "custom".
    QString branchPolicy;
    QList<std::pair<qint64, QString>> branchPatterns;
};

struct DeploymentStatus {
    qint64 id = 0;
    QString state;
    QString description;
    QString logUrl;
    QString environmentUrl;
    QString creator;
    QDateTime at;
};

struct Deployment {
    qint64 id = 0;
    QString sha;
    QString ref;
    QString environment;
    QString creator;
    QString description;
    QString task = QStringLiteral("deploy");
    QJsonObject payload;
    QDateTime created;
    /// The run that it belongs to; 0 for one that somebody made through the API.
    qint64 run = 0;
    /// Oldest first.
    QList<DeploymentStatus> statuses;
};

/// The deployments of one repository, in the order they were made.
class Deployments
{
public:
    Deployment &add(Deployment deployment);
    Deployment *deployment(qint64 id);
    const std::vector<Deployment> &all() const { return m_all; }
    /// Positions of an environment's deployments.
    const QList<int> &of(const QString &environment) const;

private:
    std::vector<Deployment> m_all;
    QHash<qint64, int> m_positions;
    QHash<QString, QList<int>> m_ofEnvironment;
};

struct Release {
    qint64 id = 0;
    QString tag;
    QString name;
    QString body;
    QString target;
    QString author;
    QDateTime created;
    QDateTime published;
    bool isDraft = false;
    bool isPrerelease = false;
};

/// A check that no job of Actions made.
struct Check {
    qint64 id = 0;
    QString name;
    QString conclusion;
    QDateTime started;
    QDateTime completed;
    QString title;
    QString summary;
};

} // namespace slipway::sandbox::github
