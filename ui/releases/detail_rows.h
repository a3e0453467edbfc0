#pragma once

#include "health/watch.h"
#include "operations/operation.h"
#include "releases/releases.h"
#include "releases/waiting.h"
#include "releases_page/detail_words.h"
#include "releases_page/fact_list.h"

/// The words of a release's details, part by part. Pure; times are read against `now`.
namespace slipway::releases_page {

QList<FactRow> commitRows(const releases::Details &details, const Reading &reading);
/// What the files changed by, `most` of them.
QList<FactRow> fileRows(const QList<releases::FileChange> &files, qsizetype most);
/// Checks of the commit, then what was verified after the deploy; `watch` may be null.
QList<FactRow> checkRows(const releases::Details &details, const Reading &reading, const health::WatchState *watch);
QList<FactRow> migrationRows(const releases::Details &details, const Reading &reading);
QList<FactRow> sentryRows(const releases::Details &details, const Reading &reading);
QList<FactRow> machineRows(const releases::Details &details, const Reading &reading);
/// What the watch saw: its sentence and the last probes.
QList<FactRow> watchRows(const health::WatchState &watch, const Reading &reading);
/// That its deploy runs too long; nothing for no words.
QList<FactRow> slowRows(const QString &words);
/// What is merged and not live in the release's lane.
QList<FactRow> waitingRows(const releases::Waiting &waiting, const Reading &reading);
/// The steps of the operation that made the release, with times, request ids and evidence.
QList<FactRow> operationRows(const operations::Operation &operation, const Reading &reading);

/// Failing and all, for the head of the checks: "2 of 9 failing"; empty where nothing fails.
QString failingWords(const QList<FactRow> &rows);

} // namespace slipway::releases_page
