#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <random>

namespace slipway::sandbox {

/// Chance that repeats itself: the same seed gives the same numbers on every machine.
class Random
{
public:
    explicit Random(quint64 seed)
        : m_engine(seed)
    { }
    /// A stream of its own for `name`, so that more numbers drawn in one place move none elsewhere.
    static Random named(quint64 seed, QStringView name);

    quint64 next() { return m_engine(); }
    /// 0 ≤ result < `end`; `end` is above 0.
    int below(int end) { return static_cast<int>(next() % static_cast<quint64>(end)); }
    /// `low` ≤ result ≤ `high`.
    int between(int low, int high) { return low + below(high - low + 1); }
    /// 0 ≤ result < 1.
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double probability) { return unit() < probability; }
    /// Near `mean`, within about ±2.4 `deviation`.
    double around(double mean, double deviation);
    /// `digits` hexadecimal digits.
    QString hex(int digits);
    /// `length` letters and digits.
    QByteArray word(int length);

    template<typename T>
    const T &pick(const QList<T> &list)
    {
        return list.at(below(static_cast<int>(list.size())));
    }

private:
    std::mt19937_64 m_engine;
};

} // namespace slipway::sandbox
