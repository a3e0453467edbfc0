#include "base/clock.h"
#include "base/sleep.h"

#include <QCoro/QCoroTask>
#include <QTest>

using namespace slipway::base;
using namespace std::chrono_literals;

class TestClock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alarmsRingInTheOrderOfTheirTimes();
    void anAlarmSetByAnAlarmRingsInTheSameAdvance();
    void aDestroyedAlarmNeverRings();
    void skewMovesTheTimeOfDayAlone();
    void aStoryRunsAsFastAsItSays();
    void sleepEndsWhenTheTimeHasCome();
    void sleepEndsAtOnceWhenStopped();
    void sleepOfAStoppedTokenNeverStarts();
};

void TestClock::alarmsRingInTheOrderOfTheirTimes()
{
    ManualClock clock;
    QList<int> rung;
    const auto late = clock.alarm(20ms, [&] { rung.append(20); });
    const auto early = clock.alarm(10ms, [&] { rung.append(10); });
    const auto alsoEarly = clock.alarm(10ms, [&] { rung.append(11); });
    QCOMPARE(clock.waiting(), 3);
    QCOMPARE(clock.untilNext(), 10ms);

    clock.advance(9ms);
    QVERIFY(rung.isEmpty());
    clock.advance(1ms);
    QCOMPARE(rung, (QList<int>{10, 11}));
    clock.advance(1h);
    QCOMPARE(rung, (QList<int>{10, 11, 20}));
    QCOMPARE(clock.waiting(), 0);
}

void TestClock::anAlarmSetByAnAlarmRingsInTheSameAdvance()
{
    ManualClock clock;
    milliseconds second{-1};
    std::unique_ptr<Alarm> next;
    const auto first = clock.alarm(10ms, [&] { next = clock.alarm(5ms, [&] { second = clock.elapsed(); }); });
    clock.advance(100ms);
    QCOMPARE(second, 15ms);
    QCOMPARE(clock.elapsed(), 100ms);
}

void TestClock::aDestroyedAlarmNeverRings()
{
    ManualClock clock;
    bool rung = false;
    auto alarm = clock.alarm(10ms, [&] { rung = true; });
    alarm.reset();
    clock.advance(1s);
    QVERIFY(!rung);
}

void TestClock::skewMovesTheTimeOfDayAlone()
{
    ManualClock clock;
    const QDateTime before = clock.now();
    bool rung = false;
    const auto alarm = clock.alarm(1s, [&] { rung = true; });
    clock.skew(1h);
    QCOMPARE(clock.now(), before.addSecs(3600));
    QCOMPARE(clock.elapsed(), 0ms);
    QVERIFY(!rung);
}

void TestClock::aStoryRunsAsFastAsItSays()
{
    const QDateTime start(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);
    StoryClock story(start, 100'000.0);
    QVERIFY(story.now() >= start);
    bool rung = false;
    // Ten story minutes pass in six real milliseconds.
    const auto alarm = story.alarm(10min, [&] { rung = true; });
    QTRY_VERIFY(rung);
    QVERIFY(story.now() >= start.addSecs(600));
}

void TestClock::sleepEndsWhenTheTimeHasCome()
{
    ManualClock clock;
    std::optional<bool> wentWell;
    const auto task = sleep(clock, 5s, {});
    auto waiting = [](const QCoro::Task<Done> &slept, std::optional<bool> &outcome) -> QCoro::Task<> {
        outcome = (co_await slept).has_value();
    }(task, wentWell);
    clock.advance(4999ms);
    QVERIFY(!wentWell);
    clock.advance(1ms);
    QTRY_COMPARE(wentWell, true);
}

void TestClock::sleepEndsAtOnceWhenStopped()
{
    ManualClock clock;
    std::stop_source stop;
    std::optional<Error::Kind> outcome;
    const auto task = sleep(clock, 5h, stop.get_token());
    auto waiting = [](const QCoro::Task<Done> &slept, std::optional<Error::Kind> &kind) -> QCoro::Task<> {
        const Done done = co_await slept;
        kind = done ? Error::Kind::Internal : done.error().kind;
    }(task, outcome);
    stop.request_stop();
    QTRY_COMPARE(outcome, Error::Kind::Cancelled);
    QCOMPARE(clock.waiting(), 0);
}

void TestClock::sleepOfAStoppedTokenNeverStarts()
{
    ManualClock clock;
    std::stop_source stop;
    stop.request_stop();
    const Done done = QCoro::waitFor(sleep(clock, 5h, stop.get_token()));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(TestClock)
#include "test_clock.moc"
