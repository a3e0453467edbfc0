#include "sandbox/github/git.h"

#include <QCryptographicHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

QString sha1(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha1).toHex());
}

QList<FileChange> changedFiles(const QList<const Commit *> &commits)
{
    QList<FileChange> files;
    for (const Commit *commit : commits) {
        for (const FileChange &change : commit->files) {
            const auto known = std::ranges::find(files, change.name, &FileChange::name);
            if (known == files.end()) {
                files.append(change);
                continue;
            }
            known->additions += change.additions;
            known->deletions += change.deletions;
            known->patch.clear();
        }
    }
    std::ranges::sort(files, {}, &FileChange::name);
    return files;
}

} // namespace

QString Comparison::status() const
{
    if (ahead.isEmpty())
        return behind == 0 ? u"identical"_s : u"behind"_s;
    return behind == 0 ? u"ahead"_s : u"diverged"_s;
}

const Commit &Git::add(Commit commit)
{
    if (commit.tree.isEmpty() && !commit.parents.isEmpty())
        commit.tree = m_commits.value(commit.parents.first()).tree;
    if (commit.tree.isEmpty())
        commit.tree = addTree({});
    if (commit.sha.isEmpty())
        commit.sha = sha1((commit.tree + commit.parents.join(u',') + commit.message + commit.author
                           + commit.at.toString(Qt::ISODateWithMs))
                              .toUtf8());
    return *m_commits.insert(commit.sha, commit);
}

const Commit *Git::commit(const QString &sha) const
{
    const auto found = m_commits.find(sha);
    return found == m_commits.end() ? nullptr : &found.value();
}

const Commit *Git::resolve(const QString &name) const
{
    QString plain = name;
    for (const auto prefix : {"refs/"_L1, "heads/"_L1, "tags/"_L1}) {
        if (plain.startsWith(prefix))
            plain = plain.mid(prefix.size());
    }
    if (const auto branch = branches.find(plain); branch != branches.end())
        return commit(branch->second);
    for (const auto &[tag, sha] : tags) {
        if (tag == plain)
            return commit(sha);
    }
    if (const Commit *exact = commit(plain))
        return exact;
    if (plain.size() < 7)
        return nullptr;
    for (auto it = m_commits.begin(); it != m_commits.end(); ++it) {
        if (it.key().startsWith(plain))
            return &it.value();
    }
    return nullptr;
}

QSet<QString> Git::reachable(const QString &from) const
{
    QSet<QString> seen;
    QStringList open{from};
    while (!open.isEmpty()) {
        const QString sha = open.takeLast();
        const Commit *here = commit(sha);
        if (!here || seen.contains(sha))
            continue;
        seen.insert(sha);
        open += here->parents;
    }
    return seen;
}

QList<const Commit *> Git::history(const Commit &from) const
{
    QList<const Commit *> list;
    for (const QString &sha : reachable(from.sha))
        list.append(commit(sha));
    std::ranges::sort(list, [](const Commit *left, const Commit *right) {
        return std::tie(left->at, left->sha) > std::tie(right->at, right->sha);
    });
    return list;
}

bool Git::isAncestor(const QString &ancestor, const QString &descendant) const
{
    return reachable(descendant).contains(ancestor);
}

std::optional<Comparison> Git::compare(const QString &base, const QString &head) const
{
    const Commit *from = resolve(base);
    const Commit *to = resolve(head);
    if (!from || !to)
        return std::nullopt;
    const auto known = reachable(from->sha);
    const auto wanted = reachable(to->sha);
    Comparison result;
    for (const Commit *commit : history(*to)) {
        if (!known.contains(commit->sha))
            result.ahead.prepend(commit);
        else if (!result.mergeBase)
            result.mergeBase = commit;
    }
    result.behind = std::ranges::count_if(known, [&](const QString &sha) { return !wanted.contains(sha); });
    result.files = changedFiles(result.ahead);
    if (!result.mergeBase)
        result.mergeBase = from;
    return result;
}

std::optional<Git::Tree> Git::merged(const QString &base, const QString &head) const
{
    const auto comparison = compare(base, head);
    const Commit *to = resolve(head);
    const Commit *from = resolve(base);
    if (!comparison || !to || !from)
        return std::nullopt;
    const Tree old = m_trees.value(comparison->mergeBase->tree);
    const Tree theirs = m_trees.value(to->tree);
    Tree result = m_trees.value(from->tree);
    const auto in = [](const Tree &where, const QString &path) {
        const auto found = where.find(path);
        return found == where.end() ? QString() : found->second;
    };
    Tree paths = old;
    paths.insert(theirs.begin(), theirs.end());
    for (const auto &[path, any] : paths) {
        const QString after = in(theirs, path);
        const QString here = in(result, path);
        if (after == in(old, path) || after == here)
            continue;
        if (here != in(old, path))
            return std::nullopt;
        if (after.isEmpty())
            result.erase(path);
        else
            result[path] = after;
    }
    return result;
}

QString Git::addBlob(const QByteArray &content)
{
    const QString sha = sha1("blob " + QByteArray::number(content.size()) + '\0' + content);
    m_blobs.insert(sha, content);
    return sha;
}

std::optional<QByteArray> Git::blob(const QString &sha) const
{
    const auto found = m_blobs.find(sha);
    return found == m_blobs.end() ? std::nullopt : std::optional(found.value());
}

QString Git::addTree(const Tree &tree)
{
    QByteArray text = "tree";
    for (const auto &[path, blob] : tree)
        text += '\n' + path.toUtf8() + ' ' + blob.toLatin1();
    const QString sha = sha1(text);
    m_trees.insert(sha, tree);
    return sha;
}

const Git::Tree *Git::tree(const QString &sha) const
{
    const auto found = m_trees.find(sha);
    return found == m_trees.end() ? nullptr : &found.value();
}

} // namespace slipway::sandbox::github
