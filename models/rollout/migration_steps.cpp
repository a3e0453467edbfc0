#include "rollout/github_runs.h"
#include "rollout/migration_log.h"
#include "rollout/steps.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using operations::Context;
using operations::Finding;
using operations::Outcome;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::MigrationSteps)
};

QString lastLine(const QString &text)
{
    return text.section(u'\n', -1).simplified();
}

Outcome outcomeOf(const MigrationOutput &output)
{
    const QString told = lastLine(output.apply.isEmpty() ? output.dryRun : output.apply);
    const QString verified =
        output.isVerified ? Words::tr("Verified") : Words::tr("The workflow has no step that verifies");
    return {{{u"dryRun"_s, output.dryRun},
             {u"apply"_s, output.apply},
             {u"verify"_s, output.verify},
             {u"isVerified"_s, output.isVerified}},
            told.isEmpty() ? verified : Words::tr("%1: %2").arg(verified, told),
            {}};
}

operations::Step::Answer<Outcome> readOutput(SharedGithub client, Context context)
{
    const auto repository = repositoryOf(context);
    if (!repository)
        co_return std::unexpected(repository.error());
    const auto output = co_await askMigrationOutput(client, *repository, runOf(context), context.stop());
    if (output)
        co_return outcomeOf(*output);
    // The run succeeded, which is what counts; its log may be gone.
    co_return Outcome{{}, Words::tr("Its log could not be read: %1").arg(output.error().message), {}};
}

operations::Step::Answer<Finding> notRead()
{
    co_return Finding{};
}

class OutputStep final : public operations::Step
{
public:
    explicit OutputStep(SharedGithub client)
        : m_client(std::move(client))
    { }
    Answer<Finding> inspect(Context) override { return notRead(); }
    Answer<Outcome> apply(Context context) override { return readOutput(m_client, std::move(context)); }

private:
    SharedGithub m_client;
};

} // namespace

void registerMigrationSteps(operations::Registry &registry, const Planner::Setup &setup)
{
    const SharedGithub client = setup.clients.github;
    if (client)
        registry.add(u"migration.output"_s,
                     [client](const operations::StepSpec &) { return std::make_unique<OutputStep>(client); });
}

} // namespace slipway::rollout
