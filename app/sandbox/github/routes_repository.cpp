#include "sandbox/github/api.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

Reply listBranches(const Api &api, const Call &call, const Repository &repository, const Shapes &shapes)
{
    QList<std::pair<QString, QString>> chosen;
    const QString wanted = call.queryValue(u"protected"_s);
    for (const auto &[name, sha] : repository.git.branches) {
        const bool isProtected = repository.protections.contains(name);
        if (wanted.isEmpty() || isProtected == (wanted == "true"_L1))
            chosen.append({name, sha});
    }
    return api.page(call, {}, chosen.size(), [&](qsizetype index) {
        return shapes.branch(repository, chosen[index].first, chosen[index].second);
    });
}

bool touches(const Commit &commit, const QString &path)
{
    return path.isEmpty()
        || std::ranges::any_of(commit.files, [&](const FileChange &file) { return file.name.startsWith(path); });
}

Reply listCommits(const Api &api, const Call &call, const Repository &repository, const Shapes &shapes)
{
    const QString from = call.hasQuery(u"sha"_s) ? call.queryValue(u"sha"_s) : repository.defaultBranch;
    const Commit *head = repository.git.resolve(from);
    if (!head)
        return api.missing();
    const auto since = QDateTime::fromString(call.queryValue(u"since"_s), Qt::ISODate);
    const auto until = QDateTime::fromString(call.queryValue(u"until"_s), Qt::ISODate);
    const QString path = call.queryValue(u"path"_s);
    const QString author = call.queryValue(u"author"_s);
    QList<const Commit *> chosen;
    for (const Commit *commit : repository.git.history(*head)) {
        const bool isInTime = (!since.isValid() || commit->at >= since) && (!until.isValid() || commit->at <= until);
        if (isInTime && touches(*commit, path) && (author.isEmpty() || author == commit->author))
            chosen.append(commit);
    }
    return api.page(call, {}, chosen.size(),
                    [&](qsizetype index) { return shapes.commit(repository, *chosen[index]); });
}

Reply compare(const Api &api, const Call &call, const Repository &repository, const Shapes &shapes)
{
    const QString range = call.parameter(u"range"_s);
    const QString base = range.section(u"..."_s, 0, 0);
    const auto comparison = repository.git.compare(base, range.section(u"..."_s, 1));
    if (!comparison)
        return api.missing();
    const qint64 size = std::clamp<qint64>(call.queryNumber(u"per_page"_s, 250), 1, 250);
    const qint64 page = std::max<qint64>(call.queryNumber(u"page"_s, 1), 1);
    return Reply::json(shapes.comparison(repository, range, *comparison, page, size));
}

Reply pullsOfCommit(const Api &api, const Call &call, const Repository &repository, const Shapes &shapes)
{
    const Commit *commit = repository.git.resolve(call.parameter(u"sha"_s));
    if (!commit)
        return api.missing();
    QList<const Pull *> chosen;
    for (const auto &[number, pull] : repository.pulls) {
        if (pull.headSha == commit->sha || pull.mergeCommit == commit->sha)
            chosen.append(&pull);
    }
    return api.page(call, {}, chosen.size(), [&](qsizetype index) { return shapes.pull(repository, *chosen[index]); });
}

Reply checkRuns(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const Commit *commit = repository.git.resolve(call.parameter(u"ref"_s));
    if (!commit)
        return api.error(422, u"No commit found for SHA: %1"_s.arg(call.parameter(u"ref"_s)));
    const QString wanted = call.queryValue(u"check_name"_s);
    const QString status = call.queryValue(u"status"_s);
    QJsonArray found;
    const auto take = [&](const QJsonObject &check) {
        if ((wanted.isEmpty() || check["name"_L1].toString() == wanted)
            && (status.isEmpty() || check["status"_L1].toString() == status))
            found.append(check);
    };
    for (const Run &run : repository.runs.all()) {
        if (run.sha != commit->sha)
            continue;
        for (const Job &job : run.latest().jobs)
            take(shapes.checkOfJob(repository, run, job));
    }
    for (const Check &check : repository.checks.value(commit->sha))
        take(shapes.check(repository, commit->sha, check));
    return api.page(call, u"check_runs"_s, found.size(), [&](qsizetype index) { return found.at(index); });
}

Reply combinedStatus(const Api &api, const Call &call, const Repository &repository, const Shapes &shapes)
{
    const Commit *commit = repository.git.resolve(call.parameter(u"ref"_s));
    if (!commit)
        return api.missing();
    const QString url = shapes.repositoryUrl(repository) + "/commits/"_L1 + commit->sha;
    return Reply::json(QJsonObject{{u"state"_s, u"pending"_s},
                                   {u"sha"_s, commit->sha},
                                   {u"total_count"_s, 0},
                                   {u"statuses"_s, QJsonArray()},
                                   {u"repository"_s, shapes.minimalRepository(repository)},
                                   {u"commit_url"_s, url},
                                   {u"url"_s, QString(url + "/status"_L1)}});
}

void addCommitRoutes(Api &api)
{
    api.route("GET"_ba, u"/commits"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return listCommits(api, call, repository, shapes);
    });
    api.route("GET"_ba, u"/commits/{ref+}"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        const Commit *commit = repository.git.resolve(call.parameter(u"ref"_s));
        return commit ? Reply::json(shapes.commit(repository, *commit, true))
                      : api.error(422, u"No commit found for SHA: %1"_s.arg(call.parameter(u"ref"_s)));
    });
    api.route("GET"_ba, u"/commits/{sha+}/pulls"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  return pullsOfCommit(api, call, repository, shapes);
              });
    api.route("GET"_ba, u"/commits/{ref+}/check-runs"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  return checkRuns(api, call, repository, shapes);
              });
    api.route("GET"_ba, u"/commits/{ref+}/status"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  return combinedStatus(api, call, repository, shapes);
              });
    api.route("GET"_ba, u"/compare/{range+}"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return compare(api, call, repository, shapes);
    });
    api.route("GET"_ba, u"/check-runs/{id}/annotations"_s, [&api](const Call &call, Repository &, const Shapes &) {
        return api.page(call, {}, 0, [](qsizetype) { return QJsonValue(); });
    });
}

} // namespace

void addRepositoryRoutes(Api &api)
{
    addCommitRoutes(api);
    api.route("GET"_ba, {}, [](const Call &call, Repository &repository, const Shapes &shapes) {
        QJsonObject object = shapes.fullRepository(repository);
        QJsonObject permissions = object["permissions"_L1].toObject();
        const bool isMember = repository.owner == shapes.state().organization();
        for (const QString &right : {u"admin"_s, u"maintain"_s, u"push"_s, u"triage"_s})
            permissions.insert(right, isMember && call.access == Access::Full);
        object.insert(u"permissions"_s, permissions);
        return Reply::json(object);
    });
    api.route("GET"_ba, u"/branches"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return listBranches(api, call, repository, shapes);
    });
    api.route("GET"_ba, u"/branches/{branch+}"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  const auto found = repository.git.branches.find(call.parameter(u"branch"_s));
                  if (found == repository.git.branches.end())
                      return api.error(404, u"Branch not found"_s);
                  return Reply::json(
                      shapes.branchWithProtection(repository, found->first, *repository.git.commit(found->second)));
              });
    api.route("GET"_ba, u"/tags"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        const auto &tags = repository.git.tags;
        return api.page(call, {}, tags.size(),
                        [&](qsizetype index) { return shapes.tag(repository, tags[index].first, tags[index].second); });
    });
}

} // namespace slipway::sandbox::github
