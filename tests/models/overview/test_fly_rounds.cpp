#include "overview/fly_memory.h"
#include "overview/fly_queries.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::overview;

namespace {

QStringList names(int count)
{
    QStringList list;
    for (int i = 0; i < count; ++i)
        list += u"svc-%1"_s.arg(i, 3, 10, QLatin1Char('0'));
    return list;
}

fly::MachineBrief brief(const QString &app, const QString &id = u"m1"_s, const QString &instance = u"i1"_s)
{
    return {
        .id = id, .app = app, .state = u"started"_s, .instanceId = instance, .updatedAt = u"2024-03-21T14:00:00Z"_s};
}

QList<fly::MachineBrief> briefs(const QStringList &apps)
{
    QList<fly::MachineBrief> list;
    for (const QString &app : apps)
        list += brief(app);
    return list;
}

QList<fly::Machine> machines(qint64 version, const QString &group = u"app"_s)
{
    fly::Machine machine;
    machine.metadata = {{u"fly_release_version"_s, QString::number(version)},
                        {u"fly_release_id"_s, u"rel_%1"_s.arg(version)},
                        {u"fly_process_group"_s, group}};
    return {machine};
}

/// A memory that has asked every app, all of them calm.
FlyMemory settled(const QStringList &apps)
{
    FlyMemory memory;
    for (const QString &app : memory.due(apps, briefs(apps), {}))
        memory.tookMachines(app, true, {});
    return memory;
}

/// Before checks are old enough to be asked for again, and after.
constexpr milliseconds soon{20'000};
constexpr milliseconds later{30'000};

} // namespace

class TestFlyRounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAllTheFirstTime();
    void asksAllWithoutAList();
    void asksNobodyWhileNothingChanges();
    void asksWhatTheListShowsAsChanged_data();
    void asksWhatTheListShowsAsChanged();
    void asksWhatIsNotSettledEachTime();
    void asksAgainAfterAFailure();
    void asksTheRestAFewAtATime();
    void asksAllWhenEverythingIsWanted();
    void asksForReleasesWhenMachinesBelongToAnother();
    void asksForReleasesWhileOneIsInProgress();
    void groupsQueriesByApp();
    void keepsQueriesShort();
    void quotesNothingOfAName();
};

void TestFlyRounds::asksAllTheFirstTime()
{
    FlyMemory memory;
    QCOMPARE(memory.due(names(20), briefs(names(20)), {}), names(20));
}

void TestFlyRounds::asksAllWithoutAList()
{
    FlyMemory memory = settled(names(20));
    QCOMPARE(memory.due(names(20), std::nullopt, {}), names(20));
}

void TestFlyRounds::asksNobodyWhileNothingChanges()
{
    FlyMemory memory = settled(names(20));
    QList<fly::MachineBrief> list = briefs(names(20));
    std::ranges::reverse(list);
    QCOMPARE(memory.due(names(20), list, soon), QStringList());
}

void TestFlyRounds::asksWhatTheListShowsAsChanged_data()
{
    QTest::addColumn<QList<fly::MachineBrief>>("ofChanged");
    const QString app = u"svc-003"_s;
    fly::MachineBrief stopped = brief(app);
    stopped.state = u"stopped"_s;
    fly::MachineBrief touched = brief(app);
    touched.updatedAt = u"2024-03-21T14:05:00Z"_s;
    QTest::newRow("another version") << QList{brief(app, u"m1"_s, u"i2"_s)};
    QTest::newRow("another state") << QList{stopped};
    QTest::newRow("updated") << QList{touched};
    QTest::newRow("one machine more") << QList{brief(app), brief(app, u"m2"_s)};
    QTest::newRow("none left") << QList<fly::MachineBrief>();
}

void TestFlyRounds::asksWhatTheListShowsAsChanged()
{
    QFETCH(const QList<fly::MachineBrief>, ofChanged);
    const QString app = u"svc-003"_s;
    FlyMemory memory = settled(names(20));
    QList<fly::MachineBrief> list = briefs(names(20));
    list.removeIf([&app](const fly::MachineBrief &machine) { return machine.app == app; });
    list += ofChanged;
    QCOMPARE(memory.due(names(20), list, soon), QStringList{app});
    memory.tookMachines(app, true, soon);
    QCOMPARE(memory.due(names(20), list, soon), QStringList());
}

void TestFlyRounds::asksWhatIsNotSettledEachTime()
{
    FlyMemory memory = settled(names(20));
    memory.tookMachines(u"svc-007"_s, false, {});
    QCOMPARE(memory.due(names(20), briefs(names(20)), soon), QStringList{u"svc-007"_s});
    QCOMPARE(memory.due(names(20), briefs(names(20)), soon), QStringList{u"svc-007"_s});
}

void TestFlyRounds::asksAgainAfterAFailure()
{
    FlyMemory memory = settled(names(20));
    memory.failed(u"svc-001"_s);
    QCOMPARE(memory.due(names(20), briefs(names(20)), soon), QStringList{u"svc-001"_s});
}

void TestFlyRounds::asksTheRestAFewAtATime()
{
    FlyMemory memory = settled(names(20));
    QSet<QString> asked;
    for (const int expected : {7, 7, 6}) {
        const QStringList due = memory.due(names(20), briefs(names(20)), later);
        QCOMPARE(due.size(), expected);
        for (const QString &app : due) {
            asked.insert(app);
            memory.tookMachines(app, true, later);
        }
    }
    QCOMPARE(asked.size(), 20);
    QCOMPARE(memory.due(names(20), briefs(names(20)), later), QStringList());
}

void TestFlyRounds::asksAllWhenEverythingIsWanted()
{
    FlyMemory memory = settled(names(20));
    QCOMPARE(memory.due(names(20), briefs(names(20)), soon), QStringList());
    memory.askAll();
    QCOMPARE(memory.due(names(20), briefs(names(20)), soon), names(20));
}

void TestFlyRounds::asksForReleasesWhenMachinesBelongToAnother()
{
    FlyMemory memory;
    const QString app = u"api"_s;
    QVERIFY(memory.needsReleases(app, machines(43)));
    memory.tookReleases(app, machines(43), {});
    QVERIFY(!memory.needsReleases(app, machines(43)));
    QVERIFY(memory.needsReleases(app, machines(44)));
    QVERIFY(memory.needsReleases(app, machines(43) + machines(44, u"fly_app_release_command"_s)));
}

void TestFlyRounds::asksForReleasesWhileOneIsInProgress()
{
    FlyMemory memory;
    const QString app = u"api"_s;
    fly::Release release;
    release.version = 44;
    release.isInProgress = true;
    memory.tookReleases(app, machines(44), {release});
    QVERIFY(memory.needsReleases(app, machines(44)));
    release.isInProgress = false;
    memory.tookReleases(app, machines(44), {release});
    QVERIFY(!memory.needsReleases(app, machines(44)));
    QCOMPARE(memory.releases(app).size(), 1);
}

void TestFlyRounds::groupsQueriesByApp()
{
    const auto queries = flyQueries({u"api"_s, u"worker"_s});
    QCOMPARE(queries.size(), 1);
    QCOMPARE(queries.first().rates,
             u"sum(rate(fly_app_http_responses_count{app=~\"api|worker\"}[5m])) by (app, status)"_s);
    QCOMPARE(queries.first().p95,
             u"histogram_quantile(0.95, sum(rate(fly_app_http_response_time_seconds_bucket{app=~\"api|worker\"}[5m])) "
             "by (app, le))"_s);
    QVERIFY(flyQueries({}).isEmpty());
}

void TestFlyRounds::keepsQueriesShort()
{
    QStringList apps = names(45);
    for (int i = 0; i < 30; ++i)
        apps += QString(60, u'a') + QString::number(i);
    QStringList covered;
    for (const FlyQueries &some : flyQueries(apps)) {
        covered += some.apps;
        QVERIFY(some.apps.size() <= 20);
        QVERIFY(some.rates.toUtf8().toPercentEncoding().size() < 3'000);
        QVERIFY(some.p95.toUtf8().toPercentEncoding().size() < 3'000);
    }
    QCOMPARE(covered, apps);
}

void TestFlyRounds::quotesNothingOfAName()
{
    const auto queries = flyQueries({u"a\"} or up{x=\"|.*"_s});
    QVERIFY(queries.first().rates.contains(u"{app=~\"a...or.up.x.....\"}"_s));
}

QTEST_GUILESS_MAIN(TestFlyRounds)
#include "test_fly_rounds.moc"
