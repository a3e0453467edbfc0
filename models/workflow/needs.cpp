#include "workflow/needs.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace slipway::workflow {

namespace {

std::string folded(std::string_view id)
{
    std::string text(id);
    for (char &letter : text) {
        if (letter >= 'A' && letter <= 'Z')
            letter = char(letter - 'A' + 'a');
    }
    return text;
}

} // namespace

Needs::Needs(const Workflow &workflow)
    : m_needs(workflow.jobs.size())
{
    std::unordered_map<std::string, int> indices;
    for (std::size_t at = 0; at < workflow.jobs.size(); ++at)
        indices.emplace(folded(workflow.jobs[at].id()), int(at));
    std::vector<int> lastOf(workflow.jobs.size(), -1);
    for (std::size_t at = 0; at < workflow.jobs.size(); ++at) {
        for (const yaml::Node item : workflow.jobs[at].needs.items) {
            const auto found = indices.find(folded(item.text()));
            if (found == indices.end() || lastOf[std::size_t(found->second)] == int(at))
                continue;
            lastOf[std::size_t(found->second)] = int(at);
            m_needs[at].push_back({.job = found->second});
        }
    }
    sort();
    if (m_needs.size() <= mostJobs)
        markImplied();
}

void Needs::sort()
{
    std::vector<std::vector<int>> waiting(m_needs.size());
    std::vector<std::size_t> open(m_needs.size());
    for (std::size_t at = 0; at < m_needs.size(); ++at) {
        open[at] = m_needs[at].size();
        for (const Need &need : m_needs[at])
            waiting[std::size_t(need.job)].push_back(int(at));
        if (open[at] == 0)
            m_order.push_back(int(at));
    }
    for (std::size_t next = 0; next < m_order.size(); ++next) {
        for (const int job : waiting[std::size_t(m_order[next])]) {
            if (--open[std::size_t(job)] == 0)
                m_order.push_back(job);
        }
    }
}

void Needs::markImplied()
{
    const std::size_t words = (m_needs.size() + 63) / 64;
    std::vector<quint64> above(m_needs.size() * words);
    const auto holds = [&](int job, int other) {
        return above[std::size_t(job) * words + std::size_t(other) / 64] >> (std::size_t(other) % 64) & 1;
    };
    for (const int job : m_order) {
        std::vector<Need> &needs = m_needs[std::size_t(job)];
        const auto mine = above.begin() + std::ptrdiff_t(std::size_t(job) * words);
        for (const Need &need : needs) {
            const auto theirs = above.begin() + std::ptrdiff_t(std::size_t(need.job) * words);
            std::transform(mine, mine + std::ptrdiff_t(words), theirs, mine, std::bit_or<>());
        }
        for (Need &need : needs)
            need.isImplied = holds(job, need.job) != 0;
        for (const Need &need : needs)
            *(mine + need.job / 64) |= quint64(1) << (need.job % 64);
    }
}

} // namespace slipway::workflow
