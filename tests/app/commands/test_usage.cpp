#include "commands/usage.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;
using Command = commands::Usage::Command;

class TestUsage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsChooseTheCommand_data();
    void wordsChooseTheCommand();
    void optionsOfTheWindowAreRead();
    void whatMakesNoSenseIsNamed_data();
    void whatMakesNoSenseIsNamed();
};

void TestUsage::wordsChooseTheCommand_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<Command>("command");

    QTest::newRow("nothing") << QStringList{} << Command::Window;
    QTest::newRow("a folder") << QStringList{u"."_s} << Command::Window;
    QTest::newRow("version") << QStringList{u"--version"_s} << Command::Version;
    QTest::newRow("help") << QStringList{u"--help"_s} << Command::Help;
    QTest::newRow("help after a command") << QStringList{u"tour"_s, u"--help"_s} << Command::Help;
    QTest::newRow("check with its own help") << QStringList{u"check"_s, u"--help"_s} << Command::Check;
    QTest::newRow("check") << QStringList{u"check"_s, u"."_s} << Command::Check;
    QTest::newRow("sandbox with its own help") << QStringList{u"sandbox"_s, u"--help"_s} << Command::Sandbox;
    QTest::newRow("tour") << QStringList{u"tour"_s, u"pictures"_s} << Command::Tour;
}

void TestUsage::wordsChooseTheCommand()
{
    QFETCH(const QStringList, words);
    const auto usage = commands::readUsage(words);
    QVERIFY(usage);
    QTEST(usage->command, "command");
}

void TestUsage::optionsOfTheWindowAreRead()
{
    const auto usage = commands::readUsage({u"--store"_s, u"postgresql://team@db/slipway"_s, u"loop"_s});
    QVERIFY(usage);
    QCOMPARE(usage->store, u"postgresql://team@db/slipway"_s);
    QCOMPARE(usage->workspace, u"loop"_s);
    QCOMPARE(commands::readUsage({u"--demo=large"_s})->demo, u"large"_s);
}

void TestUsage::whatMakesNoSenseIsNamed_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("named");

    QTest::newRow("unknown option") << QStringList{u"--colour"_s} << u"--colour"_s;
    QTest::newRow("option without a value") << QStringList{u"--store"_s} << u"--store"_s;
    QTest::newRow("two workspaces") << QStringList{u"a"_s, u"b"_s} << u"b"_s;
    QTest::newRow("demo and a workspace") << QStringList{u"--demo=large"_s, u"a"_s} << u"--demo"_s;
    QTest::newRow("tour without a folder") << QStringList{u"tour"_s} << u"folder"_s;
}

void TestUsage::whatMakesNoSenseIsNamed()
{
    QFETCH(const QStringList, words);
    QFETCH(const QString, named);
    const auto usage = commands::readUsage(words);
    QVERIFY(!usage);
    QCOMPARE(usage.error().kind, base::Error::Kind::InvalidInput);
    QVERIFY(usage.error().message.contains(named));
}

QTEST_GUILESS_MAIN(TestUsage)
#include "test_usage.moc"
