#include "sandbox/github/api.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

/// The repository's vault, or that of the environment in the path; nothing for an unknown environment.
Vault *vaultOf(const Call &call, Repository &repository)
{
    if (!call.parameters.contains(u"environment"_s))
        return &repository.vault;
    const auto found = repository.environmentVaults.find(call.parameter(u"environment"_s));
    return found == repository.environmentVaults.end() ? nullptr : &found->second;
}

QJsonObject secretShape(const QString &name, const StoredSecret &secret)
{
    return {
        {u"name"_s, name}, {u"created_at"_s, timeValue(secret.created)}, {u"updated_at"_s, timeValue(secret.updated)}};
}

QJsonObject variableShape(const QString &name, const Variable &variable)
{
    return {{u"name"_s, name},
            {u"value"_s, variable.value},
            {u"created_at"_s, timeValue(variable.created)},
            {u"updated_at"_s, timeValue(variable.updated)}};
}

template<typename Map, typename Shape>
Reply listOf(const Api &api, const Call &call, const QString &key, const Map &map, const Shape &shape)
{
    QJsonArray list;
    for (const auto &[name, entry] : map)
        list.append(shape(name, entry));
    return api.page(call, key, list.size(), [&list](qsizetype index) { return list.at(index); });
}

QString subjectOf(const Call &call, const QString &name)
{
    const QString environment = call.parameter(u"environment"_s);
    return environment.isEmpty() ? name : environment + u'/' + name;
}

Reply setSecret(const Api &api, const Call &call, const Repository &repository, Vault &vault)
{
    const QJsonObject body = call.json();
    const QString name = call.parameter(u"name"_s).toUpper();
    static const QRegularExpression allowed(u"^(?!GITHUB_)[A-Z_][A-Z0-9_]*$"_s);
    if (!allowed.match(name).hasMatch())
        return api.invalid(u"Secret names can only contain alphanumeric characters or underscores"_s);
    if (body["key_id"_L1].toString() != vault.keyId)
        return api.invalid(u"The key_id does not match the current public key."_s);
    if (!unseal(vault, body["encrypted_value"_L1].toString().toLatin1()))
        return api.invalid(u"Improperly encrypted secret"_s);
    const auto [entry, isNew] = vault.secrets.try_emplace(name, StoredSecret{api.now(), api.now()});
    entry->second.updated = api.now();
    api.note(repository, u"secret.set"_s, subjectOf(call, name));
    return isNew ? Reply::json(QJsonObject{}, 201) : Reply::empty();
}

Reply setVariable(const Api &api, const Call &call, const Repository &repository, Vault &vault, bool mayCreate)
{
    const QJsonObject body = call.json();
    const QString name = (mayCreate ? body["name"_L1].toString() : call.parameter(u"name"_s)).toUpper();
    const bool exists = vault.variables.contains(name);
    if (mayCreate && exists)
        return api.error(409, u"Already exists - Variable already exists"_s);
    if (!mayCreate && !exists)
        return api.missing();
    Variable &variable = vault.variables[name];
    variable.value = body["value"_L1].toString(variable.value);
    variable.created = exists ? variable.created : api.now();
    variable.updated = api.now();
    api.note(repository, u"variable.set"_s, subjectOf(call, name));
    return mayCreate ? Reply::json(QJsonObject{}, 201) : Reply::empty();
}

using VaultHandler = std::function<Reply(const Call &, Repository &, Vault &)>;

/// Registers a route twice: for the repository (below /actions) and for each environment.
void vaultRoute(Api &api, const QByteArray &method, const QString &below, const VaultHandler &handle)
{
    const auto find = [&api, handle](const Call &call, Repository &repository, const Shapes &) {
        Vault *vault = vaultOf(call, repository);
        return vault ? handle(call, repository, *vault) : api.missing();
    };
    api.route(method, u"/actions"_s + below, find);
    api.route(method, u"/environments/{environment}"_s + below, find);
}

template<typename Map>
Reply erase(const Api &api, const Call &call, const Repository &repository, Map &map, const QString &effect)
{
    const QString name = call.parameter(u"name"_s).toUpper();
    if (map.erase(name) == 0)
        return api.missing();
    api.note(repository, effect, subjectOf(call, name));
    return Reply::empty();
}

void addSecrets(Api &api)
{
    vaultRoute(api, "GET"_ba, u"/secrets"_s, [&api](const Call &call, Repository &, Vault &vault) {
        return listOf(api, call, u"secrets"_s, vault.secrets, secretShape);
    });
    vaultRoute(api, "GET"_ba, u"/secrets/public-key"_s, [](const Call &, Repository &, Vault &vault) {
        return Reply::json(
            QJsonObject{{u"key_id"_s, vault.keyId}, {u"key"_s, QString::fromLatin1(vault.publicKey.toBase64())}});
    });
    vaultRoute(api, "GET"_ba, u"/secrets/{name}"_s, [&api](const Call &call, Repository &, Vault &vault) {
        const auto found = vault.secrets.find(call.parameter(u"name"_s).toUpper());
        return found == vault.secrets.end() ? api.missing() : Reply::json(secretShape(found->first, found->second));
    });
    vaultRoute(api, "PUT"_ba, u"/secrets/{name}"_s, [&api](const Call &call, Repository &repository, Vault &vault) {
        return setSecret(api, call, repository, vault);
    });
    vaultRoute(api, "DELETE"_ba, u"/secrets/{name}"_s, [&api](const Call &call, Repository &repository, Vault &vault) {
        return erase(api, call, repository, vault.secrets, u"secret.deleted"_s);
    });
}

void addVariables(Api &api)
{
    vaultRoute(api, "GET"_ba, u"/variables"_s, [&api](const Call &call, Repository &, Vault &vault) {
        return listOf(api, call, u"variables"_s, vault.variables, variableShape);
    });
    vaultRoute(api, "POST"_ba, u"/variables"_s, [&api](const Call &call, Repository &repository, Vault &vault) {
        return setVariable(api, call, repository, vault, true);
    });
    vaultRoute(api, "PATCH"_ba, u"/variables/{name}"_s, [&api](const Call &call, Repository &repository, Vault &vault) {
        return setVariable(api, call, repository, vault, false);
    });
    vaultRoute(api, "DELETE"_ba, u"/variables/{name}"_s,
               [&api](const Call &call, Repository &repository, Vault &vault) {
                   return erase(api, call, repository, vault.variables, u"variable.deleted"_s);
               });
}

} // namespace

void addVaultRoutes(Api &api)
{
    addSecrets(api);
    addVariables(api);
}

} // namespace slipway::sandbox::github
