#include "sandbox/core/random.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace slipway::sandbox {

Random Random::named(quint64 seed, QStringView name)
{
    const QByteArray digest =
        QCryptographicHash::hash(QByteArray::number(seed) + '/' + name.toUtf8(), QCryptographicHash::Sha256);
    return Random(qFromBigEndian<quint64>(digest.constData()));
}

double Random::around(double mean, double deviation)
{
    // Four even draws come near enough to a bell, and never run far off.
    double sum = -2.0;
    for (int i = 0; i < 4; ++i)
        sum += unit();
    return mean + sum * deviation * 1.732;
}

QString Random::hex(int digits)
{
    QString text;
    while (text.size() < digits)
        text += QString::number(next(), 16).rightJustified(16, u'0');
    return text.first(digits);
}

QByteArray Random::word(int length)
{
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    QByteArray text;
    for (int i = 0; i < length; ++i)
        text.append(letters[below(sizeof letters - 1)]);
    return text;
}

} // namespace slipway::sandbox
