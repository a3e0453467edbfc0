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

using Deploys = std::vector<std::vector<Deploy>>;

bool isMigration(const Deploy &deploy)
{
    return deploy.kind == DeployKind::Migration;
}

bool isApp(const Deploy &deploy)
{
    return deploy.kind == DeployKind::App;
}

/// The app that one of the jobs before `job` deploys; null when none does. Goes up the needs.
const Deploy *deployedBefore(const workflow::Workflow &workflow, const JobLookup &jobs, const Deploys &deploys, int job)
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
    const workflow::Workflow &workflow = subject.workflow();
    const DeployReader reader(subject);
    Deploys deploys;
    bool hasMigration = false;
    for (const workflow::Job &job : workflow.jobs) {
        deploys.push_back(reader.deploysOf(job));
        hasMigration = hasMigration || std::ranges::any_of(deploys.back(), isMigration);
    }
    if (!hasMigration)
        return;
    const JobLookup jobs(workflow);
    for (std::size_t index = 0; index < deploys.size(); ++index) {
        const auto migration = std::ranges::find_if(deploys[index], isMigration);
        if (migration == deploys[index].end())
            continue;
        const auto app = std::find_if(deploys[index].begin(), migration, isApp);
        if (app != migration)
            reportMigration(*migration, *app, report);
        else if (const Deploy *before = deployedBefore(workflow, jobs, deploys, int(index)))
            reportMigration(*migration, *before, report);
    }
}

} // namespace

extern const Rule migrationsAfterDeploy;
const Rule migrationsAfterDeploy{"migrations-after-deploy", Severity::Warning, checkOrder};

} // namespace slipway::diagnostics
