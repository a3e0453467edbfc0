#include "diagnostics/deploys.h"

#include "diagnostics/script.h"
#include "diagnostics/step_facts.h"

#include <algorithm>
#include <array>
#include <optional>

namespace slipway::diagnostics {

namespace {

using namespace std::string_view_literals;
using workflow::equalsAnyCase;

/// An action that deploys when `input` holds `word`; always when `input` is empty.
struct DeployAction {
    std::string_view name;
    DeployKind kind = DeployKind::App;
    std::string_view input = {};
    std::string_view word = {};
    /// It also deploys when the input is not given.
    bool isDefault = false;
};

constexpr auto app = DeployKind::App;

constexpr std::array deployActions{
    DeployAction{"actions/deploy-pages", DeployKind::Pages},
    DeployAction{"akhileshns/heroku-deploy"},
    DeployAction{"amondnet/vercel-action", app, "vercel-args", "--prod"},
    DeployAction{"aws-actions/amazon-ecs-deploy-task-definition"},
    DeployAction{"aws-actions/aws-cloudformation-github-deploy"},
    DeployAction{"aws-actions/aws-lambda-deploy"},
    DeployAction{"azure/container-apps-deploy-action"},
    DeployAction{"azure/functions-action"},
    DeployAction{"azure/k8s-deploy"},
    DeployAction{"azure/static-web-apps-deploy", app, "action", "upload"},
    DeployAction{"azure/webapps-deploy"},
    DeployAction{"cloudflare/pages-action"},
    DeployAction{"cloudflare/wrangler-action", app, "command", "deploy", true},
    DeployAction{"digitalocean/app_action/deploy"},
    DeployAction{"einaregilsson/beanstalk-deploy"},
    DeployAction{"firebaseextended/action-hosting-deploy", app, "channelId", "live"},
    DeployAction{"google-github-actions/deploy-appengine"},
    DeployAction{"google-github-actions/deploy-cloud-functions"},
    DeployAction{"google-github-actions/deploy-cloudrun"},
    DeployAction{"nwtgck/actions-netlify", app, "production-deploy", "true"},
    DeployAction{"octopusdeploy/deploy-release-action"},
    DeployAction{"superfly/flyctl-actions", app, "args", "deploy"},
};

/// A command that deploys: the program with these words among its arguments, in this order.
struct DeployCommand {
    std::string_view program;
    std::array<std::string_view, 2> words;
    /// Also used on clusters and stacks that live for one test: counts only where the job is named after a deployment.
    bool isAmbiguous = false;
};

constexpr std::array deployCommands{
    DeployCommand{"aws", {"apprunner", "start-deployment"}},
    DeployCommand{"aws", {"cloudformation", "deploy"}, true},
    DeployCommand{"aws", {"deploy", "create-deployment"}},
    DeployCommand{"aws", {"ecs", "update-service"}},
    DeployCommand{"aws", {"elasticbeanstalk", "update-environment"}},
    DeployCommand{"aws", {"lambda", "update-function-code"}},
    DeployCommand{"az", {"containerapp", "update"}},
    DeployCommand{"az", {"functionapp", "deployment"}},
    DeployCommand{"az", {"webapp", "deploy"}},
    DeployCommand{"cdk", {"deploy", {}}, true},
    DeployCommand{"docker", {"stack", "deploy"}, true},
    DeployCommand{"eb", {"deploy", {}}},
    DeployCommand{"firebase", {"deploy", {}}},
    DeployCommand{"fly", {"deploy", {}}},
    DeployCommand{"flyctl", {"deploy", {}}},
    DeployCommand{"gcloud", {"app", "deploy"}},
    DeployCommand{"gcloud", {"functions", "deploy"}},
    DeployCommand{"gcloud", {"run", "deploy"}},
    DeployCommand{"helm", {"upgrade", {}}, true},
    DeployCommand{"heroku", {"container:release", {}}},
    DeployCommand{"kamal", {"deploy", {}}},
    DeployCommand{"kubectl", {"apply", {}}, true},
    DeployCommand{"kubectl", {"rollout", "restart"}, true},
    DeployCommand{"kubectl", {"set", "image"}, true},
    DeployCommand{"netlify", {"deploy", "--prod"}},
    DeployCommand{"pulumi", {"up", {}}, true},
    DeployCommand{"railway", {"up", {}}},
    DeployCommand{"sam", {"deploy", {}}, true},
    DeployCommand{"serverless", {"deploy", {}}, true},
    DeployCommand{"sls", {"deploy", {}}, true},
    DeployCommand{"terraform", {"apply", {}}, true},
    DeployCommand{"vercel", {"deploy", "--prod"}},
    DeployCommand{"vercel", {"--prod", {}}},
    DeployCommand{"vercel", {"promote", {}}},
    DeployCommand{"wrangler", {"pages", "deploy"}},
    DeployCommand{"wrangler", {"deploy", {}}},
    DeployCommand{"wrangler", {"publish", {}}},
};

/// A command that applies migrations, or a script that is named so by habit.
constexpr std::array migrationCommands{
    DeployCommand{"alembic", {"upgrade", {}}},
    DeployCommand{"dbmate", {"up", {}}},
    DeployCommand{"drizzle-kit", {"migrate", {}}},
    DeployCommand{"drizzle-kit", {"push", {}}},
    DeployCommand{"flyway", {"migrate", {}}},
    DeployCommand{"goose", {"up", {}}},
    DeployCommand{"knex", {"migrate:latest", {}}},
    DeployCommand{"liquibase", {"update", {}}},
    DeployCommand{"prisma", {"db", "push"}},
    DeployCommand{"prisma", {"migrate", "deploy"}},
    DeployCommand{"rails", {"db:migrate", {}}},
    DeployCommand{"rake", {"db:migrate", {}}},
    DeployCommand{"sequelize-cli", {"db:migrate", {}}},
    DeployCommand{"supabase", {"db", "push"}},
    DeployCommand{"typeorm", {"migration:run", {}}},
    DeployCommand{"bun", {"db:migrate", {}}},
    DeployCommand{"npm", {"db:migrate", {}}},
    DeployCommand{"pnpm", {"db:migrate", {}}},
    DeployCommand{"yarn", {"db:migrate", {}}},
    DeployCommand{"manage.py", {"migrate", {}}},
    DeployCommand{"python", {"manage.py", "migrate"}},
    DeployCommand{"python3", {"manage.py", "migrate"}},
};

bool isHarmless(const Commands &command)
{
    static constexpr std::array flags{"--dry-run"sv, "--dryrun"sv, "--help"sv,  "--version"sv,   "--noop"sv,
                                      "--check"sv,   "--plan"sv,   "--local"sv, "--build-only"sv};
    return command.hasArgument("-h")
        || std::ranges::any_of(flags, [&](std::string_view flag) { return command.hasArgumentLike(flag); });
}

const DeployCommand *findCommand(std::span<const DeployCommand> table, const Commands &command)
{
    for (const DeployCommand &row : table) {
        const std::span words(row.words.data(), row.words[1].empty() ? 1 : 2);
        if (row.program == command.program() && command.hasInOrder(words))
            return isHarmless(command) ? nullptr : &row;
    }
    return nullptr;
}

std::string wordsOf(const DeployCommand &row)
{
    std::string words(row.program);
    for (const std::string_view word : row.words) {
        if (!word.empty())
            words.append(" ").append(word);
    }
    return words;
}

bool mentionsDeployment(std::string_view text)
{
    constexpr std::array words{"deploy"sv, "release"sv, "rollout"sv, "production"sv, "staging"sv};
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return std::ranges::any_of(words, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

/// What a job runs to have a cluster of its own, for a test.
bool makesCluster(std::string_view text)
{
    constexpr std::array marks{"kind-action"sv, "setup-kind"sv, "setup-minikube"sv, "kind create"sv, "minikube"sv,
                               "k3d "sv,        "k3s"sv,        "ctlptl"sv,         "localstack"sv,  "kind load"sv,
                               "microk8s"sv};
    return std::ranges::any_of(marks, [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

/// Reads what the steps of one document do.
class DeployReader
{
public:
    DeployReader(const workflow::Document &document, const Facts &facts);

    Deploys deploysOf(const workflow::Job &job) const;

private:
    std::optional<Deploy> ofAction(const workflow::Step &step) const;
    void ofScript(const workflow::Job &job, const workflow::Step &step, Deploys &found) const;
    bool isOwnCommand(std::string_view command) const;
    bool mayReachCluster(const workflow::Job &job) const;
    bool hasSecret(const workflow::Map &env) const;

    const workflow::Workflow &m_workflow;
    const yaml::Tree &m_tree;
    std::vector<std::string> m_ownCommands;
};

DeployReader::DeployReader(const workflow::Document &document, const Facts &facts)
    : m_workflow(document.workflow())
    , m_tree(*document.tree())
{
    for (const QString &command : facts.deployCommands) {
        if (const QString words = command.simplified(); !words.isEmpty())
            m_ownCommands.push_back(words.toStdString());
    }
}

std::optional<Deploy> DeployReader::ofAction(const workflow::Step &step) const
{
    const std::string_view name = actionName(step);
    const auto found =
        std::ranges::find_if(deployActions, [name](const DeployAction &row) { return equalsAnyCase(row.name, name); });
    if (found == deployActions.end())
        return {};
    if (!found->input.empty()) {
        const std::string_view input = inputOf(step, found->input);
        const bool isMeant = input.empty() ? found->isDefault : input.find(found->word) != std::string_view::npos;
        if (!isMeant || input.find("--dry-run") != std::string_view::npos)
            return {};
    }
    return Deploy{found->kind, &step, std::string(name)};
}

bool DeployReader::mayReachCluster(const workflow::Job &job) const
{
    const std::string_view text = m_tree.text(job.field.value.range());
    const bool isNamed = mentionsDeployment(job.id()) || mentionsDeployment(job.name.text())
        || mentionsDeployment(m_workflow.name.text());
    const bool hasCredentials = namesSecret(text) || text.find("id-token: write") != std::string_view::npos;
    return isNamed && hasCredentials && !makesCluster(text);
}

bool DeployReader::hasSecret(const workflow::Map &env) const
{
    return env && namesSecret(m_tree.text(env.field.value.range()));
}

bool DeployReader::isOwnCommand(std::string_view command) const
{
    return std::ranges::any_of(m_ownCommands, [command](std::string_view own) {
        return command.starts_with(own) && (command.size() == own.size() || command[own.size()] == ' ');
    });
}

void DeployReader::ofScript(const workflow::Job &job, const workflow::Step &step, Deploys &found) const
{
    const std::string_view script = step.run.text();
    for (Commands commands(script); commands.next();) {
        const std::string_view own = script.substr(commands.begin(), commands.end() - commands.begin());
        if (const DeployCommand *row = findCommand(deployCommands, commands)) {
            if (!row->isAmbiguous || mayReachCluster(job))
                found.push_back({DeployKind::App, &step, wordsOf(*row)});
        } else if (const DeployCommand *migration = findCommand(migrationCommands, commands)) {
            // Tests migrate a database of their own, whose address is no secret.
            if (hasSecret(step.env) || hasSecret(job.env))
                found.push_back({DeployKind::Migration, &step, wordsOf(*migration)});
        } else if (isOwnCommand(own)) {
            found.push_back({DeployKind::App, &step, std::string(own)});
        }
    }
}

Deploys DeployReader::deploysOf(const workflow::Job &job) const
{
    Deploys found;
    workflow::forEachStep(job.steps, [&](const workflow::Step &step) {
        if (step.uses) {
            if (auto deploy = ofAction(step))
                found.push_back(std::move(*deploy));
        } else if (step.run) {
            ofScript(job, step, found);
        }
    });
    return found;
}

} // namespace

std::vector<Deploys> findDeploys(const workflow::Document &document, const Facts &facts)
{
    const DeployReader reader(document, facts);
    std::vector<Deploys> deploys;
    deploys.reserve(document.workflow().jobs.size());
    for (const workflow::Job &job : document.workflow().jobs)
        deploys.push_back(reader.deploysOf(job));
    return deploys;
}

const Deploy *firstDeploy(const Deploys &deploys)
{
    const auto isOther = [](const Deploy &deploy) { return deploy.kind != DeployKind::Migration; };
    const auto found = std::ranges::find_if(deploys, isOther);
    return found == deploys.end() ? nullptr : &*found;
}

} // namespace slipway::diagnostics
