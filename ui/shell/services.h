#pragma once

#include "base/clock.h"

class QSettings;

namespace slipway::refresh {
class Engine;
}

namespace slipway::theme {
class Theme;
}

namespace slipway::shell {

class AccountsPort;

/// What the window works with. All outlive it; none is null but `engine`, which may come and go with a workspace.
struct Services {
    base::Clock *clock = nullptr;
    theme::Theme *theme = nullptr;
    QSettings *settings = nullptr;
    AccountsPort *accounts = nullptr;
    refresh::Engine *engine = nullptr;
};

} // namespace slipway::shell
