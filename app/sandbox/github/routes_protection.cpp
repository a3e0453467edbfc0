#include "sandbox/github/api.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

/// Registers a route below …/protection of a branch that is protected.
void protectionRoute(Api &api, const QByteArray &method, const QString &below,
                     const std::function<Reply(Repository &, const Shapes &, const QString &, Protection &)> &handle)
{
    api.route(method, u"/branches/{branch+}/protection"_s + below,
              [&api, handle](const Call &call, Repository &repository, const Shapes &shapes) {
                  const auto found = repository.protections.find(call.parameter(u"branch"_s));
                  return found == repository.protections.end()
                      ? api.error(404, u"Branch not protected"_s)
                      : handle(repository, shapes, found->first, found->second);
              });
}

Reply put(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QString branch = call.parameter(u"branch"_s);
    if (!repository.git.branches.contains(branch))
        return api.error(404, u"Branch not found"_s);
    const QJsonObject body = call.json();
    for (const auto &key :
         {u"required_status_checks"_s, u"enforce_admins"_s, u"required_pull_request_reviews"_s, u"restrictions"_s}) {
        if (!body.contains(key))
            return api.invalid(u"Invalid request.\n\n\"%1\" wasn't supplied."_s.arg(key));
    }
    Protection &protection = repository.protections[branch];
    protection = protectionFrom(body, protection);
    api.note(repository, u"protection.set"_s, branch);
    return Reply::json(shapes.protection(repository, branch, protection));
}

Reply setSignatures(const Api &api, Repository &repository, const QString &branch, Protection &protection, bool isOn)
{
    protection.signedCommits = isOn;
    api.note(repository, isOn ? u"signatures.required"_s : u"signatures.optional"_s, branch);
    return Reply::empty();
}

void addProtection(Api &api)
{
    protectionRoute(api, "GET"_ba, {},
                    [](Repository &repository, const Shapes &shapes, const QString &branch, Protection &protection) {
                        return Reply::json(shapes.protection(repository, branch, protection));
                    });
    api.route("PUT"_ba, u"/branches/{branch+}/protection"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  return put(api, call, repository, shapes);
              });
    protectionRoute(api, "DELETE"_ba, {},
                    [&api](Repository &repository, const Shapes &, const QString &branch, Protection &) {
                        api.note(repository, u"protection.removed"_s, branch);
                        repository.protections.erase(QString(branch));
                        return Reply::empty();
                    });
    const QString signatures = u"/required_signatures"_s;
    protectionRoute(api, "GET"_ba, signatures,
                    [](Repository &repository, const Shapes &shapes, const QString &branch, Protection &protection) {
                        return Reply::json(shapes.signatures(repository, branch, protection));
                    });
    protectionRoute(
        api, "POST"_ba, signatures,
        [&api](Repository &repository, const Shapes &shapes, const QString &branch, Protection &protection) {
            setSignatures(api, repository, branch, protection, true);
            return Reply::json(shapes.signatures(repository, branch, protection));
        });
    protectionRoute(api, "DELETE"_ba, signatures,
                    [&api](Repository &repository, const Shapes &, const QString &branch, Protection &protection) {
                        return setSignatures(api, repository, branch, protection, false);
                    });
}

void addRulesets(Api &api)
{
    api.route("GET"_ba, u"/rulesets"_s, [&api](const Call &call, Repository &repository, const Shapes &) {
        return api.page(call, {}, repository.rulesets.size(), [&](qsizetype index) {
            QJsonObject brief = repository.rulesets[index];
            brief.remove(u"rules"_s);
            return brief;
        });
    });
    api.route("GET"_ba, u"/rulesets/{id}"_s, [&api](const Call &call, Repository &repository, const Shapes &) {
        for (const QJsonObject &ruleset : repository.rulesets) {
            if (ruleset["id"_L1].toInteger() == call.number(u"id"_s))
                return Reply::json(ruleset);
        }
        return api.missing();
    });
    api.route("GET"_ba, u"/rules/branches/{branch+}"_s,
              [&api](const Call &call, Repository &repository, const Shapes &) {
                  QJsonArray rules;
                  for (const QJsonObject &ruleset : repository.rulesets) {
                      for (const QJsonValue &rule : ruleset["rules"_L1].toArray()) {
                          QJsonObject detailed = rule.toObject();
                          detailed.insert(u"ruleset_source_type"_s, u"Repository"_s);
                          detailed.insert(u"ruleset_source"_s, repository.fullName());
                          detailed.insert(u"ruleset_id"_s, ruleset["id"_L1]);
                          rules.append(detailed);
                      }
                  }
                  return api.page(call, {}, rules.size(), [&](qsizetype index) { return rules.at(index); });
              });
}

} // namespace

void addProtectionRoutes(Api &api)
{
    addProtection(api);
    addRulesets(api);
    api.route("GET"_ba, u"/code-scanning/alerts"_s, [&api](const Call &call, Repository &repository, const Shapes &) {
        QList<QJsonObject> chosen;
        const QString state = call.queryValue(u"state"_s);
        for (const QJsonObject &alert : repository.codeScanningAlerts) {
            if (state.isEmpty() || alert["state"_L1].toString() == state)
                chosen.append(alert);
        }
        return api.page(call, {}, chosen.size(), [&](qsizetype index) { return chosen[index]; });
    });
    api.route("GET"_ba, u"/dependabot/alerts"_s, [&api](const Call &call, Repository &, const Shapes &) {
        return api.page(call, {}, 0, [](qsizetype) { return QJsonValue(); });
    });
}

} // namespace slipway::sandbox::github
