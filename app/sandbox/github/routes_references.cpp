#include "sandbox/github/api.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

/// "heads/x" names the branch x; nothing else does.
QString branchOf(const QString &shortRef)
{
    return shortRef.startsWith("heads/"_L1) ? shortRef.mid(6) : QString();
}

Reply getReference(const Api &api, const Call &call, const Repository &repository, const Shapes &shapes)
{
    const QString name = call.parameter(u"ref"_s);
    if (const auto other = repository.git.otherRefs.find(name); other != repository.git.otherRefs.end())
        return Reply::json(shapes.reference(repository, name, other->second));
    const bool isBranch = repository.git.branches.contains(branchOf(name));
    const Commit *commit = isBranch || name.startsWith("tags/"_L1) ? repository.git.resolve(name) : nullptr;
    return commit ? Reply::json(shapes.reference(repository, name, commit->sha)) : api.missing();
}

/// git's rules for names, as far as people run into them.
bool isGoodName(const QString &name)
{
    static const QStringList forbidden{u".."_s, u" "_s, u"~"_s,  u"^"_s,  u":"_s, u"?"_s,
                                       u"*"_s,  u"["_s, u"\\"_s, u"//"_s, u"@{"_s};
    const bool isPlain = std::ranges::none_of(forbidden, [&name](const QString &part) { return name.contains(part); });
    return isPlain && !name.isEmpty() && !name.startsWith(u'/') && !name.endsWith(u'/') && !name.endsWith(u'.')
        && !name.endsWith(".lock"_L1);
}

/// A reference that is neither a branch nor a tag: nothing builds because of it.
Reply createOther(const Api &api, Repository &repository, const Shapes &shapes, const QString &name, const QString &sha)
{
    if (!name.startsWith("refs/"_L1) || name.count(u'/') < 2)
        return api.invalid(u"Reference name must start with 'refs/' and have at least two slashes."_s);
    if (!isGoodName(name.mid(5)))
        return api.invalid(u"%1 is not a valid ref name."_s.arg(name));
    if (!repository.git.commit(sha))
        return api.invalid(u"Object does not exist"_s);
    if (!repository.git.otherRefs.emplace(name.mid(5), sha).second)
        return api.invalid(u"Reference already exists"_s);
    api.note(repository, u"ref.created"_s, name, {{u"sha"_s, sha}});
    return Reply::json(shapes.reference(repository, name.mid(5), sha), 201);
}

Reply createReference(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QString name = call.json().value("ref"_L1).toString();
    const QString sha = call.json().value("sha"_L1).toString();
    const QString shortName = name.section(u'/', 2);
    const bool isTag = name.startsWith("refs/tags/"_L1);
    if (!isTag && !name.startsWith("refs/heads/"_L1))
        return createOther(api, repository, shapes, name, sha);
    if (!isGoodName(shortName))
        return api.invalid(u"%1 is not a valid ref name."_s.arg(name));
    if (!repository.git.commit(sha))
        return api.invalid(u"Object does not exist"_s);
    const bool exists = isTag
        ? std::ranges::any_of(repository.git.tags, [&](const auto &tag) { return tag.first == shortName; })
        : repository.git.branches.contains(shortName);
    if (exists)
        return api.invalid(u"Reference already exists"_s);
    if (isTag)
        repository.git.tags.prepend({shortName, sha});
    else
        repository.git.branches[shortName] = sha;
    api.note(repository, u"ref.created"_s, name, {{u"sha"_s, sha}});
    if (!isTag)
        api.world().runner.pushed(repository, shortName, {}, api.viewer());
    return Reply::json(shapes.reference(repository, name.mid(5), sha), 201);
}

Reply updateReference(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QString name = call.parameter(u"ref"_s);
    const auto branch = repository.git.branches.find(branchOf(name));
    if (branch == repository.git.branches.end())
        return api.invalid(u"Reference does not exist"_s);
    const QString sha = call.json().value("sha"_L1).toString();
    if (!repository.git.commit(sha))
        return api.invalid(u"Object does not exist"_s);
    const bool isForward = repository.git.isAncestor(branch->second, sha);
    if (!isForward && !call.json().value("force"_L1).toBool())
        return api.invalid(u"Update is not a fast forward"_s);
    if (const QString rule = repository.ruleAgainstPush(branch->first, !isForward); !rule.isEmpty())
        return api.invalid(rule);
    const QString before = std::exchange(branch->second, sha);
    api.note(repository, u"ref.updated"_s, u"refs/"_s + name, {{u"sha"_s, sha}});
    if (before != sha)
        api.world().runner.pushed(repository, branch->first, before, api.viewer());
    return Reply::json(shapes.reference(repository, name, sha));
}

Reply deleteReference(const Api &api, const Call &call, Repository &repository)
{
    const QString name = call.parameter(u"ref"_s);
    if (repository.git.otherRefs.erase(name) > 0) {
        api.note(repository, u"ref.deleted"_s, u"refs/"_s + name);
        return Reply::empty();
    }
    const QString branch = branchOf(name);
    if (!repository.git.branches.contains(branch))
        return api.invalid(u"Reference does not exist"_s);
    const auto protection = repository.protections.find(branch);
    const bool isKept = protection != repository.protections.end() && !protection->second.deletions;
    if (isKept || branch == repository.defaultBranch)
        return api.invalid(u"Cannot delete this branch"_s);
    repository.git.branches.erase(branch);
    api.note(repository, u"ref.deleted"_s, u"refs/"_s + name);
    return Reply::empty();
}

} // namespace

void addReferenceRoutes(Api &api)
{
    api.route("GET"_ba, u"/git/ref/{ref+}"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return getReference(api, call, repository, shapes);
    });
    api.route("POST"_ba, u"/git/refs"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return createReference(api, call, repository, shapes);
    });
    api.route("PATCH"_ba, u"/git/refs/{ref+}"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  return updateReference(api, call, repository, shapes);
              });
    api.route("DELETE"_ba, u"/git/refs/{ref+}"_s, [&api](const Call &call, Repository &repository, const Shapes &) {
        return deleteReference(api, call, repository);
    });
}

} // namespace slipway::sandbox::github
