#include "sandbox/traffic/noise.h"

#include <QString>

namespace slipway::sandbox::noise {

namespace {

/// The finaliser of SplitMix64: neighbouring numbers come out unlike.
quint64 scramble(quint64 value)
{
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

QString digits(quint64 mixed, int length, QStringView alphabet)
{
    QString text;
    text.reserve(length);
    const auto base = static_cast<quint64>(alphabet.size());
    for (int i = 0; i < length; ++i)
        text.append(alphabet.at(static_cast<qsizetype>(scramble(mixed + static_cast<quint64>(i)) % base)));
    return text;
}

} // namespace

quint64 mix(quint64 seed, QStringView name)
{
    quint64 value = scramble(seed);
    for (const QChar letter : name)
        value = (value ^ letter.unicode()) * 0x100000001b3ULL;
    return scramble(value);
}

quint64 mix(quint64 seed, qint64 number)
{
    return scramble(seed ^ scramble(static_cast<quint64>(number)));
}

double unit(quint64 mixed)
{
    return static_cast<double>(scramble(mixed) >> 11) * 0x1.0p-53;
}

double swing(quint64 mixed)
{
    return (unit(mixed) + unit(mixed + 1) + unit(mixed + 2) - 1.5) / 1.5;
}

QString hex(quint64 mixed, int length)
{
    return digits(mixed, length, u"0123456789abcdef");
}

QString word(quint64 mixed, int length)
{
    return digits(mixed, length, u"abcdefghijklmnopqrstuvwxyz0123456789");
}

} // namespace slipway::sandbox::noise
