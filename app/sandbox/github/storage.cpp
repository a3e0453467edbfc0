#include "sandbox/github/storage.h"

#include "sandbox/github/artifact_zip.h"
#include "sandbox/github/job_log.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

constexpr qint64 linkSeconds = 60;

QString signatureOf(const QString &path, qint64 expires)
{
    const QByteArray text = path.toUtf8() + '\n' + QByteArray::number(expires);
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().first(32));
}

Reply missing()
{
    return Reply::text(u"BlobNotFound: the specified blob does not exist."_s, 404);
}

Reply asZip(const QByteArray &bytes, const QString &name)
{
    return Reply::bytes(bytes, "application/zip"_ba)
        .with("content-disposition", "attachment; filename=\"" + name.toUtf8() + ".zip\"");
}

Repository *repositoryOf(const Call &call, World &world)
{
    return world.state.repository(call.parameter(u"owner"_s), call.parameter(u"repo"_s));
}

} // namespace

Reply toStorage(const World &world, const Repository &repository, const QString &path, const QDateTime &now)
{
    const QString whole = u"/_storage/%1/%2"_s.arg(repository.fullName(), path);
    const qint64 expires = now.addSecs(linkSeconds).toSecsSinceEpoch();
    return Reply::redirect(
        u"%1%2?expires=%3&sig=%4"_s.arg(world.web, whole, QString::number(expires), signatureOf(whole, expires)));
}

std::optional<Reply> storageRefusal(const Call &call, const QDateTime &now)
{
    if (!call.header("authorization").isEmpty())
        return Reply::text(u"InvalidAuthenticationInfo: this link carries its own permission."_s, 400);
    const qint64 expires = call.queryNumber(u"expires"_s, 0);
    if (expires < now.toSecsSinceEpoch() || call.queryValue(u"sig"_s) != signatureOf(call.path, expires))
        return Reply::text(u"AuthenticationFailed: the link has expired."_s, 403);
    return std::nullopt;
}

Reply storedJobLog(const Call &call, World &world)
{
    Repository *repository = repositoryOf(call, world);
    const auto [run, job] = repository ? repository->runs.job(call.number(u"job"_s)) : std::pair<Run *, Job *>{};
    return job ? Reply::bytes(jobLog(*repository, *run, *job), "text/plain; charset=utf-8"_ba) : missing();
}

Reply storedRunLogs(const Call &call, World &world)
{
    Repository *repository = repositoryOf(call, world);
    const Run *run = repository ? repository->runs.run(call.number(u"run"_s)) : nullptr;
    const Attempt *attempt = run ? run->attempt(call.number(u"attempt"_s)) : nullptr;
    return attempt ? asZip(runLogZip(*repository, *run, *attempt), u"logs_%1"_s.arg(run->id)) : missing();
}

Reply storedArtifact(const Call &call, World &world)
{
    Repository *repository = repositoryOf(call, world);
    const auto [run, artifact] =
        repository ? repository->runs.artifact(call.number(u"id"_s)) : std::pair<Run *, Artifact *>{};
    return artifact ? asZip(artifactZip(artifact->name), artifact->name) : missing();
}

} // namespace slipway::sandbox::github
