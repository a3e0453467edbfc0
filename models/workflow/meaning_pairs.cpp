#include "workflow/meaning_pairs.h"

#include "workflow/meaning_values.h"

#include <algorithm>

namespace slipway::workflow {

namespace {

using yaml::Value;

/// Above this, steps are told apart by their position alone.
constexpr size_t mostCompared = 4'000'000;

/// "actions/checkout" of "actions/checkout@v4".
std::string_view actionName(const Value &step)
{
    const std::string_view uses = textOf(step, "uses");
    return uses.substr(0, uses.find('@'));
}

bool sharesText(const Value &one, const Value &other, std::string_view key)
{
    const std::string_view text = textOf(one, key);
    return !text.empty() && text == textOf(other, key);
}

bool isSameKind(const Value &one, const Value &other)
{
    const bool runs = !textOf(one, "run").empty() && !textOf(other, "run").empty();
    return runs || (!actionName(one).empty() && !actionName(other).empty());
}

class StepPairing
{
public:
    StepPairing(const ValueList &before, const ValueList &after)
        : m_before(before)
        , m_after(after)
        , m_beforeEnd(before.size())
        , m_afterEnd(after.size())
        , m_partnerOfBefore(before.size(), -1)
        , m_partnerOfAfter(after.size(), -1)
    { }

    std::vector<Pair> run()
    {
        pairEnds();
        const size_t rows = m_beforeEnd - m_begin;
        const size_t columns = m_afterEnd - m_begin;
        if (rows * columns > mostCompared)
            pairByPosition();
        else
            pairByContent();
        return pairs();
    }

private:
    void pairByContent()
    {
        pairInOrder();
        pairAny([](const Value &one, const Value &other) { return meanSame(one, other); });
        pairAny([](const Value &one, const Value &other) { return sharesText(one, other, "id"); });
        pairAny([](const Value &one, const Value &other) { return sharesText(one, other, "name"); });
        pairAny([](const Value &one, const Value &other) {
            return !actionName(one).empty() && actionName(one) == actionName(other);
        });
        pairBetweenNeighbours();
    }

    std::vector<Pair> pairs() const
    {
        std::vector<Pair> all;
        for (int after = 0; after < int(m_after.size()); ++after) {
            if (m_partnerOfAfter[size_t(after)] >= 0)
                all.push_back({m_partnerOfAfter[size_t(after)], after});
        }
        return all;
    }

    /// What both lists begin and end with; mostly nearly all.
    void pairEnds()
    {
        const auto isSame = [this](size_t before, size_t after) {
            return meanSame(*m_before[before], *m_after[after]);
        };
        while (m_begin < std::min(m_beforeEnd, m_afterEnd) && isSame(m_begin, m_begin)) {
            join(m_begin, m_begin);
            ++m_begin;
        }
        while (std::min(m_beforeEnd, m_afterEnd) > m_begin && isSame(m_beforeEnd - 1, m_afterEnd - 1)) {
            --m_beforeEnd;
            --m_afterEnd;
            join(m_beforeEnd, m_afterEnd);
        }
    }

    void pairByPosition()
    {
        for (size_t at = m_begin; at < std::min(m_beforeEnd, m_afterEnd); ++at)
            join(at, at);
    }

    void join(size_t before, size_t after)
    {
        m_partnerOfBefore[before] = int(after);
        m_partnerOfAfter[after] = int(before);
    }

    /// Equal steps in a longest common sequence, so that of several equal ones the right ones meet.
    void pairInOrder()
    {
        const size_t rows = m_beforeEnd - m_begin;
        const size_t columns = m_afterEnd - m_begin;
        std::vector<std::vector<int>> length(rows + 1, std::vector<int>(columns + 1));
        std::vector<std::vector<bool>> same(rows, std::vector<bool>(columns));
        for (size_t i = rows; i-- > 0;) {
            for (size_t j = columns; j-- > 0;) {
                same[i][j] = meanSame(*m_before[m_begin + i], *m_after[m_begin + j]);
                length[i][j] = same[i][j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
            }
        }
        for (size_t i = 0, j = 0; i < rows && j < columns;) {
            if (same[i][j]) {
                join(m_begin + i, m_begin + j);
                ++i;
                ++j;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                ++i;
            } else {
                ++j;
            }
        }
    }

    template<typename Test>
    void pairAny(const Test &isSame)
    {
        for (size_t after = m_begin; after < m_afterEnd; ++after) {
            for (size_t before = m_begin; before < m_beforeEnd && m_partnerOfAfter[after] < 0; ++before) {
                if (m_partnerOfBefore[before] < 0 && isSame(*m_before[before], *m_after[after]))
                    join(before, after);
            }
        }
    }

    void pairBetweenNeighbours()
    {
        for (size_t after = 0; after < m_after.size(); ++after) {
            const int above = after == 0 ? -1 : m_partnerOfAfter[after - 1];
            const bool isBehindPartner = after == 0 || above >= 0;
            const size_t before = size_t(above + 1);
            if (m_partnerOfAfter[after] < 0 && isBehindPartner && before < m_before.size()
                && m_partnerOfBefore[before] < 0 && isSameKind(*m_before[before], *m_after[after]))
                join(before, after);
        }
    }

    const ValueList &m_before;
    const ValueList &m_after;
    /// Between these the lists differ.
    size_t m_begin = 0;
    size_t m_beforeEnd = 0;
    size_t m_afterEnd = 0;
    std::vector<int> m_partnerOfBefore;
    std::vector<int> m_partnerOfAfter;
};

} // namespace

std::vector<Pair> pairSteps(const ValueList &before, const ValueList &after)
{
    return StepPairing(before, after).run();
}

std::vector<Pair> movedAmong(const std::vector<Pair> &pairs)
{
    // Those that are not in a longest rising sequence have moved. `ends`: where the best sequence of each length ends.
    std::vector<size_t> ends;
    std::vector<int> previous(pairs.size(), -1);
    for (size_t i = 0; i < pairs.size(); ++i) {
        const auto at =
            std::ranges::lower_bound(ends, pairs[i].before, {}, [&](size_t end) { return pairs[end].before; });
        if (at != ends.begin())
            previous[i] = int(*std::prev(at));
        if (at == ends.end())
            ends.push_back(i);
        else
            *at = i;
    }
    int last = ends.empty() ? -1 : int(ends.back());
    std::vector<bool> stays(pairs.size());
    for (; last >= 0; last = previous[size_t(last)])
        stays[size_t(last)] = true;
    std::vector<Pair> moved;
    for (size_t i = 0; i < pairs.size(); ++i) {
        if (!stays[i])
            moved.push_back(pairs[i]);
    }
    return moved;
}

namespace {

/// The steps of a job and its other settings, as things to compare one by one.
std::vector<std::pair<std::string, yaml::ValuePtr>> partsOf(const Value &job)
{
    std::vector<std::pair<std::string, yaml::ValuePtr>> parts;
    for (const Value::Member &member : job.members) {
        if (member.key != "steps") {
            parts.emplace_back(member.key, member.value);
            continue;
        }
        for (const Value::Member &step : member.value->members)
            parts.emplace_back("steps", step.value);
    }
    return parts;
}

} // namespace

bool areAlike(const Value &before, const Value &after)
{
    const auto old = partsOf(before);
    auto fresh = partsOf(after);
    const size_t most = std::max(old.size(), fresh.size());
    size_t common = 0;
    for (const auto &[key, value] : old) {
        const auto found = std::ranges::find_if(
            fresh, [&](const auto &part) { return part.first == key && meanSame(*value, *part.second); });
        if (found == fresh.end())
            continue;
        ++common;
        fresh.erase(found);
    }
    return most > 0 && 3 * common >= 2 * most;
}

} // namespace slipway::workflow
