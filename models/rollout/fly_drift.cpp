#include "rollout/fly_drift.h"

#include <QCoreApplication>
#include <QJsonValue>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlyDrift)
};

/// Written by every deploy, so another one each time.
const QSet<QString> &volatileKeys()
{
    static const QSet<QString> keys{u"image"_s, u"metadata"_s, u"env"_s, u"guest"_s};
    return keys;
}

QStringList keysOf(const QJsonObject &one, const QJsonObject &other)
{
    QStringList keys = one.keys() + other.keys();
    keys.removeDuplicates();
    keys.sort();
    return keys;
}

QStringList environmentDrift(const QJsonObject &then, const QJsonObject &now)
{
    QStringList lines;
    const QStringList keys = keysOf(then, now);
    for (const QString &key : keys) {
        if (!then.contains(key))
            lines.append(Words::tr("Environment variable %1 was not set then, and stays.").arg(key));
        else if (!now.contains(key))
            lines.append(Words::tr("Environment variable %1 was set then, and stays away.").arg(key));
        else if (then.value(key) != now.value(key))
            lines.append(Words::tr("Environment variable %1 had another value then; today’s stays.").arg(key));
    }
    return lines;
}

QString sizeOf(const QJsonObject &guest)
{
    return Words::tr("%1 × %2 CPU, %3 MB")
        .arg(guest.value("cpus"_L1).toInt())
        .arg(guest.value("cpu_kind"_L1).toString())
        .arg(guest.value("memory_mb"_L1).toInt());
}

} // namespace

QStringList configDrift(const QJsonObject &then, const QJsonObject &now)
{
    if (then.isEmpty() || now.isEmpty())
        return {};
    QStringList lines = environmentDrift(then.value("env"_L1).toObject(), now.value("env"_L1).toObject());
    const QJsonObject guestThen = then.value("guest"_L1).toObject();
    const QJsonObject guestNow = now.value("guest"_L1).toObject();
    if (!guestThen.isEmpty() && guestThen != guestNow)
        lines.append(Words::tr("Machines had %1 then; they stay at %2.").arg(sizeOf(guestThen), sizeOf(guestNow)));
    const QStringList keys = keysOf(then, now);
    for (const QString &key : keys) {
        if (!volatileKeys().contains(key) && then.value(key) != now.value(key))
            lines.append(Words::tr("“%1” of the machines’ config was another then; today’s stays.").arg(key));
    }
    return lines;
}

QStringList changedSecrets(const QList<fly::SecretName> &secrets, const QDateTime &when)
{
    QStringList names;
    for (const fly::SecretName &secret : secrets) {
        if (when.isValid() && secret.updatedAt && *secret.updatedAt > when)
            names.append(secret.name);
    }
    names.sort();
    return names;
}

} // namespace slipway::rollout
