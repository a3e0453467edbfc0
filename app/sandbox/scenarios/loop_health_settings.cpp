#include "sandbox/scenarios/loop_health_facts.h"
#include "sandbox/scenarios/loop_health_github.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::loop_health {

namespace {

using github::Environment;
using github::Protection;
using github::Repository;

struct SecretAge {
    QString name;
    int days;
};

void fill(github::Vault &vault, const QDateTime &now, const QList<SecretAge> &secrets)
{
    for (const SecretAge &secret : secrets) {
        const QDateTime updated = now.addDays(-secret.days).addSecs(-3 * 3600);
        vault.secrets[secret.name] = {updated.addDays(-200), updated};
    }
}

void addEnvironment(Repository &repository, const QString &name, const QDateTime &now, const QList<SecretAge> &secrets)
{
    Environment environment;
    environment.id = 1'616'000'000 + static_cast<qint64>(repository.environments.size()) * 313;
    environment.name = name;
    environment.created = repository.created.addDays(2);
    environment.updated = now.addDays(-120);
    repository.environments.emplace(name, environment);
    auto &vault = repository.environmentVaults[name] = github::makeVault((repository.fullName() + name).toUtf8());
    fill(vault, now, secrets);
}

void addEnvironments(Repository &repository, const QDateTime &now)
{
    addEnvironment(repository, u"production"_s, now,
                   {{u"DATABASE_URL"_s, 97},
                    {u"CLERK_SECRET_KEY"_s, 61},
                    {u"OPENAI_API_KEY"_s, 112},
                    {u"JWT_SIGNING_KEY"_s, 203}});
    addEnvironment(repository, u"staging"_s, now,
                   {{u"DATABASE_URL"_s, 41}, {u"CLERK_SECRET_KEY"_s, 61}, {u"OPENAI_API_KEY"_s, 112}});
    Environment &production = repository.environments.at(u"production"_s);
    production.reviewers = {u"priya-nair"_s, u"mina-okafor"_s};
    production.preventsSelfReview = true;
    production.branchPolicy = u"custom"_s;
    production.branchPatterns = {{31'401, u"main"_s}, {31'402, u"hotfix/*"_s}};
}

Protection mainProtection()
{
    Protection main;
    main.hasChecks = true;
    main.strict = true;
    main.checks = {u"CI pipeline"_s, u"Type-check"_s, u"Lint"_s, u"Tests"_s, u"Lighthouse"_s};
    main.needsPullRequest = true;
    main.approvals = 1;
    main.codeOwners = true;
    main.dismissesStale = true;
    main.enforcesAdmins = true;
    main.linearHistory = true;
    // The one drift: somebody has turned signatures off.
    main.signedCommits = false;
    return main;
}

Protection developProtection()
{
    Protection develop;
    develop.hasChecks = true;
    develop.checks = {u"CI pipeline"_s};
    develop.needsPullRequest = true;
    develop.forcePushes = true;
    return develop;
}

void addHotfixChecks(Repository &repository, const QDateTime &now)
{
    QList<github::Check> checks;
    for (const QString &name : mainProtection().checks) {
        github::Check check;
        check.id = 22'900'000'000 + checks.size();
        check.name = name;
        check.conclusion = u"success"_s;
        check.started = now.addSecs(-11 * 60);
        check.completed = now.addSecs(-7 * 60);
        check.title = name + " passed"_L1;
        check.summary = u"No problem was found."_s;
        checks.append(check);
    }
    repository.checks.insert(commit(u"d3e84b0"), checks);
}

} // namespace

void addSettings(Repository &repository, const QDateTime &now)
{
    addEnvironments(repository, now);
    fill(repository.vault, now,
         {{u"FLY_API_TOKEN"_s, 88},
          {u"VERCEL_TOKEN"_s, 34},
          {u"VERCEL_ORG_ID"_s, 410},
          {u"VERCEL_PROJECT_ID"_s, 410},
          {u"SENTRY_AUTH_TOKEN"_s, 120},
          {u"SNYK_TOKEN"_s, 19},
          {u"SLACK_DEPLOYMENTS_WEBHOOK"_s, 300},
          {u"NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY"_s, 150}});
    repository.vault.variables[u"NODE_VERSION"_s] = {u"20"_s, repository.created, now.addDays(-80)};
    repository.protections[u"main"_s] = mainProtection();
    repository.protections[u"develop"_s] = developProtection();
    addHotfixChecks(repository, now);
}

} // namespace slipway::sandbox::loop_health
