#include "sandbox/scenarios/large_plan.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::large {

QString applicationName(int index)
{
    const QString number = QString::number(index).rightJustified(3, u'0');
    return (index < FlyApplications ? u"svc-"_s : u"web-"_s) + number;
}

QString liveCommit(int index, const QString &environment)
{
    const QString text = applicationName(index) + u'/' + environment;
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha1).toHex());
}

QString organization()
{
    return u"big-fleet"_s;
}

} // namespace slipway::sandbox::large
