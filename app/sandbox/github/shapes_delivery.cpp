#include "sandbox/github/shapes.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

QString encoded(const QString &path)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(path));
}

QJsonArray reviewersOf(const Shapes &shapes, const Environment &environment)
{
    QJsonArray reviewers;
    for (const QString &login : environment.reviewers)
        reviewers.append(QJsonObject{{u"type"_s, u"User"_s}, {u"reviewer"_s, shapes.user(login)}});
    return reviewers;
}

QJsonArray rulesOf(const Shapes &shapes, const Environment &environment)
{
    QJsonArray rules;
    const auto rule = [&](int number, const QString &type) {
        const qint64 id = environment.id * 10 + number;
        return QJsonObject{{u"id"_s, id}, {u"node_id"_s, nodeId(u"Gate"_s, id)}, {u"type"_s, type}};
    };
    if (environment.waitMinutes > 0) {
        QJsonObject wait = rule(1, u"wait_timer"_s);
        wait.insert(u"wait_timer"_s, environment.waitMinutes);
        rules.append(wait);
    }
    if (!environment.reviewers.isEmpty()) {
        QJsonObject review = rule(2, u"required_reviewers"_s);
        review.insert(u"prevent_self_review"_s, environment.preventsSelfReview);
        review.insert(u"reviewers"_s, reviewersOf(shapes, environment));
        rules.append(review);
    }
    if (!environment.branchPolicy.isEmpty())
        rules.append(rule(3, u"branch_policy"_s));
    return rules;
}

QJsonObject enabled(bool isOn)
{
    return {{u"enabled"_s, isOn}};
}

} // namespace

QJsonObject Shapes::environment(const Repository &repository, const Environment &environment) const
{
    const QJsonValue policy = environment.branchPolicy.isEmpty()
        ? QJsonValue::Null
        : QJsonValue(QJsonObject{{u"protected_branches"_s, environment.branchPolicy == "protected"_L1},
                                 {u"custom_branch_policies"_s, environment.branchPolicy == "custom"_L1}});
    return {{u"id"_s, environment.id},
            {u"node_id"_s, nodeId(u"Environment"_s, environment.id)},
            {u"name"_s, environment.name},
            {u"url"_s, QString(repositoryUrl(repository) + "/environments/"_L1 + encoded(environment.name))},
            {u"html_url"_s, QString(repositoryPage(repository) + "/deployments/"_L1 + encoded(environment.name))},
            {u"created_at"_s, timeValue(environment.created)},
            {u"updated_at"_s, timeValue(environment.updated)},
            {u"protection_rules"_s, rulesOf(*this, environment)},
            {u"deployment_branch_policy"_s, policy}};
}

QJsonObject Shapes::pendingDeployment(const Repository &repository, const Environment &environment,
                                      bool canApprove) const
{
    const QJsonObject whole = this->environment(repository, environment);
    QJsonObject brief;
    for (const auto &key : {u"id"_s, u"node_id"_s, u"name"_s, u"url"_s, u"html_url"_s})
        brief.insert(key, whole.value(key));
    return {{u"environment"_s, brief},
            {u"wait_timer"_s, environment.waitMinutes},
            {u"wait_timer_started_at"_s, QJsonValue::Null},
            {u"current_user_can_approve"_s, canApprove},
            {u"reviewers"_s, reviewersOf(*this, environment)}};
}

QJsonObject Shapes::approval(const Repository &repository, const Approval &approval) const
{
    QJsonArray environments;
    const auto found = repository.environments.find(approval.environment);
    if (found != repository.environments.end()) {
        QJsonObject whole = environment(repository, found->second);
        whole.remove(u"protection_rules"_s);
        whole.remove(u"deployment_branch_policy"_s);
        environments.append(whole);
    }
    return {{u"environments"_s, environments},
            {u"state"_s, approval.state},
            {u"user"_s, user(approval.user)},
            {u"comment"_s, approval.comment}};
}

QJsonObject Shapes::deployment(const Repository &repository, const Deployment &deployment) const
{
    const QString url = repositoryUrl(repository) + "/deployments/"_L1 + QString::number(deployment.id);
    const QDateTime updated = deployment.statuses.isEmpty() ? deployment.created : deployment.statuses.last().at;
    return {{u"id"_s, deployment.id},
            {u"node_id"_s, nodeId(u"Deployment"_s, deployment.id)},
            {u"sha"_s, deployment.sha},
            {u"ref"_s, deployment.ref},
            {u"task"_s, deployment.task},
            {u"environment"_s, deployment.environment},
            {u"original_environment"_s, deployment.environment},
            {u"creator"_s, user(deployment.creator)},
            {u"payload"_s, deployment.payload},
            {u"description"_s, textOrNull(deployment.description)},
            {u"url"_s, url},
            {u"statuses_url"_s, QString(url + "/statuses"_L1)},
            {u"repository_url"_s, repositoryUrl(repository)},
            {u"created_at"_s, timeValue(deployment.created)},
            {u"updated_at"_s, timeValue(updated)},
            {u"transient_environment"_s, false},
            {u"production_environment"_s, deployment.environment == "production"_L1},
            {u"performed_via_github_app"_s, QJsonValue::Null}};
}

QJsonObject Shapes::deploymentStatus(const Repository &repository, const Deployment &deployment,
                                     const DeploymentStatus &status) const
{
    const QString url = repositoryUrl(repository) + "/deployments/"_L1 + QString::number(deployment.id);
    const QString ours = repositoryPage(repository) + "/actions"_L1
        + (deployment.run == 0 ? QString() : "/runs/"_L1 + QString::number(deployment.run));
    const QString log = status.logUrl.isEmpty() ? ours : status.logUrl;
    QJsonObject object{{u"id"_s, status.id},
                       {u"node_id"_s, nodeId(u"DeploymentStatus"_s, status.id)},
                       {u"state"_s, status.state},
                       {u"creator"_s, user(status.creator)},
                       {u"description"_s, status.description},
                       {u"environment"_s, deployment.environment},
                       {u"target_url"_s, log},
                       {u"log_url"_s, log},
                       {u"url"_s, QString(url + "/statuses/"_L1 + QString::number(status.id))},
                       {u"deployment_url"_s, url},
                       {u"repository_url"_s, repositoryUrl(repository)},
                       {u"created_at"_s, timeValue(status.at)},
                       {u"updated_at"_s, timeValue(status.at)},
                       {u"performed_via_github_app"_s, QJsonValue::Null}};
    if (!status.environmentUrl.isEmpty())
        object.insert(u"environment_url"_s, status.environmentUrl);
    return object;
}

QJsonObject Shapes::release(const Repository &repository, const Release &release) const
{
    const QString url = repositoryUrl(repository) + "/releases/"_L1 + QString::number(release.id);
    const QString tag = encoded(release.tag);
    return {{u"id"_s, release.id},
            {u"node_id"_s, nodeId(u"Release"_s, release.id)},
            {u"url"_s, url},
            {u"assets_url"_s, QString(url + "/assets"_L1)},
            {u"upload_url"_s, QString(url + "/assets{?name,label}"_L1)},
            {u"html_url"_s, QString(repositoryPage(repository) + "/releases/tag/"_L1 + tag)},
            {u"tarball_url"_s, QString(repositoryUrl(repository) + "/tarball/"_L1 + tag)},
            {u"zipball_url"_s, QString(repositoryUrl(repository) + "/zipball/"_L1 + tag)},
            {u"tag_name"_s, release.tag},
            {u"target_commitish"_s, release.target},
            {u"name"_s, textOrNull(release.name)},
            {u"body"_s, release.body},
            {u"draft"_s, release.isDraft},
            {u"prerelease"_s, release.isPrerelease},
            {u"immutable"_s, false},
            {u"created_at"_s, timeValue(release.created)},
            {u"published_at"_s, timeValue(release.published)},
            {u"author"_s, user(release.author)},
            {u"assets"_s, QJsonArray()}};
}

QJsonObject Shapes::signatures(const Repository &repository, const QString &branch, const Protection &protection) const
{
    return {
        {u"url"_s,
         QString(repositoryUrl(repository) + "/branches/"_L1 + encoded(branch) + "/protection/required_signatures"_L1)},
        {u"enabled"_s, protection.signedCommits}};
}

QJsonObject Shapes::protection(const Repository &repository, const QString &branch, const Protection &protection) const
{
    const QString url = repositoryUrl(repository) + "/branches/"_L1 + encoded(branch) + "/protection"_L1;
    QJsonObject object{
        {u"url"_s, url},
        {u"required_signatures"_s, signatures(repository, branch, protection)},
        {u"enforce_admins"_s,
         QJsonObject{{u"url"_s, QString(url + "/enforce_admins"_L1)}, {u"enabled"_s, protection.enforcesAdmins}}},
        {u"required_linear_history"_s, enabled(protection.linearHistory)},
        {u"allow_force_pushes"_s, enabled(protection.forcePushes)},
        {u"allow_deletions"_s, enabled(protection.deletions)},
        {u"block_creations"_s, enabled(false)},
        {u"required_conversation_resolution"_s, enabled(protection.conversationResolution)},
        {u"lock_branch"_s, enabled(false)},
        {u"allow_fork_syncing"_s, enabled(false)}};
    if (protection.hasChecks) {
        QJsonArray checks;
        for (const QString &context : protection.checks)
            checks.append(QJsonObject{{u"context"_s, context}, {u"app_id"_s, 15'368}});
        const QString own = url + "/required_status_checks"_L1;
        object.insert(u"required_status_checks"_s,
                      QJsonObject{{u"url"_s, own},
                                  {u"strict"_s, protection.strict},
                                  {u"contexts"_s, QJsonArray::fromStringList(protection.checks)},
                                  {u"contexts_url"_s, QString(own + "/contexts"_L1)},
                                  {u"checks"_s, checks}});
    }
    if (protection.needsPullRequest)
        object.insert(u"required_pull_request_reviews"_s,
                      QJsonObject{{u"url"_s, QString(url + "/required_pull_request_reviews"_L1)},
                                  {u"dismiss_stale_reviews"_s, protection.dismissesStale},
                                  {u"require_code_owner_reviews"_s, protection.codeOwners},
                                  {u"required_approving_review_count"_s, protection.approvals},
                                  {u"require_last_push_approval"_s, protection.lastPushApproval}});
    return object;
}

} // namespace slipway::sandbox::github
