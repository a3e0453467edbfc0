#include "workspace/builder.h"

#include "workspace/values.h"

using namespace Qt::StringLiterals;

namespace slipway::workspace {

namespace {

using yaml::Node;

/// One map of the checked tree; what is absent reads as empty.
class Map
{
public:
    explicit Map(yaml::NodePtr node)
        : m_node(std::move(node))
    { }

    bool isGiven() const { return m_node && m_node->kind == Node::Kind::Mapping; }
    Map map(const QString &key) const { return Map(m_node ? m_node->member(key) : nullptr); }
    QString text(const QString &key, const QString &fallback = {}) const
    {
        const auto value = m_node ? m_node->member(key) : nullptr;
        return value && value->kind == Node::Kind::Scalar ? value->text : fallback;
    }
    bool yesNo(const QString &key) const { return values::yesNo(text(key)).value_or(false); }
    std::optional<int> whole(const QString &key) const { return values::whole(text(key)); }
    std::vector<yaml::NodePtr> items(const QString &key) const
    {
        const auto value = m_node ? m_node->member(key) : nullptr;
        return value ? value->items : std::vector<yaml::NodePtr>();
    }
    QStringList texts(const QString &key) const
    {
        QStringList all;
        for (const auto &item : items(key))
            all.append(item->text);
        return all;
    }
    const std::vector<std::pair<yaml::NodePtr, yaml::NodePtr>> &members() const { return m_node->members; }

private:
    yaml::NodePtr m_node;
};

QString fileName(const QString &path)
{
    return path.section(u'/', -1);
}

std::optional<Place> readPlace(const Map &map)
{
    if (!map.isGiven())
        return std::nullopt;
    return Place{map.text(u"fly"_s), map.text(u"vercel"_s), map.text(u"branch"_s), QUrl(map.text(u"health"_s)),
                 map.text(u"sentry"_s)};
}

App readApp(const Map &map)
{
    App app;
    app.id = map.text(u"id"_s);
    app.name = map.text(u"name"_s, app.id);
    app.description = map.text(u"description"_s);
    app.workflow = fileName(map.text(u"workflow"_s));
    app.tag = map.text(u"tag"_s);
    app.migrations = map.text(u"migrations"_s);
    app.docs = map.texts(u"docs"_s);
    app.production = readPlace(map.map(u"production"_s));
    app.staging = readPlace(map.map(u"staging"_s));
    app.preview = readPlace(map.map(u"preview"_s));
    return app;
}

Organizations readOrganizations(const Map &providers)
{
    return {providers.map(u"github"_s).text(u"repository"_s), providers.map(u"fly"_s).text(u"organization"_s),
            providers.map(u"vercel"_s).text(u"team"_s), providers.map(u"sentry"_s).text(u"organization"_s),
            providers.map(u"slack"_s).texts(u"channels"_s)};
}

SecretRule readSecret(const Map &map)
{
    SecretRule rule{map.text(u"name"_s), map.text(u"owner"_s), values::days(map.text(u"rotate"_s)), {}};
    for (const QString &place : map.texts(u"places"_s)) {
        if (const auto value = values::secretPlace(place))
            rule.places.append(*value);
    }
    return rule;
}

AlertRules readAlerts(const Map &map)
{
    AlertRules rules;
    if (const auto rule = map.map(u"error-spike"_s); rule.isGiven()) {
        rules.errorSpike = {values::number(rule.text(u"times"_s)).value_or(AlertRules::ErrorSpike().times),
                            rule.text(u"notify"_s, u"page"_s)};
    }
    if (const auto rule = map.map(u"slower"_s); rule.isGiven()) {
        rules.slower = {values::number(rule.text(u"percent"_s)).value_or(AlertRules::Slower().percent),
                        rule.text(u"notify"_s, u"team"_s)};
    }
    if (const auto rule = map.map(u"slow-deploy"_s); rule.isGiven()) {
        const auto minutes = rule.whole(u"minutes"_s);
        rules.slowDeploy = {minutes ? std::chrono::minutes(*minutes) : AlertRules::SlowDeploy().after,
                            rule.text(u"notify"_s, u"team"_s)};
    }
    if (const auto watch = values::duration(map.text(u"watch"_s)))
        rules.watch = std::chrono::ceil<std::chrono::minutes>(*watch);
    return rules;
}

FreezeWindow readFreeze(const Map &map)
{
    FreezeWindow window;
    for (const QString &day : map.texts(u"days"_s)) {
        if (const auto weekday = values::weekday(day))
            window.days.append(*weekday);
    }
    window.from = values::timeOfDay(map.text(u"from"_s)).value_or(QTime());
    window.until = values::timeOfDay(map.text(u"until"_s)).value_or(QTime());
    window.zone = map.text(u"zone"_s, u"UTC"_s).toUtf8();
    window.except = map.text(u"except"_s);
    return window;
}

BranchPolicy readPolicy(const QString &branch, const Map &map)
{
    BranchPolicy policy;
    policy.branch = branch;
    policy.pullRequest = map.yesNo(u"pull-request"_s);
    policy.approvals = map.whole(u"approvals"_s).value_or(0);
    policy.codeOwners = map.yesNo(u"code-owners"_s);
    policy.checks = map.texts(u"checks"_s);
    policy.upToDate = map.yesNo(u"up-to-date"_s);
    policy.linearHistory = map.yesNo(u"linear-history"_s);
    policy.signedCommits = map.yesNo(u"signed-commits"_s);
    policy.forcePushes = map.yesNo(u"force-pushes"_s);
    return policy;
}

Guardrails readGuardrails(const Map &map)
{
    Guardrails guardrails;
    for (const auto &window : map.items(u"freeze"_s))
        guardrails.freeze.append(readFreeze(Map(window)));
    guardrails.hotfixBranches = map.text(u"hotfix-branches"_s);
    guardrails.mostFiles = map.whole(u"most-files"_s);
    return guardrails;
}

DiagnosticRules readDiagnostics(const Map &map)
{
    DiagnosticRules rules{{}, map.texts(u"runner-labels"_s), map.texts(u"deploy-commands"_s)};
    const Map levels = map.map(u"rules"_s);
    if (!levels.isGiven())
        return rules;
    for (const auto &[rule, level] : levels.members()) {
        if (const auto value = values::ruleLevel(level->text))
            rules.levels.insert(rule->text, *value);
    }
    return rules;
}

AdviceRule readAdvice(const Map &map)
{
    AdviceRule rule{map.text(u"match"_s), map.text(u"says"_s), map.text(u"do"_s), {}};
    for (const QString &workflow : map.texts(u"workflows"_s))
        rule.workflows.append(fileName(workflow));
    return rule;
}

} // namespace

Workspace build(const Node &root)
{
    const Map file(std::make_shared<const Node>(root));
    Workspace workspace;
    workspace.name = file.map(u"workspace"_s).text(u"name"_s);
    for (const auto &person : file.map(u"workspace"_s).items(u"people"_s))
        workspace.people.append({Map(person).text(u"name"_s), Map(person).text(u"github"_s)});
    workspace.organizations = readOrganizations(file.map(u"providers"_s));
    const Map branches = file.map(u"branches"_s);
    workspace.branches = {branches.text(u"production"_s, Branches().production), branches.text(u"staging"_s)};
    for (const auto &app : file.items(u"apps"_s))
        workspace.apps.append(readApp(Map(app)));
    for (const QString &workflow : file.texts(u"workflows"_s))
        workspace.workflows.append(fileName(workflow));
    for (const auto &secret : file.items(u"secrets"_s))
        workspace.secrets.append(readSecret(Map(secret)));
    workspace.alerts = readAlerts(file.map(u"alerts"_s));
    workspace.guardrails = readGuardrails(file.map(u"guardrails"_s));
    if (const Map policies = file.map(u"branch-policy"_s); policies.isGiven()) {
        for (const auto &[branch, policy] : policies.members())
            workspace.branchPolicies.append(readPolicy(branch->text, Map(policy)));
    }
    const Map lighthouse = file.map(u"budgets"_s).map(u"lighthouse"_s);
    workspace.budgets = {lighthouse.whole(u"performance"_s), lighthouse.whole(u"accessibility"_s),
                         lighthouse.whole(u"best-practices"_s), lighthouse.whole(u"seo"_s)};
    workspace.diagnostics = readDiagnostics(file.map(u"diagnostics"_s));
    for (const auto &rule : file.items(u"advice"_s))
        workspace.advice.append(readAdvice(Map(rule)));
    return workspace;
}

} // namespace slipway::workspace
