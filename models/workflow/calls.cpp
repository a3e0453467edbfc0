#include "workflow/repository.h"

#include <algorithm>

namespace slipway::workflow {

namespace {

constexpr int mostCalls = 1'000;

/// Follows calls, keeping the paths of the workflows above.
class CallResolver
{
public:
    explicit CallResolver(const Repository &repository)
        : m_repository(repository)
    { }

    std::vector<Call> resolve(const Document &document)
    {
        std::vector<Call> calls;
        m_above.push_back(document.path().toStdString());
        const std::vector<Job> &jobs = document.workflow().jobs;
        for (std::size_t at = 0; at < jobs.size() && int(m_above.size()) < deepestCall; ++at) {
            const std::string_view uses = jobs[at].uses.text();
            if (!uses.starts_with("./"))
                continue;
            const auto path = plainPath(uses);
            if (!path || std::ranges::contains(m_above, *path) || ++m_count > mostCalls)
                continue;
            const auto called = m_repository.workflow(uses);
            if (called)
                calls.push_back({.job = int(at), .document = *called, .calls = resolve(*called)});
        }
        m_above.pop_back();
        return calls;
    }

private:
    const Repository &m_repository;
    std::vector<std::string> m_above;
    int m_count = 0;
};

} // namespace

std::vector<Call> resolveCalls(const Document &document, const Repository &repository)
{
    return CallResolver(repository).resolve(document);
}

} // namespace slipway::workflow
