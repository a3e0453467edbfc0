#include "health/judge.h"

#include "base/format.h"
#include "health/error_spike.h"
#include "health/probe_rule.h"
#include "health/slower.h"
#include "health/verification.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace slipway::health {

namespace {

constexpr qint64 birthSeconds = 15 * 60;

QString text(const char *words)
{
    return QCoreApplication::translate("health", words);
}

QString number(double value)
{
    return base::format::count(std::llround(value));
}

/// "6.0×", or without a baseline to divide by the share itself.
QString timesOf(const SpikeJudgement &look)
{
    if (look.ratio)
        return text("%1 errors against the last 6 h").arg(base::format::times(*look.ratio));
    return text("%1 of requests fail, none did before")
        .arg(base::format::percent(look.after.errors / std::max(1.0, look.after.requests)));
}

QString tooFewWords(const SpikeJudgement &look)
{
    const bool isNew = look.after.requests < leastRequests;
    const QString words = isNew ? text("%1 requests, need %2") : text("%1 requests before the release, need %2");
    return words.arg(number(isNew ? look.after.requests : look.before.requests), number(leastRequests));
}

Opinion unknown(const base::Error &error)
{
    if (error.kind == base::Error::Kind::NotFound)
        return {Verdict::Watching, text("nobody counts its requests")};
    return {Verdict::Watching, text("the error rate is not known: %1").arg(error.message)};
}

Opinion opinionOfErrors(const Evidence &evidence)
{
    if (!evidence.after)
        return unknown(evidence.after.error());
    if (!evidence.before)
        return unknown(evidence.before.error());
    const auto rule = evidence.rules.errorSpike.value_or(workspace::AlertRules::ErrorSpike());
    const SpikeJudgement look = judgeErrors(*evidence.after, *evidence.before, rule.times);
    switch (look.spike) {
    case Spike::Page: return {Verdict::Failed, timesOf(look)};
    case Spike::Warn: return {Verdict::Degraded, timesOf(look)};
    case Spike::Healthy: return {Verdict::Healthy, timesOf(look)};
    case Spike::WatchOn: return {Verdict::Watching, text("%1, too close to tell").arg(timesOf(look))};
    case Spike::TooFew: break;
    }
    return {Verdict::Watching, tooFewWords(look)};
}

QString slowerWords(const Slowdown &slow)
{
    const QString figures = text("p95 %1 ms against %2 ms").arg(number(slow.after), number(slow.before));
    return slow.operation.isEmpty() ? figures : slow.operation + QStringLiteral(": ") + figures;
}

/// Nothing where there is too little to compare: it neither helps nor hinders a verdict.
std::optional<Opinion> opinionOfDurations(const Evidence &evidence)
{
    const auto rule = evidence.rules.slower.value_or(workspace::AlertRules::Slower());
    if (!evidence.after || !evidence.before)
        return std::nullopt;
    const auto whole = slowdown(*evidence.after, *evidence.before, rule.percent);
    if (whole && whole->isSlower)
        return Opinion{Verdict::Degraded, slowerWords(*whole)};
    const QList<Slowdown> parts = slowdowns(evidence.operationsAfter, evidence.operationsBefore, rule.percent);
    const auto slow = std::ranges::find_if(parts, &Slowdown::isSlower);
    if (slow != parts.end())
        return Opinion{Verdict::Degraded, slowerWords(*slow)};
    return whole ? std::optional(Opinion{Verdict::Healthy, slowerWords(*whole)}) : std::nullopt;
}

std::optional<Opinion> opinionOfIssues(const Evidence &evidence)
{
    if (!evidence.issues) {
        if (evidence.issues.error().kind == base::Error::Kind::NotFound)
            return std::nullopt;
        return Opinion{Verdict::Watching, text("new errors are not known: %1").arg(evidence.issues.error().message)};
    }
    const Period births{evidence.servesSince, evidence.servesAll.addSecs(birthSeconds)};
    Opinion opinion{Verdict::Healthy, text("No new errors")};
    for (const NewIssue &issue : *evidence.issues) {
        const NewError found = judgeIssue(issue, evidence.samples.value(issue.id), births);
        if (found == NewError::None)
            continue;
        const QString words = text("New error, seen %1 times: %2").arg(base::format::count(issue.events), issue.title);
        opinion = worst({{found == NewError::Page ? Verdict::Failed : Verdict::Degraded, words}, opinion});
    }
    return opinion;
}

std::optional<Opinion> opinionOfProbes(const Evidence &evidence)
{
    if (!evidence.isProbed)
        return std::nullopt;
    switch (judgeProbes(evidence.probes)) {
    case Probing::Good: return Opinion{Verdict::Healthy, probeWords(evidence.probes)};
    case Probing::Failed:
        return Opinion{Verdict::Failed, text("Three probes running failed: %1").arg(evidence.probes.last().words)};
    case Probing::Failing: return Opinion{Verdict::Watching, probeWords(evidence.probes)};
    case Probing::Unknown: break;
    }
    return Opinion{Verdict::Watching, text("the health path was never reached from here")};
}

} // namespace

Judgement judge(const Evidence &evidence)
{
    const Opinion errors = opinionOfErrors(evidence);
    const auto durations = opinionOfDurations(evidence);
    QList<Opinion> opinions{errors};
    for (const auto &opinion : {opinionOfIssues(evidence), opinionOfProbes(evidence), durations}) {
        if (opinion)
            opinions.append(*opinion);
    }
    const Opinion performance = durations ? worst({errors, *durations}) : errors;
    return {worst(opinions), automaticChecks(evidence, performance)};
}

} // namespace slipway::health
