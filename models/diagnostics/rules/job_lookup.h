#pragma once

#include "workflow/model.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

namespace slipway::diagnostics {

/// Ids in lower case: GitHub compares them without regard to case.
inline std::string folded(std::string_view text)
{
    std::string result(text);
    for (char &letter : result) {
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
    }
    return result;
}

/// Jobs by id, in constant time each: a workflow may have thousands.
class JobLookup
{
public:
    explicit JobLookup(const workflow::Workflow &workflow)
    {
        m_byId.reserve(workflow.jobs.size());
        for (std::size_t i = 0; i < workflow.jobs.size(); ++i)
            m_byId.try_emplace(folded(workflow.jobs[i].id()), static_cast<int>(i));
    }

    /// Index of the first job with this id; -1 when there is none.
    int indexOf(std::string_view id) const
    {
        const auto found = m_byId.find(folded(id));
        return found == m_byId.end() ? -1 : found->second;
    }

private:
    std::unordered_map<std::string, int> m_byId;
};

} // namespace slipway::diagnostics
