#include "sandbox/fly/metrics/evaluate.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly::metrics {

namespace {

using Samples = std::vector<Sample>;
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

class Evaluator
{
public:
    Evaluator(const Platform &platform, qint64 at)
        : m_platform(platform)
        , m_at(at)
    { }

    base::Result<Value> value(const Node &node) const
    {
        switch (node.kind) {
        case Node::Kind::Number: return node.number;
        case Node::Kind::Selector: return select(m_platform, node, m_at);
        case Node::Kind::Call: return call(node);
        case Node::Kind::Aggregate: return aggregate(node);
        case Node::Kind::Binary: return binary(node);
        }
        return notANumber;
    }

private:
    base::Result<Value> call(const Node &node) const;
    base::Result<Value> overRange(const Node &node) const;
    base::Result<Value> aggregate(const Node &node) const;
    base::Result<Value> binary(const Node &node) const;

    const Platform &m_platform;
    qint64 m_at;
};

base::Error unsupported(const QString &what)
{
    return base::makeError(base::Error::Kind::InvalidInput, u"unknown function or wrong arguments: %1"_s.arg(what));
}

double compute(const QString &sign, double left, double right)
{
    if (sign == "+"_L1)
        return left + right;
    if (sign == "-"_L1)
        return left - right;
    if (sign == "*"_L1)
        return left * right;
    return right == 0.0 ? notANumber : left / right;
}

Labels nameless(Labels labels)
{
    labels.remove(u"__name__"_s);
    return labels;
}

Labels groupOf(const Node &node, const Labels &labels)
{
    Labels group;
    if (node.without) {
        group = nameless(labels);
        for (const QString &label : node.labels)
            group.remove(label);
        return group;
    }
    for (const QString &label : node.labels) {
        if (labels.contains(label))
            group.insert(label, labels.value(label));
    }
    return group;
}

double combine(const QString &name, const std::vector<double> &values)
{
    if (name == "count"_L1)
        return static_cast<double>(values.size());
    if (name == "min"_L1)
        return std::ranges::min(values);
    if (name == "max"_L1)
        return std::ranges::max(values);
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    return name == "avg"_L1 ? sum / static_cast<double>(values.size()) : sum;
}

/// Prometheus' own rule: straight lines between the bounds.
double quantile(double wanted, std::vector<std::pair<double, double>> buckets)
{
    std::ranges::sort(buckets);
    if (buckets.size() < 2 || buckets.back().second <= 0.0)
        return notANumber;
    const double rank = wanted * buckets.back().second;
    double low = 0.0;
    double below = 0.0;
    for (const auto &[bound, count] : buckets) {
        if (count >= rank) {
            if (std::isinf(bound))
                return low;
            return count > below ? low + (bound - low) * (rank - below) / (count - below) : bound;
        }
        low = bound;
        below = count;
    }
    return low;
}

Samples histogramQuantile(double wanted, const Samples &samples)
{
    ByLabels<std::vector<std::pair<double, double>>> groups;
    for (const Sample &sample : samples) {
        Labels labels = nameless(sample.labels);
        const QString bound = labels.take(u"le"_s);
        groups[labels].emplace_back(bound == "+Inf"_L1 ? std::numeric_limits<double>::infinity() : bound.toDouble(),
                                    sample.value);
    }
    Samples result;
    for (const auto &[labels, buckets] : groups)
        result.push_back({labels, quantile(wanted, buckets)});
    return result;
}

Samples map(Samples samples, const std::function<double(double)> &change)
{
    for (Sample &sample : samples) {
        sample.labels = nameless(sample.labels);
        sample.value = change(sample.value);
    }
    return samples;
}

base::Result<Value> Evaluator::overRange(const Node &node) const
{
    if (node.parts.size() != 1 || node.parts.front()->range <= 0)
        return std::unexpected(unsupported(node.name));
    const auto seconds = static_cast<double>(node.parts.front()->range) / 1000.0;
    const double factor = node.name == "increase"_L1 ? seconds : 1.0;
    return map(selectMean(m_platform, *node.parts.front(), m_at), [factor](double value) { return value * factor; });
}

base::Result<Value> Evaluator::call(const Node &node) const
{
    static const QStringList overTime{u"rate"_s,          u"irate"_s,         u"increase"_s,
                                      u"avg_over_time"_s, u"min_over_time"_s, u"max_over_time"_s};
    if (overTime.contains(node.name))
        return overRange(node);
    std::vector<Value> parts;
    for (const auto &part : node.parts) {
        auto one = value(*part);
        if (!one)
            return one;
        parts.push_back(std::move(*one));
    }
    const auto isNumber = [&](size_t index) {
        return index < parts.size() && std::holds_alternative<double>(parts[index]);
    };
    const auto isSamples = [&](size_t index) { return index < parts.size() && !isNumber(index); };
    if (node.name == "histogram_quantile"_L1 && isNumber(0) && isSamples(1))
        return histogramQuantile(std::get<double>(parts[0]), std::get<Samples>(parts[1]));
    if (node.name == "vector"_L1 && isNumber(0))
        return Samples{{{}, std::get<double>(parts[0])}};
    if (node.name == "clamp_max"_L1 && isSamples(0) && isNumber(1))
        return map(std::get<Samples>(parts[0]),
                   [&](double value) { return std::min(value, std::get<double>(parts[1])); });
    if (node.name == "clamp_min"_L1 && isSamples(0) && isNumber(1))
        return map(std::get<Samples>(parts[0]),
                   [&](double value) { return std::max(value, std::get<double>(parts[1])); });
    if (node.name == "abs"_L1 && isSamples(0))
        return map(std::get<Samples>(parts[0]), [](double value) { return std::abs(value); });
    return std::unexpected(unsupported(node.name));
}

base::Result<Value> Evaluator::aggregate(const Node &node) const
{
    auto inner = value(*node.parts.front());
    if (!inner)
        return inner;
    if (std::holds_alternative<double>(*inner))
        return std::unexpected(unsupported(node.name));
    ByLabels<std::vector<double>> groups;
    for (const Sample &sample : std::get<Samples>(*inner))
        groups[groupOf(node, sample.labels)].push_back(sample.value);
    Samples result;
    for (const auto &[labels, values] : groups)
        result.push_back({labels, combine(node.name, values)});
    return result;
}

Samples either(Samples left, const Samples &right)
{
    for (const Sample &sample : right) {
        const auto same = [&](const Sample &other) { return nameless(other.labels) == nameless(sample.labels); };
        if (std::ranges::none_of(left, same))
            left.push_back(sample);
    }
    return left;
}

Samples matched(const QString &sign, const Samples &left, const Samples &right)
{
    ByLabels<double> others;
    for (const Sample &sample : right)
        others.insert_or_assign(nameless(sample.labels), sample.value);
    Samples result;
    for (const Sample &sample : left) {
        const Labels labels = nameless(sample.labels);
        if (const auto other = others.find(labels); other != others.end())
            result.push_back({labels, compute(sign, sample.value, other->second)});
    }
    return result;
}

base::Result<Value> Evaluator::binary(const Node &node) const
{
    const auto left = value(*node.parts[0]);
    const auto right = value(*node.parts[1]);
    if (!left || !right)
        return left ? right : left;
    const double *number = std::get_if<double>(&*left);
    const double *other = std::get_if<double>(&*right);
    if (node.name == "or"_L1) {
        if (number || other)
            return std::unexpected(unsupported(node.name));
        return either(std::get<Samples>(*left), std::get<Samples>(*right));
    }
    if (number && other)
        return compute(node.name, *number, *other);
    if (number)
        return map(std::get<Samples>(*right), [&](double value) { return compute(node.name, *number, value); });
    if (other)
        return map(std::get<Samples>(*left), [&](double value) { return compute(node.name, value, *other); });
    return matched(node.name, std::get<Samples>(*left), std::get<Samples>(*right));
}

} // namespace

base::Result<Value> evaluate(const Platform &platform, const Node &query, qint64 at)
{
    return Evaluator(platform, at).value(query);
}

} // namespace slipway::sandbox::fly::metrics
