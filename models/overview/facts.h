#pragma once

#include "overview/fleet.h"

#include <QMap>
#include <QStringList>

/// What the sources said, reduced to what the Overview page needs: plain values that are kept over the program's end.
namespace slipway::overview {

/// What one question to a provider gave, and how far to trust it.
template<typename T>
struct Fact {
    std::optional<T> value;
    base::Freshness freshness;
    bool operator==(const Fact &) const = default;
};

template<typename T>
using Facts = QMap<QString, Fact<T>>;

/// A workflow run.
struct RunFact {
    WorkflowRow::Run run;
    /// File name of its workflow, without folder.
    QString file;
    QString workflow;
    QString sha;
    QString event;
    QString actor;
    QString commitTitle;
    QString commitAuthor;
    QDateTime createdAt;
    bool operator==(const RunFact &) const = default;
};

/// What a run that is not over waits for or does.
struct ActiveRun {
    /// The environments at whose gates it waits for a person; empty when it waits for none.
    QStringList environments;
    bool canApprove = false;
    /// When the first of these gates began to wait; invalid until known.
    QDateTime waitingSince = {};
    /// What it would ship against the production branch; absent until known.
    std::optional<qint64> files;
    qint64 additions = 0;
    qint64 deletions = 0;
    /// The job at work.
    QString job;
    bool operator==(const ActiveRun &) const = default;
};

/// A workflow's file: its name and, in words, what starts it.
struct WorkflowFile {
    QString name;
    QString trigger;
    QString triggerBrief;
    bool operator==(const WorkflowFile &) const = default;
};

/// The numbers of the open pull requests.
struct OpenPulls {
    QList<qint64> numbers;
    bool operator==(const OpenPulls &) const = default;
};

/// The repository's tags by the commit they stand on.
struct Tags {
    QMap<QString, QStringList> bySha;
    bool operator==(const Tags &) const = default;
};

/// How far two commits are apart.
struct DriftFact {
    QString production;
    QString staging;
    Drift drift;
    bool operator==(const DriftFact &) const = default;
};

/// When each secret of a place was last written, by name.
struct SecretAges {
    QMap<QString, QDateTime> updatedAt;
    bool operator==(const SecretAges &) const = default;
};

/// One rule of slipway.yaml that a branch's protection does not keep.
struct RuleDrift {
    /// The key of slipway.yaml: "signed-commits".
    QString rule;
    QString expected;
    QString actual;
    /// When we first saw it.
    QDateTime seenAt;
    bool operator==(const RuleDrift &) const = default;
};

struct BranchFact {
    QList<RuleDrift> drift;
    bool operator==(const BranchFact &) const = default;
};

/// A Fly.io app.
struct FlyFacts {
    LiveRelease release;
    qint64 machines = 0;
    /// Machines that run the newest release.
    qint64 onNewest = 0;
    /// The release that the others run: "v54"; empty when there are no others.
    QString olderVersion;
    bool isCanary = false;
    bool isRollingOut = false;
    qint64 checks = 0;
    qint64 failingChecks = 0;
    QDateTime failingSince;
    bool operator==(const FlyFacts &) const = default;
};

/// A build on its way to production.
struct Deploying {
    QString commit;
    QDateTime startedAt;
    /// How long such builds took; absent when there were none.
    std::optional<milliseconds> usual;
    QUrl page;
    bool operator==(const Deploying &) const = default;
};

/// A Vercel project.
struct VercelFacts {
    std::optional<LiveRelease> production;
    /// The newest finished deployment of each branch.
    QMap<QString, LiveRelease> branches;
    Previews previews;
    std::optional<Deploying> deploying;
    /// Short commit of a production build that failed after what is live; empty for none.
    QString failedBuild;
    /// Domains are held by an instant roll-back.
    bool isRolledBack = false;
    bool operator==(const VercelFacts &) const = default;
};

/// Everything known, by what was asked. The empty key stands for the repository as a whole.
struct Snapshot {
    Facts<QList<RunFact>> runs;
    /// By run id.
    Facts<ActiveRun> activeRuns;
    /// By file name.
    Facts<WorkflowFile> workflowFiles;
    Facts<Tags> tags;
    Facts<OpenPulls> pulls;
    /// By app id.
    Facts<DriftFact> drift;
    /// By place as slipway.yaml writes it: "github:production".
    Facts<SecretAges> secrets;
    /// By branch.
    Facts<BranchFact> branches;
    /// By Fly.io app.
    Facts<FlyFacts> fly;
    /// By Vercel project.
    Facts<VercelFacts> vercel;
    /// By app id: how users fare in production, as Fly.io's metrics and Sentry's sessions tell.
    Facts<Health> flyHealth;
    Facts<Health> sentryHealth;
    bool operator==(const Snapshot &) const = default;
};

} // namespace slipway::overview
