#include "approvals/expectations.h"

#include "approvals/words.h"
#include "workspace/workspace.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals {

namespace {

using Phase = github::Phase;

/// A job of the last good run by its name: how long it took, and its steps.
const github::Job *past(const Evidence &evidence, const QString &name)
{
    if (!evidence.lastJobs)
        return nullptr;
    const auto found = std::ranges::find(*evidence.lastJobs, name, &github::Job::name);
    return found == evidence.lastJobs->end() ? nullptr : &*found;
}

std::optional<milliseconds> tookOf(const std::optional<QDateTime> &from, const std::optional<QDateTime> &until)
{
    if (!from || !until || *until < *from)
        return std::nullopt;
    return milliseconds(from->msecsTo(*until));
}

std::optional<milliseconds> tookOf(const github::Job *job)
{
    return job ? tookOf(job->startedAt, job->completedAt) : std::nullopt;
}

QString liveName(const Evidence &evidence)
{
    if (!evidence.live)
        return tr("what is live");
    return evidence.live->version.isEmpty() ? evidence.live->sha.left(7) : evidence.live->version;
}

bool isOnFly(const Evidence &evidence)
{
    return evidence.live && evidence.live->flyVersion > 0;
}

QString replaceWords(const Evidence &evidence, const QString &becomes)
{
    const QString next = becomes.isEmpty() ? tr("This commit") : becomes;
    const QString strategy = evidence.live ? evidence.live->strategy : QString();
    return strategy.isEmpty() ? tr("%1 replaces %2").arg(next, liveName(evidence))
                              : tr("%1 replaces %2, %3").arg(next, liveName(evidence), strategy);
}

} // namespace

QString nextVersion(const std::optional<releases::Release> &live)
{
    return live && live->flyVersion > 0 ? u'v' + QString::number(live->flyVersion + 1) : QString();
}

QList<Expectation> expectationsOf(const Evidence &evidence, const QString &becomes)
{
    QList<Expectation> list;
    const QList<github::Job> jobs = evidence.jobs.value_or(QList<github::Job>());
    for (const github::Job &job : jobs) {
        if (job.phase != Phase::Waiting)
            continue;
        list += {tr("Job “%1” of run %2 starts").arg(job.name, numbered(evidence.run.number)), milliseconds(0)};
        list += {replaceWords(evidence, becomes), tookOf(past(evidence, job.name))};
    }
    if (list.isEmpty())
        list += {tr("Run %1 goes on").arg(numbered(evidence.run.number)), milliseconds(0)};
    for (const github::Job &job : evidence.lastJobs.value_or(QList<github::Job>())) {
        // GitHub lists a job only once those before it ended: what the last run had and this one has not, follows.
        const bool isKnown = std::ranges::contains(jobs, job.name, &github::Job::name);
        const auto now = std::ranges::find(jobs, job.name, &github::Job::name);
        const bool isAhead = !isKnown || now->phase == Phase::Queued || now->phase == Phase::Pending;
        if (isAhead && job.conclusion == github::Conclusion::Success)
            list += {tr("Job “%1”").arg(job.name), tookOf(&job)};
    }
    return list;
}

QString failureWordsOf(const Evidence &evidence, const QString &becomes)
{
    const QString next = becomes.isEmpty() ? tr("the new version") : becomes;
    const QString live = liveName(evidence);
    if (!evidence.live)
        return tr("What happens when it fails is not known, as nothing is known of what is live.");
    if (!isOnFly(evidence))
        return tr("If its build fails, %1 stays live. If it does badly later, roll back to %1.").arg(live);
    const QString &strategy = evidence.live->strategy;
    if (strategy == "bluegreen"_L1)
        return tr("If %1 fails before traffic moves, its machines are removed and %2 goes on. After that both may "
                  "serve: roll back.")
            .arg(next, live);
    if (strategy == "canary"_L1)
        return tr("If the canary of %1 fails, it is left behind and all other machines stay on %2. Later failures "
                  "leave mixed versions: roll back.")
            .arg(next, live);
    if (strategy == "immediate"_L1)
        return tr("Nothing waits for checks: if %1 fails, it serves until you roll back.").arg(next);
    return tr("If %1 fails its checks, Fly.io stops there and machines run mixed versions. It does not return to %2 by "
              "itself: roll back.")
        .arg(next, live);
}

QStringList fixesIn(const workspace::Workspace &workspace, const QStringList &texts)
{
    QStringList slugs;
    for (const workspace::App &app : workspace.apps) {
        for (const workspace::Environment environment : workspace::environments()) {
            if (const auto &place = app.place(environment); place && !place->sentryProject.isEmpty())
                slugs += QRegularExpression::escape(place->sentryProject.toUpper());
        }
    }
    slugs.removeDuplicates();
    QStringList found;
    if (slugs.isEmpty())
        return found;
    // Sentry counts issues of a project in base 32.
    const QRegularExpression id(u"(?<![\\w-])(?:%1)-[0-9A-Z]{1,8}(?![\\w-])"_s.arg(slugs.join(u'|')));
    for (const QString &text : texts) {
        for (auto match = id.globalMatch(text); match.hasNext();) {
            const QString fix = match.next().captured();
            if (!found.contains(fix))
                found += fix;
        }
    }
    return found;
}

} // namespace slipway::approvals
