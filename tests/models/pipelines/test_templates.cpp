#include "diagnostics/checker.h"
#include "pipelines/templates.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::pipelines;

namespace {

QMap<QString, QString> someValues(const WorkflowTemplate &chosen)
{
    QMap<QString, QString> values;
    for (const TemplateParameter &parameter : chosen.parameters)
        values.insert(parameter.id, parameter.initial.isEmpty() ? u"patient-graph-api"_s : parameter.initial);
    return values;
}

} // namespace

class TestTemplates final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsCleanForTheChecker_data();
    void eachIsCleanForTheChecker();
    void eachHasWordsAndAnIcon();
    void loopHealthsAreAsTheyAre();
    void valuesGoIn();
    void hostileValuesAreRefused_data();
    void hostileValuesAreRefused();
    void missingValueIsAskedFor();
    void fileNamesAreFree();
    void fileNamesArePlain_data();
    void fileNamesArePlain();
};

void TestTemplates::eachIsCleanForTheChecker_data()
{
    QTest::addColumn<qsizetype>("place");
    const auto all = workflowTemplates();
    for (qsizetype place = 0; place < all.size(); ++place)
        QTest::newRow(qPrintable(all.at(place).id)) << place;
}

void TestTemplates::eachIsCleanForTheChecker()
{
    QFETCH(qsizetype, place);
    const WorkflowTemplate chosen = workflowTemplates().at(place);
    const auto text = fillTemplate(chosen, someValues(chosen));
    QVERIFY(text);
    QVERIFY2(!text->contains("@NODE@") && !text->contains("@BRANCH@") && !text->contains("@APP@"), *text);
    const auto document = workflow::Document::open(*text, freeWorkflowPath(chosen.fileName, {}));
    const auto findings = diagnostics::check({document, {}});
    for (const diagnostics::Finding &finding : findings) {
        // Those of Loop Health are what the company runs today, with what is to be said of them.
        if (!chosen.isOfLoopHealth || finding.severity == diagnostics::Severity::Error)
            QFAIL(qPrintable(finding.message));
    }
    QVERIFY(!document.workflow().jobs.empty());
}

void TestTemplates::eachHasWordsAndAnIcon()
{
    QSet<QString> ids;
    for (const WorkflowTemplate &chosen : workflowTemplates()) {
        QVERIFY(!ids.contains(chosen.id));
        ids.insert(chosen.id);
        QVERIFY(!chosen.title.isEmpty() && chosen.sentence.endsWith(u'.'));
        QVERIFY2(QFile::exists(QStringLiteral(SLIPWAY_SOURCE_DIR "/resources/icons/") + chosen.icon + u".svg"_s),
                 qPrintable(chosen.icon));
        QCOMPARE(fileNameProblem(chosen.fileName), QString());
    }
    QCOMPARE(ids.size(), 13);
}

void TestTemplates::loopHealthsAreAsTheyAre()
{
    int count = 0;
    for (const WorkflowTemplate &chosen : workflowTemplates()) {
        if (!chosen.isOfLoopHealth)
            continue;
        QFile file(QStringLiteral(SLIPWAY_SOURCE_DIR "/app/sandbox/scenarios/loop-health/workflows/")
                   + chosen.fileName);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(fillTemplate(chosen, {}).value(), file.readAll());
        ++count;
    }
    QCOMPARE(count, 6);
}

void TestTemplates::valuesGoIn()
{
    const auto all = workflowTemplates();
    const auto text =
        fillTemplate(all.at(1), {{u"APP"_s, u"luna-api"_s}, {u"BRANCH"_s, u"release/1.x"_s}, {u"NODE"_s, u"20.11"_s}});
    QVERIFY(text);
    QVERIFY(text->contains("--app luna-api --strategy"));
    QVERIFY(text->contains("branches: ['release/1.x']"));
    QVERIFY(text->contains("node-version: '20.11'"));
}

void TestTemplates::hostileValuesAreRefused_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("a quote") << u"x'"_s;
    QTest::newRow("a line end") << u"x\nrun: evil"_s;
    QTest::newRow("a command") << u"x; rm -rf /"_s;
    QTest::newRow("an expression") << u"${{ secrets.X }}"_s;
    QTest::newRow("a variable") << u"$HOME"_s;
    QTest::newRow("an option") << u"--force"_s;
    QTest::newRow("climbing") << u"a/../b"_s;
    QTest::newRow("right to left") << u"a\u202Eb"_s;
    QTest::newRow("a comment") << u"x #y"_s;
    QTest::newRow("a mapping") << u"x: y"_s;
    QTest::newRow("endless") << QString(10'000, u'x');
}

void TestTemplates::hostileValuesAreRefused()
{
    QFETCH(QString, value);
    for (const WorkflowTemplate &chosen : workflowTemplates())
        for (const TemplateParameter &parameter : chosen.parameters) {
            auto values = someValues(chosen);
            values[parameter.id] = value;
            const auto text = fillTemplate(chosen, values);
            QVERIFY(!text);
            QCOMPARE(text.error().kind, base::Error::Kind::InvalidInput);
        }
}

void TestTemplates::missingValueIsAskedFor()
{
    const auto text = fillTemplate(workflowTemplates().at(1), {});
    QVERIFY(!text);
    QVERIFY(text.error().message.contains("App at Fly.io"_L1));
}

void TestTemplates::fileNamesAreFree()
{
    QCOMPARE(freeWorkflowPath(u"ci.yml"_s, {}), u".github/workflows/ci.yml"_s);
    QCOMPARE(freeWorkflowPath(u"ci.yml"_s, {u".github/workflows/CI.yml"_s, u".github/workflows/ci-2.yml"_s}),
             u".github/workflows/ci-3.yml"_s);
}

void TestTemplates::fileNamesArePlain_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isPlain");
    QTest::newRow("yml") << u"ci.yml"_s << true;
    QTest::newRow("yaml") << u"deploy_2.prod.yaml"_s << true;
    QTest::newRow("no ending") << u"ci"_s << false;
    QTest::newRow("another ending") << u"ci.txt"_s << false;
    QTest::newRow("a folder") << u"a/ci.yml"_s << false;
    QTest::newRow("climbing") << u"../ci.yml"_s << false;
    QTest::newRow("hidden") << u".yml"_s << false;
    QTest::newRow("html") << u"<b>.yml"_s << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestTemplates::fileNamesArePlain()
{
    QFETCH(QString, name);
    QFETCH(bool, isPlain);
    QCOMPARE(fileNameProblem(name).isEmpty(), isPlain);
}

QTEST_GUILESS_MAIN(TestTemplates)
#include "test_templates.moc"
