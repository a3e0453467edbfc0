#include "checkout/git.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace slipway::checkout::git {

namespace {

/// libgit2 counts who uses it; the program does, from its first repository to its end.
class Library
{
public:
    Library() { git_libgit2_init(); }
    ~Library() { git_libgit2_shutdown(); }
};

QString words(const char *text)
{
    return QCoreApplication::translate("checkout", text);
}

} // namespace

base::Result<Repository> open(const QString &path)
{
    static const Library library;
    int code = 0;
    const QByteArray native = QFile::encodeName(path);
    auto repository = make<Repository>(code, [&](git_repository **out) {
        return git_repository_open_ext(out, native.constData(), GIT_REPOSITORY_OPEN_CROSS_FS, nullptr);
    });
    if (repository)
        return repository;
    if (code == GIT_EOWNER)
        return std::unexpected(base::makeError(
            base::Error::Kind::Forbidden,
            words(QT_TRANSLATE_NOOP("checkout", "The clone around %1 belongs to another user of this computer."))
                .arg(QDir::toNativeSeparators(path)),
            words(QT_TRANSLATE_NOOP("checkout", "If you trust it, add its folder to git's setting safe.directory."))));
    if (code == GIT_ENOTFOUND)
        return std::unexpected(base::makeError(base::Error::Kind::NotFound,
                                               words(QT_TRANSLATE_NOOP("checkout", "There is no git clone around %1."))
                                                   .arg(QDir::toNativeSeparators(path)),
                                               words(QT_TRANSLATE_NOOP("checkout", "Choose the folder of a clone."))));
    return std::unexpected(failure(code, words(QT_TRANSLATE_NOOP("checkout", "The clone cannot be opened"))));
}

base::Error failure(int code, const QString &doing)
{
    const git_error *last = git_error_last();
    const QString why = last && last->message ? QString::fromUtf8(last->message) : QString::number(code);
    const auto kind = code == GIT_ENOTFOUND ? base::Error::Kind::NotFound : base::Error::Kind::Internal;
    return base::makeError(kind, words(QT_TRANSLATE_NOOP("checkout", "%1: git says “%2”.")).arg(doing, why));
}

base::Result<Object> resolve(git_repository &repository, const QString &revision, git_object_t type)
{
    int code = 0;
    const QByteArray name = revision.toUtf8();
    const auto named =
        make<Object>(code, [&](git_object **out) { return git_revparse_single(out, &repository, name.constData()); });
    Object peeled;
    if (named)
        peeled = make<Object>(code, [&](git_object **out) { return git_object_peel(out, named.get(), type); });
    if (peeled)
        return peeled;
    if (code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC || code == GIT_EAMBIGUOUS)
        return std::unexpected(
            base::makeError(base::Error::Kind::NotFound,
                            words(QT_TRANSLATE_NOOP("checkout", "The clone has no commit called %1.")).arg(revision)));
    return std::unexpected(
        failure(code, words(QT_TRANSLATE_NOOP("checkout", "The commit %1 cannot be read")).arg(revision)));
}

} // namespace slipway::checkout::git
