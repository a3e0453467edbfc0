// Slipway's lock for teams whose computers share no store: a reference that only one of them can create. It points to a
// commit that belongs to no branch and says in its message who holds the lock and until when.
#include "rollout/planner.h"

#include "base/format.h"
#include "github/client.h"
#include "operations/runner.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using base::Error;
using github::RepositoryName;
using operations::LockHolder;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::GithubLock)
};

/// A lock that nobody let go is free after it.
constexpr std::chrono::hours heldFor{2};

struct Place {
    std::shared_ptr<const github::Client> client;
    RepositoryName repository;
    std::shared_ptr<base::Clock> clock;
};

template<typename T>
using Answer = QCoro::Task<base::Result<T>>;

/// Who holds it, as the commit says, and until when.
struct Standing {
    LockHolder holder;
    QDateTime until;
};

/// "slipway/locks/patient-graph-api-production".
QString refOf(const QString &key)
{
    static const QRegularExpression strange(u"[^A-Za-z0-9._-]+"_s);
    QString name = key;
    name.replace(strange, u"-"_s).replace(u".."_s, u"-"_s);
    return u"slipway/locks/"_s + name;
}

QString messageOf(const LockHolder &holder, const QDateTime &now)
{
    const QJsonObject facts{{u"key"_s, holder.key},
                            {u"operation"_s, holder.operationId},
                            {u"actor"_s, holder.actor},
                            {u"host"_s, holder.host},
                            {u"title"_s, holder.title},
                            {u"since"_s, holder.since.toUTC().toString(Qt::ISODate)},
                            {u"seen"_s, now.toUTC().toString(Qt::ISODate)},
                            {u"until"_s, now.addDuration(heldFor).toUTC().toString(Qt::ISODate)}};
    return u"Slipway holds this lock\n\n"_s + QString::fromUtf8(QJsonDocument(facts).toJson(QJsonDocument::Compact));
}

/// Anything may stand there: what is missing stays empty, and an invalid time is a past one.
Standing standingOf(const QString &key, const QString &message)
{
    const QJsonObject facts = QJsonDocument::fromJson(message.section(u"\n\n"_s, 1).toUtf8()).object();
    const auto time = [&facts](QLatin1StringView name) {
        return QDateTime::fromString(facts.value(name).toString(), Qt::ISODate);
    };
    return {{.key = key,
             .operationId = facts.value("operation"_L1).toString(),
             .actor = facts.value("actor"_L1).toString(),
             .host = facts.value("host"_L1).toString(),
             .title = facts.value("title"_L1).toString(),
             .since = time("since"_L1),
             .seenAt = time("seen"_L1)},
            time("until"_L1)};
}

Answer<std::optional<Standing>> look(Place place, QString key, std::stop_token stop)
{
    const auto reference = co_await place.client->reference(place.repository, refOf(key), stop);
    if (!reference)
        co_return std::unexpected(reference.error());
    if (!*reference)
        co_return std::optional<Standing>();
    const auto commit = co_await place.client->commitObject(place.repository, (*reference)->sha, stop);
    if (!commit)
        co_return std::unexpected(commit.error());
    co_return std::optional(standingOf(key, commit->message));
}

/// A commit that no branch has. Its tree is any: the one of the default branch is there for sure.
Answer<QString> writeHolder(Place place, LockHolder holder, std::stop_token stop)
{
    const auto repository = co_await place.client->repository(place.repository, stop);
    if (!repository)
        co_return std::unexpected(repository.error());
    const auto branch = co_await place.client->branchReference(place.repository, repository->defaultBranch, stop);
    if (!branch)
        co_return std::unexpected(branch.error());
    if (!*branch)
        co_return std::unexpected(
            makeError(Error::Kind::NotFound, Words::tr("The repository is empty."), Words::tr("Push a commit first.")));
    const auto head = co_await place.client->commitObject(place.repository, (*branch)->sha, stop);
    if (!head)
        co_return std::unexpected(head.error());
    co_return co_await place.client->createCommit(place.repository,
                                                  {messageOf(holder, place.clock->now()), head->tree, {}}, stop);
}

Error heldBy(const Standing &standing, const QDateTime &now)
{
    const LockHolder &holder = standing.holder;
    const QString who = holder.actor.isEmpty() ? Words::tr("Somebody") : holder.actor;
    const QString what = holder.title.isEmpty() ? holder.key : holder.title;
    return makeError(Error::Kind::Conflict,
                     Words::tr("%1 holds the lock since %2 for “%3” (%4).")
                         .arg(who, base::format::time(holder.since, now), what, holder.host),
                     Words::tr("Wait until it is free, at the latest at %1, or take that operation over.")
                         .arg(base::format::time(standing.until, now)));
}

/// Creating is what decides: of two who try at the same time GitHub lets one.
QCoro::Task<base::Done> create(Place place, LockHolder holder, std::stop_token stop)
{
    const auto commit = co_await writeHolder(place, holder, stop);
    if (!commit)
        co_return std::unexpected(commit.error());
    const auto made =
        co_await place.client->createReference(place.repository, u"refs/"_s + refOf(holder.key), *commit, stop);
    if (made)
        co_return base::Done{};
    const auto standing = co_await look(place, holder.key, stop);
    if (!standing || !*standing)
        co_return std::unexpected(made.error());
    if ((*standing)->holder.operationId == holder.operationId && (*standing)->holder.host == holder.host)
        co_return base::Done{};
    co_return std::unexpected(heldBy(**standing, place.clock->now()));
}

QCoro::Task<base::Done> take(Place place, LockHolder holder, std::stop_token stop)
{
    const auto standing = co_await look(place, holder.key, stop);
    if (!standing)
        co_return std::unexpected(standing.error());
    if (!*standing)
        co_return co_await create(place, holder, stop);
    const Standing &held = **standing;
    const bool isOurs = held.holder.operationId == holder.operationId;
    const bool isOver = !held.until.isValid() || held.until <= place.clock->now();
    // Written anew in time where an operation lasts, such as one that waits for a person.
    const bool isFresh = !isOver && held.until > place.clock->now().addDuration(heldFor / 2);
    if (isOurs && held.holder.host == holder.host && isFresh)
        co_return base::Done{};
    if (!isOurs && !isOver)
        co_return std::unexpected(heldBy(held, place.clock->now()));
    // Ours on another computer or for half its time, or left behind: it is let go first, and whoever creates it next
    // has it.
    const auto gone = co_await place.client->deleteReference(place.repository, refOf(holder.key), stop);
    if (!gone && gone.error().status != 422)
        co_return gone;
    co_return co_await create(place, holder, stop);
}

QCoro::Task<base::Done> release(Place place, LockHolder holder, std::stop_token stop)
{
    const auto standing = co_await look(place, holder.key, stop);
    if (!standing)
        co_return std::unexpected(standing.error());
    if (!*standing || (*standing)->holder.operationId != holder.operationId)
        co_return base::Done{};
    const auto gone = co_await place.client->deleteReference(place.repository, refOf(holder.key), stop);
    // 422: it went meanwhile.
    if (!gone && gone.error().status != 422)
        co_return gone;
    co_return base::Done{};
}

Answer<std::optional<LockHolder>> holderOf(Place place, QString key, std::stop_token stop)
{
    const auto standing = co_await look(place, key, stop);
    if (!standing)
        co_return std::unexpected(standing.error());
    if (!*standing || (*standing)->until <= place.clock->now())
        co_return std::optional<LockHolder>();
    co_return std::optional((*standing)->holder);
}

class GithubLock final : public operations::RemoteLock
{
public:
    explicit GithubLock(Place place)
        : m_place(std::move(place))
    { }

    QCoro::Task<base::Done> take(LockHolder holder, std::stop_token stop) override
    {
        return rollout::take(m_place, std::move(holder), stop);
    }
    QCoro::Task<base::Done> release(LockHolder holder, std::stop_token stop) override
    {
        return rollout::release(m_place, std::move(holder), stop);
    }
    Answer<std::optional<LockHolder>> holder(QString key, std::stop_token stop) override
    {
        return holderOf(m_place, std::move(key), stop);
    }

private:
    Place m_place;
};

} // namespace

std::shared_ptr<operations::RemoteLock> githubLock(std::shared_ptr<const github::Client> client, QString repository,
                                                   std::shared_ptr<base::Clock> clock)
{
    const auto name = RepositoryName::fromText(repository);
    if (!client || !name)
        return nullptr;
    return std::make_shared<GithubLock>(Place{std::move(client), *name, std::move(clock)});
}

} // namespace slipway::rollout
