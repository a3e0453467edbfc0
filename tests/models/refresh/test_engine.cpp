#include "refresh/engine.h"

#include "base/sleep.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::refresh;
using base::Error;
using base::ManualClock;
using Kind = SyncState::Kind;

namespace {

/// A provider that answers as it is told, after `delay` of the clock's time.
struct Script {
    std::shared_ptr<ManualClock> clock;
    milliseconds delay{0};
    bool moves = false;
    std::optional<Error> failure;
    int asked = 0;
    int underWay = 0;
    int mostUnderWay = 0;
    int cancelled = 0;
};

QCoro::Task<base::Result<bool>> answer(std::shared_ptr<Script> script, std::stop_token stop)
{
    ++script->asked;
    script->mostUnderWay = std::max(script->mostUnderWay, ++script->underWay);
    if (script->delay.count() > 0) {
        const auto slept = co_await base::sleep(*script->clock, script->delay, stop);
        if (!slept) {
            ++script->cancelled;
            --script->underWay;
            co_return std::unexpected(slept.error());
        }
    }
    --script->underWay;
    if (script->failure)
        co_return std::unexpected(*script->failure);
    co_return script->moves;
}

Source source(const QString &id, const std::shared_ptr<Script> &script, const QString &provider = u"GitHub"_s)
{
    return {.id = id, .provider = provider, .fetch = [script](std::stop_token stop) { return answer(script, stop); }};
}

/// An engine with one source that answers at once.
struct Bench {
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    std::shared_ptr<Script> script = std::make_shared<Script>();
    std::unique_ptr<Engine> engine = std::make_unique<Engine>(clock);

    Bench()
    {
        script->clock = clock;
        engine->add(source(u"runs"_s, script));
    }

    std::shared_ptr<Script> addSource(const QString &id, const QString &provider)
    {
        auto other = std::make_shared<Script>();
        other->clock = clock;
        engine->add(source(id, other, provider));
        return other;
    }
};

constexpr milliseconds seconds(int count)
{
    return milliseconds{count * 1000};
}

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAskedBeforeStart();
    void asksAtTheSourcesOwnPace_data();
    void asksAtTheSourcesOwnPace();
    void becomesQuickWhenSomethingMoves();
    void catchesUpWhenShownAgain();
    void isSilentWhileOffline();
    void breaksOffWhatIsUnderWayWhenOffline();
    void asksEverythingOnRequest();
    void neverAsksASourceTwiceAtOnce();
    void asksOnceMoreWhenWantedMeanwhile();
    void leavesALimitedProviderAlone();
    void believesATimeWithinReason_data();
    void believesATimeWithinReason();
    void failuresWaitLongerEachTime();
    void anAnswerEndsTheBackOff();
    void oneFailureLeavesTheOthersOnSchedule();
    void stopCancelsAndStartGoesOn();
    void destroyingCancels();
    void tellsWhereItStands();
    void namesTheProviderOfAFailure();
    void keepsTheCallsLeft();
    void restsOnOneAlarm();
    void askedWhileAnsweringAtOnce();
    void aSourceThatGivesUpWaitsItsTurn();
};

void TestEngine::nothingIsAskedBeforeStart()
{
    Bench bench;
    bench.engine->refreshNow();
    bench.clock->advance(seconds(3600));
    QCOMPARE(bench.script->asked, 0);
    QCOMPARE(bench.clock->waiting(), 0);
    QVERIFY(!bench.engine->isRunning());
    QVERIFY(!bench.engine->dueAt(u"runs"_s).isValid());
}

void TestEngine::asksAtTheSourcesOwnPace_data()
{
    QTest::addColumn<bool>("moves");
    QTest::addColumn<bool>("hidden");
    QTest::addColumn<int>("every");

    QTest::newRow("quick while something moves") << true << false << 5;
    QTest::newRow("slow while nothing does") << false << false << 60;
    QTest::newRow("five times slower when hidden, moving") << true << true << 25;
    QTest::newRow("five times slower when hidden, idle") << false << true << 300;
}

void TestEngine::asksAtTheSourcesOwnPace()
{
    QFETCH(const bool, moves);
    QFETCH(const bool, hidden);
    QFETCH(const int, every);
    Bench bench;
    bench.script->moves = moves;
    bench.engine->setHidden(hidden);
    bench.engine->start();
    QCOMPARE(bench.script->asked, 1);
    QCOMPARE(bench.engine->dueAt(u"runs"_s), bench.clock->now().addSecs(every));
    for (int round = 2; round < 5; ++round) {
        bench.clock->advance(seconds(every) - milliseconds{1});
        QCOMPARE(bench.script->asked, round - 1);
        bench.clock->advance(milliseconds{1});
        QCOMPARE(bench.script->asked, round);
    }
}

void TestEngine::becomesQuickWhenSomethingMoves()
{
    Bench bench;
    bench.engine->start();
    bench.script->moves = true;
    bench.clock->advance(seconds(60));
    QCOMPARE(bench.script->asked, 2);
    bench.clock->advance(seconds(5));
    QCOMPARE(bench.script->asked, 3);
    bench.script->moves = false;
    bench.clock->advance(seconds(5));
    QCOMPARE(bench.clock->untilNext(), seconds(60));
}

void TestEngine::catchesUpWhenShownAgain()
{
    Bench bench;
    bench.engine->setHidden(true);
    bench.engine->start();
    bench.clock->advance(seconds(100));
    QCOMPARE(bench.script->asked, 1);
    bench.engine->setHidden(false);
    QCOMPARE(bench.script->asked, 2);
    QCOMPARE(bench.clock->untilNext(), seconds(60));
}

void TestEngine::isSilentWhileOffline()
{
    Bench bench;
    bench.engine->start();
    bench.engine->setOnline(false);
    QCOMPARE(bench.engine->state().kind, Kind::Offline);
    bench.engine->refreshNow();
    bench.clock->advance(seconds(3600));
    QCOMPARE(bench.script->asked, 1);
    QCOMPARE(bench.clock->waiting(), 0);
    bench.engine->setOnline(true);
    QCOMPARE(bench.script->asked, 2);
    QCOMPARE(bench.engine->state().kind, Kind::Synced);
}

void TestEngine::breaksOffWhatIsUnderWayWhenOffline()
{
    Bench bench;
    bench.script->delay = seconds(2);
    bench.engine->start();
    QCOMPARE(bench.script->underWay, 1);
    bench.engine->setOnline(false);
    bench.clock->advance(seconds(1));
    QTRY_COMPARE(bench.script->cancelled, 1);
    QVERIFY(!bench.engine->state().error);
    bench.engine->setOnline(true);
    QTRY_COMPARE(bench.script->asked, 2);
}

void TestEngine::asksEverythingOnRequest()
{
    Bench bench;
    const auto slow = bench.addSource(u"machines"_s, u"Fly.io"_s);
    bench.engine->start();
    bench.clock->advance(seconds(10));
    const QSignalSpy wanted(bench.engine.get(), &Engine::everythingWanted);
    bench.engine->refreshNow();
    QCOMPARE(bench.script->asked, 2);
    QCOMPARE(slow->asked, 2);
    QCOMPARE(wanted.size(), 1);
    bench.engine->refreshNow(u"machines"_s);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(bench.script->asked, 2);
    QCOMPARE(slow->asked, 3);
    bench.engine->refreshNow(u"unheard of"_s);
    QCOMPARE(bench.script->asked, 2);
}

void TestEngine::neverAsksASourceTwiceAtOnce()
{
    Bench bench;
    bench.script->delay = seconds(90);
    bench.script->moves = true;
    bench.engine->start();
    for (int i = 0; i < 10; ++i) {
        bench.engine->refreshNow();
        bench.engine->refreshNow(u"runs"_s);
        bench.clock->advance(seconds(30));
        QCoreApplication::processEvents();
    }
    QVERIFY(bench.script->asked > 1);
    QCOMPARE(bench.script->mostUnderWay, 1);
}

void TestEngine::asksOnceMoreWhenWantedMeanwhile()
{
    Bench bench;
    bench.script->delay = seconds(2);
    bench.engine->start();
    bench.engine->refreshNow();
    bench.engine->refreshNow();
    QCOMPARE(bench.script->asked, 1);
    bench.clock->advance(seconds(2));
    QTRY_COMPARE(bench.clock->waiting(), 1);
    bench.clock->advance(milliseconds{0});
    QTRY_COMPARE(bench.script->asked, 2);
    bench.clock->advance(seconds(2));
    QTRY_COMPARE(bench.engine->state().kind, Kind::Synced);
    bench.clock->advance(seconds(30));
    QCOMPARE(bench.script->asked, 2);
}

void TestEngine::leavesALimitedProviderAlone()
{
    Bench bench;
    const auto sameProvider = bench.addSource(u"deployments"_s, u"GitHub"_s);
    const auto other = bench.addSource(u"machines"_s, u"Fly.io"_s);
    bench.engine->start();
    auto limited = base::makeError(Error::Kind::RateLimited, u"GitHub: too many calls"_s);
    limited.retryAt = bench.clock->now().addSecs(60 + 1200);
    bench.script->failure = limited;
    bench.clock->advance(seconds(60));
    const int before = sameProvider->asked;
    QCOMPARE(bench.engine->state().kind, Kind::RateLimited);
    QCOMPARE(bench.engine->state().provider, u"GitHub"_s);
    QCOMPARE(bench.engine->dueAt(u"deployments"_s), *limited.retryAt);

    bench.script->failure.reset();
    bench.engine->refreshNow();
    bench.clock->advance(seconds(1199));
    QCOMPARE(bench.script->asked, 2);
    QVERIFY(sameProvider->asked <= before + 1);
    QVERIFY(other->asked > 15);
    bench.clock->advance(seconds(1));
    QCOMPARE(bench.script->asked, 3);
    QCOMPARE(bench.engine->state().kind, Kind::Synced);
    QCOMPARE(bench.engine->state().provider, QString());
}

void TestEngine::believesATimeWithinReason_data()
{
    QTest::addColumn<qint64>("namedSeconds");
    QTest::addColumn<int>("waitedSeconds");

    QTest::newRow("a time that has passed") << qint64{-500} << 1;
    QTest::newRow("a time years ahead") << qint64{90'000'000} << 3600;
    QTest::newRow("half a minute") << qint64{30} << 30;
}

void TestEngine::believesATimeWithinReason()
{
    QFETCH(const qint64, namedSeconds);
    QFETCH(const int, waitedSeconds);
    Bench bench;
    // A source that wants to be asked all the time, so that the limit alone decides.
    const auto eager = bench.addSource(u"eager"_s, u"Fly.io"_s);
    auto limited = base::makeError(Error::Kind::RateLimited, u"Too many calls"_s);
    limited.retryAt = bench.clock->now().addSecs(namedSeconds);
    eager->failure = limited;
    bench.engine->start();
    bench.engine->refreshNow(u"eager"_s);
    QCOMPARE(bench.engine->dueAt(u"eager"_s), bench.clock->now().addSecs(waitedSeconds));
}

void TestEngine::failuresWaitLongerEachTime()
{
    Bench bench;
    bench.script->failure = base::makeError(Error::Kind::Network, u"GitHub could not be reached"_s);
    bench.engine->start();
    QCOMPARE(bench.engine->state().kind, Kind::Failed);
    for (const int wait : {5, 10, 20, 40, 80, 160, 300, 300, 300}) {
        QCOMPARE(bench.clock->untilNext(), seconds(wait));
        bench.clock->advance(seconds(wait));
    }
    QCOMPARE(bench.script->asked, 10);
}

void TestEngine::anAnswerEndsTheBackOff()
{
    Bench bench;
    bench.script->failure = base::makeError(Error::Kind::Timeout, u"GitHub did not answer"_s);
    bench.engine->start();
    bench.clock->advance(seconds(15));
    bench.script->failure.reset();
    bench.clock->advance(seconds(20));
    QCOMPARE(bench.engine->state().kind, Kind::Synced);
    QVERIFY(!bench.engine->state().error);
    QCOMPARE(bench.clock->untilNext(), seconds(60));
}

void TestEngine::oneFailureLeavesTheOthersOnSchedule()
{
    Bench bench;
    const auto failing = bench.addSource(u"machines"_s, u"Fly.io"_s);
    failing->failure = base::makeError(Error::Kind::Network, u"Fly.io could not be reached"_s);
    QSignalSpy failures(bench.engine.get(), &Engine::sourceFailed);
    QSignalSpy answers(bench.engine.get(), &Engine::sourceRefreshed);
    bench.engine->start();
    bench.clock->advance(seconds(60));
    QCOMPARE(answers.size(), 2);
    QCOMPARE(answers.first().first().toString(), u"runs"_s);
    QVERIFY(failures.size() >= 3);
    QCOMPARE(failures.first().first().toString(), u"machines"_s);
}

void TestEngine::stopCancelsAndStartGoesOn()
{
    Bench bench;
    bench.script->delay = seconds(10);
    bench.engine->start();
    bench.engine->stop();
    QTRY_COMPARE(bench.script->cancelled, 1);
    QVERIFY(!bench.engine->isRunning());
    QCOMPARE(bench.clock->waiting(), 0);
    bench.clock->advance(seconds(600));
    QCOMPARE(bench.script->asked, 1);
    bench.engine->start();
    QTRY_COMPARE(bench.script->asked, 2);
    QCOMPARE(bench.script->mostUnderWay, 1);
}

void TestEngine::destroyingCancels()
{
    Bench bench;
    bench.script->delay = seconds(10);
    bench.engine->start();
    bench.engine.reset();
    QTRY_COMPARE(bench.script->cancelled, 1);
    QCOMPARE(bench.clock->waiting(), 0);
}

void TestEngine::tellsWhereItStands()
{
    Bench bench;
    bench.script->delay = seconds(1);
    QList<Kind> kinds;
    connect(bench.engine.get(), &Engine::stateChanged, this, [&kinds](const SyncState &state) { kinds += state.kind; });
    QCOMPARE(bench.engine->state().kind, Kind::Never);
    QVERIFY(!bench.engine->state().syncedAt.isValid());
    bench.engine->start();
    bench.clock->advance(seconds(1));
    QTRY_COMPARE(bench.engine->state().kind, Kind::Synced);
    const auto syncedAt = bench.clock->now();
    QCOMPARE(bench.engine->state().syncedAt, syncedAt);
    bench.script->failure = base::makeError(Error::Kind::Network, u"GitHub could not be reached"_s);
    bench.clock->advance(seconds(60));
    bench.clock->advance(seconds(1));
    QTRY_COMPARE(bench.engine->state().kind, Kind::Failed);
    QCOMPARE(bench.engine->state().syncedAt, syncedAt);
    bench.engine->setOnline(false);
    QCOMPARE(kinds, QList<Kind>({Kind::Syncing, Kind::Synced, Kind::Syncing, Kind::Failed, Kind::Offline}));
}

void TestEngine::namesTheProviderOfAFailure()
{
    Bench bench;
    bench.script->failure = base::makeError(Error::Kind::Timeout, u"No answer in time"_s);
    bench.engine->start();
    QCOMPARE(bench.engine->state().error->message, u"GitHub: No answer in time"_s);
}

void TestEngine::keepsTheCallsLeft()
{
    Bench bench;
    QSignalSpy changes(bench.engine.get(), &Engine::stateChanged);
    const CallsLeft calls{u"GitHub"_s, 5000, 4212, bench.clock->now().addSecs(1560)};
    bench.engine->setCallsLeft(calls);
    bench.engine->setCallsLeft(calls);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(bench.engine->state().callsLeft, QList<CallsLeft>{calls});
    bench.engine->setCallsLeft({u"GitHub"_s, 5000, 4211, calls.resetAt});
    QCOMPARE(bench.engine->state().callsLeft.size(), 1);
    QCOMPARE(bench.engine->state().callsLeft.first().remaining, 4211);
}

void TestEngine::restsOnOneAlarm()
{
    Bench bench;
    for (int i = 0; i < 40; ++i)
        bench.addSource(u"source %1"_s.arg(i), i % 2 ? u"Fly.io"_s : u"Vercel"_s);
    bench.engine->start();
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(bench.clock->waiting(), 1);
        QCOMPARE(bench.clock->untilNext(), seconds(60));
        bench.clock->advance(seconds(60));
    }
}

void TestEngine::askedWhileAnsweringAtOnce()
{
    Bench bench;
    connect(bench.engine.get(), &Engine::sourceRefreshed, this, [&bench] {
        if (bench.script->asked < 3)
            bench.engine->refreshNow(u"runs"_s);
    });
    bench.engine->start();
    QCOMPARE(bench.script->asked, 3);
    QCOMPARE(bench.script->mostUnderWay, 1);
    QCOMPARE(bench.clock->waiting(), 1);
}

void TestEngine::aSourceThatGivesUpWaitsItsTurn()
{
    Bench bench;
    bench.script->failure = base::cancelled();
    bench.engine->start();
    QCOMPARE(bench.script->asked, 1);
    QCOMPARE(bench.clock->untilNext(), seconds(60));
    QVERIFY(!bench.engine->state().error);
}

QTEST_GUILESS_MAIN(TestEngine)
#include "test_engine.moc"
