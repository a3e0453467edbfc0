#include "shell/sync_words.h"

#include "base/format.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::shell {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("shell::sync", text);
}

QString rateLimitWords(const refresh::SyncState &state, const QDateTime &now)
{
    const auto used = std::ranges::find(state.callsLeft, qint64{0}, &refresh::CallsLeft::remaining);
    const bool isNamed = used != state.callsLeft.end();
    const QString other = isNamed ? used->provider : tr("Provider");
    const QString who = state.provider.isEmpty() ? other : state.provider;
    QDateTime back = isNamed ? used->resetAt : QDateTime();
    if (state.error && state.error->retryAt)
        back = *state.error->retryAt;
    if (!back.isValid())
        return tr("%1 calls used up").arg(who);
    return tr("%1 calls used up, back at %2").arg(who, base::format::time(back, now));
}

SyncWords synced(const refresh::SyncState &state, const QDateTime &now)
{
    const base::milliseconds age{std::max<qint64>(0, state.syncedAt.msecsTo(now))};
    const base::milliseconds step = age < 1min ? base::milliseconds{10s} : base::milliseconds{1min};
    const QString words = age < 2s ? tr("Synced now") : tr("Synced %1 ago").arg(base::format::age(age));
    return {u"action-sync"_s, words, tr("Everything was asked at %1.").arg(base::format::time(state.syncedAt, now)),
            base::Status::Success, step - age % step};
}

} // namespace

SyncWords syncWords(const refresh::SyncState &state, const QDateTime &now)
{
    using Kind = refresh::SyncState::Kind;
    const QString because = state.error ? base::sentence(*state.error) : QString();
    const QString asOf = state.syncedAt.isValid() ? base::format::time(state.syncedAt, now) : QString();
    switch (state.kind) {
    case Kind::Never: return {u"action-sync"_s, tr("Not synced yet"), {}, base::Status::Skipped, 0ms};
    case Kind::Syncing:
        return {u"action-sync"_s, tr("Syncing"), tr("Asking the providers."), base::Status::Running, 0ms};
    case Kind::Synced: return synced(state, now);
    case Kind::Offline:
        return {u"status-offline"_s, asOf.isEmpty() ? tr("Offline") : tr("Offline, as of %1").arg(asOf),
                tr("No network. What is shown is the last that was known."), base::Status::Warning, 0ms};
    case Kind::RateLimited:
        return {u"status-rate-limited"_s, rateLimitWords(state, now), because, base::Status::Warning, 0ms};
    case Kind::Failed: break;
    }
    if (state.error && state.error->kind == base::Error::Kind::Unauthorized)
        return {u"status-locked"_s, tr("Sign-in needed"), because, base::Status::Warning, 0ms};
    return {u"status-failure"_s, asOf.isEmpty() ? tr("Sync failed") : tr("Sync failed, as of %1").arg(asOf), because,
            base::Status::Failure, 0ms};
}

} // namespace slipway::shell
