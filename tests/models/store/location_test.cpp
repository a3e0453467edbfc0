#include "store/location.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::store;
using Kind = slipway::base::Error::Kind;

class TestLocation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPaths()
    {
        QCOMPARE(Location::parse(u"/var/lib/x.db"_s).value(), Location::sqlite(u"/var/lib/x.db"_s));
        QCOMPARE(Location::parse(u"x.db"_s).value().file, QDir::current().absoluteFilePath(u"x.db"_s));
    }

    void readsAddresses()
    {
        const auto location =
            Location::parse(u"postgresql://ada@db.example.com:6543/slipway?sslmode=require"_s).value();
        QCOMPARE(location.kind, Location::Kind::Postgres);
        QCOMPARE(location.host, u"db.example.com"_s);
        QCOMPARE(location.port, 6543);
        QCOMPARE(location.database, u"slipway"_s);
        QCOMPARE(location.user, u"ada"_s);
        QCOMPARE(location.options, u"sslmode=require"_s);
        QCOMPARE(location.display(), u"slipway at db.example.com"_s);
        QCOMPARE(Location::parse(u"postgres:///slipway?host=/run/pg"_s).value().host, u"/run/pg"_s);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("another database") << u"mysql://host/db"_s;
        QTest::newRow("no database") << u"postgresql://host"_s;
        QTest::newRow("a folder below the database") << u"postgresql://host/a/b"_s;
        QTest::newRow("an option that runs files") << u"postgresql://host/a?passfile=/etc/shadow"_s;
        QTest::newRow("two options in one") << u"postgresql://host/a?sslmode=require%3Bservice=x"_s;
        QTest::newRow("a password") << u"postgresql://ada:geheim@host/a"_s;
        QTest::newRow("a port that is none") << u"postgresql://host:99999/a"_s;
    }
    void refuses()
    {
        QFETCH(QString, text);
        const auto location = Location::parse(text);
        QVERIFY(!location);
        QCOMPARE(location.error().kind, Kind::InvalidInput);
        QVERIFY(!slipway::base::sentence(location.error()).contains(u"geheim"));
    }
};

QTEST_GUILESS_MAIN(TestLocation)
#include "location_test.moc"
