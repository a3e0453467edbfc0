#include "github/repository.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

using base::json::Object;

std::optional<RepositoryName> RepositoryName::fromText(const QString &text)
{
    const QStringList parts = text.split(u'/');
    if (parts.size() != 2 || parts.first().isEmpty() || parts.last().isEmpty())
        return std::nullopt;
    return RepositoryName{parts.first(), parts.last()};
}

Repository readRepository(const Object &object)
{
    Repository repository;
    repository.id = object.integer("id"_L1);
    repository.fullName = object.text("full_name"_L1);
    repository.defaultBranch = object.text("default_branch"_L1);
    repository.page = QUrl(object.text("html_url"_L1));
    repository.isPrivate = object.boolean("private"_L1);
    repository.isArchived = object.maybeBoolean("archived"_L1).value_or(false);
    if (const auto permissions = object.maybeObject("permissions"_L1)) {
        repository.canPush = permissions->maybeBoolean("push"_L1);
        repository.canAdminister = permissions->maybeBoolean("admin"_L1);
    }
    return repository;
}

Branch readBranch(const Object &object)
{
    return {object.text("name"_L1), object.object("commit"_L1).text("sha"_L1), object.boolean("protected"_L1)};
}

Tag readTag(const Object &object)
{
    return {object.text("name"_L1), object.object("commit"_L1).text("sha"_L1)};
}

Reference readReference(const Object &object)
{
    const Object target = object.object("object"_L1);
    return {object.text("ref"_L1), target.text("type"_L1), target.text("sha"_L1)};
}

File readFile(const Object &object)
{
    File file;
    if (object.text("type"_L1) != "file"_L1)
        object.expected("type"_L1, u"\"file\""_s);
    file.path = object.text("path"_L1);
    file.sha = object.text("sha"_L1);
    file.size = object.integer("size"_L1);
    // Above 1 MB the content is empty and the encoding is "none".
    const QString encoding = object.maybeText("encoding"_L1).value_or(QString());
    const QByteArray content = object.maybeText("content"_L1).value_or(QString()).toLatin1();
    if (encoding == "base64"_L1)
        file.content = QByteArray::fromBase64(content);
    file.isContentMissing = file.content.isEmpty() && file.size > 0;
    return file;
}

PullRequest readPullRequest(const Object &object)
{
    PullRequest request;
    request.number = object.integer("number"_L1);
    request.title = object.text("title"_L1);
    request.body = object.maybeText("body"_L1).value_or(QString());
    request.state = object.text("state"_L1);
    request.isDraft = object.maybeBoolean("draft"_L1).value_or(false);
    if (const auto user = object.maybeObject("user"_L1))
        request.author = user->text("login"_L1);
    const Object head = object.object("head"_L1);
    request.headBranch = head.text("ref"_L1);
    request.headSha = head.text("sha"_L1);
    request.baseBranch = object.object("base"_L1).text("ref"_L1);
    request.page = QUrl(object.text("html_url"_L1));
    request.createdAt = object.time("created_at"_L1);
    request.updatedAt = object.time("updated_at"_L1);
    request.mergedAt = object.maybeTime("merged_at"_L1);
    request.isMergeable = object.maybeBoolean("mergeable"_L1);
    return request;
}

} // namespace slipway::github
