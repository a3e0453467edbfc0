#include "overview/board.h"
#include "overview/drift_facts.h"
#include "overview/rule_words.h"

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

QCoro::Task<base::Result<SecretAges>> askSecrets(std::shared_ptr<const github::Client> client,
                                                 github::RepositoryName name, QString environment, std::stop_token stop)
{
    auto asking =
        environment.isEmpty() ? client->secrets(name, stop) : client->environmentSecrets(name, environment, stop);
    const auto secrets = co_await std::move(asking);
    if (!secrets)
        co_return std::unexpected(secrets.error());
    SecretAges ages;
    for (const github::SecretName &secret : *secrets)
        ages.updatedAt.insert(secret.name, secret.updatedAt);
    co_return ages;
}

QCoro::Task<base::Result<BranchFact>> askBranch(std::shared_ptr<const github::Client> client,
                                                github::RepositoryName name, workspace::BranchPolicy policy,
                                                std::stop_token stop)
{
    auto protecting = client->protection(name, policy.branch, stop);
    auto signing = client->requiresSignatures(name, policy.branch, stop);
    auto ruling = client->branchRules(name, policy.branch, stop);
    const auto protection = co_await std::move(protecting);
    const auto signatures = co_await std::move(signing);
    const auto rules = co_await std::move(ruling);
    if (!protection)
        co_return std::unexpected(protection.error());
    if (!signatures)
        co_return std::unexpected(signatures.error());
    // An older Enterprise server knows no rulesets.
    const auto known = rules.value_or(QList<github::BranchRule>());
    co_return BranchFact{differences(policy, *protection, *signatures, known)};
}

QMap<QString, QString> environmentsByPlace(const workspace::Workspace &workspace)
{
    QMap<QString, QString> environments;
    for (const workspace::SecretRule &rule : workspace.secrets) {
        for (const workspace::SecretPlace &place : rule.places) {
            if (place.provider == workspace::Provider::GitHub)
                environments.insert(placeKey(place), place.target);
        }
    }
    return environments;
}

} // namespace

Fetched fetchSecrets(SharedBoard board, std::stop_token stop)
{
    const auto name = repositoryOf(*board);
    if (!board->clients.github || !name)
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    const auto environments = environmentsByPlace(*board->workspace);
    const QStringList keys = environments.keys();
    std::vector<QCoro::Task<base::Result<SecretAges>>> tasks;
    for (const QString &key : keys)
        tasks.push_back(askSecrets(board->clients.github, *name, environments.value(key), stop));
    Tally tally;
    const auto answers = co_await all(std::move(tasks));
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const auto &answer = answers.at(static_cast<std::size_t>(i));
        put(board->snapshot.secrets, keys.at(i), answer, board->now());
        tally.count(answer);
    }
    co_return tally.result(false);
}

Fetched fetchProtection(SharedBoard board, std::stop_token stop)
{
    const auto name = repositoryOf(*board);
    if (!board->clients.github || !name)
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    const auto policies = board->workspace->branchPolicies;
    std::vector<QCoro::Task<base::Result<BranchFact>>> tasks;
    for (const workspace::BranchPolicy &policy : policies)
        tasks.push_back(askBranch(board->clients.github, *name, policy, stop));
    Tally tally;
    auto answers = co_await all(std::move(tasks));
    for (qsizetype i = 0; i < policies.size(); ++i) {
        auto &answer = answers.at(static_cast<std::size_t>(i));
        const QString branch = policies.at(i).branch;
        const auto before = board->snapshot.branches.value(branch).value.value_or(BranchFact());
        if (answer)
            answer->drift = withFirstSight(answer->drift, before.drift, board->now());
        put(board->snapshot.branches, branch, answer, board->now());
        tally.count(answer);
    }
    co_return tally.result(false);
}

} // namespace slipway::overview
