#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/starts.h"
#include "expressions/condition.h"
#include "expressions/letters.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::StepNeverRuns)
};

using Site = workflow::ExpressionSite;

/// Which jobs and steps no event ever lets run.
class NeverRuns
{
public:
    NeverRuns(const Subject &subject, Report &report)
        : m_workflow(subject.workflow())
        , m_document(subject.document)
        , m_report(report)
        , m_isDead(m_workflow.jobs.size())
        , m_jobConditions(m_workflow.jobs.size())
    { }

    void check()
    {
        findConditions();
        if (!m_hasConditions)
            return;
        m_starts = startsOf(m_workflow);
        if (m_starts.empty())
            return;
        checkJobs();
        checkSteps();
        if (std::ranges::contains(m_isDead, true))
            spread();
    }

private:
    void findConditions();
    void checkJobs();
    void checkSteps();
    bool isNever(const Site *condition, const Site *job = nullptr) const;
    void spread();
    void reportCondition(const Site &site, const QString &message);
    QString events() const;

    const workflow::Workflow &m_workflow;
    const workflow::Document &m_document;
    Report &m_report;
    std::vector<Start> m_starts;
    std::vector<bool> m_isDead;
    /// One for each job; null where it has none.
    std::vector<const Site *> m_jobConditions;
    std::vector<const Site *> m_stepConditions;
    bool m_hasConditions = false;
};

/// Blanks around a lone `${{ }}` make it a text, which is always true: another rule's matter.
bool isCondition(const Site &site)
{
    return (site.kind == workflow::SiteKind::Condition || site.isWhole) && !site.error;
}

void NeverRuns::findConditions()
{
    for (const Site &site : m_document.expressions()) {
        if (site.job < 0 || !isCondition(site))
            continue;
        if (site.place == "jobs.<job_id>.if")
            m_jobConditions[std::size_t(site.job)] = &site;
        else if (site.place == "jobs.<job_id>.steps.if")
            m_stepConditions.push_back(&site);
        else
            continue;
        m_hasConditions = true;
    }
}

QString NeverRuns::events() const
{
    QStringList names;
    for (const Start &start : m_starts) {
        const QString name = quoted(start.event());
        if (!names.contains(name))
            names.append(name);
    }
    return names.join(u", ");
}

/// What `github.ref` is compared with, when that is a name alone; empty when no comparison is of that kind.
std::string_view nameForRef(const expressions::Ast &ast)
{
    for (expressions::NodeId id = 0; id < ast.size(); ++id) {
        if (ast[id].kind != expressions::Kind::Equal)
            continue;
        for (const int side : {0, 1}) {
            const expressions::NodeId text = ast.child(id, side);
            const expressions::NodeId ref = ast.child(id, 1 - side);
            if (ast[text].kind == expressions::Kind::String
                && !expressions::sameName(ast.quoted(text).substr(0, 5), "refs/")
                && expressions::sameName(ast.text(ast[ref].range), "github.ref"))
                return ast.quoted(text);
        }
    }
    return {};
}

void NeverRuns::reportCondition(const Site &site, const QString &message)
{
    // Without a context it is a constant, which another rule reports.
    if (site.references.empty())
        return;
    QString text = message.arg(events());
    if (const std::string_view name = nameForRef(site.ast); !name.empty()) {
        const std::string ref = std::string("refs/heads/").append(name);
        text += u' '
            + Text::tr("`github.ref` begins with `refs/`, as in %1: the name alone is `github.ref_name`.")
                  .arg(quoted(std::string_view(ref)));
    }
    m_report.add(site.range(), text);
}

void NeverRuns::checkJobs()
{
    for (std::size_t job = 0; job < m_isDead.size(); ++job) {
        const Site *condition = m_jobConditions[job];
        if (!condition || !isNever(condition))
            continue;
        m_isDead[job] = true;
        reportCondition(*condition,
                        Text::tr("This job never runs: its condition is false for every event that starts "
                                 "the workflow (%1). Correct the condition or `on`."));
    }
}

void NeverRuns::checkSteps()
{
    for (const Site *step : m_stepConditions) {
        const auto job = std::size_t(step->job);
        if (m_isDead[job] || !isNever(step, m_jobConditions[job]))
            continue;
        reportCondition(*step,
                        Text::tr("This step never runs: its condition is false for every event that starts the "
                                 "job (%1). Correct the condition or `on`."));
    }
}

/// Whether each start that `job` lets through fails at `condition`.
bool NeverRuns::isNever(const Site *condition, const Site *job) const
{
    return std::ranges::all_of(m_starts, [&](const Start &start) {
        return isNeverTrue(condition->ast, start) || (job && isNeverTrue(job->ast, start));
    });
}

/// From the jobs that never run to those that need them.
void NeverRuns::spread()
{
    const JobLookup jobs(m_workflow);
    std::vector<std::vector<std::pair<int, yaml::Node>>> dependents(m_isDead.size());
    std::vector<int> open;
    for (std::size_t job = 0; job < m_isDead.size(); ++job) {
        if (m_isDead[job])
            open.push_back(int(job));
        for (const yaml::Node need : m_workflow.jobs[job].needs.items) {
            if (const int before = jobs.indexOf(need.text()); before >= 0)
                dependents[std::size_t(before)].emplace_back(int(job), need);
        }
    }
    while (!open.empty()) {
        const int dead = open.back();
        open.pop_back();
        for (const auto &[job, need] : dependents[std::size_t(dead)]) {
            // A job that asks how others ended runs even when they were skipped.
            const Site *condition = m_jobConditions[std::size_t(job)];
            if (m_isDead[std::size_t(job)] || (condition && expressions::asksForStatus(condition->ast)))
                continue;
            m_isDead[std::size_t(job)] = true;
            open.push_back(job);
            m_report.add(need.content(),
                         Text::tr("Job %1 never runs, because it needs %2, which never runs.")
                             .arg(quoted(m_workflow.jobs[std::size_t(job)].id()), quoted(need.text())));
        }
    }
}

void checkConditions(const Subject &subject, Report &report)
{
    NeverRuns(subject, report).check();
}

} // namespace

extern const Rule stepNeverRuns;
const Rule stepNeverRuns{"step-never-runs", Severity::Warning, checkConditions};

} // namespace slipway::diagnostics
