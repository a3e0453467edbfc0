#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::RequiredCheckNeverReports)
};

/// The names of checks that the job's runs may report under: a matrix adds " (…)" to the job's own.
bool reportsAs(const workflow::Job &job, const QString &check)
{
    const std::string_view text = job.name && !job.name.isDynamic() ? job.name.text() : job.id();
    const QString name = QString::fromUtf8(text.data(), qsizetype(text.size()));
    return check.compare(name, Qt::CaseInsensitive) == 0
        || (job.strategy.matrix && check.startsWith(name + u" ("_s, Qt::CaseInsensitive));
}

/// The filter of `trigger` that keeps the workflow from starting for some pull requests; false when there is none.
workflow::Field pathFilter(const workflow::Trigger &trigger)
{
    const auto isEverything = [](yaml::Node pattern) { return pattern.text() == "**"; };
    if (trigger.paths && std::ranges::any_of(trigger.paths.items, isEverything))
        return {};
    return trigger.paths ? trigger.paths.field : trigger.pathsIgnore.field;
}

void checkFilters(const Subject &subject, Report &report)
{
    const QStringList &checks = subject.facts.requiredChecks;
    const workflow::Workflow &workflow = subject.workflow();
    const workflow::Trigger *trigger = workflow.on.find("pull_request");
    if (!trigger)
        trigger = workflow.on.find("pull_request_target");
    const workflow::Field filter = trigger ? pathFilter(*trigger) : workflow::Field();
    if (checks.isEmpty() || !filter)
        return;
    for (const workflow::Job &job : workflow.jobs) {
        const auto check = std::ranges::find_if(checks, [&job](const QString &name) { return reportsAs(job, name); });
        if (check == checks.end())
            continue;
        report.add(filter.key.content(),
                   Text::tr("Check `%1` is required, and this filter keeps job %2 from reporting it: a pull request "
                            "outside of these paths waits for ever. Filter inside of the workflow instead.")
                       .arg(*check, quoted(job.id())));
        return;
    }
}

} // namespace

extern const Rule requiredCheckNeverReports;
const Rule requiredCheckNeverReports{"required-check-never-reports", Severity::Warning, checkFilters};

} // namespace slipway::diagnostics
