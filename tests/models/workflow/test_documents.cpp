#include "workflow/document.h"
#include "workflow/history.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

yaml::Patches replace(const workflow::Document &document, const QByteArray &what, const std::string &by)
{
    const auto at = quint32(document.source().indexOf(what));
    return {{.range = {at, at + quint32(what.size())}, .text = by}};
}

yaml::Patches insert(quint32 at, const std::string &text)
{
    return {{.range = {at, at}, .text = text}};
}

const QByteArray plain = "name: CI\non: push\njobs:\n  a:\n    needs: b\n  b: {}\n";

} // namespace

class TestDocuments : public QObject
{
    Q_OBJECT

private slots:
    void anEditLeavesTheOneBefore();
    void aRevisionMoreForEachEdit();
    void otherTextIsAnEdit();
    void anEditReadsTheSameAsOpening();
    void viewsLiveWithAnyCopy();
    void undoGivesBackEveryByte();
    void typingJoinsIntoOneStep_data();
    void typingJoinsIntoOneStep();
    void aLineEndBeginsAStep();
    void aChangeOfNothingLeavesNoStep();
    void patchesThatDoNotFitAreRefused();
    void resetForgetsTheSteps();
};

void TestDocuments::anEditLeavesTheOneBefore()
{
    const auto before = workflow::Document::open(plain, u"ci.yml"_s);
    const auto after = before.edited(replace(before, "CI", "Build"));
    QCOMPARE(before.workflow().name.text(), std::string_view("CI"));
    QCOMPARE(after.workflow().name.text(), std::string_view("Build"));
    QCOMPARE(after.path(), u"ci.yml"_s);
    QVERIFY(!before.isSame(after));
    QVERIFY(before.isSame(workflow::Document(before)));
}

void TestDocuments::aRevisionMoreForEachEdit()
{
    auto document = workflow::Document::open(plain);
    QCOMPARE(document.revision(), 0);
    document = document.edited(replace(document, "CI", "x"));
    document = document.edited(replace(document, "x", "y"));
    QCOMPARE(document.revision(), 2);
}

void TestDocuments::otherTextIsAnEdit()
{
    const auto before = workflow::Document::open(plain);
    const auto after = before.withSource("name: other\n"_ba);
    QCOMPARE(after.source(), "name: other\n"_ba);
    QCOMPARE(after.revision(), 1);
    QVERIFY(after.workflow().jobs.empty());
}

void TestDocuments::anEditReadsTheSameAsOpening()
{
    auto document = workflow::Document::open(plain);
    const QByteArray typed =
        "  c:\n    needs: [a, b]\n    steps:\n      - run: |\n          x ${{ needs.a.outputs.y }}\n";
    for (const char letter : typed) {
        document = document.edited(insert(quint32(document.source().size()), std::string(1, letter)));
        const auto opened = workflow::Document::open(document.source());
        QCOMPARE(document.workflow().jobs.size(), opened.workflow().jobs.size());
        QCOMPARE(document.expressions().all().size(), opened.expressions().all().size());
        QCOMPARE(document.tree()->problems().size(), opened.tree()->problems().size());
    }
    QCOMPARE(document.workflow().job("c")->needs.items.size(), 2U);
    QCOMPARE(document.source(), plain + typed);
}

void TestDocuments::viewsLiveWithAnyCopy()
{
    std::optional<workflow::Document> document = workflow::Document::open(plain);
    const workflow::Document copy = *document;
    const std::string_view name = document->workflow().name.text();
    document.reset();
    QCOMPARE(name, std::string_view("CI"));
    QCOMPARE(copy.workflow().name.text(), name);
}

void TestDocuments::undoGivesBackEveryByte()
{
    workflow::History history(workflow::Document::open("\xef\xbb\xbfname: CI # é\r\njobs:\r\n  a: {}\r\n"_ba));
    QList<QByteArray> states = {history.document().source()};
    const auto apply = [&](const QByteArray &what, const std::string &by) {
        QVERIFY(history.apply(replace(history.document(), what, by), u"Change"_s));
        states += history.document().source();
    };
    apply("CI", "Build");
    apply("  a", "  z: {}\r\n  a");
    apply("# é", "");
    QSignalSpy changed(&history, &workflow::History::changed);
    for (qsizetype at = states.size() - 2; at >= 0; --at) {
        history.stack().undo();
        QCOMPARE(history.document().source(), states[at]);
    }
    for (qsizetype at = 1; at < states.size(); ++at) {
        history.stack().redo();
        QCOMPARE(history.document().source(), states[at]);
    }
    QCOMPARE(changed.size(), 6);
    QVERIFY(history.document().workflow().job("z"));
}

void TestDocuments::typingJoinsIntoOneStep_data()
{
    QTest::addColumn<QList<yaml::Patches>>("patches");
    QTest::addColumn<int>("steps");
    using List = QList<yaml::Patches>;
    QTest::newRow("letters in a row") << List{insert(8, "x"), insert(9, "y"), insert(10, "z")} << 1;
    QTest::newRow("letters taken back") << List{insert(8, "x"), insert(9, "y"), {{{9, 10}, ""}}, {{{8, 9}, ""}}} << 1;
    QTest::newRow("beyond where it began") << List{insert(8, "x"), {{{8, 9}, ""}}, {{{7, 8}, ""}}, {{{6, 7}, ""}}} << 1;
    QTest::newRow("forwards") << List{{{{6, 7}, ""}}, {{{6, 7}, ""}}} << 1;
    QTest::newRow("over what was typed and more") << List{insert(7, "xy"), {{{6, 10}, "Q"}}} << 1;
    QTest::newRow("elsewhere") << List{insert(8, "x"), insert(2, "y")} << 2;
    QTest::newRow("several places") << List{insert(8, "x"), {{{1, 1}, "a"}, {{9, 9}, "b"}}} << 2;
}

void TestDocuments::typingJoinsIntoOneStep()
{
    QFETCH(const QList<yaml::Patches>, patches);
    QFETCH(const int, steps);
    workflow::History history(workflow::Document::open(plain));
    for (const yaml::Patches &one : patches)
        QVERIFY(history.apply(one, u"Type"_s, workflow::History::Merge::Typing));
    QCOMPARE(history.stack().count(), steps);
    const QByteArray after = history.document().source();
    while (history.stack().canUndo())
        history.stack().undo();
    QCOMPARE(history.document().source(), plain);
    while (history.stack().canRedo())
        history.stack().redo();
    QCOMPARE(history.document().source(), after);
}

void TestDocuments::aLineEndBeginsAStep()
{
    workflow::History history(workflow::Document::open(plain));
    for (const yaml::Patches &one : {insert(8, "x"), insert(9, "\n"), insert(10, "#")})
        QVERIFY(history.apply(one, u"Type"_s, workflow::History::Merge::Typing));
    QCOMPARE(history.stack().count(), 2);
    history.stack().undo();
    QCOMPARE(history.document().source(), "name: CIx"_ba + plain.mid(8));
}

void TestDocuments::aChangeOfNothingLeavesNoStep()
{
    workflow::History history(workflow::Document::open(plain));
    QVERIFY(history.apply(replace(history.document(), "CI", "CI"), u"Rename"_s));
    QVERIFY(history.apply({}, u"Nothing"_s));
    QCOMPARE(history.stack().count(), 0);
    QCOMPARE(history.document().revision(), 0);
}

void TestDocuments::patchesThatDoNotFitAreRefused()
{
    workflow::History history(workflow::Document::open(plain));
    QVERIFY(!history.apply({{{5, 1000}, "x"}}, u"Break"_s));
    QVERIFY(!history.apply({{{5, 7}, "x"}, {{6, 8}, "y"}}, u"Overlap"_s));
    QCOMPARE(history.document().source(), plain);
    QCOMPARE(history.stack().count(), 0);
}

void TestDocuments::resetForgetsTheSteps()
{
    workflow::History history(workflow::Document::open(plain));
    QVERIFY(history.apply(insert(8, "x"), u"Type"_s));
    QSignalSpy changed(&history, &workflow::History::changed);
    history.reset(workflow::Document::open("name: other\n"_ba));
    QCOMPARE(changed.size(), 1);
    QVERIFY(!history.stack().canUndo());
    QCOMPARE(history.document().source(), "name: other\n"_ba);
}

QTEST_GUILESS_MAIN(TestDocuments)
#include "test_documents.moc"
