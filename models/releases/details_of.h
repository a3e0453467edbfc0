#pragma once

#include "releases/asking.h"
#include "releases/compare.h"
#include "releases/notes.h"
#include "releases/waiting.h"

/// What is asked for when somebody looks at a release. Private to this folder. GUI thread.
namespace slipway::releases {

using SharedHistory = std::shared_ptr<const History>;
using CommitLists = QMap<QString, QList<Commit>>;

QCoro::Task<base::Result<Details>> detailsOf(SharedBoard board, SharedHistory history, QString releaseId,
                                             std::stop_token stop);
QCoro::Task<base::Result<Span>> spanOf(SharedBoard board, QString baseSha, QString headSha, std::stop_token stop);
QCoro::Task<base::Result<Comparison>> comparisonOf(SharedBoard board, SharedHistory history, QString idA, QString idB,
                                                   std::stop_token stop);
QCoro::Task<base::Result<Waiting>> waitingIn(SharedBoard board, SharedHistory history, QString app, QString environment,
                                             std::stop_token stop);
QCoro::Task<base::Result<TagDraft>> tagFor(SharedBoard board, SharedHistory history, QString releaseId,
                                           std::stop_token stop);
QCoro::Task<CommitLists> commitsIn(SharedBoard board, SharedHistory history, QStringList releaseIds,
                                   std::stop_token stop);

/// What Sentry measured before and after a release, in windows of the same length.
struct SentryPart {
    QList<Delta> deltas;
    QList<SentryIssue> issues;
};
QCoro::Task<base::Result<SentryPart>> sentryOf(SharedBoard board, Release release, std::stop_token stop);

/// The check runs of a commit, those that did not pass first.
QCoro::Task<base::Result<QList<Check>>> checksOf(SharedBoard board, QString sha, std::stop_token stop);
/// What ran in the release's lane before it; null for the first.
const Release *previousOf(const History &history, const Release &release);
const Release *find(const History &history, const QString &releaseId);
base::Error noSuchRelease();

} // namespace slipway::releases
