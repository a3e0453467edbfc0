#include "pipelines/action_cache.h"

#include "pipelines/action_reference.h"
#include "pipelines/stored_action.h"
#include "pipelines/worker.h"

#include <QCoreApplication>
#include <QHash>
#include <QPointer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::pipelines {

namespace {

using Kind = base::Error::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(pipelines::ActionCache)
};

/// GitHub's own are a few kilobytes; a file larger than this is none.
constexpr qsizetype largest = 1024 * 1024;
constexpr auto tagsLast = 24h;
constexpr auto failuresLast = 60s;

struct Entry {
    ActionCache::ActionPtr action;
    QString reason;
    QDateTime until;
};

struct Waiter {
    QPointer<QObject> asker;
    ActionCache::Answer answer;
};

ActionCache::ActionPtr parse(const StoredAction &stored)
{
    return std::make_shared<const workflow::ActionMetadata>(
        workflow::readAction(stored.bytes, stored.path.toStdString()));
}

QString reasonOf(const base::Error &error, const ActionReference &reference)
{
    if (error.kind == Kind::NotFound)
        return Words::tr("GitHub has no action %1, or this token may not see it.").arg(reference.key());
    return base::sentence(error);
}

} // namespace

struct ActionCache::Private {
    Setup setup;
    QHash<QString, Entry> entries;
    QHash<QString, QList<Waiter>> waiting;
    std::stop_source stop;

    QDateTime now() const { return setup.clock->now(); }

    QDateTime goodUntil(const ActionReference &reference, const QDateTime &fetchedAt) const
    {
        return reference.isCommit() ? QDateTime::fromSecsSinceEpoch(32'503'680'000, QTimeZone::UTC)
                                    : fetchedAt.addDuration(tagsLast);
    }

    void settle(const QString &key, const Entry &entry)
    {
        entries.insert(key, entry);
        for (const Waiter &waiter : waiting.take(key))
            if (waiter.asker)
                waiter.answer(entry.action, entry.reason);
    }
};

namespace {

/// The file of the action, as GitHub has it now.
QCoro::Task<base::Result<StoredAction>> fetch(std::shared_ptr<const github::Client> client, ActionReference reference,
                                              std::stop_token stop)
{
    if (!client)
        co_return std::unexpected(base::makeError(Kind::Unauthorized, Words::tr("Nobody is signed in to GitHub."),
                                                  Words::tr("Sign in under Accounts to see this action's inputs.")));
    const QStringList names{u"action.yml"_s, u"action.yaml"_s};
    base::Error error;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QString path = reference.folder.isEmpty() ? names.at(i) : reference.folder + u'/' + names.at(i);
        const auto file = co_await client->file(reference.repository, path, reference.ref, stop);
        if (file && file->content.size() > largest)
            co_return std::unexpected(base::makeError(Kind::Protocol, Words::tr("The action's file is too large.")));
        if (file)
            co_return StoredAction{{}, path, file->content};
        error = file.error();
        if (error.kind != Kind::NotFound)
            break;
    }
    co_return std::unexpected(error);
}

} // namespace

ActionCache::ActionCache(Setup setup, QObject *parent)
    : QObject(parent)
    , m_d(std::make_shared<Private>())
{
    m_d->setup = std::move(setup);
}

ActionCache::~ActionCache()
{
    m_d->waiting.clear();
    m_d->stop.request_stop();
}

void ActionCache::setClient(std::shared_ptr<const github::Client> client)
{
    m_d->setup.client = std::move(client);
    m_d->entries.removeIf([](const auto &entry) { return !entry->action; });
}

ActionCache::ActionPtr ActionCache::known(const QString &uses) const
{
    const auto reference = ActionReference::fromText(uses);
    return reference ? m_d->entries.value(reference->key()).action : nullptr;
}

namespace {

template<typename Private>
QCoro::Task<> find(std::shared_ptr<Private> d, ActionReference reference)
{
    const QString key = reference.key();
    const QString folder = d->setup.folder;
    const auto kept = co_await onWorker([folder, key] { return readStored(folder, key); });
    if (kept && d->goodUntil(reference, kept->fetchedAt) > d->now()) {
        const auto action = co_await onWorker([stored = *kept] { return parse(stored); });
        d->settle(key, {action, {}, d->goodUntil(reference, kept->fetchedAt)});
        co_return;
    }
    auto fetched = co_await fetch(d->setup.client, reference, d->stop.get_token());
    const QDateTime now = d->now();
    if (!fetched) {
        Entry entry{nullptr, reasonOf(fetched.error(), reference), now.addDuration(failuresLast)};
        if (kept && fetched.error().kind != Kind::NotFound) {
            entry.action = co_await onWorker([stored = *kept] { return parse(stored); });
            entry.reason.clear();
        }
        d->settle(key, entry);
        co_return;
    }
    fetched->fetchedAt = now;
    const auto action = co_await onWorker([folder, key, stored = *fetched] {
        writeStored(folder, key, stored);
        return parse(stored);
    });
    d->settle(key, {action, {}, d->goodUntil(reference, now)});
}

} // namespace

void ActionCache::ask(const QString &uses, QObject *asker, Answer answer)
{
    const auto reference = ActionReference::fromText(uses);
    if (!reference) {
        answer(nullptr, tr("Only actions at GitHub tell their inputs: owner/name@version."));
        return;
    }
    const QString key = reference->key();
    const auto entry = m_d->entries.constFind(key);
    if (entry != m_d->entries.cend() && entry->until > m_d->now()) {
        answer(entry->action, entry->reason);
        return;
    }
    const bool isUnderWay = m_d->waiting.contains(key);
    m_d->waiting[key].append({asker, std::move(answer)});
    if (!isUnderWay)
        find(m_d, *reference);
}

} // namespace slipway::pipelines
