#include "sandbox/github/api.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

// ---- objects

Reply createBlob(const Call &call, Repository &repository, const Shapes &shapes)
{
    const QJsonObject body = call.json();
    const QByteArray text = body["content"_L1].toString().toUtf8();
    const bool isBase64 = body["encoding"_L1].toString() == "base64"_L1;
    const QString sha = repository.git.addBlob(isBase64 ? QByteArray::fromBase64(text) : text);
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

QJsonObject entryShape(const Repository &repository, const Shapes &shapes, const QString &path, const QString &sha,
                       bool isFolder)
{
    const QString kind = isFolder ? u"tree"_s : u"blob"_s;
    QJsonObject entry{{u"path"_s, path},
                      {u"mode"_s, isFolder ? u"040000"_s : u"100644"_s},
                      {u"type"_s, kind},
                      {u"sha"_s, sha},
                      {u"url"_s, u"%1/git/%2s/%3"_s.arg(shapes.repositoryUrl(repository), kind, sha)}};
    if (!isFolder)
        entry.insert(u"size"_s, repository.git.blob(sha).value_or(QByteArray()).size());
    return entry;
}

/// What lies in the folder, with its paths from there.
Git::Tree below(const Git::Tree &tree, const QString &folder)
{
    Git::Tree result;
    for (const auto &[path, blob] : tree) {
        if (path.startsWith(folder))
            result[path.mid(folder.size())] = blob;
    }
    return result;
}

/// As GitHub lists a tree: folders are entries too, and their files follow when it is asked for all.
QJsonObject treeShape(Repository &repository, const Shapes &shapes, const QString &sha, bool isRecursive)
{
    const Git::Tree tree = *repository.git.tree(sha);
    QJsonArray entries;
    QSet<QString> folders;
    for (const auto &[path, blob] : tree) {
        for (qsizetype slash = path.indexOf(u'/'); slash >= 0; slash = path.indexOf(u'/', slash + 1)) {
            const QString folder = path.first(slash);
            const bool isShown = isRecursive || !folder.contains(u'/');
            if (!isShown || folders.contains(folder))
                continue;
            folders.insert(folder);
            const QString folderSha = repository.git.addTree(below(tree, folder + u'/'));
            entries.append(entryShape(repository, shapes, folder, folderSha, true));
        }
        if (isRecursive || !path.contains(u'/'))
            entries.append(entryShape(repository, shapes, path, blob, false));
    }
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

/// Puts one entry of a new tree in; gives GitHub's words for what is wrong with it, or nothing.
QString change(Repository &repository, Git::Tree &tree, const QJsonObject &entry)
{
    const QString path = entry["path"_L1].toString();
    if (path.isEmpty() || path.startsWith(u'/') || path.contains("//"_L1) || path.split(u'/').contains(u".."_s))
        return u"tree.path contains a malformed path component"_s;
    if (entry["sha"_L1].isNull())
        return tree.erase(path) > 0 ? QString() : u"GitRPC::BadObjectState"_s;
    static const QStringList modes{u"100644"_s, u"100755"_s, u"040000"_s, u"160000"_s, u"120000"_s};
    if (!modes.contains(entry["mode"_L1].toString()))
        return u"tree.mode is not included in the list"_s;
    const bool hasContent = entry["content"_L1].isString();
    const QString sha =
        hasContent ? repository.git.addBlob(entry["content"_L1].toString().toUtf8()) : entry["sha"_L1].toString();
    if (!repository.git.blob(sha))
        return u"tree.sha %1 is not a valid blob"_s.arg(sha);
    tree[path] = sha;
    return {};
}

Reply createTree(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QJsonObject body = call.json();
    const QString baseName = body["base_tree"_L1].toString();
    const QString base = treeSha(repository, baseName);
    if (!body["tree"_L1].isArray() || (!baseName.isEmpty() && base.isEmpty()))
        return api.invalid(u"Invalid tree info"_s);
    Git::Tree tree = base.isEmpty() ? Git::Tree() : *repository.git.tree(base);
    const QJsonArray entries = body["tree"_L1].toArray();
    for (const QJsonValue &entry : entries) {
        if (entry["path"_L1].toString().startsWith(".github/workflows/"_L1) && api.lacksWorkflowScope(call))
            return api.missing();
        if (const QString problem = change(repository, tree, entry.toObject()); !problem.isEmpty())
            return api.invalid(problem);
    }
    return Reply::json(treeShape(repository, shapes, repository.git.addTree(tree), false), 201);
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
    const auto isUnknown = [&repository](const QString &parent) { return !repository.git.commit(parent); };
    if (std::ranges::any_of(parents, isUnknown))
        return api.invalid(u"Parent SHA does not exist or is not a commit object"_s);
    if (body["message"_L1].toString().isEmpty())
        return api.invalid(u"Invalid request.\n\n\"message\" wasn't supplied."_s);
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
    if (path.startsWith(".github/workflows/"_L1) && api.lacksWorkflowScope(call))
        return api.missing();
    if (const QString rule = repository.ruleAgainstPush(branch, false); !rule.isEmpty())
        return api.error(409, u"Could not update file: "_s + rule);
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
    const QString before = std::exchange(head->second, commit.sha);
    api.note(repository, u"content.put"_s, path, {{u"branch"_s, branch}, {u"sha"_s, commit.sha}});
    QJsonObject content = shapes.content(repository, path, blob, bytes, branch);
    content.remove(u"content"_s);
    content.remove(u"encoding"_s);
    const QJsonObject object{{u"content"_s, content}, {u"commit"_s, shapes.gitCommit(repository, commit)}};
    api.world().runner.pushed(repository, branch, before, api.viewer());
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
                             : Reply::json(treeShape(repository, shapes, sha, call.hasQuery(u"recursive"_s)));
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
    addObjects(api);
    api.route("GET"_ba, u"/contents/{path+}"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return getContent(api, call, repository, shapes);
    });
    api.route("PUT"_ba, u"/contents/{path+}"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return putContent(api, call, repository, shapes);
    });
}

} // namespace slipway::sandbox::github
