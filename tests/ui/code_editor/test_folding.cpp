#include "code_editor/folding.h"
#include "code_editor/gutter.h"
#include "pane.h"

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

const QByteArray text = R"(name: x
on:
- push

jobs:
  build:
    runs-on: ubuntu-latest

    steps:
      - name: One
        run: |
          a

          b
  deploy:
    needs: build
)"_ba;

QStringList inSight(const Pane &pane)
{
    QStringList lines;
    for (QTextBlock block = pane.area->document()->begin(); block.isValid(); block = block.next()) {
        if (block.isVisible())
            lines.append(block.text());
    }
    return lines;
}

QTextBlock line(const Pane &pane, const QString &words)
{
    return pane.area->document()->find(words).block();
}

} // namespace

class TestFolding final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesBelongByTheirIndentation_data();
    void linesBelongByTheirIndentation();
    void keysFoldAndUnfold();
    void theArrowFolds();
    void allFoldsDownToTheJobs();
    void theCursorOpensWhatItEnters();
    void foldsStayWhenTextChangesElsewhere();
    void arrowKeysStepOverWhatIsFolded();
};

void TestFolding::linesBelongByTheirIndentation_data()
{
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("last");
    QTest::newRow("a list at its key's column") << u"on:"_s << u"- push"_s;
    QTest::newRow("a job, blank lines included") << u"  build:"_s << u"          b"_s;
    QTest::newRow("a step") << u"      - name: One"_s << u"          b"_s;
    QTest::newRow("a script") << u"        run: |"_s << u"          b"_s;
    QTest::newRow("a value has nothing") << u"name: x"_s << u"name: x"_s;
}

void TestFolding::linesBelongByTheirIndentation()
{
    QFETCH(QString, head);
    QFETCH(QString, last);
    Pane pane(text);
    const QTextBlock block = line(pane, head);
    QCOMPARE(code_editor::foldEnd(block).text(), last);
    QCOMPARE(code_editor::isFoldable(block), head != last);
}

void TestFolding::keysFoldAndUnfold()
{
    Pane pane(text);
    pane.putCursorBehind(u"runs-on"_s);
    pane.press(Qt::Key_BracketLeft, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!inSight(pane).contains(u"    runs-on: ubuntu-latest"_s));
    QVERIFY(inSight(pane).contains(u"  deploy:"_s));
    QCOMPARE(pane.area->textCursor().block().text(), u"  build:"_s);
    pane.press(Qt::Key_BracketRight, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(inSight(pane).contains(u"    runs-on: ubuntu-latest"_s));
}

void TestFolding::theArrowFolds()
{
    Pane pane(text);
    auto &gutter = pane.area->gutter();
    const QTextBlock jobs = line(pane, u"jobs:"_s);
    const QPoint arrow(gutter.width() - 6, int(pane.area->lineRect(jobs).center().y()));
    QTest::mouseClick(&gutter, Qt::LeftButton, {}, arrow);
    QCOMPARE(inSight(pane).size(), 6);
    QTest::mouseClick(&gutter, Qt::LeftButton, {}, arrow);
    QCOMPARE(inSight(pane).size(), pane.area->blockCount());
}

void TestFolding::allFoldsDownToTheJobs()
{
    Pane pane(text);
    pane.press(Qt::Key_BracketLeft, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(inSight(pane),
             (QStringList{u"name: x"_s, u"on:"_s, u""_s, u"jobs:"_s, u"  build:"_s, u"  deploy:"_s, u""_s}));
    pane.press(Qt::Key_BracketRight, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(inSight(pane).size(), pane.area->blockCount());
}

void TestFolding::theCursorOpensWhatItEnters()
{
    Pane pane(text);
    pane.editor.foldAll();
    const auto at = quint32(text.indexOf("- name: One"));
    pane.editor.goTo({at, at});
    QVERIFY(inSight(pane).contains(u"      - name: One"_s));
    QCOMPARE(pane.area->textCursor().block().text(), u"      - name: One"_s);
}

void TestFolding::foldsStayWhenTextChangesElsewhere()
{
    Pane pane(text);
    code_editor::fold(*pane.area, line(pane, u"  build:"_s));
    QVERIFY(pane.file->history().apply({{{0, 0}, "# first\n"}}, u"Comment"_s));
    QVERIFY(!inSight(pane).contains(u"    runs-on: ubuntu-latest"_s));
    QVERIFY(inSight(pane).contains(u"# first"_s));
}

void TestFolding::arrowKeysStepOverWhatIsFolded()
{
    Pane pane(text);
    code_editor::fold(*pane.area, line(pane, u"  build:"_s));
    pane.putCursorBehind(u"  build:"_s);
    pane.press(Qt::Key_Down);
    QCOMPARE(pane.area->textCursor().block().text(), u"  deploy:"_s);
    QVERIFY(!inSight(pane).contains(u"    runs-on: ubuntu-latest"_s));
}

QTEST_MAIN(TestFolding)
#include "test_folding.moc"
