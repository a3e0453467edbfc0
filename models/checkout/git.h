#pragma once

#include "base/result.h"

#include <git2.h>

#include <memory>

/// libgit2 with owners and errors as values. Source: libgit2 1.9's headers.
namespace slipway::checkout::git {

template<auto Free>
struct Freed {
    template<typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};

template<typename T, auto Free>
using Owned = std::unique_ptr<T, Freed<Free>>;

using Repository = Owned<git_repository, git_repository_free>;
using Reference = Owned<git_reference, git_reference_free>;
using Remote = Owned<git_remote, git_remote_free>;
using Object = Owned<git_object, git_object_free>;
using Tree = Owned<git_tree, git_tree_free>;
using TreeEntry = Owned<git_tree_entry, git_tree_entry_free>;
using Blob = Owned<git_blob, git_blob_free>;

/// What `make` writes into its first argument; null when it fails, and then `code` says why.
template<typename Owner, typename Make>
Owner make(int &code, Make call)
{
    typename Owner::pointer made = nullptr;
    code = call(&made);
    return Owner(code < 0 ? nullptr : made);
}

/// Opens the repository that `path` is in, or is. Errors: notFound; forbidden (it belongs to another user); internal.
base::Result<Repository> open(const QString &path);

/// What libgit2 says of the call that just failed on this thread, in words around it.
base::Error failure(int code, const QString &doing);

/// The commit, or what else, that `revision` names: HEAD, a SHA, a branch, "origin/main". Errors: notFound; internal.
base::Result<Object> resolve(git_repository &repository, const QString &revision, git_object_t type);

} // namespace slipway::checkout::git
