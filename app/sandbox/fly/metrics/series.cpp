#include "sandbox/fly/metrics/series.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly::metrics {

namespace {

constexpr qint64 day = 86'400'000;
/// A mean over a window looks at this many moments of it.
constexpr int samples = 6;
constexpr double gibibyte = 1024.0 * 1024.0 * 1024.0;
constexpr std::array bounds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0};

/// What one instance did over a window.
struct Window {
    double requestsPerSecond = 0.0;
    double errorsPerSecond = 0.0;
    double p95Seconds = 0.0;
    double upShare = 0.0;
    qint64 at = 0;
};

struct Source {
    const Platform &platform;
    const App &app;
    const Machine &machine;
};

/// What all instances of an app share at a moment, worked out for the first of them.
struct Moment {
    std::optional<double> requestsPerSecond;
    QHash<QString, Behaviour> byBuild;
};

using Moments = std::array<Moment, samples>;

Window observe(const Source &source, qint64 from, qint64 to, Moments &moments)
{
    const Traffic &traffic = source.platform.traffic();
    const QString &id = source.machine.id;
    Window window{.at = to};
    const int count = from == to ? 1 : samples;
    for (int i = 0; i < count; ++i) {
        const qint64 at = to - (to - from) * i / count;
        const QString build = traffic.build(source.app.name, id, at);
        if (build.isEmpty())
            continue;
        Moment &moment = moments[static_cast<size_t>(i)];
        if (!moment.requestsPerSecond)
            moment.requestsPerSecond = traffic.requestRate(source.app.name, id, at);
        auto known = moment.byBuild.constFind(build);
        if (known == moment.byBuild.constEnd())
            known = moment.byBuild.insert(build, traffic.behaviour(source.app.name, id, at));
        const Behaviour &behaviour = *known;
        const double rate = *moment.requestsPerSecond;
        window.requestsPerSecond += rate;
        window.errorsPerSecond += rate * behaviour.errorShare;
        window.p95Seconds += behaviour.p95Ms / 1000.0;
        window.upShare += 1.0;
    }
    if (window.upShare > 0.0)
        window.p95Seconds /= window.upShare;
    window.requestsPerSecond /= count;
    window.errorsPerSecond /= count;
    window.upShare /= count;
    return window;
}

/// The share of requests answered within `bound` seconds. Straight through the bucket of the 95th percentile, so that
/// histogram_quantile(0.95, …) gives it back exactly.
double shareWithin(double bound, double p95)
{
    const auto upper = std::ranges::lower_bound(bounds, p95);
    const double high = upper == bounds.end() ? 2.0 * bounds.back() : *upper;
    const double low = upper == bounds.begin() ? 0.0 : *std::prev(upper);
    const double slope = std::min(0.045 / std::max(high - p95, 1e-6), 0.9 / std::max(p95 - low, 1e-6));
    const double atLow = 0.95 - slope * (p95 - low);
    if (bound <= low)
        return low > 0.0 ? atLow * bound / low : 0.0;
    if (bound <= high)
        return 0.95 + slope * (bound - p95);
    return std::min(1.0, 0.999 + 0.0001 * (bound - high));
}

using Values = std::vector<Sample>;

void addStatuses(Values &values, const Labels &labels, const Window &window)
{
    const double good = window.requestsPerSecond - window.errorsPerSecond;
    const std::array<std::pair<QString, double>, 5> shares{{{u"200"_s, good * 0.93},
                                                            {u"201"_s, good * 0.045},
                                                            {u"404"_s, good * 0.025},
                                                            {u"500"_s, window.errorsPerSecond * 0.8},
                                                            {u"503"_s, window.errorsPerSecond * 0.2}}};
    for (const auto &[status, value] : shares) {
        Labels all = labels;
        all.insert(u"status"_s, status);
        values.push_back({all, value});
    }
}

void addBuckets(Values &values, const Labels &labels, const Window &window)
{
    Labels all = labels;
    all.insert(u"status"_s, u"200"_s);
    for (const double bound : bounds) {
        all.insert(u"le"_s, QString::number(bound));
        values.push_back({all, window.requestsPerSecond * shareWithin(bound, window.p95Seconds)});
    }
    all.insert(u"le"_s, u"+Inf"_s);
    values.push_back({all, window.requestsPerSecond});
}

double cpuLoad(const Source &source, const Window &window)
{
    return std::min(0.95,
                    (0.08 + window.requestsPerSecond * window.p95Seconds * 0.03)
                        * source.platform.traffic().wobble(source.machine.id + u"/cpu"_s, window.at, 0.1));
}

/// Counters of processor time are in hundredths of a second.
void addCpu(Values &values, const Source &source, const Labels &labels, const Window &window)
{
    const double load = cpuLoad(source, window);
    const std::array<std::pair<QString, double>, 4> modes{
        {{u"user"_s, load * 0.75}, {u"system"_s, load * 0.2}, {u"iowait"_s, load * 0.05}, {u"idle"_s, 1.0 - load}}};
    for (const auto &[mode, share] : modes) {
        Labels all = labels;
        all.insert(u"mode"_s, mode);
        all.insert(u"cpu_id"_s, u"0"_s);
        values.push_back({all, window.upShare * share * 100.0});
    }
}

void addLoads(Values &values, const Source &source, const Labels &labels, const Window &window)
{
    for (const QString &minutes : {u"1"_s, u"5"_s, u"15"_s}) {
        Labels all = labels;
        all.insert(u"minutes"_s, minutes);
        values.push_back({all, cpuLoad(source, window) * 1.2});
    }
}

bool isCounter(const QString &metric)
{
    return metric.endsWith("_count"_L1) || metric.endsWith("_bucket"_L1) || metric.endsWith("_sum"_L1)
        || metric == "fly_instance_cpu"_L1 || metric == "fly_instance_cpu_throttle"_L1;
}

void addSeries(Values &values, const QString &metric, const Source &source, const Window &window)
{
    Labels labels{{u"__name__"_s, metric},
                  {u"app"_s, source.app.name},
                  {u"region"_s, source.machine.region},
                  {u"host"_s, source.machine.id.right(4)},
                  {u"instance"_s, source.machine.id}};
    const auto one = [&](double value) { values.push_back({labels, value}); };
    const double available =
        gibibyte * 0.46 * source.platform.traffic().wobble(source.machine.id + u"/memory"_s, window.at, 0.05);
    if (metric.endsWith("_http_responses_count"_L1))
        addStatuses(values, labels, window);
    else if (metric.endsWith("_response_time_seconds_bucket"_L1))
        addBuckets(values, labels, window);
    else if (metric.endsWith("_response_time_seconds_count"_L1))
        one(window.requestsPerSecond);
    else if (metric.endsWith("_response_time_seconds_sum"_L1))
        one(window.requestsPerSecond * window.p95Seconds * 0.4);
    else if (metric == "fly_app_concurrency"_L1)
        one(window.requestsPerSecond * window.p95Seconds * 0.4);
    else if (metric == "fly_instance_up"_L1)
        one(window.upShare);
    else if (metric == "fly_instance_memory_mem_total"_L1)
        one(gibibyte);
    else if (metric == "fly_instance_memory_mem_available"_L1)
        one(available);
    else if (metric == "fly_instance_memory_mem_free"_L1)
        one(available * 0.6);
    else if (metric == "fly_instance_load_average"_L1)
        addLoads(values, source, labels, window);
    else if (metric == "fly_instance_cpu"_L1)
        addCpu(values, source, labels, window);
    else if (metric == "fly_instance_cpu_throttle"_L1)
        one(0.0);
}

bool fits(const QList<Matcher> &matchers, const Labels &labels)
{
    return std::ranges::all_of(matchers,
                               [&](const Matcher &matcher) { return matcher.fits(labels.value(matcher.label)); });
}

/// The matchers that are about the app alone: they spare looking at everybody else's.
bool mayBe(const QList<Matcher> &matchers, const QString &label, const QString &value)
{
    return std::ranges::all_of(matchers,
                               [&](const Matcher &matcher) { return matcher.label != label || matcher.fits(value); });
}

Values collect(const Platform &platform, const Node &selector, qint64 from, qint64 to)
{
    Values values;
    for (const auto &[name, app] : platform.apps()) {
        if (!mayBe(selector.matchers, u"app"_s, name))
            continue;
        Moments moments;
        for (const Machine &machine : app.machines) {
            if (!mayBe(selector.matchers, u"instance"_s, machine.id))
                continue;
            const Source source{platform, app, machine};
            const Window window = observe(source, from, to, moments);
            if (window.upShare > 0.0)
                addSeries(values, selector.name, source, window);
        }
    }
    // Those of the app and the instance were asked above.
    QList<Matcher> others = selector.matchers;
    others.removeIf([](const Matcher &matcher) { return matcher.label == "app"_L1 || matcher.label == "instance"_L1; });
    std::erase_if(values, [&](const Sample &sample) { return !fits(others, sample.labels); });
    return values;
}

} // namespace

bool LabelOrder::operator()(const Labels &left, const Labels &right) const
{
    return std::lexicographical_compare(left.keyValueBegin(), left.keyValueEnd(), right.keyValueBegin(),
                                        right.keyValueEnd());
}

std::vector<Sample> select(const Platform &platform, const Node &selector, qint64 at)
{
    const qint64 moment = at - selector.offset;
    Values values = collect(platform, selector, moment, moment);
    if (isCounter(selector.name)) {
        const auto seconds = static_cast<double>(moment % day) / 1000.0;
        for (Sample &sample : values)
            sample.value *= seconds;
    }
    return values;
}

std::vector<Sample> selectMean(const Platform &platform, const Node &selector, qint64 at)
{
    const qint64 moment = at - selector.offset;
    return collect(platform, selector, moment - selector.range, moment);
}

} // namespace slipway::sandbox::fly::metrics
