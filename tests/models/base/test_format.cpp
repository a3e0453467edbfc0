#include "base/format.h"

#include <QLocale>
#include <QTest>
#include <QTimeZone>

using namespace slipway::base;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using namespace Qt::StringLiterals;

namespace {

/// Written with plain spaces here, as no-break spaces cannot be told apart by eye.
QString plain(QString text)
{
    return text.replace(QChar(0x00A0), u' ');
}

} // namespace

class TestFormat final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void agesReadAsPeopleSayThem_data();
    void agesReadAsPeopleSayThem();
    void durationsReadAsPeopleSayThem_data();
    void durationsReadAsPeopleSayThem();
    void sharesKeepTheirWeight_data();
    void sharesKeepTheirWeight();
    void timesNameTheDayOnlyWhenItIsAnother();
    void numbersHaveUnitsAndSigns();
};

void TestFormat::agesReadAsPeopleSayThem_data()
{
    QTest::addColumn<milliseconds>("age");
    QTest::addColumn<QString>("words");

    QTest::newRow("just now") << milliseconds(1999ms) << u"now"_s;
    QTest::newRow("in the future") << milliseconds(-5h) << u"now"_s;
    QTest::newRow("seconds") << milliseconds(8s) << u"8 s"_s;
    QTest::newRow("minutes") << milliseconds(12min + 59s) << u"12 min"_s;
    QTest::newRow("hours") << milliseconds(5h + 59min) << u"5 h"_s;
    QTest::newRow("a day and hours") << milliseconds(27h) << u"1 d 3 h"_s;
    QTest::newRow("a day to the hour") << milliseconds(24h) << u"1 d"_s;
    QTest::newRow("days") << milliseconds(6 * 24h + 3h) << u"6 d"_s;
}

void TestFormat::agesReadAsPeopleSayThem()
{
    QFETCH(const milliseconds, age);
    QTEST(plain(format::age(age)), "words");
}

void TestFormat::durationsReadAsPeopleSayThem_data()
{
    QTest::addColumn<milliseconds>("duration");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("inColumn");

    QTest::newRow("milliseconds") << milliseconds(612ms) << u"612 ms"_s << u"0:00"_s;
    QTest::newRow("seconds") << milliseconds(48s) << u"48 s"_s << u"0:48"_s;
    QTest::newRow("minutes") << milliseconds(2min + 6s) << u"2 min 06 s"_s << u"2:06"_s;
    QTest::newRow("hours") << milliseconds(1h + 4min + 9s) << u"1 h 04 min"_s << u"1:04:09"_s;
}

void TestFormat::durationsReadAsPeopleSayThem()
{
    QFETCH(const milliseconds, duration);
    QTEST(plain(format::duration(duration)), "words");
    QTEST(format::columnDuration(duration), "inColumn");
}

void TestFormat::sharesKeepTheirWeight_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<QString>("words");

    QTest::newRow("none") << 0.0 << u"0.00 %"_s;
    QTest::newRow("below one") << 0.0052 << u"0.52 %"_s;
    QTest::newRow("below ten") << 0.031 << u"3.1 %"_s;
    QTest::newRow("above ten") << 0.92 << u"92 %"_s;
    QTest::newRow("all") << 1.0 << u"100 %"_s;
}

void TestFormat::sharesKeepTheirWeight()
{
    QFETCH(const double, share);
    QTEST(plain(format::percent(share)), "words");
}

void TestFormat::timesNameTheDayOnlyWhenItIsAnother()
{
    const QDateTime now(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);
    QCOMPARE(format::time(now.addSecs(-720), now), u"14:20"_s);
    QCOMPARE(format::time(now.addDays(-1), now), u"Wed 20 Mar, 14:32"_s);
    QCOMPARE(format::time(now.addYears(-1), now), u"Tue 21 Mar 2023, 14:32"_s);
    const QDateTime inBerlin = now.toTimeZone(QTimeZone("Europe/Berlin"));
    QCOMPARE(format::time(now, inBerlin), u"15:32"_s);
}

void TestFormat::numbersHaveUnitsAndSigns()
{
    QCOMPARE(format::changes(38, 11), u"+38 −11"_s);
    QCOMPARE(format::times(5.96), u"6.0×"_s);
    QCOMPARE(format::times(24.2), u"24×"_s);
    QCOMPARE(plain(format::bytes(1'400'000)), u"1.4 MB"_s);
    QCOMPARE(format::count(1243), u"1,243"_s);
}

QTEST_GUILESS_MAIN(TestFormat)
#include "test_format.moc"
