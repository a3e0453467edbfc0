#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

/// A clone on this computer. Reads it with libgit2, which starts no program: hooks, filters and commands that the
/// clone's configuration names never run.
namespace slipway::checkout {

/// Where a clone stands.
struct Head {
    /// "main"; empty when no branch is checked out.
    QString branch;
    /// 40 letters; empty while the clone has no commit.
    QString commit;
    bool operator==(const Head &) const = default;
};

/// A folder that git knows. A copy is cheap and each question opens the clone anew, so that answers are never older
/// than the disk. Any thread; reads local files only, a few milliseconds.
class Clone
{
public:
    /// The clone that `path` (a file or folder, which need not exist yet) is in: a worktree's and a submodule's own.
    /// Errors: notFound (none, or a bare one, which has no files); forbidden (it belongs to another user); internal.
    static base::Result<Clone> around(const QString &path);

    /// Absolute, without a slash at its end, links resolved.
    const QString &root() const { return m_root; }
    /// ".github/workflows/ci.yml" of an absolute path in the clone; nothing for one outside of it.
    std::optional<QString> pathInside(const QString &file) const;

    base::Result<Head> head() const;
    /// "loop-health/platform": of origin, else of the remote that the current branch follows, else of the only one.
    /// Nothing when that is not a repository of `host`.
    base::Result<std::optional<QString>> repository(const QString &host = QStringLiteral("github.com")) const;
    /// What the local `branch` follows: "origin/main"; nothing when it follows none, or none that was fetched.
    base::Result<std::optional<QString>> upstreamOf(const QString &branch) const;

    /// Bytes of a file as the commit has them: no filter, no change of line ends. `revision` is HEAD, a SHA, a branch
    /// or an upstream. Nothing where the commit has no such file, and before the first commit. Errors: notFound (no
    /// such revision); invalidInput (a link, a submodule, or larger than `largest`); internal (a damaged clone).
    base::Result<std::optional<QByteArray>> fileAt(const QString &revision, const QString &path) const;
    /// The version that changes are counted against: of the upstream where there is one, else of HEAD.
    base::Result<std::optional<QByteArray>> repositoryVersion(const QString &path) const;

    /// ".github/workflows/*.yml" and "*.yaml", sorted: on the disk, and in a commit.
    QStringList workflowFiles() const;
    base::Result<QStringList> workflowFilesAt(const QString &revision) const;

    static constexpr qint64 largest = 16 * 1024 * 1024;

private:
    explicit Clone(QString root)
        : m_root(std::move(root))
    { }

    QString m_root;
};

} // namespace slipway::checkout
