#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "yaml/scalars.h"

#include <QCoreApplication>

#include <algorithm>
#include <string>
#include <unordered_set>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::StepTarget)
};

/// Reads a job's steps in order and knows those that went before.
class Steps
{
public:
    explicit Steps(Report &report)
        : m_report(report)
    { }

    void read(const std::vector<workflow::Step> &steps)
    {
        for (const workflow::Step &step : steps)
            read(step);
    }

private:
    void read(const workflow::Step &step)
    {
        for (const yaml::Node target : step.wait.items)
            check(target, step);
        if (step.cancel.isScalar())
            check(step.cancel.value, step);
        if (step.waitAll && yaml::booleanOf(step.waitAll.value) == false)
            m_report.add(step.waitAll.range(),
                         Text::tr("`wait-all` can only be `true`, or have no value. Remove the step "
                                  "if nothing is to be waited for."));
        if (!step.id.text().empty())
            m_ids.append(QString::fromUtf8(step.id.text().data(), qsizetype(step.id.text().size())));
        if (!step.id.text().empty() && step.background && yaml::booleanOf(step.background.value) != false)
            m_background.insert(std::string(step.id.text()));
        read(step.steps);
    }

    void check(yaml::Node target, const workflow::Step &step)
    {
        const std::string_view id = target.text();
        if (id.empty() || m_background.contains(std::string(id)))
            return;
        if (workflow::equalsAnyCase(id, step.id.text())) {
            m_report.add(target.content(), Text::tr("A step cannot wait for itself. Name an earlier step."));
            return;
        }
        const bool isForeground = m_ids.contains(QString::fromUtf8(id.data(), qsizetype(id.size())));
        if (isForeground) {
            m_report.add(Severity::Warning, target.content(),
                         Text::tr("The step %1 is not in the background: it is over when this one begins. Give it "
                                  "`background: true`.")
                             .arg(quoted(id)));
            return;
        }
        m_report.add(target.content(),
                     Text::tr("No earlier step of this job has the id %1.").arg(quoted(id)) + hintFor(id, m_ids),
                     replaceWord(target, nearestTo(id, m_ids)));
    }

    Report &m_report;
    QStringList m_ids;
    std::unordered_set<std::string> m_background;
};

bool hasTargets(const std::vector<workflow::Step> &steps)
{
    return std::ranges::any_of(steps, [](const workflow::Step &step) {
        return step.wait || step.cancel || step.waitAll || hasTargets(step.steps);
    });
}

void checkSteps(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        if (hasTargets(job.steps))
            Steps(report).read(job.steps);
    }
}

} // namespace

const Rule stepTarget{"step-target", Severity::Error, checkSteps};

} // namespace slipway::diagnostics
