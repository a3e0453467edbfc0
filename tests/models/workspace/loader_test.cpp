#include "workspace/loader.h"
#include "workspace/recent.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::workspace;
using Kind = slipway::base::Error::Kind;

class TestLoader : public QObject
{
    Q_OBJECT

private:
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private Q_SLOTS:
    void findsTheFileInItsFolder()
    {
        const auto loaded = loadWorkspace(QStringLiteral(SLIPWAY_SOURCE_DIR "/resources/demo"));
        QVERIFY(loaded);
        QVERIFY(loaded->file.endsWith(u"/resources/demo/slipway.yaml"));
        QCOMPARE(loaded->reading.workspace->name, u"Loop Health"_s);
    }

    void takesAFileOfAnyName()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"mine.txt"_s), "version: 1\n");
        const auto loaded = loadWorkspace(folder.filePath(u"mine.txt"_s));
        QVERIFY(loaded);
        QVERIFY(!loaded->reading.workspace);
    }

    void saysWhatIsMissing()
    {
        const QTemporaryDir folder;
        const auto inFolder = loadWorkspace(folder.path());
        QCOMPARE(inFolder.error().kind, Kind::NotFound);
        QVERIFY(inFolder.error().message.startsWith(u"There is no slipway.yaml in "));
        const auto file = loadWorkspace(folder.filePath(u"none.yaml"_s));
        QCOMPARE(file.error().kind, Kind::NotFound);
        QVERIFY(file.error().message.endsWith(u"does not exist."));
    }

    void refusesWhatIsNoFileOrTooLarge()
    {
        QCOMPARE(loadWorkspace(u"/dev/zero"_s).error().kind, Kind::InvalidInput);
        const QTemporaryDir folder;
        write(folder.filePath(u"slipway.yaml"_s), QByteArray(largestFile + 1, '#'));
        QCOMPARE(loadWorkspace(folder.path()).error().kind, Kind::InvalidInput);
        QVERIFY(QDir(folder.path()).mkdir(u"sub"_s));
        QVERIFY(QDir(folder.path()).mkdir(u"sub/slipway.yaml"_s));
        QCOMPARE(loadWorkspace(folder.filePath(u"sub"_s)).error().kind, Kind::InvalidInput);
    }

    void recentWorkspacesAreKeptNewestFirst()
    {
        RecentWorkspaces recent;
        for (int i = 0; i < 12; ++i)
            recent.opened(u"/w/%1/slipway.yaml"_s.arg(i), u"W%1"_s.arg(i));
        recent.opened(u"/w/5/slipway.yaml"_s, u"Five\nagain"_s);
        QCOMPARE(recent.entries().size(), RecentWorkspaces::most);
        QCOMPARE(recent.entries().first(), (RecentWorkspaces::Entry{u"/w/5/slipway.yaml"_s, u"Five again"_s}));
        QCOMPARE(RecentWorkspaces::fromTexts(recent.toTexts()), recent);
        QCOMPARE(RecentWorkspaces::fromTexts({u"rubbish"_s, QString(), u"\n"_s}), RecentWorkspaces());
        recent.forget(u"/w/5/slipway.yaml"_s);
        QCOMPARE(recent.entries().size(), RecentWorkspaces::most - 1);
    }
};

QTEST_GUILESS_MAIN(TestLoader)
#include "loader_test.moc"
