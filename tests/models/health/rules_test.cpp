#include "base/format.h"
#include "health/error_spike.h"
#include "health/judge.h"
#include "health/new_error.h"
#include "health/probe_rule.h"
#include "health/sentry_queries.h"
#include "health/slow_deploy.h"
#include "health/slower.h"
#include "health/verification.h"
#include "health/watch_archive.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::health;

Q_DECLARE_METATYPE(slipway::health::Spike)

namespace {

const QDateTime start(QDate(2024, 3, 21), QTime(14, 20), QTimeZone::UTC);

QDateTime minute(int number)
{
    return start.addSecs(60 * number);
}

QList<Minute> minutesOfRate(int count, double requests, double errors, double p95 = 400)
{
    QList<Minute> minutes;
    for (int i = 0; i < count; ++i)
        minutes.append({minute(i), requests, errors, p95});
    return minutes;
}

/// What a deploy looked like, minute by minute, with counts as chance makes them.
class Dice
{
public:
    explicit Dice(unsigned seed)
        : m_engine(seed)
    { }

    QList<Minute> minutes(int count, double rate, double share)
    {
        std::poisson_distribution<int> requests(rate);
        std::poisson_distribution<int> errors(rate * share);
        QList<Minute> result;
        for (int i = 0; i < count; ++i)
            result.append({minute(i), double(requests(m_engine)), double(errors(m_engine)), std::nullopt});
        return result;
    }

    /// Of the logarithm of the p95 of `rate` requests a minute.
    QList<Minute> durations(int count, double rate, double p95)
    {
        std::normal_distribution<double> spread(0, 1.6 / std::sqrt(rate));
        QList<Minute> result;
        for (int i = 0; i < count; ++i)
            result.append({minute(i), rate, 0.0, p95 * std::exp(spread(m_engine))});
        return result;
    }

private:
    std::mt19937 m_engine;
};

struct Shares {
    double paged = 0;
    double warned = 0;
    double bare = 0;
};

/// Deploys with `times` the errors, watched for 15 minutes each: how many were paged and warned, and how many a bare
/// "ratio above five" would have called bad.
Shares simulate(double rate, double share, double times, int deploys)
{
    Dice dice(42);
    Shares shares;
    for (int deploy = 0; deploy < deploys; ++deploy) {
        const QList<Minute> before = dice.minutes(390, rate, share);
        const QList<Minute> after = dice.minutes(15, rate, share * times);
        const double usual = countsOf(before).errors / countsOf(before).requests;
        bool isPaged = false;
        bool isWarned = false;
        bool isBare = false;
        for (int seen = 1; seen <= 15 && !isPaged; ++seen) {
            const SpikeJudgement look = judgeErrors(after.first(seen), before, 5);
            isPaged = look.spike == Spike::Page;
            isWarned = isWarned || look.spike >= Spike::Warn;
            isBare = isBare || look.after.errors / look.after.requests > 5 * usual;
        }
        shares.paged += isPaged;
        shares.warned += isWarned;
        shares.bare += isBare;
    }
    return {shares.paged / deploys, shares.warned / deploys, shares.bare / deploys};
}

NewIssue issue(qint64 events, qint64 users)
{
    NewIssue result;
    result.id = u"1"_s;
    result.title = u"TypeError: null"_s;
    result.firstSeenAt = minute(1);
    result.events = events;
    result.users = users;
    return result;
}

base::Error failure(base::Error::Kind kind = base::Error::Kind::Timeout)
{
    return base::makeError(kind, u"Sentry did not answer."_s);
}

/// A release that does well in every respect, twenty minutes after it served all.
Evidence goodEvidence()
{
    Evidence evidence{.now = minute(16),
                      .servesSince = start,
                      .servesAll = start,
                      .rules = {},
                      .after = minutesOfRate(15, 200, 1),
                      .before = minutesOfRate(390, 200, 1),
                      .operationsAfter = {},
                      .operationsBefore = {},
                      .issues = QList<NewIssue>(),
                      .samples = {},
                      .announced = std::optional(start),
                      .migrations = Migrations(),
                      .probes = {{minute(15), true, 41, u"200 in 41 ms"_s}},
                      .isProbed = true};
    return evidence;
}

const VerificationItem &itemOf(const QList<VerificationItem> &items, const QString &id)
{
    return *std::ranges::find(items, id, &VerificationItem::id);
}

} // namespace

class RulesTest : public QObject
{
    Q_OBJECT

private slots:
    void betaIsRegular_data();
    void betaIsRegular();
    void countsAreJudged_data();
    void countsAreJudged();
    void aSingleBadLookIsNotEnough();
    void overdispersionHoldsBack();
    void unmeasuredMinutesAreNotZero();
    void nothingBeforeIsTooFew();
    void goodDeploysAreLeftAlone_data();
    void goodDeploysAreLeftAlone();
    void badDeploysAreFound();
    void slowerIsFound_data();
    void slowerIsFound();
    void fewMinutesSayNothingOfDurations();
    void manyOperationsAreHeldToMore();
    void newErrorsAreJudged_data();
    void newErrorsAreJudged();
    void newErrorsOverMinutes();
    void slowDeploys();
    void probes_data();
    void probes();
    void worstCounts_data();
    void worstCounts();
    void moreTimeWhileNothingIsKnown();
    void judged_data();
    void judged();
    void listOfTheHandbook();
    void listShowsWhatIsWrong();
    void ticks();
    void recordsComeBack();
    void damagedRecordsAreNone_data();
    void damagedRecordsAreNone();
    void sentryIsAskedExactly();
    void answersBecomeMinutes();
    void issuesOfTheOldVersionAreNotOurs();
};

void RulesTest::betaIsRegular_data()
{
    QTest::addColumn<double>("a");
    QTest::addColumn<double>("b");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("expected");
    QTest::newRow("at zero") << 2.0 << 3.0 << 0.0 << 0.0;
    QTest::newRow("at one") << 2.0 << 3.0 << 1.0 << 1.0;
    QTest::newRow("uniform") << 1.0 << 1.0 << 0.3 << 0.3;
    QTest::newRow("arcsine") << 0.5 << 0.5 << 0.25 << 1.0 / 3;
    QTest::newRow("polynomial") << 2.0 << 3.0 << 0.4 << 0.5248;
    QTest::newRow("symmetric and large") << 500.0 << 500.0 << 0.5 << 0.5;
    QTest::newRow("power") << 5.0 << 1.0 << 0.9 << std::pow(0.9, 5);
}

void RulesTest::betaIsRegular()
{
    QFETCH(double, a);
    QFETCH(double, b);
    QFETCH(double, x);
    QFETCH(double, expected);
    QVERIFY(std::abs(regularisedBeta(a, b, x) - expected) < 1e-9);
    QVERIFY(std::abs(1 - regularisedBeta(b, a, 1 - x) - expected) < 1e-9);
}

void RulesTest::countsAreJudged_data()
{
    QTest::addColumn<ErrorCounts>("after");
    QTest::addColumn<ErrorCounts>("before");
    QTest::addColumn<double>("twice");
    QTest::addColumn<double>("fiveTimes");
    QTest::addColumn<double>("precision");
    QTest::addColumn<Spike>("spike");
    const ErrorCounts usual{120, 90'000};
    QTest::newRow("7.6 times") << ErrorCounts{30, 3'000} << usual << 1.0 << 0.973 << 0.0006 << Spike::Page;
    QTest::newRow("6.1 times") << ErrorCounts{24, 3'000} << usual << 1.0 << 0.796 << 0.0006 << Spike::Warn;
    QTest::newRow("2.1 times") << ErrorCounts{8, 3'000} << usual << 0.52 << 0.002 << 0.006 << Spike::WatchOn;
    QTest::newRow("60 times, of two errors")
        << ErrorCounts{1, 40} << ErrorCounts{2, 4'000} << 0.991 << 0.966 << 0.0006 << Spike::TooFew;
    QTest::newRow("as before") << ErrorCounts{4, 3'000} << usual << 0.1 << 0.0 << 0.1 << Spike::Healthy;
    QTest::newRow("three errors, a tenth of all") << ErrorCounts{3, 30} << usual << 1.0 << 1.0 << 0.001 << Spike::Page;
}

void RulesTest::countsAreJudged()
{
    QFETCH(ErrorCounts, after);
    QFETCH(ErrorCounts, before);
    QFETCH(double, twice);
    QFETCH(double, fiveTimes);
    QFETCH(double, precision);
    QFETCH(Spike, spike);
    const SpikeJudgement look = judgeCounts(after, before, 1, 5);
    QVERIFY2(std::abs(look.chanceOfTwice - twice) < precision, qPrintable(QString::number(look.chanceOfTwice)));
    QVERIFY2(std::abs(look.chanceOfTimes - fiveTimes) < precision, qPrintable(QString::number(look.chanceOfTimes)));
    QCOMPARE(look.spike, spike);
}

void RulesTest::aSingleBadLookIsNotEnough()
{
    const QList<Minute> before = minutesOfRate(390, 200, 1);
    QList<Minute> after = minutesOfRate(3, 200, 1);
    after.append({minute(3), 200.0, 60.0, 400.0});
    QCOMPARE(judgeErrors(after, before, 5).spike, Spike::WatchOn);
    after.append({minute(4), 200.0, 60.0, 400.0});
    QCOMPARE(judgeErrors(after, before, 5).spike, Spike::Page);
}

void RulesTest::overdispersionHoldsBack()
{
    QList<Minute> calm;
    QList<Minute> wild;
    for (int i = 0; i < 390; ++i) {
        calm.append({minute(i), 200.0, 1.0, std::nullopt});
        wild.append({minute(i), 200.0, i % 39 == 0 ? 39.0 : 0.0, std::nullopt});
    }
    QCOMPARE(overdispersionOf(calm), 1.0);
    QVERIFY(overdispersionOf(wild) > 30);
    const QList<Minute> after = minutesOfRate(4, 200, 8);
    QCOMPARE(judgeErrors(after, calm, 5).spike, Spike::Page);
    QVERIFY(judgeErrors(after, wild, 5).spike < Spike::Warn);
}

void RulesTest::unmeasuredMinutesAreNotZero()
{
    QList<Minute> minutes = minutesOfRate(2, 100, 1);
    minutes.append({minute(2), 100.0, std::nullopt, std::nullopt});
    minutes.append({minute(3), std::nullopt, 5.0, std::nullopt});
    QCOMPARE(countsOf(minutes), (ErrorCounts{2, 200}));
}

void RulesTest::nothingBeforeIsTooFew()
{
    QCOMPARE(judgeErrors(minutesOfRate(15, 200, 0), {}, 5).spike, Spike::TooFew);
}

void RulesTest::goodDeploysAreLeftAlone_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("share");
    QTest::addColumn<double>("bareAlarms");
    QTest::newRow("20 a minute, 0.5 % errors") << 20.0 << 0.005 << 0.05;
    QTest::newRow("20 a minute, 0.1 % errors") << 20.0 << 0.001 << 0.12;
    QTest::newRow("200 a minute, 0.5 % errors") << 200.0 << 0.005 << 0.0;
}

void RulesTest::goodDeploysAreLeftAlone()
{
    QFETCH(double, rate);
    QFETCH(double, share);
    QFETCH(double, bareAlarms);
    const Shares shares = simulate(rate, share, 1, 200);
    QVERIFY2(shares.paged <= 0.005, qPrintable(QString::number(shares.paged)));
    QVERIFY2(shares.bare >= bareAlarms, qPrintable(QString::number(shares.bare)));
}

void RulesTest::badDeploysAreFound()
{
    const Shares busy = simulate(200, 0.005, 8, 200);
    QVERIFY2(busy.paged >= 0.98, qPrintable(QString::number(busy.paged)));
    const Shares quiet = simulate(20, 0.005, 8, 200);
    QVERIFY2(quiet.paged > 0.25 && quiet.paged < 0.55, qPrintable(QString::number(quiet.paged)));
    QVERIFY2(quiet.warned >= 0.9, qPrintable(QString::number(quiet.warned)));
}

void RulesTest::slowerIsFound_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("times");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::newRow("as before, 200 a minute") << 200.0 << 1.0 << 0.0 << 0.01;
    QTest::newRow("as before, 20 a minute") << 20.0 << 1.0 << 0.0 << 0.01;
    QTest::newRow("30 % slower, 200 a minute") << 200.0 << 1.3 << 0.95 << 1.0;
    QTest::newRow("half as slow again, 20 a minute") << 20.0 << 1.5 << 0.6 << 1.0;
}

void RulesTest::slowerIsFound()
{
    QFETCH(double, rate);
    QFETCH(double, times);
    QFETCH(double, least);
    QFETCH(double, most);
    Dice dice(7);
    constexpr int deploys = 60;
    int found = 0;
    for (int i = 0; i < deploys; ++i) {
        const QList<Minute> before = dice.durations(120, rate, 490);
        const auto slow = slowdown(dice.durations(15, rate, 490 * times), before, 20);
        QVERIFY(slow);
        found += slow->isSlower;
    }
    const double share = double(found) / deploys;
    QVERIFY2(share >= least && share <= most, qPrintable(QString::number(share)));
}

void RulesTest::fewMinutesSayNothingOfDurations()
{
    const QList<Minute> before = minutesOfRate(390, 200, 1, 400);
    QVERIFY(!slowdown(minutesOfRate(8, 200, 1, 800), before, 20));
    QVERIFY(slowdown(minutesOfRate(9, 200, 1, 800), before, 20)->isSlower);
    // Minutes with fewer than twenty requests have no p95 worth the name.
    QVERIFY(!slowdown(minutesOfRate(15, 19, 1, 800), before, 20));
}

void RulesTest::manyOperationsAreHeldToMore()
{
    Dice dice(3);
    QList<OperationMinutes> before{{u"GET /slow"_s, dice.durations(390, 200, 400)}};
    QList<OperationMinutes> after{{u"GET /slow"_s, dice.durations(15, 200, 700)}};
    for (int i = 0; i < 19; ++i) {
        const QString name = u"GET /%1"_s.arg(i);
        before.append({name, dice.durations(390, 200, 400)});
        after.append({name, dice.durations(15, 200, 400)});
    }
    const QList<Slowdown> found = slowdowns(after, before, 20);
    QCOMPARE(found.size(), 20);
    QCOMPARE(found.first().operation, u"GET /slow"_s);
    QVERIFY(found.first().isSlower);
    QCOMPARE(std::ranges::count_if(found, &Slowdown::isSlower), 1);
}

void RulesTest::newErrorsAreJudged_data()
{
    QTest::addColumn<NewIssue>("seen");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, auto change, NewError expected) {
        NewIssue seen = issue(1, 1);
        seen.isUnhandled = true;
        change(seen);
        QTest::newRow(name) << seen << static_cast<int>(expected);
    };
    row("one, unhandled", [](NewIssue &) { }, NewError::Notify);
    row("one, handled", [](NewIssue &one) { one.isUnhandled = false; }, NewError::None);
    row("five events", [](NewIssue &one) { one.events = 5; }, NewError::Page);
    row("two people", [](NewIssue &one) { one.users = 2; }, NewError::Page);
    row("a warning only", [](NewIssue &one) { one.isError = false; }, NewError::None);
    row("before the release", [](NewIssue &one) { one.firstSeenAt = minute(-1); }, NewError::None);
    row(
        "back in this release",
        [](NewIssue &one) {
            one.firstSeenAt = minute(-1'000);
            one.isRegressed = true;
        },
        NewError::Notify);
    row("later than the watch", [](NewIssue &one) { one.firstSeenAt = minute(16); }, NewError::None);
    row("the old version has it too", [](NewIssue &one) { one.hitsOld = true; }, NewError::None);
    row("not seen since", [](NewIssue &one) { one.events = 0; }, NewError::None);
}

void RulesTest::newErrorsAreJudged()
{
    QFETCH(NewIssue, seen);
    QFETCH(int, expected);
    const QList<IssueSample> samples{{minute(2), seen.events, seen.users}};
    QCOMPARE(static_cast<int>(judgeIssue(seen, samples, {start, minute(15)})), expected);
}

void RulesTest::newErrorsOverMinutes()
{
    const Period births{start, minute(15)};
    QList<IssueSample> slow;
    QList<IssueSample> quick;
    for (int i = 1; i <= 12; ++i) {
        slow.append({minute(i), i / 2, 1});
        quick.append({minute(i), i, 1});
    }
    QCOMPARE(judgeIssue(issue(6, 1), slow, births), NewError::None);
    QCOMPARE(judgeIssue(issue(12, 1), quick, births), NewError::Page);
}

void RulesTest::slowDeploys()
{
    const RunningDeploy deploy{start, {{minute(2), minute(9)}, {minute(8), minute(10)}}, u"Replace machines"_s};
    QCOMPARE(ranFor(deploy, minute(15)), std::chrono::minutes(7));
    QCOMPARE(ranFor(deploy, minute(5)), std::chrono::minutes(2));
    const RunningDeploy waits{start, {{minute(2), {}}}, {}};
    QCOMPARE(ranFor(waits, minute(60)), std::chrono::minutes(2));

    const milliseconds limit = std::chrono::minutes(10);
    QCOMPARE(slowDeployWords(deploy, minute(18), limit, {}), QString());
    const QString alone = slowDeployWords(deploy, minute(19), limit, {});
    QVERIFY2(alone.contains(u"Replace machines"_s), qPrintable(alone));
    QList<milliseconds> past;
    for (int i = 1; i <= 25; ++i)
        past.append(std::chrono::minutes(i < 6 ? 90 : 4));
    const QString compared = slowDeployWords(deploy, minute(19), limit, past);
    QVERIFY2(compared.contains(base::format::duration(std::chrono::minutes(4))), qPrintable(compared));
}

void RulesTest::probes_data()
{
    QTest::addColumn<QString>("answers");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, const QString &answers, Probing expected) {
        QTest::newRow(name) << answers << static_cast<int>(expected);
    };
    row("none yet", u""_s, Probing::Unknown);
    row("all good", u"ggg"_s, Probing::Good);
    row("one bad", u"ggb"_s, Probing::Failing);
    row("two bad, then good", u"gbbg"_s, Probing::Good);
    row("three bad running", u"gbbb"_s, Probing::Failed);
    row("three bad, good again", u"bbbg"_s, Probing::Failed);
    row("our own network was away", u"???"_s, Probing::Unknown);
    row("our own network between", u"gb?bb"_s, Probing::Failed);
    row("six bad of twelve, never three running", u"gbbgbbgbbggg"_s, Probing::Good);
}

void RulesTest::probes()
{
    QFETCH(QString, answers);
    QFETCH(int, expected);
    QList<WatchState::Probe> probes;
    for (const QChar answer : std::as_const(answers))
        probes.append({minute(0), answer == u'g', 40, {}, answer != u'?'});
    QCOMPARE(static_cast<int>(judgeProbes(probes)), expected);
}

void RulesTest::worstCounts_data()
{
    QTest::addColumn<QList<int>>("verdicts");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, const QList<Verdict> &verdicts, Verdict expected) {
        QList<int> numbers;
        for (const Verdict verdict : verdicts)
            numbers.append(static_cast<int>(verdict));
        QTest::newRow(name) << numbers << static_cast<int>(expected);
    };
    using enum Verdict;
    row("nothing known", {}, Watching);
    row("all well", {Healthy, Healthy}, Healthy);
    row("one cannot say", {Healthy, Watching}, Watching);
    row("degraded beside well", {Healthy, Degraded, Watching}, Degraded);
    row("failed beats all", {Degraded, Failed, Inconclusive, Healthy}, Failed);
}

void RulesTest::worstCounts()
{
    QFETCH(QList<int>, verdicts);
    QFETCH(int, expected);
    QList<Opinion> opinions;
    for (const int verdict : std::as_const(verdicts))
        opinions.append({static_cast<Verdict>(verdict), {}});
    QCOMPARE(static_cast<int>(worst(opinions).verdict), expected);
}

void RulesTest::moreTimeWhileNothingIsKnown()
{
    const Opinion nothing;
    QCOMPARE(prolonged(start, minute(15), nothing), minute(30));
    QCOMPARE(prolonged(start, minute(45), nothing), minute(60));
    QCOMPARE(prolonged(start, minute(50), nothing), minute(60));
    QCOMPARE(prolonged(start, minute(60), nothing), minute(60));
    QCOMPARE(prolonged(start, minute(15), {Verdict::Healthy, {}}), minute(15));
}

void RulesTest::judged_data()
{
    QTest::addColumn<Evidence>("evidence");
    QTest::addColumn<int>("verdict");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, auto change, Verdict verdict, const QString &words) {
        Evidence evidence = goodEvidence();
        change(evidence);
        QTest::newRow(name) << evidence << static_cast<int>(verdict) << words;
    };
    row("all well", [](Evidence &) { }, Verdict::Healthy, u"1.0×"_s);
    row(
        "eight times the errors", [](Evidence &one) { one.after = minutesOfRate(15, 200, 8); }, Verdict::Failed,
        u"8.0× errors against the last 6 h"_s);
    row(
        "too few requests", [](Evidence &one) { one.after = minutesOfRate(1, 41, 0); }, Verdict::Watching,
        u"41 requests, need 200"_s);
    row(
        "too few before", [](Evidence &one) { one.before = minutesOfRate(1, 41, 0); }, Verdict::Watching,
        u"41 requests before the release, need 200"_s);
    row(
        "query failed", [](Evidence &one) { one.after = std::unexpected(failure()); }, Verdict::Watching,
        u"Sentry did not answer."_s);
    row(
        "baseline failed", [](Evidence &one) { one.before = std::unexpected(failure()); }, Verdict::Watching,
        u"Sentry did not answer."_s);
    row(
        "nobody counts", [](Evidence &one) { one.after = std::unexpected(failure(base::Error::Kind::NotFound)); },
        Verdict::Watching, u"nobody counts its requests"_s);
    row(
        "issues not known", [](Evidence &one) { one.issues = std::unexpected(failure()); }, Verdict::Watching,
        u"Sentry did not answer."_s);
    row(
        "a quarter slower", [](Evidence &one) { one.after = minutesOfRate(15, 200, 1, 500); }, Verdict::Degraded,
        u"p95 500 ms against 400 ms"_s);
    row(
        "one operation slower",
        [](Evidence &one) {
            one.operationsAfter = {{u"GET /graph"_s, minutesOfRate(15, 200, 1, 500)}};
            one.operationsBefore = {{u"GET /graph"_s, minutesOfRate(390, 200, 1, 400)}};
        },
        Verdict::Degraded, u"GET /graph: p95 500 ms"_s);
    row(
        "a new error",
        [](Evidence &one) {
            one.issues = QList<NewIssue>{issue(9, 3)};
            one.samples = {{u"1"_s, {{minute(2), 9, 3}}}};
        },
        Verdict::Failed, u"TypeError: null"_s);
    row(
        "three probes failed",
        [](Evidence &one) { one.probes = QList<WatchState::Probe>(3, {minute(9), false, 12, u"503 in 12 ms"_s}); },
        Verdict::Failed, u"503 in 12 ms"_s);
    row("never probed", [](Evidence &one) { one.probes.clear(); }, Verdict::Watching, u"never reached"_s);
    row(
        "nothing to probe",
        [](Evidence &one) {
            one.probes.clear();
            one.isProbed = false;
        },
        Verdict::Healthy, u"1.0×"_s);
}

void RulesTest::judged()
{
    QFETCH(Evidence, evidence);
    QFETCH(int, verdict);
    QFETCH(QString, words);
    const Judgement judgement = judge(evidence);
    QCOMPARE(static_cast<int>(judgement.opinion.verdict), verdict);
    QVERIFY2(judgement.opinion.words.contains(words), qPrintable(judgement.opinion.words));
}

void RulesTest::listOfTheHandbook()
{
    const QList<VerificationItem> items = verificationItems();
    QCOMPARE(items.size(), 10);
    QCOMPARE(std::ranges::count_if(items, &VerificationItem::isManual), 5);
    const Judgement judgement = judge(goodEvidence());
    QCOMPARE(judgement.items.size(), 5);
    for (const VerificationItem &item : judgement.items)
        QVERIFY2(item.status == base::Status::Success, qPrintable(item.id + u": "_s + item.words));
    QCOMPARE(itemOf(judgement.items, u"health-endpoint"_s).words, u"200 in 41 ms, 14:35"_s);
}

void RulesTest::listShowsWhatIsWrong()
{
    Evidence evidence = goodEvidence();
    evidence.announced = std::optional<QDateTime>();
    evidence.migrations = Migrations{{u"0042_add"_s, u"0043_drop"_s}, {u"0043_drop"_s}, start};
    evidence.issues = QList<NewIssue>{issue(1, 1)};
    evidence.after = std::unexpected(failure());
    const QList<VerificationItem> items = judge(evidence).items;
    QCOMPARE(itemOf(items, u"sentry-release"_s).status, base::Status::Failure);
    QCOMPARE(itemOf(items, u"migrations"_s).status, base::Status::Failure);
    QVERIFY(itemOf(items, u"migrations"_s).words.contains(u"0043_drop"_s));
    QCOMPARE(itemOf(items, u"new-errors"_s).status, base::Status::Failure);
    QCOMPARE(itemOf(items, u"performance"_s).status, base::Status::Running);
    evidence.migrations = std::unexpected(failure());
    QCOMPARE(itemOf(judge(evidence).items, u"migrations"_s).status, base::Status::Unknown);
}

void RulesTest::ticks()
{
    const QList<VerificationItem> items = verificationItems();
    const auto ticked = tickedItems(items, u"manual-2"_s, u"Priya Nair"_s, start, true);
    QCOMPARE(itemOf(ticked, u"manual-2"_s).status, base::Status::Success);
    QVERIFY(itemOf(ticked, u"manual-2"_s).words.startsWith(u"Priya Nair, "_s));
    const auto checked = mergedItems(ticked, judge(goodEvidence()).items);
    QCOMPARE(itemOf(checked, u"manual-2"_s).status, base::Status::Success);
    QCOMPARE(itemOf(checked, u"migrations"_s).status, base::Status::Success);
    QCOMPARE(tickedItems(ticked, u"manual-2"_s, u"Priya Nair"_s, start, false), items);
    // Nobody vouches for what is checked automatically.
    QCOMPARE(tickedItems(items, u"migrations"_s, u"Priya Nair"_s, start, true), items);
}

void RulesTest::recordsComeBack()
{
    WatchRecord record;
    record.state = {u"fly/api/43"_s,
                    Verdict::Degraded,
                    u"2.1× “errors”"_s,
                    Verdict::Watching,
                    start,
                    minute(15),
                    false,
                    4,
                    verificationItems(),
                    {{minute(1), true, 41, u"200"_s}}};
    record.servesSince = minute(-1);
    record.servesAll = start;
    record.samples = {{u"77"_s, {{minute(2), 3, 1}}}};
    QCOMPARE(decodeWatch(encode(record)), record);
}

void RulesTest::damagedRecordsAreNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray good =
        encode({{u"r"_s, Verdict::Watching, {}, {}, start, minute(15), false, 0, {}, {}}, start, start, {}});
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("SLOV\x00\x01", 6);
    QTest::newRow("cut short") << good.first(good.size() / 2);
    QTest::newRow("another version") << QByteArray(good).replace("\"version\":1", "\"version\":2");
    QTest::newRow("a verdict nobody knows") << QByteArray(good).replace("\"verdict\":1", "\"verdict\":99");
}

void RulesTest::damagedRecordsAreNone()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!decodeWatch(bytes));
}

void RulesTest::sentryIsAskedExactly()
{
    Subject subject;
    subject.release.environment = u"production"_s;
    subject.release.sentryVersion = u"api@a\"b 1"_s;
    subject.release.servesSince = start;
    subject.sentryProject = u"patient-graph-api"_s;
    const auto requests = seriesQuery(subject, {start, minute(5)}, Axis::Requests);
    QCOMPARE(requests.dataset, u"spans"_s);
    QCOMPARE(requests.interval, std::chrono::seconds(60));
    QCOMPARE(requests.environments, QStringList{u"production"_s});
    QCOMPARE(requests.span.to, minute(5));
    QCOMPARE(seriesQuery(subject, {start, minute(5)}, Axis::Errors).dataset, u"errors"_s);
    QCOMPARE(seriesQuery(subject, {start, minute(5)}, Axis::P95, true).topEvents, 20);
    const auto filter = issueFilter(subject, minute(10), Hits::New);
    QCOMPARE(filter.query, u"is:unresolved firstRelease:\"api@a\\\"b 1\""_s);
    QCOMPARE(filter.period, u"11m"_s);
}

void RulesTest::answersBecomeMinutes()
{
    const Period period{start, minute(3)};
    const QList<sentry::Bucket> requests{
        {minute(-1), 9.0, false}, {minute(0), 10.0, false}, {minute(1), 11.0, false}, {minute(2), 3.0, true}};
    const QList<sentry::Bucket> errors{{minute(0), 1.0, false}, {minute(1), std::nullopt, false}};
    const QList<Minute> expected{{minute(0), 10.0, 1.0, std::nullopt}, {minute(1), 11.0, std::nullopt, std::nullopt}};
    QCOMPARE(minutesOf(requests, errors, {}, period), expected);

    sentry::TimeSeries named;
    named.groupBy = {{u"transaction"_s, u"GET /graph"_s}};
    named.buckets = requests;
    sentry::TimeSeries others;
    others.buckets = requests;
    const auto operations = operationsOf({named, others}, {others, named}, period);
    QCOMPARE(operations.size(), 1);
    QCOMPARE(operations.first().name, u"GET /graph"_s);
    QCOMPARE(operations.first().minutes.first().p95, 10.0);
}

void RulesTest::issuesOfTheOldVersionAreNotOurs()
{
    sentry::Issue fresh;
    fresh.id = u"1"_s;
    fresh.level = {sentry::Issue::Level::Fatal, u"fatal"_s};
    sentry::Issue back = fresh;
    back.id = u"2"_s;
    back.level = {sentry::Issue::Level::Warning, u"warning"_s};
    const auto issues = newIssues({fresh}, {fresh, back}, {back});
    QCOMPARE(issues.size(), 2);
    QVERIFY(issues[0].isError && !issues[0].isRegressed && !issues[0].hitsOld);
    QVERIFY(!issues[1].isError && issues[1].isRegressed && issues[1].hitsOld);
}

QTEST_GUILESS_MAIN(RulesTest)

#include "rules_test.moc"
