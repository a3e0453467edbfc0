#include "sandbox/github/api.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

// ---- references

Reply getReference(const Api &api, const Call &call, const Repository &repository, const Shapes &shapes)
{
    const QString name = call.parameter(u"ref"_s);
    const bool isBranch = name.startsWith("heads/"_L1) && repository.git.branches.contains(name.mid(6));
    const Commit *commit = isBranch || name.startsWith("tags/"_L1) ? repository.git.resolve(name) : nullptr;
    return commit ? Reply::json(shapes.reference(repository, name, commit->sha)) : api.missing();
}

Reply createReference(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QString name = call.json().value("ref"_L1).toString();
    const QString sha = call.json().value("sha"_L1).toString();
    if (!name.startsWith("refs/heads/"_L1) && !name.startsWith("refs/tags/"_L1))
        return api.invalid(u"Reference name must start with 'refs/'."_s);
    if (!repository.git.commit(sha))
        return api.invalid(u"Object does not exist"_s);
    const QString shortName = name.section(u'/', 2);
    const bool isTag = name.startsWith("refs/tags/"_L1);
    const bool exists = isTag
        ? std::ranges::any_of(repository.git.tags, [&](const auto &tag) { return tag.first == shortName; })
        : repository.git.branches.contains(shortName);
    if (exists)
        return api.invalid(u"Reference already exists"_s);
    if (isTag)
        repository.git.tags.prepend({shortName, sha});
    else
        repository.git.branches[shortName] = sha;
    api.note(repository, u"ref.created"_s, name, {{u"sha"_s, sha}});
    return Reply::json(shapes.reference(repository, name.mid(5), sha), 201);
}

Reply updateReference(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QString name = call.parameter(u"ref"_s);
    const auto branch = repository.git.branches.find(name.mid(6));
    if (!name.startsWith("heads/"_L1) || branch == repository.git.branches.end())
        return api.invalid(u"Reference does not exist"_s);
    const QString sha = call.json().value("sha"_L1).toString();
    if (!repository.git.commit(sha))
        return api.invalid(u"Object does not exist"_s);
    if (!call.json().value("force"_L1).toBool() && !repository.git.isAncestor(branch->second, sha))
        return api.invalid(u"Update is not a fast forward"_s);
    branch->second = sha;
    api.note(repository, u"ref.updated"_s, u"refs/"_s + name, {{u"sha"_s, sha}});
    api.world().runner.pushed(repository, branch->first, sha, api.viewer());
    return Reply::json(shapes.reference(repository, name, sha));
}

Reply deleteReference(const Api &api, const Call &call, Repository &repository)
{
    const QString name = call.parameter(u"ref"_s);
    if (!name.startsWith("heads/"_L1) || repository.git.branches.erase(name.mid(6)) == 0)
        return api.invalid(u"Reference does not exist"_s);
    api.note(repository, u"ref.deleted"_s, u"refs/"_s + name);
    return Reply::empty();
}

// ---- objects

Reply createBlob(const Call &call, Repository &repository, const Shapes &shapes)
{
    const QJsonObject body = call.json();
    const QByteArray text = body["content"_L1].toString().toUtf8();
    const QString sha =
        repository.git.addBlob(body["encoding"_L1].toString() == "base64"_L1 ? QByteArray::fromBase64(text) : text);
    return Reply::json(
        QJsonObject{{u"sha"_s, sha}, {u"url"_s, QString(shapes.repositoryUrl(repository) + "/git/blobs/"_L1 + sha)}},
        201);
}

Reply getBlob(const Api &api, const Call &call, const Repository &repository, const Shapes &shapes)
{
    const QString sha = call.parameter(u"sha"_s);
    const auto content = repository.git.blob(sha);
    if (!content)
        return api.missing();
    return Reply::json(QJsonObject{{u"sha"_s, sha},
                                   {u"node_id"_s, QString("B_"_L1 + sha.first(12))},
                                   {u"size"_s, content->size()},
                                   {u"encoding"_s, u"base64"_s},
                                   {u"content"_s, QString::fromLatin1(content->toBase64())},
                                   {u"url"_s, QString(shapes.repositoryUrl(repository) + "/git/blobs/"_L1 + sha)}});
}

QJsonObject treeShape(const Repository &repository, const Shapes &shapes, const QString &sha, const Git::Tree &tree)
{
    QJsonArray entries;
    for (const auto &[path, blob] : tree)
        entries.append(QJsonObject{{u"path"_s, path},
                                   {u"mode"_s, u"100644"_s},
                                   {u"type"_s, u"blob"_s},
                                   {u"sha"_s, blob},
                                   {u"size"_s, repository.git.blob(blob).value_or(QByteArray()).size()},
                                   {u"url"_s, QString(shapes.repositoryUrl(repository) + "/git/blobs/"_L1 + blob)}});
    return {{u"sha"_s, sha},
            {u"tree"_s, entries},
            {u"truncated"_s, false},
            {u"url"_s, QString(shapes.repositoryUrl(repository) + "/git/trees/"_L1 + sha)}};
}

/// A tree by its own sha or by that of a commit or branch.
QString treeSha(const Repository &repository, const QString &name)
{
    if (repository.git.tree(name))
        return name;
    const Commit *commit = repository.git.resolve(name);
    return commit ? commit->tree : QString();
}

Reply createTree(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QJsonObject body = call.json();
    const QString base = treeSha(repository, body["base_tree"_L1].toString());
    Git::Tree tree = base.isEmpty() ? Git::Tree() : *repository.git.tree(base);
    for (const QJsonValue &entry : body["tree"_L1].toArray()) {
        const QString path = entry["path"_L1].toString();
        if (entry["sha"_L1].isNull()) {
            tree.erase(path);
            continue;
        }
        const bool hasContent = entry["content"_L1].isString();
        const QString sha =
            hasContent ? repository.git.addBlob(entry["content"_L1].toString().toUtf8()) : entry["sha"_L1].toString();
        if (!repository.git.blob(sha))
            return api.invalid(u"tree.sha %1 is not a valid blob"_s.arg(sha));
        tree[path] = sha;
    }
    const QString sha = repository.git.addTree(tree);
    return Reply::json(treeShape(repository, shapes, sha, tree), 201);
}

QList<FileChange> changesBetween(const Git &git, const QString &before, const QString &after)
{
    const Git::Tree *old = git.tree(before);
    const Git::Tree *now = git.tree(after);
    QList<FileChange> files;
    const auto lines = [&git](const QString &blob) {
        return static_cast<int>(git.blob(blob).value_or(QByteArray()).count('\n'));
    };
    for (const auto &[path, blob] : now ? *now : Git::Tree()) {
        const auto known = old ? old->find(path) : Git::Tree::const_iterator();
        if (!old || known == old->end())
            files.append({path, u"added"_s, lines(blob), 0});
        else if (known->second != blob)
            files.append({path, u"modified"_s, std::max(lines(blob) - lines(known->second), 1),
                          std::max(lines(known->second) - lines(blob), 1)});
    }
    for (const auto &[path, blob] : old ? *old : Git::Tree()) {
        if (!now || !now->contains(path))
            files.append({path, u"removed"_s, 0, lines(blob)});
    }
    return files;
}

Commit commitTree(const Api &api, Repository &repository, const QString &tree, const QStringList &parents,
                  const QString &message, bool isSigned)
{
    Commit commit;
    commit.tree = tree;
    commit.parents = parents;
    commit.message = message;
    commit.author = api.viewer();
    commit.at = api.now();
    commit.isSigned = isSigned;
    const Commit *parent = parents.isEmpty() ? nullptr : repository.git.commit(parents.first());
    commit.files = changesBetween(repository.git, parent ? parent->tree : QString(), tree);
    return repository.git.add(commit);
}

Reply createCommit(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QJsonObject body = call.json();
    const QString tree = body["tree"_L1].toString();
    if (!repository.git.tree(tree))
        return api.invalid(u"Tree SHA does not exist"_s);
    QStringList parents;
    for (const QJsonValue &parent : body["parents"_L1].toArray())
        parents.append(parent.toString());
    const Commit commit = commitTree(api, repository, tree, parents, body["message"_L1].toString(),
                                     !body["signature"_L1].toString().isEmpty());
    return Reply::json(shapes.gitCommit(repository, commit), 201);
}

// ---- contents

Reply getContent(const Api &api, const Call &call, const Repository &repository, const Shapes &shapes)
{
    const QString ref = call.hasQuery(u"ref"_s) ? call.queryValue(u"ref"_s) : repository.defaultBranch;
    const Commit *commit = repository.git.resolve(ref);
    const Git::Tree *tree = commit ? repository.git.tree(commit->tree) : nullptr;
    if (!tree)
        return api.error(404, u"No commit found for the ref %1"_s.arg(ref));
    const QString path = call.parameter(u"path"_s);
    if (const auto file = tree->find(path); file != tree->end()) {
        const QByteArray bytes = repository.git.blob(file->second).value_or(QByteArray());
        if (call.header("accept").contains("raw"))
            return Reply::bytes(bytes, "application/vnd.github.raw+json; charset=utf-8"_ba);
        return Reply::json(shapes.content(repository, path, file->second, bytes, ref));
    }
    QJsonArray entries;
    for (const auto &[name, blob] : *tree) {
        if (!name.startsWith(path + u'/') || name.mid(path.size() + 1).contains(u'/'))
            continue;
        QJsonObject entry =
            shapes.content(repository, name, blob, repository.git.blob(blob).value_or(QByteArray()), ref);
        entry.remove(u"content"_s);
        entry.remove(u"encoding"_s);
        entries.append(entry);
    }
    return entries.isEmpty() ? api.missing() : Reply::json(entries);
}

Reply putContent(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QJsonObject body = call.json();
    const QString path = call.parameter(u"path"_s);
    const QString branch = body["branch"_L1].toString(repository.defaultBranch);
    const auto head = repository.git.branches.find(branch);
    if (head == repository.git.branches.end())
        return api.error(404, u"Branch %1 not found"_s.arg(branch));
    Git::Tree tree = *repository.git.tree(repository.git.commit(head->second)->tree);
    const auto known = tree.find(path);
    const bool exists = known != tree.end();
    if (exists && !body.contains("sha"_L1))
        return api.invalid(u"Invalid request.\n\n\"sha\" wasn't supplied."_s);
    if (exists && body["sha"_L1].toString() != known->second)
        return api.error(409, u"%1 does not match %2"_s.arg(path, body["sha"_L1].toString()));
    const QByteArray bytes = QByteArray::fromBase64(body["content"_L1].toString().toLatin1());
    const QString blob = repository.git.addBlob(bytes);
    tree[path] = blob;
    const Commit commit =
        commitTree(api, repository, repository.git.addTree(tree), {head->second}, body["message"_L1].toString(), true);
    head->second = commit.sha;
    api.note(repository, u"content.put"_s, path, {{u"branch"_s, branch}, {u"sha"_s, commit.sha}});
    QJsonObject content = shapes.content(repository, path, blob, bytes, branch);
    content.remove(u"content"_s);
    content.remove(u"encoding"_s);
    const QJsonObject object{{u"content"_s, content}, {u"commit"_s, shapes.gitCommit(repository, commit)}};
    api.world().runner.pushed(repository, branch, commit.sha, api.viewer());
    return Reply::json(object, exists ? 200 : 201);
}

void addObjects(Api &api)
{
    api.route("POST"_ba, u"/git/blobs"_s, [](const Call &call, Repository &repository, const Shapes &shapes) {
        return createBlob(call, repository, shapes);
    });
    api.route("GET"_ba, u"/git/blobs/{sha}"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return getBlob(api, call, repository, shapes);
    });
    api.route("POST"_ba, u"/git/trees"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return createTree(api, call, repository, shapes);
    });
    api.route("GET"_ba, u"/git/trees/{sha+}"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        const QString sha = treeSha(repository, call.parameter(u"sha"_s));
        return sha.isEmpty() ? api.missing()
                             : Reply::json(treeShape(repository, shapes, sha, *repository.git.tree(sha)));
    });
    api.route("POST"_ba, u"/git/commits"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return createCommit(api, call, repository, shapes);
    });
    api.route("GET"_ba, u"/git/commits/{sha}"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  const Commit *commit = repository.git.commit(call.parameter(u"sha"_s));
                  return commit ? Reply::json(shapes.gitCommit(repository, *commit)) : api.missing();
              });
}

} // namespace

void addGitRoutes(Api &api)
{
    api.route("GET"_ba, u"/git/ref/{ref+}"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return getReference(api, call, repository, shapes);
    });
    api.route("POST"_ba, u"/git/refs"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return createReference(api, call, repository, shapes);
    });
    api.route("PATCH"_ba, u"/git/refs/{ref+}"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  return updateReference(api, call, repository, shapes);
              });
    api.route("DELETE"_ba, u"/git/refs/{ref+}"_s, [&api](const Call &call, Repository &repository, const Shapes &) {
        return deleteReference(api, call, repository);
    });
    addObjects(api);
    api.route("GET"_ba, u"/contents/{path+}"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return getContent(api, call, repository, shapes);
    });
    api.route("PUT"_ba, u"/contents/{path+}"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return putContent(api, call, repository, shapes);
    });
}

} // namespace slipway::sandbox::github
