#include "sandbox/github/api.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

QString reviewerLogin(const State &state, const QJsonValue &reviewer, const Api &api)
{
    for (const auto &repository : state.repositories()) {
        for (const auto &[name, environment] : repository->environments) {
            for (const QString &login : environment.reviewers) {
                if (state.user(login).id == reviewer["id"_L1].toInteger())
                    return login;
            }
        }
    }
    return api.viewer();
}

/// What GitHub refuses in the body of an environment; empty when nothing.
QString problemOf(const QJsonObject &body)
{
    constexpr int longestWait = 43'200;
    const int wait = body["wait_timer"_L1].toInt();
    if (wait < 0 || wait > longestWait)
        return u"The wait timer must be between 0 and 43200 minutes"_s;
    const QJsonValue policy = body["deployment_branch_policy"_L1];
    const bool isBoth = policy["protected_branches"_L1].toBool() == policy["custom_branch_policies"_L1].toBool();
    if (policy.isObject() && isBoth)
        return u"protected_branches and custom_branch_policies cannot have the same value"_s;
    return {};
}

Reply put(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QString name = call.parameter(u"environment"_s);
    const QJsonObject body = call.json();
    if (const QString problem = problemOf(body); !problem.isEmpty())
        return api.invalid(problem);
    auto [entry, isNew] = repository.environments.try_emplace(name);
    Environment &environment = entry->second;
    if (isNew) {
        environment.id = api.world().state.nextId() % 1'000'000'000;
        environment.name = name;
        environment.created = api.now();
        repository.environmentVaults.emplace(name, makeVault((repository.fullName() + name).toUtf8()));
    }
    QStringList reviewers;
    for (const QJsonValue &reviewer : body["reviewers"_L1].toArray())
        reviewers.append(reviewerLogin(api.world().state, reviewer, api));
    const QJsonValue policy = body["deployment_branch_policy"_L1];
    // What is left out is reset: the body is the whole state.
    environment.waitMinutes = body["wait_timer"_L1].toInt();
    environment.preventsSelfReview = body["prevent_self_review"_L1].toBool();
    environment.reviewers = reviewers;
    environment.branchPolicy = !policy.isObject()  ? QString()
        : policy["protected_branches"_L1].toBool() ? u"protected"_s
                                                   : u"custom"_s;
    environment.updated = api.now();
    api.note(repository, u"environment.set"_s, name);
    return Reply::json(shapes.environment(repository, environment));
}

} // namespace

void addEnvironmentRoutes(Api &api)
{
    const QString one = u"/environments/{environment}"_s;
    api.route("GET"_ba, u"/environments"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        QList<const Environment *> all;
        for (const auto &[name, environment] : repository.environments)
            all.append(&environment);
        return api.page(call, u"environments"_s, all.size(),
                        [&](qsizetype index) { return shapes.environment(repository, *all[index]); });
    });
    api.route("GET"_ba, one, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        const auto found = repository.environments.find(call.parameter(u"environment"_s));
        return found == repository.environments.end() ? api.missing()
                                                      : Reply::json(shapes.environment(repository, found->second));
    });
    api.route("PUT"_ba, one, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return put(api, call, repository, shapes);
    });
    api.route("GET"_ba, one + u"/deployment-branch-policies"_s,
              [&api](const Call &call, Repository &repository, const Shapes &) {
                  const auto found = repository.environments.find(call.parameter(u"environment"_s));
                  if (found == repository.environments.end())
                      return api.missing();
                  const auto &patterns = found->second.branchPatterns;
                  return api.page(call, u"branch_policies"_s, patterns.size(), [&](qsizetype index) {
                      const auto &[id, name] = patterns[index];
                      return QJsonObject{{u"id"_s, id},
                                         {u"node_id"_s, nodeId(u"Policy"_s, id)},
                                         {u"name"_s, name},
                                         {u"type"_s, u"branch"_s}};
                  });
              });
}

} // namespace slipway::sandbox::github
