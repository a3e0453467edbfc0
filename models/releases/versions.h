#pragma once

#include "workspace/workspace.h"

#include <QMap>

namespace slipway::releases {

/// Whether the left version comes before the right by semantic versioning's order, pre-releases before what they lead
/// to. Words that are no versions come first.
bool isOlderVersion(const QString &left, const QString &right);
/// The app's version at a commit, and the tag that says so; both empty where no tag does. Where a commit has several, a
/// release candidate is what staging runs, and the final version what production runs.
struct TaggedVersion {
    QString version;
    QString tag;
};
TaggedVersion versionAt(const workspace::App &app, const QMap<QString, QStringList> &tagsBySha, const QString &sha,
                        bool isProduction);

} // namespace slipway::releases
