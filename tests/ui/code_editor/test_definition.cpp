#include "code_editor/definition.h"
#include "code_editor/hover.h"
#include "code_editor/symbols.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

const QByteArray text = R"(on:
  workflow_dispatch:
    inputs:
      target: {type: string}
env:
  REGION: lhr
jobs:
  build:
    runs-on: ubuntu-latest
    outputs:
      tag: ${{ steps.make.outputs.tag }}
    steps:
      - id: make
        run: echo ${{ env.REGION }} ${{ inputs.target }} ${{ contains('a', 'b') }}
  deploy:
    needs: [build]
    strategy:
      matrix:
        app: [api, web]
    runs-on: ubuntu-latest
    steps:
      - run: echo ${{ needs.build.outputs.tag }} ${{ matrix.app }}
  call:
    needs: deploy
    uses: ./.github/workflows/release.yml
)"_ba;

/// Bytes of `words`, where they stand for the `nth` time.
quint32 placeOf(QByteArrayView words, int nth = 1)
{
    qsizetype at = -1;
    for (; nth > 0; --nth)
        at = text.indexOf(words, at + 1);
    return quint32(at);
}

} // namespace

class TestDefinition final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesLeadToWhatTheyName_data();
    void namesLeadToWhatTheyName();
    void filesAreNamedAsWritten();
    void wordsThatNameNothingLeadNowhere();
    void symbolsComeInTheOrderOfTheText();
    void hoveringTells_data();
    void hoveringTells();
};

void TestDefinition::namesLeadToWhatTheyName_data()
{
    QTest::addColumn<quint32>("from");
    QTest::addColumn<quint32>("to");
    QTest::newRow("a need to its job") << placeOf("build]") + 1 << placeOf("build:");
    QTest::newRow("a need written as a word") << placeOf("deploy", 2) << placeOf("deploy:");
    QTest::newRow("a step's id to the step") << placeOf("make.outputs") << placeOf("make", 2);
    QTest::newRow("needs to the job") << placeOf("build.outputs") << placeOf("build:");
    QTest::newRow("an output to where it is set") << placeOf("tag }}", 2) << placeOf("tag:");
    QTest::newRow("a row of the matrix") << placeOf("app }}") << placeOf("app:");
    QTest::newRow("a variable") << placeOf("REGION }}") << placeOf("REGION:");
    QTest::newRow("an input") << placeOf("target }}") << placeOf("target:");
}

void TestDefinition::namesLeadToWhatTheyName()
{
    QFETCH(quint32, from);
    QFETCH(quint32, to);
    const auto document = workflow::Document::open(text);
    const auto found = code_editor::definitionAt(document, from);
    QVERIFY(found);
    QCOMPARE(found->range.begin, to);
}

void TestDefinition::filesAreNamedAsWritten()
{
    const auto document = workflow::Document::open(text);
    const auto found = code_editor::definitionAt(document, placeOf("release.yml"));
    QVERIFY(found);
    QCOMPARE(found->path, u"./.github/workflows/release.yml"_s);
}

void TestDefinition::wordsThatNameNothingLeadNowhere()
{
    const auto document = workflow::Document::open(text);
    QVERIFY(!code_editor::definitionAt(document, placeOf("ubuntu")));
    QVERIFY(!code_editor::definitionAt(document, placeOf("echo")));
    QVERIFY(!code_editor::definitionAt(workflow::Document::open("a: *b"_ba), 4));
    QVERIFY(!code_editor::definitionAt(workflow::Document::open({}), 0));
}

void TestDefinition::symbolsComeInTheOrderOfTheText()
{
    const auto symbols = code_editor::symbolsOf(workflow::Document::open(text));
    QStringList names;
    for (const auto &symbol : symbols)
        names.append(symbol.name);
    QCOMPARE(names.first(5), (QStringList{u"on"_s, u"workflow_dispatch"_s, u"env"_s, u"jobs"_s, u"build"_s}));
    QVERIFY(names.contains(u"make"_s));
    QVERIFY(std::ranges::is_sorted(symbols, {}, [](const auto &symbol) { return symbol.range.begin; }));
}

void TestDefinition::hoveringTells_data()
{
    QTest::addColumn<quint32>("at");
    QTest::addColumn<QString>("words");
    QTest::newRow("what a key is for") << placeOf("runs-on") << u"runs-on\n"_s;
    QTest::newRow("an event") << placeOf("workflow_dispatch") << u"workflow_dispatch\n"_s;
    QTest::newRow("the type of a name") << placeOf("tag }}", 2) << u"needs.build.outputs.tag: string"_s;
    QTest::newRow("only up to the name below") << placeOf("build.outputs") << u"needs.build: object"_s;
    QTest::newRow("a function") << placeOf("contains") << u"contains("_s;
}

void TestDefinition::hoveringTells()
{
    QFETCH(quint32, at);
    QFETCH(QString, words);
    const QString told = code_editor::hoverWords(workflow::Document::open(text), at, nullptr);
    QVERIFY2(told.startsWith(words), qPrintable(told));
}

QTEST_GUILESS_MAIN(TestDefinition)
#include "test_definition.moc"
