#include "diagnostics/deploys.h"
#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::MigrationsAfterDeploy)
};

bool isMigration(const Deploy &deploy)
{
    return deploy.kind == DeployKind::Migration;
}

bool isApp(const Deploy &deploy)
{
    return deploy.kind == DeployKind::App;
}

/// The app that one of the jobs before `job` deploys; null when none does. Goes up the needs.
const Deploy *deployedBefore(const workflow::Workflow &workflow, const JobLookup &jobs,
                             std::span<const Deploys> deploys, int job)
{
    std::vector<bool> isSeen(workflow.jobs.size());
    std::vector<int> open{job};
    while (!open.empty()) {
        const int at = open.back();
        open.pop_back();
        for (const yaml::Node need : workflow.jobs[std::size_t(at)].needs.items) {
            const int before = jobs.indexOf(need.text());
            if (before < 0 || isSeen[std::size_t(before)])
                continue;
            isSeen[std::size_t(before)] = true;
            open.push_back(before);
            const auto &found = deploys[std::size_t(before)];
            // One that migrates before it deploys is another database's or another stage's story.
            if (std::ranges::none_of(found, isMigration)) {
                if (const auto app = std::ranges::find_if(found, isApp); app != found.end())
                    return &*app;
            }
        }
    }
    return nullptr;
}

void reportMigration(const Deploy &migration, const Deploy &app, Report &report)
{
    report.add(migration.step->run.key.content(),
               Text::tr("%1 changes the database after %2 has put the new code live, which runs against the old "
                        "schema until then. Migrate first.")
                   .arg(quoted(migration.name()), quoted(app.name())));
}

void checkOrder(const Subject &subject, Report &report)
{
    const auto migrates = [](const Deploys &job) { return std::ranges::any_of(job, isMigration); };
    if (std::ranges::none_of(subject.deploys, migrates))
        return;
    const JobLookup jobs(subject.workflow());
    for (std::size_t index = 0; index < subject.deploys.size(); ++index) {
        const Deploys &deploys = subject.deploys[index];
        const auto migration = std::ranges::find_if(deploys, isMigration);
        if (migration == deploys.end())
            continue;
        const auto app = std::find_if(deploys.begin(), migration, isApp);
        if (app != migration)
            reportMigration(*migration, *app, report);
        else if (const Deploy *before = deployedBefore(subject.workflow(), jobs, subject.deploys, int(index)))
            reportMigration(*migration, *before, report);
    }
}

} // namespace

extern const Rule migrationsAfterDeploy;
const Rule migrationsAfterDeploy{"migrations-after-deploy", Severity::Warning, checkOrder};

} // namespace slipway::diagnostics
