#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::NeedsCycle)
};

/// An item of `needs`, and the index of the job that it names.
struct Need {
    yaml::Node node;
    int job = -1;
};

/// Walks the needs depth first, without recursion: a cycle may be thousands of jobs long.
class CycleSearch
{
public:
    CycleSearch(const workflow::Workflow &workflow, Report &report);
    void run();

private:
    struct Visit {
        int job = -1;
        std::size_t nextNeed = 0;
    };
    enum class State : quint8 { Unseen, Open, Done };

    void walkFrom(int start);
    void reportCycle(const Need &closing);

    const workflow::Workflow &m_workflow;
    Report &m_report;
    std::vector<std::vector<Need>> m_needs;
    std::vector<State> m_states;
    std::vector<Visit> m_path;
};

CycleSearch::CycleSearch(const workflow::Workflow &workflow, Report &report)
    : m_workflow(workflow)
    , m_report(report)
    , m_needs(workflow.jobs.size())
    , m_states(workflow.jobs.size())
{
    const JobLookup jobs(workflow);
    for (std::size_t i = 0; i < m_needs.size(); ++i) {
        for (const yaml::Node need : workflow.jobs[i].needs.items) {
            if (const int job = jobs.indexOf(need.text()); job >= 0)
                m_needs[i].push_back({need, job});
        }
    }
}

void CycleSearch::run()
{
    for (std::size_t i = 0; i < m_needs.size(); ++i) {
        if (m_states[i] == State::Unseen)
            walkFrom(static_cast<int>(i));
    }
}

void CycleSearch::walkFrom(int start)
{
    m_path.push_back({start});
    m_states[std::size_t(start)] = State::Open;
    while (!m_path.empty()) {
        Visit &visit = m_path.back();
        const auto &needs = m_needs[std::size_t(visit.job)];
        if (visit.nextNeed == needs.size()) {
            m_states[std::size_t(visit.job)] = State::Done;
            m_path.pop_back();
            continue;
        }
        const Need &need = needs[visit.nextNeed++];
        State &state = m_states[std::size_t(need.job)];
        if (state == State::Open) {
            reportCycle(need);
        } else if (state == State::Unseen) {
            state = State::Open;
            m_path.push_back({need.job});
        }
    }
}

void CycleSearch::reportCycle(const Need &closing)
{
    constexpr std::ptrdiff_t mostShown = 8;
    const auto first = std::ranges::find(m_path, closing.job, &Visit::job);
    const auto length = std::distance(first, m_path.end());
    const auto id = [this](int job) {
        const std::string_view text = m_workflow.jobs[std::size_t(job)].id();
        return QString::fromUtf8(text.data(), qsizetype(text.size()));
    };
    if (length == 1) {
        m_report.add(closing.node.content(), Text::tr("`%1` needs itself. Remove this.").arg(id(closing.job)));
        return;
    }
    QStringList shown;
    for (auto visit = first; visit != m_path.end() && shown.size() < mostShown; ++visit)
        shown.append(id(visit->job));
    if (length > mostShown)
        shown.append(Text::tr("%n more", nullptr, int(length - mostShown)));
    shown.append(id(closing.job));
    m_report.add(closing.node.content(),
                 Text::tr("These jobs wait for each other, so none starts: %1. Remove one of the needs.")
                     .arg(shown.join(u" → ")));
}

void checkNeeds(const Subject &subject, Report &report)
{
    const workflow::Workflow &workflow = subject.workflow();
    if (std::ranges::any_of(workflow.jobs, [](const workflow::Job &job) { return !job.needs.isEmpty(); }))
        CycleSearch(workflow, report).run();
}

} // namespace

const Rule needsCycle{"needs-cycle", Severity::Error, checkNeeds};

} // namespace slipway::diagnostics
