#pragma once

#include "overview/facts.h"

namespace slipway::workspace {
struct App;
}

namespace slipway::overview {

/// The app's version at a commit, by its tags there: a final version before a pre-release, else the highest. `commit`
/// may be shortened. Empty when no tag of the app stands on it.
QString versionAt(const workspace::App &app, const Facts<Tags> &tags, const QString &commit);

} // namespace slipway::overview
