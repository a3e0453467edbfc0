#pragma once

#include "sandbox/github/world.h"

namespace slipway::sandbox::github {

/// github.com: the OAuth device flow, and the storage that logs and artifacts are redirected to.
///
/// The device flow's person agrees after a few seconds of story time. The storage answers 403 after a link's minute,
/// and 400 to whoever brings a token that was not meant for it.
class Web final : public Service
{
public:
    Web(Simulation &simulation, std::shared_ptr<World> world);

    bool isRecorded(const Call &call) const override;
    void listening(const QString &origin) override { m_world->web = origin; }

protected:
    std::optional<Reply> refuse(const Call &) const override { return std::nullopt; }
    Reply error(int status, const QString &message) const override;

private:
    struct Device {
        QDateTime created;
        QDateTime asked;
        int interval = 5;
        QString scope;
    };
    Reply beginDevice(const Call &call);
    Reply pollDevice(const Call &call);
    void serveStorage(const QString &below, Reply (*give)(const Call &, World &));

    std::shared_ptr<World> m_world;
    Random m_random;
    std::map<QString, Device> m_devices;
};

} // namespace slipway::sandbox::github
