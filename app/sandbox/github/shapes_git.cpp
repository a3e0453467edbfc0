#include "sandbox/github/shapes.h"

#include <QCryptographicHash>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

QString encoded(const QString &path)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
}

QJsonObject verification(const Commit &commit)
{
    return {{u"verified"_s, commit.isSigned},
            {u"reason"_s, commit.isSigned ? u"valid"_s : u"unsigned"_s},
            {u"signature"_s, commit.isSigned ? QJsonValue(u"-----BEGIN SSH SIGNATURE-----"_s) : QJsonValue::Null},
            {u"payload"_s, commit.isSigned ? QJsonValue("tree "_L1 + commit.tree) : QJsonValue::Null},
            {u"verified_at"_s, commit.isSigned ? timeValue(commit.at) : QJsonValue::Null}};
}

QJsonArray parentsOf(const Commit &commit, const QString &url, const QString &page)
{
    QJsonArray parents;
    for (const QString &sha : commit.parents)
        parents.append(QJsonObject{
            {u"sha"_s, sha}, {u"url"_s, url + "/commits/"_L1 + sha}, {u"html_url"_s, page + "/commit/"_L1 + sha}});
    return parents;
}

QString patchOf(const FileChange &change)
{
    if (!change.patch.isEmpty())
        return change.patch;
    QString patch = u"@@ -1,%1 +1,%2 @@"_s.arg(change.deletions + 3).arg(change.additions + 3);
    for (int i = 0; i < std::min(change.deletions, 20); ++i)
        patch += u"\n-  // line %1 as it was"_s.arg(i + 1);
    for (int i = 0; i < std::min(change.additions, 20); ++i)
        patch += u"\n+  // line %1 as it is now"_s.arg(i + 1);
    return patch;
}

} // namespace

QJsonObject Shapes::person(const QString &login, const QDateTime &at) const
{
    return {{u"name"_s, m_state.user(login).name},
            {u"email"_s, QString(login + "@loop.health"_L1)},
            {u"date"_s, timeValue(at)}};
}

QJsonObject Shapes::branch(const Repository &repository, const QString &name, const QString &sha) const
{
    const QString url = repositoryUrl(repository);
    return {{u"name"_s, name},
            {u"protected"_s, repository.protections.contains(name)},
            {u"commit"_s, QJsonObject{{u"sha"_s, sha}, {u"url"_s, url + "/commits/"_L1 + sha}}},
            {u"protection_url"_s, QString(url + "/branches/"_L1 + encoded(name) + "/protection"_L1)}};
}

QJsonObject Shapes::branchWithProtection(const Repository &repository, const QString &name, const Commit &commit) const
{
    const QString url = repositoryUrl(repository) + "/branches/"_L1 + encoded(name);
    const auto found = repository.protections.find(name);
    const bool isProtected = found != repository.protections.end();
    const QJsonObject protection = isProtected ? this->protection(repository, name, found->second) : QJsonObject();
    return {{u"name"_s, name},
            {u"commit"_s, this->commit(repository, commit)},
            {u"protected"_s, isProtected},
            {u"protection"_s, protection},
            {u"protection_url"_s, QString(url + "/protection"_L1)},
            {u"_links"_s,
             QJsonObject{{u"self"_s, url},
                         {u"html"_s, QString(repositoryPage(repository) + "/tree/"_L1 + encoded(name))}}}};
}

QJsonObject Shapes::tag(const Repository &repository, const QString &name, const QString &sha) const
{
    const QString url = repositoryUrl(repository);
    const QString reference = "/refs/tags/"_L1 + encoded(name);
    return {{u"name"_s, name},
            {u"node_id"_s, nodeId(u"Ref"_s, static_cast<qint64>(qHash(name, 0) % 1'000'000))},
            {u"commit"_s, QJsonObject{{u"sha"_s, sha}, {u"url"_s, url + "/commits/"_L1 + sha}}},
            {u"zipball_url"_s, QString(url + "/zipball"_L1 + reference)},
            {u"tarball_url"_s, QString(url + "/tarball"_L1 + reference)}};
}

QJsonObject Shapes::commit(const Repository &repository, const Commit &commit, bool withFiles) const
{
    const QString url = repositoryUrl(repository);
    const QString page = repositoryPage(repository);
    const QJsonObject author = person(commit.author, commit.at);
    const QJsonObject inner{
        {u"url"_s, url + "/git/commits/"_L1 + commit.sha},
        {u"author"_s, author},
        {u"committer"_s, author},
        {u"message"_s, commit.message},
        {u"comment_count"_s, 0},
        {u"tree"_s, QJsonObject{{u"sha"_s, commit.tree}, {u"url"_s, url + "/git/trees/"_L1 + commit.tree}}},
        {u"verification"_s, verification(commit)}};
    const QJsonObject user = this->user(commit.author);
    QJsonObject object{{u"sha"_s, commit.sha},
                       {u"node_id"_s, QString("C_"_L1 + commit.sha.first(12))},
                       {u"url"_s, url + "/commits/"_L1 + commit.sha},
                       {u"html_url"_s, page + "/commit/"_L1 + commit.sha},
                       {u"comments_url"_s, QString(url + "/commits/"_L1 + commit.sha + "/comments"_L1)},
                       {u"commit"_s, inner},
                       {u"author"_s, user},
                       {u"committer"_s, user},
                       {u"parents"_s, parentsOf(commit, url, page)}};
    if (!withFiles)
        return object;
    QJsonArray files;
    int additions = 0;
    int deletions = 0;
    for (const FileChange &change : commit.files) {
        files.append(file(repository, change, commit.sha));
        additions += change.additions;
        deletions += change.deletions;
    }
    object.insert(u"files"_s, files);
    object.insert(
        u"stats"_s,
        QJsonObject{{u"additions"_s, additions}, {u"deletions"_s, deletions}, {u"total"_s, additions + deletions}});
    return object;
}

QJsonObject Shapes::gitCommit(const Repository &repository, const Commit &commit) const
{
    const QString url = repositoryUrl(repository);
    const QString page = repositoryPage(repository);
    const QJsonObject author = person(commit.author, commit.at);
    return {{u"sha"_s, commit.sha},
            {u"node_id"_s, QString("C_"_L1 + commit.sha.first(12))},
            {u"url"_s, url + "/git/commits/"_L1 + commit.sha},
            {u"html_url"_s, page + "/commit/"_L1 + commit.sha},
            {u"author"_s, author},
            {u"committer"_s, author},
            {u"message"_s, commit.message},
            {u"tree"_s, QJsonObject{{u"sha"_s, commit.tree}, {u"url"_s, url + "/git/trees/"_L1 + commit.tree}}},
            {u"parents"_s, parentsOf(commit, url, page)},
            {u"verification"_s, verification(commit)}};
}

QJsonObject Shapes::reference(const Repository &repository, const QString &name, const QString &sha) const
{
    const QString url = repositoryUrl(repository);
    return {{u"ref"_s, QString("refs/"_L1 + name)},
            {u"node_id"_s, QString("R_"_L1 + sha.first(12))},
            {u"url"_s, QString(url + "/git/refs/"_L1 + encoded(name))},
            {u"object"_s,
             QJsonObject{{u"type"_s, u"commit"_s}, {u"sha"_s, sha}, {u"url"_s, url + "/git/commits/"_L1 + sha}}}};
}

QJsonObject Shapes::file(const Repository &repository, const FileChange &change, const QString &sha) const
{
    const QString name = encoded(change.name);
    const QByteArray digest = QCryptographicHash::hash((change.name + sha).toUtf8(), QCryptographicHash::Sha1).toHex();
    return {{u"sha"_s, QString::fromLatin1(digest)},
            {u"filename"_s, change.name},
            {u"status"_s, change.status},
            {u"additions"_s, change.additions},
            {u"deletions"_s, change.deletions},
            {u"changes"_s, change.additions + change.deletions},
            {u"blob_url"_s, QString(repositoryPage(repository) + "/blob/"_L1 + sha + u'/' + name)},
            {u"raw_url"_s, QString(repositoryPage(repository) + "/raw/"_L1 + sha + u'/' + name)},
            {u"contents_url"_s, QString(repositoryUrl(repository) + "/contents/"_L1 + name + "?ref="_L1 + sha)},
            {u"patch"_s, patchOf(change)}};
}

QJsonObject Shapes::comparison(const Repository &repository, const QString &range, const Comparison &comparison,
                               qsizetype page, qsizetype perPage) const
{
    const QString below = "/compare/"_L1 + encoded(range);
    const QString html = repositoryPage(repository) + below;
    QJsonArray commits;
    for (const Commit *commit : comparison.ahead.mid((page - 1) * perPage, perPage))
        commits.append(this->commit(repository, *commit));
    QJsonObject object{{u"url"_s, repositoryUrl(repository) + below},
                       {u"html_url"_s, html},
                       {u"permalink_url"_s, html},
                       {u"diff_url"_s, html + ".diff"_L1},
                       {u"patch_url"_s, html + ".patch"_L1},
                       {u"base_commit"_s, commit(repository, *repository.git.resolve(range.section(u"..."_s, 0, 0)))},
                       {u"merge_base_commit"_s, commit(repository, *comparison.mergeBase)},
                       {u"status"_s, comparison.status()},
                       {u"ahead_by"_s, comparison.ahead.size()},
                       {u"behind_by"_s, comparison.behind},
                       {u"total_commits"_s, comparison.ahead.size()},
                       {u"commits"_s, commits}};
    QJsonArray files;
    const QString sha = comparison.ahead.isEmpty() ? comparison.mergeBase->sha : comparison.ahead.last()->sha;
    // Only the first page carries files, and never more than 300.
    for (const FileChange &change : comparison.files.first(std::min<qsizetype>(comparison.files.size(), 300)))
        files.append(file(repository, change, sha));
    object.insert(u"files"_s, page == 1 ? files : QJsonArray());
    return object;
}

QJsonObject Shapes::content(const Repository &repository, const QString &path, const QString &blob,
                            const QByteArray &bytes, const QString &ref) const
{
    const QString url = repositoryUrl(repository) + "/contents/"_L1 + encoded(path) + "?ref="_L1 + encoded(ref);
    const QString html = repositoryPage(repository) + "/blob/"_L1 + encoded(ref) + u'/' + encoded(path);
    const QString git = repositoryUrl(repository) + "/git/blobs/"_L1 + blob;
    QByteArray text = bytes.toBase64();
    // The real one breaks lines as MIME does.
    for (qsizetype at = 60; at < text.size(); at += 61)
        text.insert(at, '\n');
    return {{u"type"_s, u"file"_s},
            {u"encoding"_s, u"base64"_s},
            {u"size"_s, bytes.size()},
            {u"name"_s, path.section(u'/', -1)},
            {u"path"_s, path},
            {u"content"_s, QString::fromLatin1(text + '\n')},
            {u"sha"_s, blob},
            {u"url"_s, url},
            {u"git_url"_s, git},
            {u"html_url"_s, html},
            {u"download_url"_s, QString(repositoryPage(repository) + "/raw/"_L1 + encoded(ref) + u'/' + encoded(path))},
            {u"_links"_s, QJsonObject{{u"self"_s, url}, {u"git"_s, git}, {u"html"_s, html}}}};
}

QJsonObject Shapes::pullEnd(const Repository &repository, const QString &branch, const QString &sha) const
{
    return {{u"label"_s, QString(repository.owner + u':' + branch)},
            {u"ref"_s, branch},
            {u"sha"_s, sha},
            {u"user"_s, user(repository.owner)},
            {u"repo"_s, this->repository(repository)}};
}

QJsonObject Shapes::pull(const Repository &repository, const Pull &pull, bool withDetails) const
{
    const QString number = QString::number(pull.number);
    const QString url = repositoryUrl(repository) + "/pulls/"_L1 + number;
    const QString issue = repositoryUrl(repository) + "/issues/"_L1 + number;
    const QString html = repositoryPage(repository) + "/pull/"_L1 + number;
    const QString statuses = repositoryUrl(repository) + "/statuses/"_L1 + pull.headSha;
    const QString base =
        repository.git.branches.contains(pull.base) ? repository.git.branches.at(pull.base) : QString();
    const std::array<std::pair<QString, QString>, 8> links{
        {{u"self"_s, url},
         {u"html"_s, html},
         {u"issue"_s, issue},
         {u"comments"_s, issue + "/comments"_L1},
         {u"review_comments"_s, url + "/comments"_L1},
         {u"review_comment"_s, repositoryUrl(repository) + "/pulls/comments{/number}"_L1},
         {u"commits"_s, url + "/commits"_L1},
         {u"statuses"_s, statuses}}};
    QJsonObject object{{u"id"_s, 1'780'000'000 + pull.number},
                       {u"node_id"_s, nodeId(u"PullRequest"_s, pull.number)},
                       {u"number"_s, pull.number},
                       {u"state"_s, pull.isOpen() ? u"open"_s : u"closed"_s},
                       {u"title"_s, pull.title},
                       {u"body"_s, textOrNull(pull.body)},
                       {u"user"_s, user(pull.author)},
                       {u"url"_s, url},
                       {u"html_url"_s, html},
                       {u"diff_url"_s, html + ".diff"_L1},
                       {u"patch_url"_s, html + ".patch"_L1},
                       {u"issue_url"_s, issue},
                       {u"created_at"_s, timeValue(pull.created)},
                       {u"updated_at"_s, timeValue(pull.updated)},
                       {u"closed_at"_s, timeValue(pull.closed)},
                       {u"merged_at"_s, timeValue(pull.merged)},
                       {u"merge_commit_sha"_s, textOrNull(pull.mergeCommit)},
                       {u"draft"_s, pull.isDraft},
                       {u"locked"_s, false},
                       {u"labels"_s, QJsonArray()},
                       {u"assignee"_s, QJsonValue::Null},
                       {u"assignees"_s, QJsonArray()},
                       {u"milestone"_s, QJsonValue::Null},
                       {u"auto_merge"_s, QJsonValue::Null},
                       {u"author_association"_s, u"MEMBER"_s},
                       {u"head"_s, pullEnd(repository, pull.head, pull.headSha)},
                       {u"base"_s, pullEnd(repository, pull.base, base)}};
    QJsonObject linkObject;
    for (const auto &[key, target] : links) {
        linkObject.insert(key, QJsonObject{{u"href"_s, target}});
        if (key != "self"_L1 && key != "html"_L1 && key != "issue"_L1)
            object.insert(key + "_url"_L1, target);
    }
    object.insert(u"_links"_s, linkObject);
    if (withDetails)
        addDetails(repository, pull, object);
    return object;
}

QJsonObject Shapes::pullReview(const Repository &repository, const Pull &pull, const PullReview &review) const
{
    const QString number = QString::number(pull.number);
    const QString url = repositoryUrl(repository) + "/pulls/"_L1 + number;
    const QString html =
        repositoryPage(repository) + "/pull/"_L1 + number + "#pullrequestreview-"_L1 + QString::number(review.id);
    return {
        {u"id"_s, review.id},
        {u"node_id"_s, nodeId(u"PullRequestReview"_s, review.id)},
        {u"user"_s, user(review.user)},
        {u"body"_s, review.body},
        {u"state"_s, review.state},
        {u"html_url"_s, html},
        {u"pull_request_url"_s, url},
        {u"author_association"_s, u"MEMBER"_s},
        {u"_links"_s,
         QJsonObject{{u"html"_s, QJsonObject{{u"href"_s, html}}}, {u"pull_request"_s, QJsonObject{{u"href"_s, url}}}}},
        {u"submitted_at"_s, timeValue(review.submitted)},
        {u"commit_id"_s, review.sha}};
}

void Shapes::addDetails(const Repository &repository, const Pull &pull, QJsonObject &object) const
{
    const auto changes = repository.git.compare(pull.base, pull.headSha);
    const bool isMergeable = pull.isOpen() && repository.git.merged(pull.base, pull.headSha).has_value();
    int additions = 0;
    int deletions = 0;
    for (const FileChange &change : changes ? changes->files : QList<FileChange>()) {
        additions += change.additions;
        deletions += change.deletions;
    }
    const QList<std::pair<QString, QJsonValue>> details{
        {u"additions"_s, additions},
        {u"deletions"_s, deletions},
        {u"changed_files"_s, changes ? changes->files.size() : 0},
        {u"commits"_s, changes ? changes->ahead.size() : 0},
        {u"comments"_s, 0},
        {u"review_comments"_s, 0},
        {u"mergeable"_s, isMergeable},
        {u"mergeable_state"_s, isMergeable ? u"clean"_s : u"dirty"_s},
        {u"merged"_s, pull.merged.isValid()},
        {u"maintainer_can_modify"_s, false},
        {u"merged_by"_s, pull.merged.isValid() ? QJsonValue(user(pull.author)) : QJsonValue::Null}};
    for (const auto &[key, value] : details)
        object.insert(key, value);
}

} // namespace slipway::sandbox::github
