#include "github/client.h"

#include "github/calls.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

namespace {

/// An environment's or a branch's name may hold slashes, which the path takes encoded only.
QString pathOfEnvironment(const RepositoryName &name, const QString &environment)
{
    return pathOf(name) + u"/environments/"_s + net::encoded(environment);
}

QString pathOfProtection(const RepositoryName &name, const QString &branch)
{
    return pathOf(name) + u"/branches/"_s + net::encoded(branch) + u"/protection"_s;
}

bool readEnabled(const base::json::Object &object)
{
    return object.boolean("enabled"_L1);
}

} // namespace

Client::Answer<QList<Environment>> Client::environments(RepositoryName name, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(name) + u"/environments"_s, fullPages());
    return net::getNumbered(m_connection, request, "environments"_L1, readEnvironment, 0, stop);
}

Client::Answer<Environment> Client::environment(RepositoryName name, QString environment, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOfEnvironment(name, environment));
    return net::getJson(m_connection, request, readEnvironment, stop);
}

Client::Answer<QList<BranchPolicy>> Client::branchPolicies(RepositoryName name, QString environment,
                                                           std::stop_token stop) const
{
    const auto path = pathOfEnvironment(name, environment) + u"/deployment-branch-policies"_s;
    return net::getNumbered(m_connection, m_connection.get(path, fullPages()), "branch_policies"_L1, readBranchPolicy,
                            0, stop);
}

Client::Answer<QList<SecretName>> Client::secrets(RepositoryName name, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(name) + u"/actions/secrets"_s, fullPages());
    return net::getNumbered(m_connection, request, "secrets"_L1, readSecretName, 0, stop);
}

Client::Answer<QList<SecretName>> Client::environmentSecrets(RepositoryName name, QString environment,
                                                             std::stop_token stop) const
{
    const auto request = m_connection.get(pathOfEnvironment(name, environment) + u"/secrets"_s, fullPages());
    return net::getNumbered(m_connection, request, "secrets"_L1, readSecretName, 0, stop);
}

Client::Answer<QList<Variable>> Client::variables(RepositoryName name, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(name) + u"/actions/variables"_s, fullPages());
    return net::getNumbered(m_connection, request, "variables"_L1, readVariable, 0, stop);
}

Client::Answer<QList<Variable>> Client::environmentVariables(RepositoryName name, QString environment,
                                                             std::stop_token stop) const
{
    const auto request = m_connection.get(pathOfEnvironment(name, environment) + u"/variables"_s, fullPages());
    return net::getNumbered(m_connection, request, "variables"_L1, readVariable, 0, stop);
}

Client::Answer<std::optional<Protection>> Client::protection(RepositoryName name, QString branch,
                                                             std::stop_token stop) const
{
    const auto request = m_connection.get(pathOfProtection(name, branch));
    return net::orAbsent(net::getJson(m_connection, request, readProtection, stop));
}

Client::Answer<std::optional<bool>> Client::requiresSignatures(RepositoryName name, QString branch,
                                                               std::stop_token stop) const
{
    const auto request = m_connection.get(pathOfProtection(name, branch) + u"/required_signatures"_s);
    return net::orAbsent(net::getJson(m_connection, request, readEnabled, stop));
}

Client::Answer<QList<BranchRule>> Client::branchRules(RepositoryName name, QString branch, std::stop_token stop) const
{
    const auto path = pathOf(name) + u"/rules/branches/"_s + net::encoded(branch);
    return net::getNumbered(m_connection, m_connection.get(path, fullPages()), {}, readBranchRule, 0, stop);
}

} // namespace slipway::github
