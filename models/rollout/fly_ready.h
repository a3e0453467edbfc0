#pragma once

#include "fly/machines.h"

#include <chrono>

/// Whether a machine that was told to start is well. Pure. Source: delivery-semantics A5.
namespace slipway::rollout {

struct Readiness {
    enum class State { Waiting, Ready, Failed };
    State state = State::Waiting;
    /// "2 of 3 checks passing".
    QString words;
};

/// How long a machine is looked at after its start before its checks count.
constexpr std::chrono::seconds smokeTime{10};

/// `upFor`: how long it has been seen started.
Readiness readinessOf(const fly::Machine &machine, std::chrono::milliseconds upFor);
/// "3 of 3 checks passing"; "no checks" where it has none.
QString checkWords(const fly::Machine &machine);

} // namespace slipway::rollout
