#pragma once

#include "releases/github_index.h"

/// What a lane's releases are joined from. Private to this folder.
namespace slipway::releases {

/// A lane being joined. Refers to what its maker holds.
struct LaneFacts {
    const Evidence &evidence;
    const GitHubIndex &github;
    const workspace::App &app;
    const workspace::Place &place;
    workspace::Environment environment;
    QString environmentId;

    bool isProduction() const { return environment == workspace::Environment::Production; }
    const workspace::Workspace &workspace() const { return *evidence.workspace; }
    /// A release of this lane with nothing but its name and time.
    Release blank(const QString &id, const QDateTime &at) const;
};

QList<Release> flyReleases(const LaneFacts &lane);
QList<Release> vercelReleases(const LaneFacts &lane);
/// Attempts that the provider does not know: runs that wait at the lane's gate, or failed before they reached it.
QList<Release> githubReleases(const LaneFacts &lane, const QList<Release> &known);
QList<Mark> migrationMarks(const Evidence &evidence, const GitHubIndex &github);

/// Takes over what the run tells: number, actor, branch, title, pull requests.
void addRun(const LaneFacts &lane, Release &release, const github::Run &run);
/// Pull requests named by the title of a squash or merge commit: "Batch writes (#611)", "Merge pull request #611 from".
QList<qint64> pullsIn(const QString &title);
/// Takes over the name of the version, where a tag tells one.
void addVersion(const LaneFacts &lane, Release &release);
/// Puts the lane's releases in order: who served when, what was taken back, what is live.
void settle(const LaneFacts &lane, QList<Release> &releases);

/// An image's reference without its digest, where it has a tag: builds tag each image once.
QString imageKey(const QString &image);
/// The commit that a Sentry release was made of; empty when it tells none.
QString commitOf(const sentry::Release &release);
/// Whether two commits are the same, either of them perhaps shortened; empty ones are not.
bool isSameCommit(const QString &left, const QString &right);

} // namespace slipway::releases
