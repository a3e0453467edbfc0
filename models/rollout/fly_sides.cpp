#include "rollout/fly_sides.h"

#include "base/format.h"
#include "rollout/fly_facts.h"
#include "workspace/workspace.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

using base::Error;
using releases::Release;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlySides)
};

Error notFound(const QString &message, const QString &advice)
{
    return base::makeError(Error::Kind::NotFound, message, advice);
}

/// Before the number in a release's id: "fly/patient-graph-api-staging/".
QString idPrefix(const Planner::Setup &setup, const operations::Target &target)
{
    const workspace::App &app = *setup.workspace->app(target.app);
    return u"fly/"_s + app.place(*workspace::environmentOf(target.environment))->flyApp + u'/';
}

/// What Fly.io alone knows of a release.
Release plain(const Planner::Setup &setup, const fly::Release &release, const operations::Target &target)
{
    Release made;
    made.id = idPrefix(setup, target) + QString::number(release.version);
    made.app = target.app;
    made.environment = target.environment;
    made.version = u'v' + QString::number(release.version);
    made.at = release.createdAt;
    made.actor = release.user;
    made.flyVersion = release.version;
    made.image = release.image;
    made.strategy = release.strategy;
    made.canRollBackTo = release.state == fly::Release::State::Complete;
    return made;
}

/// The release that most machines run.
qint64 liveVersion(const QList<fly::Machine> &machines)
{
    QMap<qint64, int> counts;
    for (const fly::Machine &machine : machines) {
        if (isTouched(machine))
            ++counts[machine.releaseVersion()];
    }
    qint64 live = 0;
    for (auto count = counts.cbegin(); count != counts.cend(); ++count) {
        if (live == 0 || *count >= counts.value(live))
            live = count.key();
    }
    return live;
}

const fly::Release *byVersion(const QList<fly::Release> &history, qint64 version)
{
    const auto found = std::ranges::find(history, version, &fly::Release::version);
    return found == history.cend() ? nullptr : &*found;
}

Release liveRelease(const Planner::Setup &setup, const Wish &wish, const QList<fly::Machine> &machines,
                    const QList<fly::Release> &history)
{
    const qint64 version = liveVersion(machines);
    const Release *known = setup.releases ? setup.releases->live(wish.target.app, wish.target.environment) : nullptr;
    if (known && known->flyVersion == version)
        return *known;
    const fly::Release *told = byVersion(history, version);
    Release live = told ? plain(setup, *told, wish.target) : Release();
    const auto runner = std::ranges::find(machines, version, &fly::Machine::releaseVersion);
    if (runner != machines.cend())
        live.sha = runner->commit();
    return live;
}

/// Newest first: what was live once and could be again.
QList<Release> pastOf(const Planner::Setup &setup, const Wish &wish, const QList<fly::Release> &history,
                      qint64 liveFlyVersion)
{
    QList<Release> past;
    if (setup.releases)
        past = setup.releases->candidates(wish.target.app, wish.target.environment);
    if (past.isEmpty()) {
        for (const fly::Release &release : history) {
            if (release.state == fly::Release::State::Complete)
                past.append(plain(setup, release, wish.target));
        }
    }
    past.removeIf([liveFlyVersion](const Release &release) { return release.flyVersion >= liveFlyVersion; });
    return past;
}

/// Nobody goes back to it unless a person says so.
bool isKnownBad(const Release &release)
{
    return release.verdict == releases::Verdict::Failed || release.outcome == releases::Outcome::Failed
        || release.outcome == releases::Outcome::RolledBack;
}

std::optional<Release> chosen(const Planner::Setup &setup, const Wish &wish, const QList<Release> &past,
                              const QList<fly::Release> &history)
{
    if (wish.release.isEmpty()) {
        const auto healthy = std::ranges::find(past, releases::Verdict::Healthy, &Release::verdict);
        if (healthy != past.cend())
            return *healthy;
        const auto fair = std::ranges::find_if_not(past, isKnownBad);
        if (fair != past.cend())
            return *fair;
        return past.isEmpty() ? std::nullopt : std::optional(past.first());
    }
    if (const Release *known = setup.releases ? setup.releases->release(wish.release) : nullptr)
        return *known;
    // Another app's or environment's release has its number in a history of its own.
    if (!wish.release.startsWith(idPrefix(setup, wish.target)))
        return std::nullopt;
    const fly::Release *told = byVersion(history, wish.release.section(u'/', -1).toLongLong());
    return told ? std::optional(plain(setup, *told, wish.target)) : std::nullopt;
}

/// The image of a release: from the history of the app it ran in, else as it was joined.
QString imageOf(const Release &release, const Wish &wish, const QList<fly::Release> &history)
{
    const bool isOwn = release.app == wish.target.app && release.environment == wish.target.environment;
    const fly::Release *told = isOwn ? byVersion(history, release.flyVersion) : nullptr;
    return told && !told->image.isEmpty() ? told->image : release.image;
}

base::Result<FlySides> toRelease(const Planner::Setup &setup, const Wish &wish, FlySides sides,
                                 const QList<fly::Release> &history)
{
    const auto target = chosen(setup, wish, sides.others, history);
    if (!target && wish.release.isEmpty())
        return std::unexpected(
            notFound(Words::tr("There is no earlier release to go back to."), Words::tr("Deploy a commit instead.")));
    if (!target)
        return std::unexpected(notFound(Words::tr("Nobody knows the release %1.").arg(wish.release),
                                        Words::tr("Refresh, then choose another one.")));
    sides.to = *target;
    sides.image = imageOf(*target, wish, history);
    if (sides.image.isEmpty())
        return std::unexpected(notFound(Words::tr("Fly.io does not tell which image %1 was.").arg(target->version),
                                        Words::tr("Choose another release.")));
    if (const fly::Release *told = byVersion(history, target->flyVersion))
        sides.flyId = told->id;
    sides.others.removeIf([&sides](const Release &release) { return release.id == sides.to.id; });
    // A release that never was well may be chosen by name; one that Releases knows to be gone may not.
    sides.isImageGone = wish.act == Wish::Act::RollBack && !target->canRollBackTo;
    return sides;
}

} // namespace

QString actWordOf(Wish::Act act)
{
    switch (act) {
    case Wish::Act::RollBack: return u"rollback"_s;
    case Wish::Act::Promote: return u"promote"_s;
    case Wish::Act::Redeploy: return u"redeploy"_s;
    default: return u"deploy"_s;
    }
}

base::Result<FlySides> flySides(const Planner::Setup &setup, const Wish &wish, const QList<fly::Machine> &machines,
                                const QList<fly::Release> &history)
{
    FlySides sides;
    sides.from = liveRelease(setup, wish, machines, history);
    switch (wish.act) {
    case Wish::Act::RollBack:
        sides.others = pastOf(setup, wish, history, sides.from.flyVersion);
        return toRelease(setup, wish, std::move(sides), history);
    case Wish::Act::Promote: return toRelease(setup, wish, std::move(sides), history);
    case Wish::Act::Redeploy:
        sides.to = sides.from;
        sides.image = imageOf(sides.from, wish, history);
        return sides;
    case Wish::Act::Deploy:
        sides.to.app = wish.target.app;
        sides.to.environment = wish.target.environment;
        sides.to.version = tagOf(wish.image);
        sides.to.image = wish.image;
        sides.image = wish.image;
        return sides;
    default:
        return std::unexpected(base::makeError(Error::Kind::InvalidInput, Words::tr("Fly.io knows no such act."),
                                               Words::tr("Choose roll back, promote or deploy.")));
    }
}

Side cardOf(const Release &release, const QDateTime &now, bool isLive)
{
    Side side;
    side.releaseId = release.id;
    side.version = release.version;
    side.sha = release.sha;
    side.status = statusOf(release);
    side.digest = digestOf(release.image);
    side.verdict = release.verdict == releases::Verdict::None ? QString() : verdictWord(release.verdict);
    const QDateTime since = release.servesSince.value_or(release.at);
    if (isLive && since.isValid())
        side.line = Words::tr("live for %1").arg(base::format::age(std::chrono::milliseconds(since.msecsTo(now))));
    else if (release.servedUntil && since.isValid())
        side.line = Words::tr("was live for %1")
                        .arg(base::format::age(std::chrono::milliseconds(since.msecsTo(*release.servedUntil))));
    return side;
}

} // namespace slipway::rollout
