#include "approvals/people.h"
#include "approvals/review.h"
#include "approvals/words.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals {

namespace {

using operations::Guard;
using operations::Plan;
using operations::StepSpec;
using Kind = Decision::Kind;

constexpr milliseconds callTakes{2'000};
/// So many reviews are sent at once.
constexpr int atOnce = 3;
constexpr int shaShown = 7;

bool approves(const Decision &decision)
{
    return decision.kind == Kind::Approve;
}

/// The gates that this person can decide: GitHub refuses a list with another one in it.
QList<const Gate *> decidable(const Waiting &what)
{
    QList<const Gate *> gates;
    for (const Gate &gate : what.gates) {
        if (gate.canApprove)
            gates += &gate;
    }
    return gates;
}

QStringList environmentsOf(const Review &review)
{
    QStringList environments;
    for (const Gate *gate : decidable(review.what))
        environments += gate->environment;
    return environments;
}

QString wordsOf(const Decision &decision, bool isHotfix)
{
    QStringList lines{decision.comment.trimmed()};
    if (isHotfix && !decision.hotfixReason.trimmed().isEmpty())
        lines += tr("Hotfix, because: %1").arg(decision.hotfixReason.trimmed());
    if (isHotfix && !decision.followUp.trimmed().isEmpty())
        lines += tr("Afterwards: %1").arg(decision.followUp.trimmed());
    lines.removeAll(QString());
    return lines.join(u'\n');
}

bool asksHotfix(const QList<Review> &reviews)
{
    return std::ranges::any_of(reviews, [](const Review &review) { return review.what.isHotfix; });
}

operations::Target targetOf(const Review &review)
{
    const Waiting &what = review.what;
    return {what.app.isEmpty() ? what.repository : what.app, what.environment};
}

QString stepId(const Review &review, QStringView act)
{
    return u"run/%1/%2"_s.arg(QString::number(review.what.runId), act);
}

QString nameOf(const Review &review)
{
    const Waiting &what = review.what;
    const QString app = review.appName.isEmpty() ? review.workflow : review.appName;
    return review.becomes.isEmpty() ? tr("%1 (run %2)").arg(app, numbered(what.runNumber))
                                    : tr("%1 %2").arg(app, review.becomes);
}

operations::ApiCall callOf(const Review &review, const QJsonObject &input)
{
    QStringList ids;
    for (const QJsonValue &id : input["environmentIds"_L1].toArray())
        ids += QString::number(id.toInteger());
    return {u"POST"_s,
            u"https://api.github.com/repos/%1/actions/runs/%2/pending_deployments"_s.arg(
                review.what.repository, QString::number(review.what.runId)),
            {{u"environment_ids"_s, ids.join(u", "_s)},
             {u"state"_s, input["approve"_L1].toBool() ? u"approved"_s : u"rejected"_s},
             {u"comment"_s, input["comment"_L1].toString()}}};
}

StepSpec reviewStep(const Review &review, const Decision &decision)
{
    QJsonArray ids;
    for (const Gate *gate : decidable(review.what))
        ids += gate->environmentId;
    const QString environments = environmentsOf(review).join(u", "_s);
    StepSpec step;
    step.id = stepId(review, u"review");
    step.kind = u"github.review"_s;
    // GitHub's ids pass 2^31 and stay below 2^53: exact in JSON.
    step.input = {{u"repository"_s, review.what.repository},
                  {u"run"_s, review.what.runId},
                  {u"environmentIds"_s, ids},
                  {u"approve"_s, approves(decision)},
                  {u"comment"_s, wordsOf(decision, review.what.isHotfix)}};
    step.title = approves(decision) ? tr("Approve run %1 for %2").arg(numbered(review.what.runNumber), environments)
                                    : tr("Reject run %1 for %2").arg(numbered(review.what.runNumber), environments);
    step.detail = review.what.subject;
    step.expected = callTakes;
    step.calls = {callOf(review, step.input)};
    step.pool = u"reviews"_s;
    step.revertWords = approves(decision) ? tr("GitHub takes no approval back. Roll back once it is deployed.")
                                          : tr("GitHub takes no rejection back. Run the workflow again.");
    return step;
}

/// The run still tests, builds and waits for timers before anything is live.
constexpr int patienceMinutes = 60;

StepSpec watchStep(const Review &review)
{
    StepSpec step;
    step.id = stepId(review, u"watch");
    step.kind = u"health.watch"_s;
    step.input = {{u"app"_s, review.what.app},
                  {u"environment"_s, review.what.environment},
                  // Which number the release gets is not known: others may come first.
                  {u"sha"_s, review.what.sha},
                  {u"previous"_s, review.live ? review.live->id : QString()},
                  {u"patienceMinutes"_s, patienceMinutes},
                  {u"minutes"_s, static_cast<int>(review.watch.count())}};
    step.title = tr("Watch %1 for %2").arg(nameOf(review), counted(review.watch.count(), "1 minute", "%1 minutes"));
    step.expected = review.watch;
    step.after = {stepId(review, u"review")};
    step.mutates = false;
    return step;
}

QJsonObject factOf(const Review &review, const Decision &decision)
{
    QJsonObject fact{{u"repository"_s, review.what.repository},
                     {u"run"_s, review.what.runId},
                     {u"number"_s, review.what.runNumber},
                     {u"app"_s, review.what.app},
                     {u"environment"_s, review.what.environment},
                     {u"branch"_s, review.what.branch},
                     {u"sha"_s, review.what.sha},
                     {u"becomes"_s, review.becomes},
                     {u"requester"_s, review.what.requester},
                     {u"hotfix"_s, review.what.isHotfix}};
    if (review.live)
        fact.insert(u"from"_s, review.live->id);
    if (review.what.isHotfix) {
        fact.insert(u"reason"_s, decision.hotfixReason.trimmed());
        fact.insert(u"followUp"_s, decision.followUp.trimmed());
        fact.insert(u"mergedBack"_s, review.missingInMain == 0);
    }
    return fact;
}

/// Why this one cannot be decided; empty: it can.
QString obstacleOf(const Review &review)
{
    const QString run = tr("Run %1").arg(numbered(review.what.runNumber));
    switch (review.state) {
    case Review::State::Approved: return tr("%1 was approved meanwhile.").arg(run);
    case Review::State::Rejected: return tr("%1 was rejected meanwhile.").arg(run);
    case Review::State::Expired: return tr("%1 was not answered for 30 days and has failed.").arg(run);
    case Review::State::Ended: return tr("%1 does not wait any more.").arg(run);
    case Review::State::Waiting: break;
    }
    return review.what.objection;
}

QString obstacleOf(const QList<Review> &reviews, const Decision &decision)
{
    if (reviews.isEmpty())
        return tr("No deployment is chosen.");
    QStringList keys;
    for (const Review &review : reviews) {
        if (const QString obstacle = obstacleOf(review); !obstacle.isEmpty())
            return obstacle;
        const QString key = targetOf(review).key();
        if (approves(decision) && keys.contains(key))
            return tr("Two of these deploy %1. Approve one at a time.").arg(targetOf(review).app);
        keys += key;
    }
    const bool isHotfix = asksHotfix(reviews);
    if (approves(decision) && isHotfix && decision.hotfixReason.trimmed().isEmpty())
        return tr("Say why this cannot take the usual way.");
    if (approves(decision) && isHotfix && decision.followUp.trimmed().isEmpty())
        return tr("Say what follows the hotfix.");
    if (!approves(decision) && decision.comment.trimmed().isEmpty())
        return tr("Say why it is rejected.");
    return {};
}

QList<Guard> guardsOf(const QList<Review> &reviews)
{
    QList<Guard> guards;
    for (const Review &review : reviews) {
        for (Guard guard : review.guards) {
            if (reviews.size() > 1) {
                guard.id = u"%1/%2"_s.arg(QString::number(review.what.runId), guard.id);
                guard.title = tr("%1: %2").arg(nameOf(review), guard.title);
            }
            guards += guard;
        }
    }
    return guards;
}

/// Another one when what was shown is no longer what is decided.
QString fingerprintOf(const QList<Review> &reviews)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const Review &review : reviews) {
        const QString live = review.live ? review.live->id : QString();
        QStringList parts{review.what.repository,
                          QString::number(review.what.runId),
                          QString::number(review.attempt),
                          review.what.sha,
                          live,
                          QString::number(static_cast<int>(review.state))};
        for (const Gate &gate : review.what.gates)
            parts += QString::number(gate.environmentId);
        hash.addData(parts.join(u'\n').toUtf8());
    }
    return QString::fromLatin1(hash.result().toHex());
}

/// A gate that was not there let it pass.
Guard::Level levelIn(const Review &review, const QString &guard)
{
    const auto found = std::ranges::find(review.guards, guard, &Guard::id);
    return found == review.guards.end() ? Guard::Level::Pass : found->level;
}

/// What is decided is another thing now.
QStringList changedSubject(const Review &seen, const Review &now)
{
    const QString run = numbered(now.what.runNumber);
    if (const QString obstacle = obstacleOf(now); !obstacle.isEmpty() && obstacle != obstacleOf(seen))
        return {obstacle.endsWith(u'.') ? obstacle.chopped(1) : obstacle};
    QStringList words;
    if (now.attempt != seen.attempt)
        words += tr("Run %1 was started again").arg(run);
    if (now.what.sha != seen.what.sha)
        words += tr("Run %1 deploys %2").arg(run, now.what.sha.left(shaShown));
    if (environmentsOf(now) != environmentsOf(seen))
        words += tr("Run %1 waits for %2").arg(run, environmentsOf(now).join(u", "_s));
    return words;
}

/// What speaks against letting it go on.
QStringList worsened(const Review &seen, const Review &now)
{
    QStringList words;
    if (seen.live && now.live && seen.live->id != now.live->id)
        words += tr("%1 is live").arg(now.live->version.isEmpty() ? now.live->sha.left(shaShown) : now.live->version);
    for (const Guard &guard : now.guards) {
        if (guard.level > levelIn(seen, guard.id))
            words += guard.title;
    }
    return words;
}

void putWords(Plan &plan, const QList<Review> &reviews, const Decision &decision)
{
    const bool isOne = reviews.size() == 1;
    const QString many = isOne ? QString() : tr("%1 deployments").arg(reviews.size());
    const QString one = isOne ? nameOf(reviews.first()) : QString();
    if (approves(decision)) {
        plan.title = isOne ? tr("Approve and deploy %1").arg(one) : tr("Approve %1").arg(many);
        const QString becomes = isOne ? reviews.first().becomes : QString();
        plan.verb = becomes.isEmpty() ? tr("Approve and deploy") : tr("Approve and deploy %1").arg(becomes);
        plan.abortWords = tr("What GitHub was told stays told; the watch ends.");
        for (const Review &review : reviews)
            plan.stays += review.failureWords;
        plan.stays.removeDuplicates();
        plan.stays.removeAll(QString());
    } else {
        plan.title = isOne ? tr("Reject %1").arg(one) : tr("Reject %1").arg(many);
        plan.verb = tr("Reject");
        plan.abortWords = tr("What GitHub was told stays told.");
        plan.stays = {tr("Nothing is deployed. The run fails.")};
    }
}

} // namespace

Plan planOf(const QList<Review> &reviews, const Decision &decision, const QDateTime &now)
{
    Plan plan;
    plan.kind = approves(decision) ? u"approve"_s : u"reject"_s;
    putWords(plan, reviews, decision);
    QJsonArray facts;
    for (const Review &review : reviews) {
        if (!plan.targets.contains(targetOf(review)))
            plan.targets += targetOf(review);
        plan.steps += reviewStep(review, decision);
        if (approves(decision) && decision.keepsWatch && !review.what.app.isEmpty())
            plan.steps += watchStep(review);
        facts += factOf(review, decision);
    }
    for (const StepSpec &step : std::as_const(plan.steps))
        plan.expected = std::max(plan.expected, step.expected);
    plan.pools = {{u"reviews"_s, atOnce}};
    if (approves(decision))
        plan.guards = guardsOf(reviews);
    plan.obstacle = obstacleOf(reviews, decision);
    // The audit log keeps the reason of the whole.
    plan.facts = {{u"runs"_s, facts}, {u"reason"_s, wordsOf(decision, asksHotfix(reviews))}};
    plan.fingerprint = fingerprintOf(reviews);
    plan.madeAt = now;
    return plan;
}

QStringList changedMeanwhile(const QList<Review> &seen, const QList<Review> &now, Kind kind)
{
    QStringList words;
    for (qsizetype at = 0; at < std::min(seen.size(), now.size()); ++at) {
        QStringList here = changedSubject(seen.at(at), now.at(at));
        if (kind == Kind::Approve && obstacleOf(now.at(at)).isEmpty())
            here += worsened(seen.at(at), now.at(at));
        for (const QString &change : std::as_const(here))
            words += now.size() == 1 ? change : tr("%1: %2").arg(nameOf(now.at(at)), change);
    }
    return words;
}

QMap<QString, QString> reasonsOf(const Plan &plan, const Decision &decision)
{
    QMap<QString, QString> reasons;
    for (const Guard &guard : plan.guards) {
        if (guard.level == Guard::Level::Ask)
            reasons[guard.id] = decision.comment.trimmed();
    }
    return reasons;
}

} // namespace slipway::approvals
