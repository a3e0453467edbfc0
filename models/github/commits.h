#pragma once

#include "base/json.h"
#include "base/word.h"

#include <QUrl>

namespace slipway::github {

/// One file of a commit or a comparison.
struct FileChange {
    enum class Kind { Unknown, Added, Removed, Modified, Renamed, Copied, Changed, Unchanged };

    QString path;
    base::Word<Kind> kind;
    qint64 additions = 0;
    qint64 deletions = 0;
    /// Where a renamed or copied file came from; else empty.
    QString previousPath;
    /// Unified diff of the file, hunks only; empty where GitHub gives none (binary, too large, only renamed).
    QString patch;
    bool operator==(const FileChange &) const = default;
};

struct Commit {
    QString sha;
    /// The whole message.
    QString message;
    /// As git has it; `authorLogin` is empty where GitHub knows no account for it.
    QString authorName;
    QString authorLogin;
    QDateTime authoredAt;
    QUrl page;
    QStringList parents;
    /// Whether the signature is good; `verificationReason` is GitHub's word for why ("valid", "unsigned", …).
    bool isVerified = false;
    QString verificationReason;
    /// Of a single commit only; lists leave them out.
    QList<FileChange> files;

    /// The message's first line.
    QString title() const { return message.section(u'\n', 0, 0); }
    bool operator==(const Commit &) const = default;
};

/// What head has and base has not.
struct Comparison {
    enum class Standing { Unknown, Identical, Ahead, Behind, Diverged };

    base::Word<Standing> standing;
    qint64 aheadBy = 0;
    qint64 behindBy = 0;
    qint64 totalCommits = 0;
    /// Oldest first; at most as many as were asked for, `totalCommits` counts all.
    QList<Commit> commits;
    /// At most 300.
    QList<FileChange> files;
    QString mergeBase;
    QUrl page;
    bool operator==(const Comparison &) const = default;
};

FileChange readFileChange(const base::json::Object &object);
Commit readCommit(const base::json::Object &object);
Comparison readComparison(const base::json::Object &object);

} // namespace slipway::github
