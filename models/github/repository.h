#pragma once

#include "base/json.h"

#include <QUrl>

#include <optional>

namespace slipway::github {

/// "loop-health/platform".
struct RepositoryName {
    QString owner;
    QString name;

    /// Nothing unless there is one slash with text on both sides.
    static std::optional<RepositoryName> fromText(const QString &text);
    QString text() const { return owner + u'/' + name; }
    bool operator==(const RepositoryName &) const = default;
};

struct Repository {
    qint64 id = 0;
    QString fullName;
    QString defaultBranch;
    QUrl page;
    bool isPrivate = false;
    bool isArchived = false;
    /// What the token may do; absent where the answer does not say.
    std::optional<bool> canPush;
    std::optional<bool> canAdminister;
    bool operator==(const Repository &) const = default;
};

struct Branch {
    QString name;
    QString sha;
    bool isProtected = false;
    bool operator==(const Branch &) const = default;
};

struct Tag {
    QString name;
    /// The commit's, also for an annotated tag.
    QString sha;
    bool operator==(const Tag &) const = default;
};

/// What a reference such as `refs/heads/main` points to.
struct Reference {
    QString ref;
    /// "commit", or "tag" for an annotated tag.
    QString type;
    QString sha;
    bool operator==(const Reference &) const = default;
};

/// A file's text at some commit.
struct File {
    QString path;
    /// The blob's, which an update must name.
    QString sha;
    /// Bytes as GitHub counts them.
    qint64 size = 0;
    QByteArray content;
    /// GitHub left the content out (above 1 MB): ask for it in raw form.
    bool isContentMissing = false;
    bool operator==(const File &) const = default;
};

struct NewPullRequest {
    QString title;
    /// The branch with the change, of this repository.
    QString head;
    /// The branch it is to go into.
    QString base;
    /// Markdown.
    QString body;
    bool isDraft = false;
};

struct PullRequest {
    qint64 number = 0;
    QString title;
    /// Markdown; empty when there is none.
    QString body;
    /// "open" or "closed".
    QString state;
    bool isDraft = false;
    QString author;
    QString headBranch;
    QString headSha;
    QString baseBranch;
    QUrl page;
    QDateTime createdAt;
    QDateTime updatedAt;
    /// Absent until merged.
    std::optional<QDateTime> mergedAt;
    /// Whether it can be merged without a conflict; absent in lists, and until GitHub has tried.
    std::optional<bool> isMergeable;
    bool operator==(const PullRequest &) const = default;
};

Repository readRepository(const base::json::Object &object);
Branch readBranch(const base::json::Object &object);
Tag readTag(const base::json::Object &object);
Reference readReference(const base::json::Object &object);
/// Fails for anything but a file: a directory's answer is a list, a submodule's or link's has another type.
File readFile(const base::json::Object &object);
PullRequest readPullRequest(const base::json::Object &object);

} // namespace slipway::github
