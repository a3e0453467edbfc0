#include "call_support/json_samples.h"
#include "samples.h"
#include "sentry/issues.h"
#include "sentry/projects.h"
#include "sentry/releases.h"
#include "sentry/statistics.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway::sentry;
using slipway::base::json::read;
using slipway::test::attempt;
using slipway::test::with;

class TestReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatDoesNotFit_data();
    void namesWhatDoesNotFit();
    void namesTheOddOneOutInLists_data();
    void namesTheOddOneOutInLists();
    void readsARelease();
    void readsSharesThatNobodyCounted();
    void readsSeriesInMilliseconds();
    void readsAnIssue();
    void keepsWordsNobodyKnows();
};

void TestReading::namesWhatDoesNotFit_data()
{
    slipway::test::addSampleRows({
        {"organisation",
         samples::organization,
         attempt<readOrganization>,
         {u"id"_s, u"slug"_s, u"name"_s, u"links"_s, u"links.regionUrl"_s}},
        {"project",
         samples::project,
         attempt<readProject>,
         {u"id"_s, u"slug"_s, u"name"_s, u"latestRelease.version"_s}},
        {"environment", samples::environment, attempt<readEnvironment>, {u"id"_s, u"name"_s}},
        {"release",
         samples::release,
         attempt<readRelease>,
         {u"id"_s, u"version"_s, u"shortVersion"_s, u"status"_s, u"newGroups"_s, u"projects"_s, u"projects[0].slug"_s,
          u"lastDeploy.environment"_s}},
        {"deploy", samples::deploy, attempt<readDeploy>, {u"id"_s, u"environment"_s, u"dateFinished"_s}},
        {"sessions",
         samples::sessions,
         attempt<readSessions>,
         {u"start"_s, u"end"_s, u"intervals"_s, u"groups"_s, u"groups[0].by"_s, u"groups[0].totals"_s}},
        {"time series",
         samples::series,
         attempt<readTimeSeries>,
         {u"yAxis"_s, u"meta"_s, u"meta.interval"_s, u"values"_s, u"values[0].timestamp"_s, u"groupBy[0].key"_s}},
        {"issue",
         samples::issue,
         attempt<readIssue>,
         {u"id"_s, u"shortId"_s, u"title"_s, u"permalink"_s, u"level"_s, u"status"_s, u"count"_s, u"userCount"_s,
          u"project"_s, u"project.slug"_s}},
    });
}

void TestReading::namesWhatDoesNotFit()
{
    QCOMPARE(slipway::test::sampleReport(), QString());
}

void TestReading::namesTheOddOneOutInLists_data()
{
    QTest::addColumn<QString>("at");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("path");
    QTest::newRow("a share in text") << u"groups[0].totals.x"_s << QJsonValue(u"0.1"_s) << u"$.groups[0].totals"_s;
    QTest::newRow("a series that is a number") << u"groups[0].series.x"_s << QJsonValue(1) << u"$.groups[0].series"_s;
    QTest::newRow("a point in text") << u"groups[0].series.x"_s << QJsonValue(QJsonArray{u"1"_s})
                                     << u"$.groups[0].series"_s;
    QTest::newRow("an interval that is no time") << u"intervals[1]"_s << QJsonValue(u"soon"_s) << u"$.intervals"_s;
}

void TestReading::namesTheOddOneOutInLists()
{
    QFETCH(QString, at);
    QFETCH(QJsonValue, value);
    const auto sessions = read(with(samples::sessions, at, value), readSessions);
    QVERIFY(!sessions);
    QTEST(sessions.error().path, "path");
}

void TestReading::readsARelease()
{
    const auto release = read(samples::release, readRelease);
    QVERIFY(release);
    QCOMPARE(release->version, u"my-loop-health@3.12.1"_s);
    QVERIFY(!release->releasedAt);
    QCOMPARE(release->lastDeployEnvironment, u"production"_s);
    QVERIFY(release->projects.first().hasHealthData);
    QVERIFY(read(with(samples::release, u"lastDeploy"_s, QJsonValue()), readRelease));
}

void TestReading::readsSharesThatNobodyCounted()
{
    const auto sessions = read(samples::sessions, readSessions);
    QVERIFY(sessions);
    QCOMPARE(sessions->intervals.size(), 2);
    const SessionGroup &group = sessions->groups.first();
    QCOMPARE(group.by.value(u"project"_s), u"42"_s);
    QCOMPARE(group.totals.value(u"crash_rate(session)"_s), std::optional(0.0008));
    QVERIFY(group.totals.contains(u"crash_free_rate(user)"_s));
    QCOMPARE(group.totals.value(u"crash_free_rate(user)"_s), std::nullopt);
    QCOMPARE(group.series.value(u"crash_rate(session)"_s), (QList<std::optional<double>>{0.0008, std::nullopt}));
}

void TestReading::readsSeriesInMilliseconds()
{
    const auto series = read(samples::series, readTimeSeries);
    QVERIFY(series);
    QCOMPARE(series->interval, 5min);
    QCOMPARE(series->unit, u"millisecond"_s);
    QCOMPARE(series->groupBy.value(u"project"_s), u"my"_s);
    QCOMPARE(series->buckets.first().at, QDateTime::fromString(u"2024-03-21T14:27:00Z"_s, Qt::ISODate));
    QCOMPARE(series->buckets.first().value, std::optional(1900.0));
    QVERIFY(series->buckets.last().isIncomplete && !series->buckets.last().value);
}

void TestReading::readsAnIssue()
{
    const auto issue = read(samples::issue, readIssue);
    QVERIFY(issue);
    QCOMPARE(issue->events, 128);
    QCOMPARE(issue->users, 31);
    QVERIFY(issue->substate == Issue::Substate::Regressed);
    QVERIFY(issue->isUnhandled && !issue->lastSeenAt);
    QVERIFY(!read(with(samples::issue, u"count"_s, u"many"_s), readIssue));
}

void TestReading::keepsWordsNobodyKnows()
{
    const auto issue = read(with(with(samples::issue, u"status"_s, u"snoozed"_s), u"level"_s, u"loud"_s), readIssue);
    QVERIFY(issue);
    QVERIFY(issue->state == Issue::State::Unknown);
    QCOMPARE(issue->state.text, u"snoozed"_s);
    QCOMPARE(issue->level.text, u"loud"_s);
}

QTEST_GUILESS_MAIN(TestReading)
#include "test_reading.moc"
