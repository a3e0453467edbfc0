#pragma once

#include "timeline/chronicle.h"

namespace slipway::timeline {

/// Time along a width of pixels. Doubles, as a minute's pixels are fractions of milliseconds when years are shown.
class Scale
{
public:
    /// Left edge, in pixels of the widget, and how wide it is.
    void place(qreal left, qreal width);
    void set(double from, double span);

    double from() const { return m_from; }
    double span() const { return m_span; }
    double until() const { return m_from + m_span; }
    qreal left() const { return m_left; }
    qreal right() const { return m_left + m_width; }
    qreal width() const { return m_width; }
    double perPixel() const { return m_span / m_width; }

    /// Far away times stay within what a painter can take.
    qreal x(Instant at) const;
    double at(qreal x) const { return m_from + (x - m_left) * perPixel(); }
    void pan(qreal pixels) { m_from += pixels * perPixel(); }
    /// The time at `x` stays there. `factor` below 1 shows less time.
    void zoom(double factor, qreal x);

    bool operator==(const Scale &) const = default;

private:
    double m_from = 0;
    double m_span = 3'600'000;
    qreal m_left = 0;
    qreal m_width = 1;
};

/// The least and the most that a width may stand for: ten minutes, thirty years.
double boundedSpan(double span);

} // namespace slipway::timeline
