// A project's environment variables. Values other than plain ones are forgotten as soon as they have come.
#include "sandbox/vercel/api.h"

#include "sandbox/core/simulation.h"
#include "sandbox/traffic/noise.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::vercel {

namespace {

QStringList textsOf(const QJsonValue &value)
{
    if (value.isString())
        return {value.toString()};
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &one : array)
        texts.append(one.toString());
    return texts;
}

/// What is wrong with a variable that somebody wants to create; empty when nothing is.
QString problemOf(const QJsonObject &wanted)
{
    static const QStringList types{u"plain"_s, u"encrypted"_s, u"sensitive"_s};
    const QStringList targets = textsOf(wanted.value("target"_L1));
    if (wanted.value("key"_L1).toString().isEmpty() || !wanted.value("value"_L1).isString())
        return u"key and value are required"_s;
    if (!types.contains(wanted.value("type"_L1).toString()))
        return u"type must be plain, encrypted or sensitive"_s;
    if (targets.isEmpty() && !wanted.contains("customEnvironmentIds"_L1))
        return u"target is required"_s;
    if (wanted.value("type"_L1).toString() == "sensitive"_L1 && targets.contains("development"_L1))
        return u"sensitive variables cannot target development"_s;
    return {};
}

void change(Variable &variable, const QJsonObject &wanted, qint64 now)
{
    if (wanted.contains("type"_L1))
        variable.type = wanted.value("type"_L1).toString();
    if (wanted.contains("target"_L1))
        variable.targets = textsOf(wanted.value("target"_L1));
    if (wanted.contains("gitBranch"_L1))
        variable.branch = wanted.value("gitBranch"_L1).toString();
    if (wanted.contains("comment"_L1))
        variable.comment = wanted.value("comment"_L1).toString();
    if (wanted.contains("value"_L1))
        variable.plainValue = variable.type == "plain"_L1 ? wanted.value("value"_L1).toString() : QString();
    variable.updatedAt = now;
}

Variable *existing(Project &project, const QJsonObject &wanted)
{
    const QString key = wanted.value("key"_L1).toString();
    const QStringList targets = textsOf(wanted.value("target"_L1));
    const auto found = std::ranges::find_if(project.variables, [&](const Variable &variable) {
        return variable.key == key && variable.branch == wanted.value("gitBranch"_L1).toString()
            && std::ranges::any_of(targets, [&](const QString &target) { return variable.targets.contains(target); });
    });
    return found == project.variables.end() ? nullptr : &*found;
}

QJsonObject failure(const QString &code, const QString &message, const QString &key)
{
    return {{u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}, {u"key"_s, key}}}};
}

/// Only the list tells of weaknesses found in a variable.
QJsonObject listed(const Variable &variable)
{
    QJsonObject object = variable.toJson();
    object.insert(u"securityIssues"_s, QJsonArray());
    return object;
}

} // namespace

Reply Api::listVariables(const Call &call, Project &project)
{
    const QString branch = call.queryValue(u"gitBranch"_s);
    QJsonArray list;
    for (const Variable &variable : project.variables) {
        if (branch.isEmpty() || variable.branch.isEmpty() || variable.branch == branch)
            list.append(listed(variable));
    }
    return Reply::json(QJsonObject{{u"envs"_s, list}, {u"pagination"_s, pagination(list.size(), 0, 0)}});
}

Reply Api::createVariables(const Call &call, Project &project)
{
    const QJsonValue body = call.jsonValue();
    const QJsonArray all = body.isArray() ? body.toArray() : QJsonArray{body};
    const bool mayReplace = call.queryValue(u"upsert"_s) == "true"_L1;
    QJsonArray created;
    QJsonArray failed;
    for (const QJsonValue &one : all) {
        const QJsonObject wanted = one.toObject();
        const QString key = wanted.value("key"_L1).toString();
        if (const QString problem = problemOf(wanted); !problem.isEmpty()) {
            if (!body.isArray())
                return error(400, u"Invalid request: %1."_s.arg(problem));
            failed.append(failure(u"BAD_REQUEST"_s, problem, key));
            continue;
        }
        Variable *variable = existing(project, wanted);
        if (variable && !mayReplace) {
            failed.append(failure(u"ENV_CONFLICT"_s, u"A variable with this name exists for the target."_s, key));
            continue;
        }
        if (!variable) {
            const quint64 mixed = noise::mix(noise::mix(simulation().seed(), project.id + key), now());
            project.variables.push_back({.id = noise::word(mixed, 16), .key = key, .createdAt = now()});
            variable = &project.variables.back();
        }
        change(*variable, wanted, now());
        created.append(variable->toJson());
        simulation().note(u"vercel"_s, u"variable.set"_s, project.name + u'/' + key);
    }
    const QJsonValue result = body.isArray() || created.isEmpty() ? QJsonValue(created) : created.first();
    return Reply::json(QJsonObject{{u"created"_s, result}, {u"failed"_s, failed}}, 201);
}

Reply Api::showVariable(const Call &call, Project &project)
{
    const auto found = std::ranges::find(project.variables, call.parameter(u"id"_s), &Variable::id);
    if (found == project.variables.end())
        return error(404, u"Environment variable not found."_s);
    QJsonObject object = found->toJson();
    object.insert(u"decrypted"_s, found->type != "sensitive"_L1);
    return Reply::json(object);
}

Reply Api::changeVariable(const Call &call, Project &project)
{
    const auto found = std::ranges::find(project.variables, call.parameter(u"id"_s), &Variable::id);
    if (found == project.variables.end())
        return error(404, u"Environment variable not found."_s);
    change(*found, call.json(), now());
    simulation().note(u"vercel"_s, u"variable.set"_s, project.name + u'/' + found->key);
    return Reply::json(found->toJson());
}

Reply Api::removeVariable(const Call &call, Project &project)
{
    const auto found = std::ranges::find(project.variables, call.parameter(u"id"_s), &Variable::id);
    if (found == project.variables.end())
        return error(404, u"Environment variable not found."_s);
    const QJsonObject removed = found->toJson();
    simulation().note(u"vercel"_s, u"variable.removed"_s, project.name + u'/' + found->key);
    project.variables.erase(found);
    return Reply::json(removed);
}

} // namespace slipway::sandbox::vercel
