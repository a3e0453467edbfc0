#pragma once

#include "base/result.h"
#include "workflow/action_metadata.h"
#include "workflow/document.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace slipway::workflow {

/// A path in a repository in its plain form: no leading `./` or `/`, no `.`, `..` resolved, forward slashes. Nothing
/// when it leaves the root, is absolute, or holds a backslash, a NUL or a drive.
std::optional<std::string> plainPath(std::string_view path);

/// The other files of the repository that a document is of. Asked by rules, graph and completion; any thread.
class Repository
{
public:
    Repository() = default;
    virtual ~Repository() = default;
    Repository(const Repository &) = delete;
    Repository &operator=(const Repository &) = delete;

    /// Bytes of the file at a plain path. Errors: notFound, invalidInput (it leaves the root or is too large).
    virtual base::Result<QByteArray> read(const std::string &plainPath) const = 0;

    /// Bytes of a file by a path as people write it, "./actions/x/action.yml".
    base::Result<QByteArray> file(std::string_view path) const;

    using ActionPtr = std::shared_ptr<const ActionMetadata>;
    /// The action that `uses: ./path` names: its action.yml, action.yaml or Dockerfile. Read once. Errors: as of
    /// `file`.
    base::Result<ActionPtr> action(std::string_view uses) const;

    /// The workflow that a job's `uses: ./.github/workflows/x.yml` names. Read once. Errors: as of `file`.
    base::Result<Document> workflow(std::string_view uses) const;

private:
    mutable std::mutex m_mutex;
    mutable std::map<std::string, base::Result<ActionPtr>, std::less<>> m_actions;
    mutable std::map<std::string, base::Result<Document>, std::less<>> m_workflows;
};

/// A checkout on the disk.
class DiskRepository final : public Repository
{
public:
    explicit DiskRepository(const QString &root)
        : m_root(root)
    { }

    /// The repository that `path` (a file or folder) is in: the nearest folder above with `.git`, else the one that
    /// holds
    /// `.github`. Null when there is none.
    static std::shared_ptr<const Repository> around(const QString &path);

    const QString &root() const { return m_root; }
    /// Follows no link out of the root.
    base::Result<QByteArray> read(const std::string &plainPath) const override;

private:
    QString m_root;
};

/// Files given as bytes, by plain path.
class MemoryRepository final : public Repository
{
public:
    using Files = std::map<std::string, QByteArray, std::less<>>;
    explicit MemoryRepository(Files files)
        : m_files(std::move(files))
    { }

    base::Result<QByteArray> read(const std::string &plainPath) const override;

private:
    Files m_files;
};

/// The local reusable workflow that a job calls, with those it calls itself.
struct Call {
    /// Index of the calling job in its workflow.
    int job = -1;
    Document document;
    std::vector<Call> calls;
};

/// GitHub's limit on reusable workflows that call each other, the first one included.
inline constexpr int deepestCall = 10;

/// All local calls of `document`, nested. A call that cannot be read, or that would call a workflow above itself, is
/// left out. At most 1,000 in all.
std::vector<Call> resolveCalls(const Document &document, const Repository &repository);

} // namespace slipway::workflow
