#include "workflow/matrix_expansion.h"

#include "yaml/scalars.h"

#include <algorithm>

namespace slipway::workflow {

namespace {

/// Work that no matrix which GitHub accepts comes near to.
constexpr std::size_t mostProducts = 65'536;
constexpr std::size_t mostComparisons = 1'000'000;
constexpr std::size_t mostItems = 4'096;
constexpr std::size_t mostRows = 256;
constexpr int deepestValue = 20;

bool isSame(yaml::Node one, yaml::Node other, int depth);

bool isSameScalar(yaml::Node one, yaml::Node other)
{
    if (one.isNull() || other.isNull())
        return one.isNull() && other.isNull();
    const auto number = yaml::numberOf(one);
    const auto otherNumber = yaml::numberOf(other);
    if (number && otherNumber)
        return *number == *otherNumber;
    return equalsAnyCase(one.text(), other.text());
}

/// Whether `value` has every key of `filter` with the same value.
bool holdsAll(yaml::Node value, yaml::Node filter, int depth)
{
    for (const auto [key, wanted] : yaml::entries(filter)) {
        if (!isSame(value[key.text()], wanted, depth))
            return false;
    }
    return true;
}

/// `other` may be a mapping with fewer keys.
bool isSame(yaml::Node one, yaml::Node other, int depth)
{
    if (!one || !other || depth > deepestValue)
        return false;
    if (other.isMapping())
        return one.isMapping() && holdsAll(one, other, depth + 1);
    if (!other.isSequence())
        return !one.isMapping() && !one.isSequence() && isSameScalar(one, other);
    if (!one.isSequence() || one.size() != other.size())
        return false;
    yaml::Node mine = one.firstChild();
    for (const yaml::Node item : yaml::items(other)) {
        if (!isSame(mine, item, depth + 1))
            return false;
        mine = mine.next();
    }
    return true;
}

bool matchesExclude(const Combination &combination, yaml::Node filter)
{
    if (!filter.isMapping() || filter.isEmpty())
        return false;
    for (const auto [key, wanted] : yaml::entries(filter)) {
        if (!isSame(combination.value(key.text()), wanted, 0))
            return false;
    }
    return true;
}

bool isExcluded(const Combination &combination, const Matrix &matrix)
{
    for (const yaml::Node filter : yaml::items(matrix.exclude.value)) {
        if (matchesExclude(combination, filter))
            return true;
    }
    return false;
}

void setValue(Combination &combination, std::string_view key, yaml::Node value)
{
    const auto known = std::ranges::find_if(
        combination.values, [key](const Combination::Value &entry) { return equalsAnyCase(entry.key, key); });
    if (known != combination.values.end())
        known->value = value;
    else
        combination.values.push_back({key, value});
}

/// The rows' product, the last row turning fastest.
void multiply(const Matrix &matrix, Expansion &out)
{
    const std::size_t most = std::min(mostProducts, mostComparisons / (1 + std::size_t(matrix.exclude.value.size())));
    std::size_t size = matrix.rows.empty() ? 0 : 1;
    for (const MatrixRow &row : matrix.rows) {
        size *= row.values.size();
        if (size > most) {
            out.isTooLarge = true;
            size = most;
        }
        if (size == 0)
            return;
    }
    for (std::size_t product = 0; product < size; ++product) {
        Combination combination;
        std::size_t rest = product;
        for (auto row = matrix.rows.rbegin(); row != matrix.rows.rend(); ++row) {
            combination.values.push_back({row->name(), row->values[rest % row->values.size()]});
            rest /= row->values.size();
        }
        std::ranges::reverse(combination.values);
        combination.ownValues = combination.values.size();
        if (isExcluded(combination, matrix))
            continue;
        if (out.combinations.size() == mostCombinations) {
            out.isTooLarge = true;
            return;
        }
        out.combinations.push_back(std::move(combination));
    }
}

/// An item joins each combination of the rows whose own values it does not contradict.
bool joinsAny(const Matrix &matrix, yaml::Node item, std::vector<Combination> &combinations)
{
    bool joins = false;
    for (Combination &combination : combinations) {
        if (combination.isAdded)
            break;
        bool fits = true;
        for (const auto [key, value] : yaml::entries(item)) {
            if (matrix.row(key.text()))
                fits = fits && isSame(combination.value(key.text()), value, 0);
        }
        if (!fits)
            continue;
        joins = true;
        for (const auto [key, value] : yaml::entries(item)) {
            if (!matrix.row(key.text()))
                setValue(combination, key.text(), value);
        }
    }
    return joins;
}

void include(const Matrix &matrix, Expansion &out)
{
    for (const yaml::Node item : yaml::items(matrix.include.value)) {
        if (!item.isMapping() || joinsAny(matrix, item, out.combinations))
            continue;
        if (out.combinations.size() == mostCombinations) {
            out.isTooLarge = true;
            return;
        }
        Combination &added = out.combinations.emplace_back();
        added.isAdded = true;
        for (const auto [key, value] : yaml::entries(item))
            setValue(added, key.text(), value);
    }
}

void appendLeaves(yaml::Node value, std::string &out, int depth)
{
    if (depth > deepestValue)
        return;
    if (value.isScalar() && !value.isNull() && !value.text().empty()) {
        if (!out.empty())
            out += ", ";
        out += value.text();
    }
    for (const auto [key, below] : yaml::entries(value))
        appendLeaves(below, out, depth + 1);
    for (const yaml::Node item : yaml::items(value))
        appendLeaves(item, out, depth + 1);
}

} // namespace

yaml::Node Combination::value(std::string_view key) const
{
    const auto found =
        std::ranges::find_if(values, [key](const Value &entry) { return equalsAnyCase(entry.key, key); });
    return found == values.end() ? yaml::Node() : found->value;
}

Expansion expand(const Matrix &matrix)
{
    Expansion expansion;
    expansion.isDynamic = matrix.isDynamic();
    if (expansion.isDynamic)
        return expansion;
    if (matrix.rows.size() > mostRows || std::size_t(matrix.include.value.size()) > mostItems) {
        expansion.isTooLarge = true;
        return expansion;
    }
    multiply(matrix, expansion);
    include(matrix, expansion);
    return expansion;
}

std::string displayName(std::string_view jobName, const Combination &combination)
{
    constexpr std::size_t longest = 100;
    std::string values;
    const std::size_t count = combination.isAdded ? combination.values.size() : combination.ownValues;
    for (std::size_t at = 0; at < count; ++at)
        appendLeaves(combination.values[at].value, values, 0);
    std::string name(jobName);
    if (!values.empty())
        name.append(name.empty() ? "(" : " (").append(values).append(")");
    if (name.size() > longest) {
        name.resize(longest - 3);
        name += "...";
    }
    return name;
}

std::string valueText(yaml::Node value)
{
    std::string text;
    appendLeaves(value, text, 0);
    return text;
}

bool isSameValue(yaml::Node one, yaml::Node other)
{
    return isSame(one, other, 0) && isSame(other, one, 0);
}

bool meansValue(yaml::Node wanted, yaml::Node value)
{
    return isSame(value, wanted, 0);
}

} // namespace slipway::workflow
