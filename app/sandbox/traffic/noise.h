#pragma once

#include <QStringView>

/// Numbers that look random and are the same for the same seed and names. Any thread.
namespace slipway::sandbox::noise {

/// Joins `seed` with a name.
quint64 mix(quint64 seed, QStringView name);
/// Joins `seed` with a number.
quint64 mix(quint64 seed, qint64 number);
/// 0 to 1, from a mixed number.
double unit(quint64 mixed);
/// −1 to 1, most often near 0.
double swing(quint64 mixed);
/// `digits` hexadecimal digits.
QString hex(quint64 mixed, int digits);
/// `length` lower-case letters and digits.
QString word(quint64 mixed, int length);

} // namespace slipway::sandbox::noise
