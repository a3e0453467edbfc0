#include "fly/changes.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway::fly {

using base::json::Object;

Lease readLease(const Object &object)
{
    const auto envelope = object.maybeObject("data"_L1);
    const Object &data = envelope ? *envelope : object;
    Lease lease;
    lease.nonce = data.maybeText("nonce"_L1).value_or(QString());
    lease.owner = data.maybeText("owner"_L1).value_or(QString());
    lease.description = data.maybeText("description"_L1).value_or(QString());
    lease.expiresAt = QDateTime::fromSecsSinceEpoch(data.integer("expires_at"_L1), QTimeZone::UTC);
    lease.version = data.maybeText("version"_L1).value_or(QString());
    return lease;
}

Volume readVolume(const Object &object)
{
    return {object.text("id"_L1), object.maybeText("name"_L1).value_or(QString()),
            object.maybeText("region"_L1).value_or(QString()), object.maybeText("state"_L1).value_or(QString()),
            object.maybeText("attached_machine_id"_L1).value_or(QString())};
}

} // namespace slipway::fly
