#include "demo_facts.h"

#include "overview_page/cell_words.h"
#include "overview_page/notices.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::overview_page {

using base::Error;
using overview::Drift;
using overview::Health;
using overview::LiveRelease;
using overview::Previews;
using std::chrono::milliseconds;

namespace {

/// The words with plain spaces, to be readable here.
QString plain(QString words)
{
    return words.replace(QChar(0x00A0), u' ');
}

} // namespace

class TestCellWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agesCountMinutes_data();
    void agesCountMinutes();
    void errorsNameTheFactorFromTwice_data();
    void errorsNameTheFactorFromTwice();
    void latencyNamesTheChangeFromFivePercent_data();
    void latencyNamesTheChangeFromFivePercent();
    void watchEndsAfterFifteenMinutes_data();
    void watchEndsAfterFifteenMinutes();
    void driftIsSaidBothWays_data();
    void driftIsSaidBothWays();
    void failingPreviewsAreNamedFirst_data();
    void failingPreviewsAreNamedFirst();
    void valuesGetOldAfterTwoMinutes_data();
    void valuesGetOldAfterTwoMinutes();
    void absenceSaysWhy_data();
    void absenceSaysWhy();
    void tipsHoldTheFullFacts();
    void noticesComeOnceAndAreFew();
};

void TestCellWords::agesCountMinutes_data()
{
    QTest::addColumn<qint64>("secondsAgo");
    QTest::addColumn<QString>("words");

    QTest::newRow("this moment") << qint64(0) << u"now"_s;
    QTest::newRow("seconds") << qint64(59) << u"now"_s;
    QTest::newRow("minutes") << qint64(12 * 60) << u"12 min"_s;
    QTest::newRow("a day and hours") << qint64(27 * 3600) << u"1 d 3 h"_s;
    QTest::newRow("to come") << qint64(-9 * 3600) << u"in 9 h"_s;
    QTest::newRow("a provider's clock that runs ahead") << qint64(-20) << u"now"_s;
}

void TestCellWords::agesCountMinutes()
{
    QFETCH(const qint64, secondsAgo);
    QTEST(plain(CellWords::age(demo::now().addSecs(-secondsAgo), demo::now())), "words");
}

void TestCellWords::errorsNameTheFactorFromTwice_data()
{
    QTest::addColumn<std::optional<double>>("rate");
    QTest::addColumn<std::optional<double>>("baseline");
    QTest::addColumn<QString>("factor");
    QTest::addColumn<QString>("words");
    using Rate = std::optional<double>;

    QTest::newRow("six times") << Rate(0.031) << Rate(0.0052) << u"6.0× errors"_s << u"3.1 %"_s;
    QTest::newRow("a little more") << Rate(0.0009) << Rate(0.0008) << QString() << u"0.09 % errors"_s;
    QTest::newRow("no baseline") << Rate(0.031) << Rate() << QString() << u"3.1 % errors"_s;
    QTest::newRow("a baseline of none") << Rate(0.031) << Rate(0.0) << QString() << u"3.1 % errors"_s;
    QTest::newRow("nobody knows") << Rate() << Rate(0.01) << QString() << u"— errors"_s;
}

void TestCellWords::errorsNameTheFactorFromTwice()
{
    QFETCH(const std::optional<double>, rate);
    QFETCH(const std::optional<double>, baseline);
    Health health;
    health.errorRate = rate;
    health.baselineErrorRate = baseline;
    QTEST(plain(CellWords::errorFactor(health)), "factor");
    QTEST(plain(CellWords::errorRate(health)), "words");
}

void TestCellWords::latencyNamesTheChangeFromFivePercent_data()
{
    QTest::addColumn<std::optional<milliseconds>>("now");
    QTest::addColumn<std::optional<milliseconds>>("before");
    QTest::addColumn<QString>("words");
    using Time = std::optional<milliseconds>;

    QTest::newRow("slower") << Time(612ms) << Time(494ms) << u"p95 612 ms, +24 %"_s;
    QTest::newRow("faster") << Time(400ms) << Time(500ms) << u"p95 400 ms, −20 %"_s;
    QTest::newRow("as before") << Time(1900ms) << Time(1880ms) << u"p95 1.9 s"_s;
    QTest::newRow("nothing before") << Time(612ms) << Time() << u"p95 612 ms"_s;
    QTest::newRow("zero before") << Time(612ms) << Time(0ms) << u"p95 612 ms"_s;
    QTest::newRow("nobody knows") << Time() << Time(494ms) << u"p95 —"_s;
}

void TestCellWords::latencyNamesTheChangeFromFivePercent()
{
    QFETCH(const std::optional<milliseconds>, now);
    QFETCH(const std::optional<milliseconds>, before);
    Health health;
    health.latencyName = u"p95"_s;
    health.latency = now;
    health.baselineLatency = before;
    QTEST(plain(CellWords::latency(health)), "words");
}

void TestCellWords::watchEndsAfterFifteenMinutes_data()
{
    QTest::addColumn<qint64>("secondsLeft");
    QTest::addColumn<QString>("words");

    QTest::newRow("three minutes left") << qint64(180) << u"Watch 12 of 15 min"_s;
    QTest::newRow("just begun") << qint64(900) << u"Watch 0 of 15 min"_s;
    QTest::newRow("over") << qint64(0) << QString();
    QTest::newRow("long over") << qint64(-600) << QString();
}

void TestCellWords::watchEndsAfterFifteenMinutes()
{
    QFETCH(const qint64, secondsLeft);
    LiveRelease release;
    release.watchedUntil = demo::now().addSecs(secondsLeft);
    QTEST(CellWords::watch(release, demo::now()), "words");
}

void TestCellWords::driftIsSaidBothWays_data()
{
    QTest::addColumn<qint64>("ahead");
    QTest::addColumn<qint64>("behind");
    QTest::addColumn<QString>("words");

    QTest::newRow("in step") << qint64(0) << qint64(0) << u"In step"_s;
    QTest::newRow("ahead") << qint64(6) << qint64(0) << u"6 commits ahead"_s;
    QTest::newRow("one behind") << qint64(0) << qint64(1) << u"1 commit behind"_s;
    QTest::newRow("diverged") << qint64(3) << qint64(2) << u"3 ahead, 2 behind"_s;
}

void TestCellWords::driftIsSaidBothWays()
{
    QFETCH(const qint64, ahead);
    QFETCH(const qint64, behind);
    overview::Cell<Drift> cell;
    cell.facts = Drift{ahead, behind, 0, false, {}};
    QTEST(plain(CellWords::commits(cell)), "words");
}

void TestCellWords::failingPreviewsAreNamedFirst_data()
{
    QTest::addColumn<QList<Status>>("statuses");
    QTest::addColumn<QList<qint64>>("named");
    QTest::addColumn<QString>("tail");

    QTest::newRow("none") << QList<Status>{} << QList<qint64>{} << QString();
    QTest::newRow("two fine") << QList{Status::Success, Status::Success} << QList<qint64>{1, 2} << QString();
    QTest::newRow("four fine") << QList{Status::Success, Status::Success, Status::Success, Status::Success}
                               << QList<qint64>{1, 2} << u", 2 more"_s;
    QTest::newRow("one failed") << QList{Status::Success, Status::Failure, Status::Success} << QList<qint64>{2}
                                << u" failed"_s;
    QTest::newRow("three failed") << QList{Status::Failure, Status::Failure, Status::Failure} << QList<qint64>{1, 2}
                                  << u", 1 more failed"_s;
}

void TestCellWords::failingPreviewsAreNamedFirst()
{
    QFETCH(const QList<Status>, statuses);
    Previews previews;
    for (qsizetype i = 0; i < statuses.size(); ++i)
        previews.open.append({i + 1, statuses.at(i), {}, {}});
    QList<qint64> named;
    for (const auto &preview : CellWords::namedPreviews(previews))
        named.append(preview.pullRequest);
    QTEST(named, "named");
    QTEST(CellWords::previewTail(previews), "tail");
}

void TestCellWords::valuesGetOldAfterTwoMinutes_data()
{
    QTest::addColumn<base::Freshness>("freshness");
    QTest::addColumn<bool>("old");
    using base::Freshness;

    QTest::newRow("just asked") << Freshness::fresh(demo::now()) << false;
    QTest::newRow("two minutes") << Freshness::fresh(demo::now().addSecs(-120)) << false;
    QTest::newRow("three minutes") << Freshness::fresh(demo::now().addSecs(-180)) << true;
    QTest::newRow("known to be stale") << Freshness{Freshness::State::Stale, demo::now(), std::nullopt} << true;
    QTest::newRow("loading") << Freshness{} << false;
}

void TestCellWords::valuesGetOldAfterTwoMinutes()
{
    QFETCH(const base::Freshness, freshness);
    QTEST(isOld(freshness, demo::now()), "old");
}

void TestCellWords::absenceSaysWhy_data()
{
    QTest::addColumn<base::Freshness>("freshness");
    QTest::addColumn<QString>("words");
    using base::Freshness;

    Error limit = demo::refusal(Error::Kind::RateLimited, u"GitHub calls used up."_s);
    limit.retryAt = demo::now().addSecs(26 * 60);
    QTest::newRow("loading") << Freshness{} << u"Loading…"_s;
    QTest::newRow("empty") << Freshness::fresh(demo::now()) << u"—"_s;
    QTest::newRow("forbidden") << Freshness::failed({}, demo::refusal(Error::Kind::Forbidden, u"No right."_s))
                               << u"No right. Ask an owner."_s;
    QTest::newRow("rate-limited") << Freshness::failed({}, limit) << u"Calls used up, back at 14:58"_s;
    QTest::newRow("failed") << Freshness::failed({}, demo::refusal(Error::Kind::Network, u"Fly.io answered 502."_s))
                            << u"Fly.io answered 502. Ask an owner."_s;
}

void TestCellWords::absenceSaysWhy()
{
    QFETCH(const base::Freshness, freshness);
    QTEST(CellWords::absence(freshness, demo::now()), "words");
}

void TestCellWords::tipsHoldTheFullFacts()
{
    const QString tip = CellWords::releaseTip(demo::apps().first().production);
    QVERIFY(tip.contains(demo::sha(u"c41d9e2"_s)));
    QVERIFY(tip.contains(u"Jonas Weil"_s));
    QVERIFY(tip.contains(u"2024-03-21T14:20:00Z"_s));
    QVERIFY(CellWords::previewTip(demo::apps().at(1).previews).contains(u"#618 feature/618"_s));
}

void TestCellWords::noticesComeOnceAndAreFew()
{
    QList<overview::AppRow> apps;
    for (int i = 0; i < 20; ++i) {
        overview::AppRow row;
        row.production.freshness =
            base::Freshness::failed({}, demo::refusal(Error::Kind::Network, u"Failure %1."_s.arg(i % 5)));
        apps.append(row);
    }
    QCOMPARE(noticesOf(apps, {}, demo::now()).size(), 3);
    QCOMPARE(noticesOf(demo::apps(), demo::workflows(), demo::now()).size(), 0);
}

} // namespace slipway::overview_page

QTEST_GUILESS_MAIN(slipway::overview_page::TestCellWords)
#include "test_cell_words.moc"
