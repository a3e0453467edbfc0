#include "log_view/log_inks.h"
#include "log_view/row_map.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::log_view;

class TestRowMap final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void rowsAndPlacesAreInverse();
    void groupsFoldUnlessTheyHoldAnError();
    void groupsInGroupsFoldAlone();
    void groupWithoutEndReachesTheSectionsEnd();
    void successfulStepsAreFolded();
    void choicesOutliveGrowth();
    void revealUnfoldsAllAround();
    void anyMarksGiveConsistentRows();
    void everyInkCanBeRead_data();
    void everyInkCanBeRead();

private:
    std::shared_ptr<logs::LogFile> file(const QByteArray &bytes)
    {
        QFile written(m_folder->filePath(QString::number(m_files++)));
        return written.open(QIODevice::WriteOnly) && written.write(bytes) == bytes.size() && written.flush()
            ? *logs::LogFile::open(written.fileName())
            : nullptr;
    }

    static QList<int> linesOf(const RowMap &map)
    {
        QList<int> lines;
        for (int row = 0; row < map.count(); ++row)
            lines.append(map.at(row).line);
        return lines;
    }

    logs::Section section(const QByteArray &bytes, const QString &step = {},
                          base::Status status = base::Status::Unknown)
    {
        const auto log = file(bytes);
        return {u"build"_s, {0, step, status, {}, {}}, log, 0, log->lineCount(), 0};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    int m_files = 0;
};

void TestRowMap::rowsAndPlacesAreInverse()
{
    RowMap map;
    map.setSections({section("a\n##[group]b\nc\n##[endgroup]\nd\n", u"One"_s),
                     section("##[group]a\nb\n##[endgroup]\n", u"Two"_s, base::Status::Success),
                     section("x\n", u"3"_s)});
    for (int row = 0; row < map.count(); ++row) {
        QCOMPARE(map.visibleOf(map.at(row)), row);
        QVERIFY(map.isVisible(map.at(row)));
    }
    QCOMPARE(map.count(), 7);
}

void TestRowMap::groupsFoldUnlessTheyHoldAnError()
{
    RowMap map;
    map.setSections({section("a\n##[group]good\nb\n##[endgroup]\n##[group]bad\n##[error]c\n##[endgroup]\nd\n")});
    QCOMPARE(linesOf(map), (QList<int>{0, 1, 4, 5, 7}));
    map.setFolded({0, 4}, true);
    QCOMPARE(linesOf(map), (QList<int>{0, 1, 4, 7}));
    map.setFolded({0, 1}, false);
    QCOMPARE(linesOf(map), (QList<int>{0, 1, 2, 4, 7}));
}

void TestRowMap::groupsInGroupsFoldAlone()
{
    RowMap map;
    map.setSections({section("::group::outer\na\n::group::inner\nb\n::endgroup::\nc\n::endgroup::\nd\n")});
    QCOMPARE(linesOf(map), (QList<int>{0, 7}));
    map.setFolded({0, 0}, false);
    QCOMPARE(linesOf(map), (QList<int>{0, 1, 2, 5, 7}));
    QCOMPARE(map.depth({0, 1}), 1);
    QCOMPARE(map.depth({0, 3}), 2);
    QCOMPARE(map.depth({0, 7}), 0);
}

void TestRowMap::groupWithoutEndReachesTheSectionsEnd()
{
    RowMap map;
    map.setSections({section("##[group]open\na\nb\n", u"One"_s), section("c\n", u"Two"_s)});
    QCOMPARE(linesOf(map), (QList<int>{-1, 0, 1, 2, -1, 0}));
    map.setFolded({0, 0}, true);
    QCOMPARE(linesOf(map), (QList<int>{-1, 0, -1, 0}));
    QCOMPARE(map.at(3), (Row{1, 0}));
}

void TestRowMap::successfulStepsAreFolded()
{
    RowMap map;
    map.setSections({section("a\nb\n", u"Good"_s, base::Status::Success),
                     section("c\n", u"Bad"_s, base::Status::Failure), section("d\n", u"Now"_s, base::Status::Running)});
    QCOMPARE(linesOf(map), (QList<int>{-1, -1, 0, -1, 0}));
    map.setAllFolded(true);
    QCOMPARE(linesOf(map), (QList<int>{-1, -1, -1}));
    map.setAllFolded(false);
    QCOMPARE(map.count(), 7);
}

void TestRowMap::choicesOutliveGrowth()
{
    RowMap map;
    const logs::Section one = section("a\nb\nc\n", u"One"_s, base::Status::Running);
    const logs::Section other = section("d\n", u"Two"_s);
    map.setSections({one, other});
    map.setFolded({0, -1}, true);
    logs::Section grown = one;
    grown.step.status = base::Status::Success;
    map.setSections({grown, other});
    QVERIFY(map.isFolded({0, -1}));
    map.setFolded({0, -1}, false);
    map.setSections({grown, other});
    QVERIFY(!map.isFolded({0, -1}));
}

void TestRowMap::revealUnfoldsAllAround()
{
    RowMap map;
    map.setSections(
        {section("::group::outer\n::group::inner\nb\n::endgroup::\n::endgroup::\n", u"One"_s, base::Status::Success),
         section("c\n", u"Two"_s)});
    QVERIFY(!map.isVisible({0, 2}));
    QVERIFY(map.reveal({0, 2}));
    QVERIFY(map.isVisible({0, 2}));
    QVERIFY(!map.reveal({0, 2}));
}

void TestRowMap::anyMarksGiveConsistentRows()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 200; ++round) {
        QList<logs::Section> sections;
        for (int step = 1 + random.bounded(3); step > 0; --step) {
            QByteArray bytes;
            for (int line = random.bounded(40); line > 0; --line) {
                static const QList<QByteArray> kinds{"a\n", "##[group]g\n", "##[endgroup]\n", "##[error]e\n"};
                bytes += kinds.at(random.bounded(4));
            }
            sections.append(section(bytes, QString::number(step)));
        }
        RowMap map;
        map.setSections(sections);
        for (int change = 0; change < 10 && map.count() > 0; ++change) {
            const Row row = map.at(random.bounded(map.count()));
            map.setFolded(row, random.bounded(2) == 0);
            for (int at = 0; at < map.count(); ++at)
                QCOMPARE(map.visibleOf(map.at(at)), at);
        }
    }
}

void TestRowMap::everyInkCanBeRead_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestRowMap::everyInkCanBeRead()
{
    QFETCH(bool, isDark);
    const theme::Tokens &tokens = isDark ? theme::darkTokens() : theme::lightTokens();
    QList<logs::InkColour> colours{{}};
    for (quint32 value = 0; value < 16; ++value)
        colours.append({logs::InkColour::Kind::Named, value});
    for (quint32 value : {0x000000U, 0xffffffU, 0x808080U, 0xff0000U, 0x00ff00U, 0x0000ffU, 0xffff00U, 0x123456U})
        colours.append({logs::InkColour::Kind::Rgb, value});
    for (const logs::InkColour &front : std::as_const(colours)) {
        for (const logs::InkColour &back : std::as_const(colours)) {
            const QTextCharFormat ink = format({.front = front, .back = back}, tokens, tokens.base, tokens.text);
            const QColor on = ink.hasProperty(QTextFormat::BackgroundBrush) ? ink.background().color() : tokens.base;
            const double contrast = theme::contrast(ink.foreground().color(), on);
            QVERIFY2(contrast >= 4.5, qPrintable(u"%1 on %2: %3"_s.arg(front.value).arg(back.value).arg(contrast)));
        }
    }
}

QTEST_MAIN(TestRowMap)
#include "test_row_map.moc"
