#include "checkout/clone.h"

#include "checkout/git.h"
#include "checkout/remote_name.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace slipway::checkout {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("checkout", text);
}

/// `path`, or what above it exists.
QString existing(const QString &path)
{
    QFileInfo info(path);
    while (!info.exists() && !info.isRoot()) {
        const QString above = info.absolutePath();
        if (above == info.absoluteFilePath())
            break;
        info = QFileInfo(above);
    }
    return info.absoluteFilePath();
}

std::optional<QString> urlOf(git_repository &repository, const QByteArray &remoteName)
{
    int code = 0;
    const auto remote = git::make<git::Remote>(
        code, [&](git_remote **out) { return git_remote_lookup(out, &repository, remoteName.constData()); });
    const char *url = remote ? git_remote_url(remote.get()) : nullptr;
    return url ? std::optional(QString::fromUtf8(url)) : std::nullopt;
}

/// Of the branch that is checked out; empty when it follows none.
QByteArray followedRemote(git_repository &repository)
{
    int code = 0;
    const auto head =
        git::make<git::Reference>(code, [&](git_reference **out) { return git_repository_head(out, &repository); });
    if (!head)
        return {};
    git_buf name = GIT_BUF_INIT;
    QByteArray result;
    if (git_branch_upstream_remote(&name, &repository, git_reference_name(head.get())) == 0)
        result = QByteArray(name.ptr, static_cast<qsizetype>(name.size));
    git_buf_dispose(&name);
    return result;
}

QList<QByteArray> remotes(git_repository &repository)
{
    git_strarray names{};
    QList<QByteArray> result;
    if (git_remote_list(&names, &repository) == 0)
        for (size_t i = 0; i < names.count; ++i)
            result.append(names.strings[i]);
    git_strarray_dispose(&names);
    return result;
}

} // namespace

base::Result<Clone> Clone::around(const QString &path)
{
    auto repository = git::open(existing(path));
    if (!repository)
        return std::unexpected(repository.error());
    const char *folder = git_repository_workdir(repository->get());
    if (!folder)
        return std::unexpected(base::makeError(
            base::Error::Kind::NotFound,
            words(QT_TRANSLATE_NOOP("checkout", "The clone around %1 is bare: it has no files to edit."))
                .arg(QDir::toNativeSeparators(path)),
            words(QT_TRANSLATE_NOOP("checkout", "Choose a clone with files, or open the workflow from GitHub."))));
    QString root = QFileInfo(QFile::decodeName(folder)).canonicalFilePath();
    if (root.isEmpty())
        root = QDir::cleanPath(QFile::decodeName(folder));
    return Clone(root);
}

std::optional<QString> Clone::pathInside(const QString &file) const
{
    const QFileInfo info(file);
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    const QString whole = folder.isEmpty() ? QDir::cleanPath(info.absoluteFilePath()) : folder + u'/' + info.fileName();
    if (!whole.startsWith(m_root + u'/'))
        return std::nullopt;
    return whole.sliced(m_root.size() + 1);
}

base::Result<Head> Clone::head() const
{
    const auto repository = git::open(m_root);
    if (!repository)
        return std::unexpected(repository.error());
    int code = 0;
    const auto named = git::make<git::Reference>(
        code, [&](git_reference **out) { return git_reference_lookup(out, repository->get(), "HEAD"); });
    if (!named)
        return std::unexpected(git::failure(code, words(QT_TRANSLATE_NOOP("checkout", "The clone has no HEAD"))));
    Head head;
    if (const char *target = git_reference_symbolic_target(named.get())) {
        const QString ref = QString::fromUtf8(target);
        head.branch = ref.startsWith("refs/heads/"_L1) ? ref.sliced(11) : QString();
    }
    git_oid id;
    code = git_reference_name_to_id(&id, repository->get(), "HEAD");
    if (code == GIT_ENOTFOUND)
        return head;
    if (code < 0)
        return std::unexpected(git::failure(code, words(QT_TRANSLATE_NOOP("checkout", "HEAD cannot be read"))));
    char text[GIT_OID_SHA1_HEXSIZE + 1] = {};
    head.commit = QString::fromLatin1(git_oid_tostr(text, sizeof text, &id));
    return head;
}

base::Result<std::optional<QString>> Clone::repository(const QString &host) const
{
    const auto repository = git::open(m_root);
    if (!repository)
        return std::unexpected(repository.error());
    const QList<QByteArray> names = remotes(**repository);
    QByteArray chosen = "origin";
    if (!names.contains(chosen))
        chosen = followedRemote(**repository);
    if (chosen.isEmpty() && names.size() == 1)
        chosen = names.first();
    const auto url = chosen.isEmpty() ? std::nullopt : urlOf(**repository, chosen);
    return url ? repositoryOfUrl(*url, host) : std::nullopt;
}

base::Result<std::optional<QString>> Clone::upstreamOf(const QString &branch) const
{
    const auto repository = git::open(m_root);
    if (!repository)
        return std::unexpected(repository.error());
    int code = 0;
    const QByteArray name = branch.toUtf8();
    const auto local = git::make<git::Reference>(code, [&](git_reference **out) {
        return git_branch_lookup(out, repository->get(), name.constData(), GIT_BRANCH_LOCAL);
    });
    if (!local)
        return std::optional<QString>();
    const auto upstream =
        git::make<git::Reference>(code, [&](git_reference **out) { return git_branch_upstream(out, local.get()); });
    const char *shown = nullptr;
    if (!upstream || git_branch_name(&shown, upstream.get()) < 0)
        return std::optional<QString>();
    return std::optional(QString::fromUtf8(shown));
}

} // namespace slipway::checkout
