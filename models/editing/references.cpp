#include "editing/references.h"

#include "editing/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::editing {

namespace {

using workflow::ExpressionSite;
using workflow::Job;

QString tr(const char *text)
{
    return QCoreApplication::translate("editing::references", text);
}

/// Whether the expression asks for `context.<id>`.
bool names(const ExpressionSite &site, std::string_view context, std::string_view id)
{
    return std::ranges::any_of(site.references, [&](const expressions::Reference &reference) {
        return workflow::equalsAnyCase(site.ast.name(reference.context), context) && !reference.links.empty()
            && workflow::equalsAnyCase(site.ast.text(reference.links.front().name), id);
    });
}

} // namespace

QStringList usesOfJob(const workflow::Document &document, std::string_view id, const std::set<std::string> &within)
{
    QStringList sentences;
    int last = -1;
    for (const ExpressionSite &site : document.expressions()) {
        if (site.job < 0 || site.job == last || !names(site, "needs", id))
            continue;
        const std::string job(document.workflow().jobs[size_t(site.job)].id());
        if (!within.empty() && !within.contains(job))
            continue;
        last = site.job;
        sentences += tr("Expressions in job %1 still use results of %2.").arg(shown(job), shown(id));
    }
    return sentences;
}

QStringList usesOfRemovedJobs(const workflow::Document &document, const std::set<std::string> &gone)
{
    std::set<std::string> staying;
    for (const Job &job : document.workflow().jobs) {
        if (!gone.contains(std::string(job.id())))
            staying.insert(std::string(job.id()));
    }
    QStringList sentences;
    if (staying.empty())
        return sentences;
    for (const std::string &id : gone)
        sentences += usesOfJob(document, id, staying);
    return sentences;
}

QStringList usesOfSteps(const workflow::Document &document, const Job &job, const StepTest &goes)
{
    QStringList sentences;
    const int index = int(&job - document.workflow().jobs.data());
    for (int step = 0; step < int(job.steps.size()); ++step) {
        const std::string_view id = job.steps[size_t(step)].id.text();
        if (id.empty() || !goes(step))
            continue;
        const bool isUsed = std::ranges::any_of(document.expressions(), [&](const ExpressionSite &site) {
            return site.job == index && (site.step < 0 || !goes(site.step)) && names(site, "steps", id);
        });
        if (isUsed)
            sentences += tr("Expressions in job %1 still use results of step %2.").arg(shown(job.id()), shown(id));
    }
    return sentences;
}

} // namespace slipway::editing
