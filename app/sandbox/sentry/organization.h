#pragma once

#include "sandbox/traffic/traffic.h"

#include <QJsonArray>
#include <QJsonObject>

#include <memory>
#include <optional>
#include <vector>

namespace slipway::sandbox {
class Simulation;
}

/// Sentry, simulated. Times are milliseconds since 1970, in story time.
namespace slipway::sandbox::sentry {

struct Environment {
    QString name;
    /// The traffic's service that this environment watches: a Fly app or a Vercel project.
    QString service;
};

struct Project {
    int id = 0;
    QString slug;
    QString platform;
    std::vector<Environment> environments;
    /// Sessions are reported, so crash rates exist.
    bool hasSessions = true;

    /// The services that a query for `environment` is about; all when that is empty.
    QStringList services(const QString &environment) const;
    QJsonObject toJson() const;
};

struct Deploy {
    int id = 0;
    QString environment;
    QString name;
    QString url;
    qint64 startedAt = 0;
    qint64 finishedAt = 0;

    QJsonObject toJson() const;
};

struct Release {
    int id = 0;
    QString version;
    /// The commit it was built from: its errors are those of the builds of this commit.
    QString commit;
    QString url;
    QStringList projects;
    qint64 createdAt = 0;
    std::optional<qint64> releasedAt;
    int newGroups = 0;
    int commitCount = 0;
    std::vector<Deploy> deploys;
};

/// A group of like errors. Its events are a share of the errors that its service makes.
struct Issue {
    int id = 0;
    QString shortId;
    QString title;
    QString culprit;
    QString project;
    QString service;
    QString environment;
    QString level = QStringLiteral("error");
    QString status = QStringLiteral("unresolved");
    QString substatus = QStringLiteral("ongoing");
    QString priority = QStringLiteral("medium");
    QString firstRelease;
    /// Only the builds of this commit have it; empty for all.
    QString commit;
    /// Of the service's errors, 0 to 1.
    double share = 0.1;
    qint64 firstSeen = 0;
    bool isUnhandled = true;
    QString assignee;
};

/// One organisation: what has been declared to Sentry, and what Sentry has counted.
class Organization
{
public:
    /// `simulation` outlives the organisation.
    Organization(Simulation &simulation, std::shared_ptr<Traffic> traffic, QString slug, QString name);
    Q_DISABLE_COPY_MOVE(Organization)

    Simulation &simulation() const { return m_simulation; }
    const Traffic &traffic() const { return *m_traffic; }
    const QString &slug() const { return m_slug; }
    const QString &name() const { return m_name; }
    qint64 now() const;

    Project &addProject(const QString &slug, const QString &platform);
    /// By slug or id.
    const Project *project(const QString &slugOrId) const;
    const std::vector<Project> &projects() const { return m_projects; }

    /// Declares a release; gives the existing one, and false, when it is known.
    std::pair<Release *, bool> declareRelease(const QString &version, const QStringList &projects,
                                              const QString &commit);
    Release *release(const QString &version);
    /// Oldest first.
    const std::vector<Release> &releases() const { return m_releases; }
    Deploy &addDeploy(Release &release, const QString &environment, qint64 startedAt, qint64 finishedAt);
    /// In the order of their creation, as histories need it.
    void sortReleases();

    Issue &addIssue(Issue issue);
    Issue *issue(const QString &id);
    const std::vector<Issue> &issues() const { return m_issues; }
    /// How often it has been seen between two times.
    double events(const Issue &issue, qint64 from, qint64 to) const;

private:
    Simulation &m_simulation;
    std::shared_ptr<Traffic> m_traffic;
    QString m_slug;
    QString m_name;
    std::vector<Project> m_projects;
    std::vector<Release> m_releases;
    std::vector<Issue> m_issues;
    int m_deploys = 0;
};

/// ISO 8601 in UTC, as Sentry writes times.
QString isoTime(qint64 at);

} // namespace slipway::sandbox::sentry
