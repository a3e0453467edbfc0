#include "sandbox/traffic/traffic.h"

#include "sandbox/traffic/noise.h"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 day = 24 * 60 * minute;
/// A sum over a span looks at a moment in each so long, but at no fewer and no more of them than this.
constexpr qint64 betweenSamples = 30 * minute;
constexpr qint64 fewestSamples = 4;
constexpr qint64 mostSamples = 96;

/// 1 at the busiest hour (14:00 UTC), 0.4 in the middle of the night.
double dailyCurve(qint64 at)
{
    const double hour = static_cast<double>(at % day) / static_cast<double>(60 * minute);
    return 0.7 + 0.3 * std::cos((hour - 14.0) / 24.0 * 2.0 * std::numbers::pi);
}

template<typename Value>
double integral(qint64 from, qint64 to, Value perSecond)
{
    if (to <= from)
        return 0.0;
    const qint64 samples = std::clamp((to - from) / betweenSamples, fewestSamples, mostSamples);
    const double step = static_cast<double>(to - from) / static_cast<double>(samples);
    double sum = 0.0;
    for (qint64 i = 0; i < samples; ++i)
        sum += perSecond(from + static_cast<qint64>((static_cast<double>(i) + 0.5) * step));
    return sum * step / 1000.0;
}

} // namespace

Traffic::Traffic(quint64 seed, qint64 storyStart)
    : m_seed(seed)
    , m_storyStart(storyStart)
{ }

void Traffic::addService(const QString &service, double requestsPerSecond, const Behaviour &usual)
{
    Service &entry = m_services[service];
    entry.requestsPerSecond = requestsPerSecond;
    entry.usual = usual;
}

void Traffic::describe(const QString &service, const QString &build, const Behaviour &behaviour)
{
    m_services[service].builds.insert(build, behaviour);
}

void Traffic::serves(const QString &service, const QString &instance, const QString &build, qint64 from)
{
    std::vector<Step> &steps = m_services[service].instances[instance];
    std::erase_if(steps, [from](const Step &step) { return step.from >= from; });
    steps.push_back({from, build});
}

void Traffic::revoke(const QString &service, const QString &instance, qint64 after)
{
    std::erase_if(m_services[service].instances[instance], [after](const Step &step) { return step.from > after; });
}

const Traffic::Service *Traffic::find(const QString &service) const
{
    const auto found = m_services.constFind(service);
    return found == m_services.cend() ? nullptr : &*found;
}

QString Traffic::buildAt(const std::vector<Step> &steps, qint64 at)
{
    const auto next = std::ranges::upper_bound(steps, at, {}, &Step::from);
    return next == steps.begin() ? QString() : std::prev(next)->build;
}

bool Traffic::isRunning(const std::vector<Step> &steps, const QString &build, qint64 at)
{
    const QString running = buildAt(steps, at);
    return !running.isEmpty() && (build.isEmpty() || running == build);
}

int Traffic::upCount(const Service &service, qint64 at)
{
    return static_cast<int>(std::ranges::count_if(
        service.instances, [at](const auto &entry) { return !buildAt(entry.second, at).isEmpty(); }));
}

Behaviour Traffic::described(const Service &service, const QString &build) const
{
    return service.builds.value(build, service.usual);
}

QStringList Traffic::instances(const QString &service) const
{
    QStringList names;
    if (const Service *entry = find(service)) {
        for (const auto &[name, steps] : entry->instances)
            names.append(name);
    }
    return names;
}

QString Traffic::build(const QString &service, const QString &instance, qint64 at) const
{
    const Service *entry = find(service);
    if (!entry)
        return {};
    const auto found = entry->instances.find(instance);
    return found == entry->instances.end() ? QString() : buildAt(found->second, at);
}

bool Traffic::isUp(const QString &service, const QString &instance, qint64 at) const
{
    return !build(service, instance, at).isEmpty();
}

double Traffic::requestRate(const QString &service, qint64 at) const
{
    const Service *entry = find(service);
    if (!entry || upCount(*entry, at) == 0)
        return 0.0;
    return entry->requestsPerSecond * dailyCurve(at) * wobble(service + u"/requests"_s, at, 0.08);
}

double Traffic::requestRate(const QString &service, const QString &instance, qint64 at) const
{
    const Service *entry = find(service);
    if (!entry || !isUp(service, instance, at))
        return 0.0;
    return requestRate(service, at) / upCount(*entry, at);
}

Behaviour Traffic::behaviour(const QString &service, const QString &instance, qint64 at) const
{
    const Service *entry = find(service);
    if (!entry)
        return {};
    Behaviour result = described(*entry, build(service, instance, at));
    result.errorShare = std::min(1.0, result.errorShare * wobble(service + u"/errors"_s, at, 0.15));
    result.p95Ms *= wobble(service + u"/p95"_s, at, 0.04);
    result.lcpMs *= wobble(service + u"/lcp"_s, at, 0.02);
    return result;
}

Behaviour Traffic::behaviour(const QString &service, qint64 at) const
{
    const Service *entry = find(service);
    if (!entry)
        return {};
    Behaviour sum{.errorShare = 0.0, .p95Ms = 0.0, .lcpMs = 0.0};
    int up = 0;
    for (const auto &[name, steps] : entry->instances) {
        if (buildAt(steps, at).isEmpty())
            continue;
        const Behaviour one = behaviour(service, name, at);
        sum.errorShare += one.errorShare;
        sum.p95Ms += one.p95Ms;
        sum.lcpMs += one.lcpMs;
        ++up;
    }
    if (up == 0)
        return entry->usual;
    return {.errorShare = sum.errorShare / up, .p95Ms = sum.p95Ms / up, .lcpMs = sum.lcpMs / up};
}

double Traffic::piecewise(const Service &service, qint64 from, qint64 to,
                          const std::function<double(qint64)> &perSecond)
{
    // Between two deployments all is smooth; across one, a few moments could miss it.
    std::vector<qint64> borders{from, std::max(from, to)};
    for (const auto &[name, steps] : service.instances) {
        for (const Step &step : steps) {
            if (step.from > from && step.from < to)
                borders.push_back(step.from);
        }
    }
    std::ranges::sort(borders);
    double sum = 0.0;
    for (size_t i = 1; i < borders.size(); ++i)
        sum += integral(borders[i - 1], borders[i], perSecond);
    return sum;
}

double Traffic::errors(const QString &service, qint64 from, qint64 to, const QString &build) const
{
    const Service *entry = find(service);
    if (!entry)
        return 0.0;
    return piecewise(*entry, from, to, [&](qint64 at) {
        double sum = 0.0;
        for (const auto &[name, steps] : entry->instances) {
            if (isRunning(steps, build, at))
                sum += requestRate(service, name, at) * behaviour(service, name, at).errorShare;
        }
        return sum;
    });
}

double Traffic::requests(const QString &service, qint64 from, qint64 to, const QString &build) const
{
    const Service *entry = find(service);
    if (!entry)
        return 0.0;
    return piecewise(*entry, from, to, [&](qint64 at) {
        double sum = 0.0;
        for (const auto &[name, steps] : entry->instances) {
            if (isRunning(steps, build, at))
                sum += requestRate(service, name, at);
        }
        return sum;
    });
}

double Traffic::wobble(const QString &name, qint64 at, double amplitude) const
{
    const qint64 slot = at / minute;
    const auto distance = static_cast<double>(std::abs(at - m_storyStart)) / static_cast<double>(10 * minute);
    return 1.0 + amplitude * std::min(1.0, distance) * noise::swing(noise::mix(noise::mix(m_seed, name), slot));
}

} // namespace slipway::sandbox
