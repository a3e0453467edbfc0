#pragma once

#include "sandbox/fly/service.h"

namespace slipway::sandbox::fly {

/// The Machines API, `https://api.machines.dev`: paths below /v1.
class MachinesApi final : public FlyService
{
public:
    MachinesApi(std::shared_ptr<Platform> platform, Tokens tokens);

protected:
    bool isForEveryToken(const Call &call) const override;

private:
    using AppHandler = Reply (MachinesApi::*)(const Call &, App &);
    using MachineHandler = Reply (MachinesApi::*)(const Call &, App &, Machine &);

    /// Registers a handler for an app; 404 and 429 are dealt with before it. `action` names the limit it counts
    /// against.
    void forApp(const QByteArray &method, const QString &path, const QString &action, AppHandler handler);
    void forMachine(const QByteArray &method, const QString &path, const QString &action, MachineHandler handler);
    /// The same, for what changes a machine: 409 unless the call holds the machine's lease.
    void forLeased(const QByteArray &method, const QString &path, const QString &action, MachineHandler handler);
    void addMachineRoute(const QByteArray &method, const QString &path, const QString &action, MachineHandler handler,
                         bool needsLease);
    void addAppRoutes();
    void addMachineRoutes();
    void addMetadataRoutes();
    void addSecretRoutes();
    std::optional<Reply> limit(const QString &action, const QString &subject);
    std::optional<Reply> leaseConflict(const Call &call, const Machine &machine) const;

    Reply listApps(const Call &call);
    Reply showApp(const Call &call, App &app);
    Reply listOrganizationMachines(const Call &call);
    Reply currentTokens(const Call &call);
    Reply regions(const Call &call);
    Reply listMachines(const Call &call, App &app);
    Reply createMachine(const Call &call, App &app);
    Reply listVolumes(const Call &call, App &app);

    Reply showMachine(const Call &call, App &app, Machine &machine);
    Reply updateMachine(const Call &call, App &app, Machine &machine);
    Reply destroyMachine(const Call &call, App &app, Machine &machine);
    Reply start(const Call &call, App &app, Machine &machine);
    Reply stop(const Call &call, App &app, Machine &machine);
    Reply suspend(const Call &call, App &app, Machine &machine);
    Reply restart(const Call &call, App &app, Machine &machine);
    Reply cordon(const Call &call, App &app, Machine &machine);
    Reply uncordon(const Call &call, App &app, Machine &machine);
    Reply events(const Call &call, App &app, Machine &machine);
    Reply versions(const Call &call, App &app, Machine &machine);
    void wait(const Call &call, const Answer &answer);

    Reply showLease(const Call &call, App &app, Machine &machine);
    Reply takeLease(const Call &call, App &app, Machine &machine);
    Reply releaseLease(const Call &call, App &app, Machine &machine);

    Reply metadata(const Call &call, App &app, Machine &machine);
    Reply replaceMetadata(const Call &call, App &app, Machine &machine);
    Reply metadataValue(const Call &call, App &app, Machine &machine);
    Reply setMetadataValue(const Call &call, App &app, Machine &machine);
    Reply removeMetadataValue(const Call &call, App &app, Machine &machine);

    Reply listSecrets(const Call &call, App &app);
    Reply setSecrets(const Call &call, App &app);
    Reply showSecret(const Call &call, App &app);
    Reply setSecret(const Call &call, App &app);
    Reply removeSecret(const Call &call, App &app);
};

} // namespace slipway::sandbox::fly
