#pragma once

#include "sandbox/core/service.h"

namespace slipway::sandbox {

/// The port by which a test, or a person with curl, moves the sandbox. Needs no token.
///
/// GET /status; GET /ledger (?effect=, ?subject=); GET, POST, DELETE /faults and DELETE /faults/{id};
/// POST /clock {"advance": ms}; GET, POST, DELETE /expect; GET /workspace; POST /stop.
/// What does not fit is 400 {"error": sentence}.
class Control final : public Service
{
public:
    /// `status` gives what GET /status adds; `stop` is called once POST /stop has been answered.
    struct Hooks {
        std::function<QJsonObject()> status;
        std::function<QByteArray()> workspace;
        std::function<void()> stop;
    };
    Control(Simulation &simulation, Hooks hooks);

    bool isSimulated() const override { return false; }

protected:
    std::optional<Reply> refuse(const Call &call) const override;
    Reply error(int status, const QString &message) const override;

private:
    void routeFaults();
    void routeExpectations();
    Reply status() const;
    Reply ledger(const Call &call) const;
    Reply addFaults(const Call &call);
    Reply moveClock(const Call &call);
    Reply addExpectations(const Call &call);

    Hooks m_hooks;
};

} // namespace slipway::sandbox
