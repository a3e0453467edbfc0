#pragma once

#include "canvas/picture.h"
#include "runs/live_graph.h"

#include <QHash>
#include <QSet>

namespace slipway::run_pages {

/// A run as the canvas draws it, and what each row stands for.
struct RunPicture {
    canvas::Picture picture;
    /// By card: the numbers of its steps as GitHub counts them, 0 for planned ones; in the order of the rows.
    QHash<QString, QList<qint64>> steps;

    qint64 stepAt(const canvas::Spot &spot) const;
    canvas::Spot spotOf(const QString &node, qint64 step) const;
};

/// `closed`: ids of groups that are shown without their inside, of jobs without their steps. Pure.
RunPicture drawRun(const runs::LiveGraph &graph, const QSet<QString> &closed, const QDateTime &now);

/// Groups with so many jobs that they are better begun closed.
QSet<QString> largeGroups(const runs::LiveGraph &graph);

} // namespace slipway::run_pages
