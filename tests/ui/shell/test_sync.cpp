#include "shell/sync_indicator.h"
#include "shell/sync_words.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;

class TestSync final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data();
    void says();
    void wakesRarely();
    void sleepsWhileHidden();
    void gaugeShowsTheScarcest();
};

namespace {

using Kind = refresh::SyncState::Kind;

const QDateTime now(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);

refresh::SyncState state(Kind kind, const QDateTime &syncedAt = {})
{
    refresh::SyncState result;
    result.kind = kind;
    result.syncedAt = syncedAt;
    return result;
}

refresh::SyncState usedUp()
{
    refresh::SyncState result = state(Kind::RateLimited, now.addSecs(-60));
    result.callsLeft = {{u"Vercel"_s, 100, 40, {}}, {u"GitHub"_s, 5000, 0, now.addSecs(26 * 60)}};
    return result;
}

/// A limit that no allowance tells of, as GitHub's secondary one.
refresh::SyncState leftAlone()
{
    refresh::SyncState result = state(Kind::RateLimited, now.addSecs(-60));
    result.provider = u"GitHub"_s;
    result.callsLeft = {{u"GitHub"_s, 5000, 4212, now.addSecs(26 * 60)}};
    result.error = base::makeError(base::Error::Kind::RateLimited, u"GitHub has been asked too often."_s);
    result.error->retryAt = now.addSecs(60);
    return result;
}

refresh::SyncState refused()
{
    refresh::SyncState result = state(Kind::Failed);
    result.error = base::makeError(base::Error::Kind::Unauthorized, u"Not signed in to GitHub."_s);
    return result;
}

refresh::SyncState failedAt(const QDateTime &syncedAt)
{
    refresh::SyncState result = state(Kind::Failed, syncedAt);
    result.error = base::makeError(base::Error::Kind::Network, u"Fly.io answered 502."_s);
    return result;
}

} // namespace

void TestSync::says_data()
{
    QTest::addColumn<refresh::SyncState>("state");
    QTest::addColumn<QString>("words");
    const auto space = [](QString words) { return words.replace(u'_', QChar(0x00A0)); };
    QTest::newRow("never") << state(Kind::Never) << u"Not synced yet"_s;
    QTest::newRow("syncing") << state(Kind::Syncing) << u"Syncing"_s;
    QTest::newRow("just now") << state(Kind::Synced, now) << u"Synced now"_s;
    QTest::newRow("seconds") << state(Kind::Synced, now.addSecs(-8)) << space(u"Synced 8_s ago"_s);
    QTest::newRow("minutes") << state(Kind::Synced, now.addSecs(-150)) << space(u"Synced 2_min ago"_s);
    QTest::newRow("clock set back") << state(Kind::Synced, now.addSecs(30)) << u"Synced now"_s;
    QTest::newRow("offline") << state(Kind::Offline, now.addSecs(-12 * 60)) << u"Offline, as of 14:20"_s;
    QTest::newRow("offline from the start") << state(Kind::Offline) << u"Offline"_s;
    QTest::newRow("calls used up") << usedUp() << u"GitHub calls used up, back at 14:58"_s;
    QTest::newRow("left alone") << leftAlone() << u"GitHub calls used up, back at 14:33"_s;
    QTest::newRow("not signed in") << refused() << u"Sign-in needed"_s;
    QTest::newRow("failed") << failedAt(now.addSecs(-60)) << u"Sync failed, as of 14:31"_s;
}

void TestSync::says()
{
    QFETCH(refresh::SyncState, state);
    QTEST(shell::syncWords(state, now).words, "words");
}

void TestSync::wakesRarely()
{
    base::ManualClock clock(now);
    shell::SyncIndicator indicator(clock);
    indicator.show();
    indicator.setState(state(Kind::Synced, now));
    QCOMPARE(clock.untilNext(), 10s);
    clock.advance(10s);
    QVERIFY(indicator.words().contains("10"_L1));
    clock.advance(50s);
    QCOMPARE(clock.untilNext(), 1min);
    indicator.setState(state(Kind::Offline, now));
    QCOMPARE(clock.waiting(), 0);
}

void TestSync::sleepsWhileHidden()
{
    base::ManualClock clock(now);
    shell::SyncIndicator indicator(clock);
    indicator.setState(state(Kind::Synced, now));
    QCOMPARE(clock.waiting(), 0);
    indicator.show();
    QCOMPARE(clock.waiting(), 1);
    indicator.hide();
    QCOMPARE(clock.waiting(), 0);
    clock.advance(5min);
    indicator.show();
    QVERIFY(indicator.words().contains("5"_L1));
}

void TestSync::gaugeShowsTheScarcest()
{
    shell::CallsGauge gauge;
    gauge.setCalls({});
    QVERIFY(!gauge.isVisible());
    gauge.setCalls({{u"GitHub"_s, 5000, 4212, now}, {u"Vercel"_s, 100, 99, now}});
    QVERIFY(gauge.isVisible());
    QVERIFY(gauge.accessibleName().startsWith("GitHub: 4"_L1));
}

QTEST_MAIN(TestSync)
#include "test_sync.moc"
