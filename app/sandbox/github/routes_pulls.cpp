#include "sandbox/github/api.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

Reply listPulls(const Api &api, const Call &call, const Repository &repository, const Shapes &shapes)
{
    const QString state = call.hasQuery(u"state"_s) ? call.queryValue(u"state"_s) : u"open"_s;
    const QString base = call.queryValue(u"base"_s);
    const QString head = call.queryValue(u"head"_s).section(u':', -1);
    QList<const Pull *> chosen;
    for (const auto &[number, pull] : repository.pulls) {
        const bool isState = state == "all"_L1 || (state == "open"_L1) == pull.isOpen();
        if (isState && (base.isEmpty() || pull.base == base) && (head.isEmpty() || pull.head == head))
            chosen.prepend(&pull);
    }
    return api.page(call, {}, chosen.size(), [&](qsizetype index) { return shapes.pull(repository, *chosen[index]); });
}

QString problemWith(const Repository &repository, const QString &head, const QString &base)
{
    const auto &branches = repository.git.branches;
    if (!branches.contains(head) || !branches.contains(base))
        return u"Validation Failed: head or base is invalid"_s;
    if (repository.openPullOf(head))
        return u"A pull request already exists for %1:%2."_s.arg(repository.owner, head);
    if (repository.git.isAncestor(branches.at(head), branches.at(base)))
        return u"No commits between %1 and %2"_s.arg(base, head);
    return {};
}

Reply createPull(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QJsonObject body = call.json();
    Pull pull;
    pull.head = body["head"_L1].toString().section(u':', -1);
    pull.base = body["base"_L1].toString();
    pull.title = body["title"_L1].toString();
    if (pull.title.isEmpty())
        return api.invalid(u"Validation Failed: title can't be blank"_s);
    if (const QString problem = problemWith(repository, pull.head, pull.base); !problem.isEmpty())
        return api.invalid(problem);
    pull.number = repository.pulls.empty() ? 1 : repository.pulls.rbegin()->first + 1;
    pull.body = body["body"_L1].toString();
    pull.headSha = repository.git.branches.at(pull.head);
    pull.author = api.viewer();
    pull.created = pull.updated = api.now();
    pull.isDraft = body["draft"_L1].toBool();
    const Pull &added = repository.pulls.emplace(pull.number, pull).first->second;
    api.note(repository, u"pull.opened"_s, QString::number(pull.number));
    const Reply reply = Reply::json(shapes.pull(repository, added, true), 201);
    api.world().runner.opened(repository, pull.number);
    return reply;
}

Reply mergePull(const Api &api, Repository &repository, Pull &pull)
{
    if (!pull.isOpen())
        return api.error(405, u"Pull Request is not mergeable"_s);
    const auto tree = repository.git.merged(pull.base, pull.headSha);
    if (!tree)
        return api.error(405, u"Pull Request has merge conflicts"_s);
    Commit merged;
    merged.parents = {repository.git.branches.at(pull.base)};
    merged.message = u"%1 (#%2)"_s.arg(pull.title).arg(pull.number);
    merged.author = pull.author;
    merged.at = api.now();
    merged.tree = repository.git.addTree(*tree);
    if (const auto changes = repository.git.compare(pull.base, pull.headSha))
        merged.files = changes->files;
    const QString sha = repository.git.add(merged).sha;
    const QString before = std::exchange(repository.git.branches[pull.base], sha);
    pull.merged = pull.closed = pull.updated = api.now();
    pull.mergeCommit = sha;
    api.note(repository, u"pull.merged"_s, QString::number(pull.number));
    api.world().runner.pushed(repository, pull.base, before, pull.author);
    return Reply::json(
        QJsonObject{{u"sha"_s, sha}, {u"merged"_s, true}, {u"message"_s, u"Pull Request successfully merged"_s}});
}

} // namespace

void addPullRoutes(Api &api)
{
    const auto withPull = [&api](auto handle) {
        return [&api, handle](const Call &call, Repository &repository, const Shapes &shapes) {
            const auto found = repository.pulls.find(static_cast<int>(call.number(u"number"_s)));
            return found == repository.pulls.end() ? api.missing() : handle(call, repository, found->second, shapes);
        };
    };
    api.route("GET"_ba, u"/pulls"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return listPulls(api, call, repository, shapes);
    });
    api.route("POST"_ba, u"/pulls"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return createPull(api, call, repository, shapes);
    });
    api.route("GET"_ba, u"/pulls/{number}"_s,
              withPull([](const Call &, Repository &repository, Pull &pull, const Shapes &shapes) {
                  return Reply::json(shapes.pull(repository, pull, true));
              }));
    api.route("GET"_ba, u"/pulls/{number}/files"_s,
              withPull([&api](const Call &call, Repository &repository, Pull &pull, const Shapes &shapes) {
                  const auto changes = repository.git.compare(pull.base, pull.headSha);
                  const QList<FileChange> files = changes ? changes->files : QList<FileChange>();
                  return api.page(call, {}, files.size(),
                                  [&](qsizetype index) { return shapes.file(repository, files[index], pull.headSha); });
              }));
    api.route("GET"_ba, u"/pulls/{number}/commits"_s,
              withPull([&api](const Call &call, Repository &repository, Pull &pull, const Shapes &shapes) {
                  const auto changes = repository.git.compare(pull.base, pull.headSha);
                  const QList<const Commit *> commits = changes ? changes->ahead : QList<const Commit *>();
                  return api.page(call, {}, commits.size(),
                                  [&](qsizetype index) { return shapes.commit(repository, *commits[index]); });
              }));
    api.route("GET"_ba, u"/pulls/{number}/reviews"_s,
              withPull([&api](const Call &call, Repository &repository, Pull &pull, const Shapes &shapes) {
                  return api.page(call, {}, pull.reviews.size(), [&](qsizetype index) {
                      return shapes.pullReview(repository, pull, pull.reviews[index]);
                  });
              }));
    api.route("PUT"_ba, u"/pulls/{number}/merge"_s,
              withPull([&api](const Call &, Repository &repository, Pull &pull, const Shapes &) {
                  return mergePull(api, repository, pull);
              }));
}

} // namespace slipway::sandbox::github
