#pragma once

#include "base/status.h"
#include "widgets/environment_badge.h"

#include <QKeySequence>
#include <QString>

#include <functional>
#include <optional>

namespace slipway::shell {

/// Something the command palette can find.
struct PaletteEntry {
    enum class Group { Commands, GoTo, Runs, Settings };

    /// Stable, unique over all sources; how the palette remembers what was used lately.
    QString id;
    Group group = Group::GoTo;
    QString icon;
    /// Colours the icon; without one it is neutral.
    std::optional<base::Status> tone;
    QString title;
    /// In grey behind the title: "v43 → v42".
    QString detail;
    /// What Enter does, in a sentence.
    QString does;
    QKeySequence keys;
    std::optional<widgets::Environment> environment;
    /// Waits for a person: comes first as long as nothing is asked for.
    bool isPressing = false;
    std::function<void()> run;
};

/// Asked each time the palette opens; returns what there is now.
using PaletteSource = std::function<QList<PaletteEntry>()>;

} // namespace slipway::shell
