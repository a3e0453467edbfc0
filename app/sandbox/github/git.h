#pragma once

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>

#include <map>
#include <optional>

namespace slipway::sandbox::github {

struct FileChange {
    QString name;
    /// "added", "modified", "removed".
    QString status = QStringLiteral("modified");
    int additions = 0;
    int deletions = 0;
    /// Hunks as in a unified diff; empty: made up from the counts.
    QString patch = {};
};

struct Commit {
    QString sha;
    QStringList parents;
    QString message;
    /// Login.
    QString author;
    QDateTime at;
    QList<FileChange> files;
    QString tree;
    bool isSigned = true;
};

/// What one commit has that another lacks.
struct Comparison {
    /// Reachable from head but not from base, oldest first.
    QList<const Commit *> ahead;
    qsizetype behind = 0;
    const Commit *mergeBase = nullptr;
    QList<FileChange> files;

    /// "ahead", "behind", "diverged" or "identical".
    QString status() const;
};

/// The objects and references of one repository. Shas of blobs are git's own; trees are flat: full path to blob.
class Git
{
public:
    using Tree = std::map<QString, QString>;

    /// Adds a commit; without a sha it gets one that follows from its content, without a tree its first parent's.
    const Commit &add(Commit commit);
    const Commit *commit(const QString &sha) const;
    /// A branch, tag, "refs/heads/…", "heads/…", full sha or a prefix of at least seven digits.
    const Commit *resolve(const QString &name) const;
    /// The commit and what it comes from by first parents and merges, newest first.
    QList<const Commit *> history(const Commit &from) const;
    std::optional<Comparison> compare(const QString &base, const QString &head) const;
    /// Head's changes put on base, file by file; nothing where both changed the same file.
    std::optional<Tree> merged(const QString &base, const QString &head) const;
    bool isAncestor(const QString &ancestor, const QString &descendant) const;

    std::map<QString, QString> branches;
    /// Newest first, as the API lists them.
    QList<std::pair<QString, QString>> tags;
    /// All others, without "refs/": "slipway/locks/api-production".
    std::map<QString, QString> otherRefs;

    QString addBlob(const QByteArray &content);
    std::optional<QByteArray> blob(const QString &sha) const;
    QString addTree(const Tree &tree);
    const Tree *tree(const QString &sha) const;

private:
    QSet<QString> reachable(const QString &from) const;

    QHash<QString, Commit> m_commits;
    QHash<QString, QByteArray> m_blobs;
    QHash<QString, Tree> m_trees;
};

/// What somebody said of a pull request.
struct PullReview {
    qint64 id = 0;
    QString user;
    /// As in "APPROVED".
    QString state;
    QString body;
    /// The commit that was looked at.
    QString sha;
    QDateTime submitted;
};

struct Pull {
    int number = 0;
    QString title;
    QString body;
    QString head;
    QString headSha;
    QString base;
    QString author;
    QDateTime created;
    QDateTime updated;
    QDateTime merged;
    QDateTime closed;
    QString mergeCommit;
    /// Oldest first.
    QList<PullReview> reviews;
    bool isDraft = false;

    bool isOpen() const { return !closed.isValid(); }
};

} // namespace slipway::sandbox::github
