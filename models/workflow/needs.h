#pragma once

#include "workflow/model.h"

#include <vector>

namespace slipway::workflow {

/// Who waits for whom, by indices of jobs. Needs that name no job, or the same one again, are left out.
class Needs
{
public:
    struct Need {
        int job = -1;
        /// Another need waits for it already.
        bool isImplied = false;
    };

    /// Takes time in proportion to jobs and needs, but for what is implied: jobs × needs / 64. That is not looked for
    /// above `mostJobs`, nor for jobs in a cycle.
    explicit Needs(const Workflow &workflow);

    static constexpr std::size_t mostJobs = 8'192;

    /// In the order written.
    const std::vector<Need> &of(std::size_t job) const { return m_needs[job]; }
    /// Jobs by the order in which they can start; those in a cycle, and behind one, are missing.
    const std::vector<int> &order() const { return m_order; }

private:
    void sort();
    void markImplied();

    std::vector<std::vector<Need>> m_needs;
    std::vector<int> m_order;
};

} // namespace slipway::workflow
