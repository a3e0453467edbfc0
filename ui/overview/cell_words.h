#pragma once

#include "overview/fleet.h"

#include <QCoreApplication>

/// What the cells of the Overview page say beyond the sentences of overview/words.h: short forms that fit a cell, and
/// tooltips. What nobody knows is an em dash. `now` is the clock's time. Any thread.
namespace slipway::overview_page {

using base::Freshness;
using base::Status;

class CellWords
{
    Q_DECLARE_TR_FUNCTIONS(CellWords)

public:
    /// "12 min", "now" under a minute, "in 9 h" for what is to come.
    static QString age(const QDateTime &since, const QDateTime &now);
    /// "38 min ago", "now".
    static QString ago(const QDateTime &since, const QDateTime &now);
    /// "as of 14:20".
    static QString asOf(const Freshness &freshness, const QDateTime &now);

    /// "6.0× errors" when at least twice the baseline, else empty.
    static QString errorFactor(const overview::Health &health);
    /// "3.1 %" after a factor, else "0.08 % errors".
    static QString errorRate(const overview::Health &health);
    /// "p95 612 ms, +24 %"; the change only from 5 % on.
    static QString latency(const overview::Health &health);
    /// What stands in the place of health that no source gives.
    static QString noHealth();

    /// "Watch 12 of 15 min".
    static QString watch(const overview::LiveRelease &release, const QDateTime &now);
    /// "0.32.0 building · 62 %".
    static QString progress(const overview::Progress &progress);

    /// "6 commits ahead", "3 ahead, 2 behind", "In step".
    static QString commits(const overview::Cell<overview::Drift> &cell);
    /// "1 migration", "no migrations", "docs only".
    static QString migrations(const overview::Drift &drift);

    /// "6 open"; an em dash for none.
    static QString openPreviews(const overview::Previews &previews);
    /// The previews that are named: those that fail when some do, else the first ones.
    static QList<overview::Previews::Preview> namedPreviews(const overview::Previews &previews);
    /// What follows their numbers: " failed", ", 2 more", or nothing.
    static QString previewTail(const overview::Previews &previews);

    /// A run's number, outcome, title, branch, start and length, for its tooltip.
    static QString run(const overview::WorkflowRow::Run &run, const QDateTime &now);

    /// Why a cell without a value has none: "Loading…", the failure's sentence, "Back at 14:58".
    static QString absence(const Freshness &freshness, const QDateTime &now);

    static QString releaseTip(const overview::Cell<overview::LiveRelease> &cell);
    static QString driftTip(const overview::Cell<overview::Drift> &cell);
    static QString previewTip(const overview::Cell<overview::Previews> &cell);
};

/// Whether values must be dimmed: nobody vouches for them, or they are over two minutes old.
bool isOld(const Freshness &freshness, const QDateTime &now);
/// At least twice the errors of the time before.
bool hasManyErrors(const overview::Health &health);
/// How much of the watch after a deploy has passed, 0..1; absent when it is over or there is none.
std::optional<double> watchShare(const overview::LiveRelease &release, const QDateTime &now);
/// The worst of the open previews; Unknown for none.
Status worstPreview(const overview::Previews &previews);

} // namespace slipway::overview_page
