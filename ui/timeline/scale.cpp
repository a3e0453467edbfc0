#include "timeline/scale.h"

#include <algorithm>

namespace slipway::timeline {

namespace {

constexpr double leastSpan = 10 * 60'000.0;
constexpr double mostSpan = 30 * 365.25 * 86'400'000.0;
constexpr qreal farAway = 1e6;

} // namespace

double boundedSpan(double span)
{
    return std::clamp(span, leastSpan, mostSpan);
}

void Scale::place(qreal left, qreal width)
{
    m_left = left;
    m_width = std::max<qreal>(1, width);
}

void Scale::set(double from, double span)
{
    m_from = from;
    m_span = boundedSpan(span);
}

qreal Scale::x(Instant at) const
{
    return std::clamp(m_left + (static_cast<double>(at) - m_from) / m_span * m_width, -farAway, farAway);
}

void Scale::zoom(double factor, qreal x)
{
    const double pivot = at(x);
    const double span = boundedSpan(m_span * factor);
    m_from = pivot - (pivot - m_from) * span / m_span;
    m_span = span;
}

} // namespace slipway::timeline
