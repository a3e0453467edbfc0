#include "checkout/clone.h"
#include "checkout/git.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace slipway::checkout {

namespace {

constexpr QLatin1StringView workflowFolder{".github/workflows"};

base::Error unfit(const char *message, const QString &path)
{
    return base::makeError(base::Error::Kind::InvalidInput, QCoreApplication::translate("checkout", message).arg(path));
}

bool isWorkflow(const QString &name)
{
    return name.endsWith(".yml"_L1) || name.endsWith(".yaml"_L1);
}

/// Null where the commit has nothing at `path`, and in a clone before its first commit.
base::Result<git::TreeEntry> entryAt(git_repository &repository, const QString &revision, const QString &path)
{
    if (git_repository_head_unborn(&repository) == 1 && revision == "HEAD"_L1)
        return git::TreeEntry();
    const auto tree = git::resolve(repository, revision, GIT_OBJECT_TREE);
    if (!tree)
        return std::unexpected(tree.error());
    int code = 0;
    const QByteArray name = path.toUtf8();
    auto entry = git::make<git::TreeEntry>(code, [&](git_tree_entry **out) {
        return git_tree_entry_bypath(out, reinterpret_cast<const git_tree *>(tree->get()), name.constData());
    });
    if (!entry && code != GIT_ENOTFOUND)
        return std::unexpected(
            git::failure(code, QCoreApplication::translate("checkout", "The file %1 cannot be read").arg(path)));
    return entry;
}

base::Result<std::optional<QByteArray>> bytesOf(git_repository &repository, const git_tree_entry &entry,
                                                const QString &path)
{
    const git_filemode_t mode = git_tree_entry_filemode(&entry);
    if (mode != GIT_FILEMODE_BLOB && mode != GIT_FILEMODE_BLOB_EXECUTABLE)
        return std::unexpected(unfit(
            QT_TRANSLATE_NOOP("checkout", "%1 is no file in the clone, but a folder, a link or a submodule."), path));
    int code = 0;
    const auto blob = git::make<git::Blob>(
        code, [&](git_blob **out) { return git_blob_lookup(out, &repository, git_tree_entry_id(&entry)); });
    if (!blob)
        return std::unexpected(
            git::failure(code, QCoreApplication::translate("checkout", "The file %1 cannot be read").arg(path)));
    const auto size = static_cast<qint64>(git_blob_rawsize(blob.get()));
    if (size > Clone::largest)
        return std::unexpected(unfit(QT_TRANSLATE_NOOP("checkout", "The file %1 is too large."), path));
    return std::optional(QByteArray(static_cast<const char *>(git_blob_rawcontent(blob.get())), size));
}

} // namespace

base::Result<std::optional<QByteArray>> Clone::fileAt(const QString &revision, const QString &path) const
{
    const auto repository = git::open(m_root);
    if (!repository)
        return std::unexpected(repository.error());
    const auto entry = entryAt(**repository, revision, path);
    if (!entry)
        return std::unexpected(entry.error());
    if (!*entry)
        return std::optional<QByteArray>();
    return bytesOf(**repository, **entry, path);
}

base::Result<std::optional<QByteArray>> Clone::repositoryVersion(const QString &path) const
{
    const auto at = head();
    if (!at)
        return std::unexpected(at.error());
    const auto upstream = upstreamOf(at->branch);
    return fileAt(upstream && *upstream ? u"refs/remotes/"_s + **upstream : u"HEAD"_s, path);
}

QStringList Clone::workflowFiles() const
{
    QStringList files;
    const QDir folder(m_root + u'/' + workflowFolder);
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name))
        if (isWorkflow(name))
            files.append(workflowFolder + u'/' + name);
    return files;
}

base::Result<QStringList> Clone::workflowFilesAt(const QString &revision) const
{
    const auto repository = git::open(m_root);
    if (!repository)
        return std::unexpected(repository.error());
    const auto entry = entryAt(**repository, revision, workflowFolder);
    if (!entry)
        return std::unexpected(entry.error());
    QStringList files;
    if (!*entry || git_tree_entry_type(entry->get()) != GIT_OBJECT_TREE)
        return files;
    int code = 0;
    const auto tree = git::make<git::Tree>(
        code, [&](git_tree **out) { return git_tree_lookup(out, repository->get(), git_tree_entry_id(entry->get())); });
    for (size_t i = 0; tree && i < git_tree_entrycount(tree.get()); ++i) {
        const git_tree_entry *file = git_tree_entry_byindex(tree.get(), i);
        const QString name = QString::fromUtf8(git_tree_entry_name(file));
        if (git_tree_entry_type(file) == GIT_OBJECT_BLOB && isWorkflow(name))
            files.append(workflowFolder + u'/' + name);
    }
    files.sort();
    return files;
}

} // namespace slipway::checkout
