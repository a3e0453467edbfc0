#include "workflow/document.h"
#include "workflow/value_places.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

/// "place: text", one a line.
QString printed(const workflow::Document &document)
{
    QStringList lines;
    for (const workflow::ExpressionSite &site : document.expressions()) {
        lines += u"%1 %2/%3: %4"_s.arg(text(site.place)).arg(site.job).arg(site.step).arg(text(site.text()).trimmed());
    }
    return lines.join(u'\n');
}

} // namespace

class TestExpressionSites : public QObject
{
    Q_OBJECT

private slots:
    void knowsThePlaceOfEach_data();
    void knowsThePlaceOfEach();
    void pointsIntoTheSource_data();
    void pointsIntoTheSource();
    void parsesEachOnce();
    void tellsWholeValuesFromTextAround();
    void marksWhatIsFoundThroughAnAlias();
    void findsTheOneAtAnOffset();
    void mapsManyInOneScriptQuickly();
};

void TestExpressionSites::knowsThePlaceOfEach_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("sites");
    const auto row = [](const char *name, const QByteArray &yaml, const QString &sites) {
        QTest::newRow(name) << yaml << sites;
    };
    row("run-name", "run-name: ${{ a }}\n"_ba, u"run-name -1/-1: a"_s);
    row("env of the workflow", "env:\n  A: ${{ a }}\n"_ba, u"env -1/-1: a"_s);
    row("concurrency as text", "concurrency: x-${{ a }}\n"_ba, u"concurrency -1/-1: a"_s);
    row("concurrency's group", "concurrency: {group: \"${{ a }}\"}\n"_ba, u"concurrency -1/-1: a"_s);
    row("a default of a call's input", "on: {workflow_call: {inputs: {i: {default: \"${{ a }}\"}}}}\n"_ba,
        u"on.workflow_call.inputs.<inputs_id>.default -1/-1: a"_s);
    row("an output of a call", "on: {workflow_call: {outputs: {o: {value: \"${{ a }}\"}}}}\n"_ba,
        u"on.workflow_call.outputs.<output_id>.value -1/-1: a"_s);
    row("a filter", "on: {push: {branches: [\"${{ a }}\"]}}\n"_ba, u"on -1/-1: a"_s);
    row("a bare if of a job", "jobs:\n  x: {if: a}\n"_ba, u"jobs.<job_id>.if 0/-1: a"_s);
    row("an if with braces", "jobs:\n  x: {if: \"${{ a }}\"}\n"_ba, u"jobs.<job_id>.if 0/-1: a"_s);
    row("an if without a value", "jobs:\n  x:\n    if:\n"_ba, {});
    row("needs", "jobs:\n  x: {needs: \"${{ a }}\"}\n"_ba, u"jobs.<job_id>.needs 0/-1: a"_s);
    row("runs-on in a list", "jobs:\n  y:\n  x: {runs-on: [\"${{ a }}\"]}\n"_ba, u"jobs.<job_id>.runs-on 1/-1: a"_s);
    row("a matrix in a strategy", "jobs:\n  x: {strategy: {matrix: {os: \"${{ a }}\"}}}\n"_ba,
        u"jobs.<job_id>.strategy 0/-1: a"_s);
    row("a container's name and its env", "jobs:\n  x: {container: {image: \"${{ a }}\", env: {A: \"${{ b }}\"}}}\n"_ba,
        u"jobs.<job_id>.container.image 0/-1: a\njobs.<job_id>.container.env.<env_id> 0/-1: b"_s);
    row("a service",
        "jobs:\n  x: {services: {db: {credentials: {password: \"${{ a }}\"}, ports: [\"${{ b }}\"]}}}\n"_ba,
        u"jobs.<job_id>.services.<service_id>.credentials 0/-1: a\njobs.<job_id>.services.<service_id> 0/-1: b"_s);
    row("an environment's url", "jobs:\n  x: {environment: {name: \"${{ a }}\", url: \"${{ b }}\"}}\n"_ba,
        u"jobs.<job_id>.environment 0/-1: a\njobs.<job_id>.environment.url 0/-1: b"_s);
    row("inputs and secrets of a call", "jobs:\n  x: {with: {k: \"${{ a }}\"}, secrets: {s: \"${{ b }}\"}}\n"_ba,
        u"jobs.<job_id>.with.<with_id> 0/-1: a\njobs.<job_id>.secrets.<secrets_id> 0/-1: b"_s);
    row("steps",
        "jobs:\n  x:\n    steps:\n      - {if: a, run: \"${{ b }} ${{ c }}\"}\n      - {with: {if: d, k: \"${{ e }}\"}}\n"_ba,
        u"jobs.<job_id>.steps.if 0/0: a\njobs.<job_id>.steps.run 0/0: b\njobs.<job_id>.steps.run 0/0: c\n"
        "jobs.<job_id>.steps.with 0/1: e"_s);
    row("steps within a parallel one",
        "jobs:\n  x:\n    steps:\n      - run: x\n      - parallel:\n          - if: a\n"_ba,
        u"jobs.<job_id>.steps.if 0/1: a"_s);
    row("an unknown key of a step", "jobs:\n  x:\n    steps:\n      - rum: ${{ a }}\n"_ba,
        u"jobs.<job_id>.steps 0/0: a"_s);
    row("an unknown key of the workflow", "x: ${{ a }}\n"_ba, u" -1/-1: a"_s);
    row("a key", "env:\n  ${{ a }}: x\n"_ba, u"env -1/-1: a"_s);
    row("without an end", "env:\n  A: ${{ a\n"_ba, u"env -1/-1: a"_s);
    row("quotes that hold an end", "env:\n  A: ${{ '}}' }} ${{ b }}\n"_ba, u"env -1/-1: '}}'\nenv -1/-1: b"_s);
}

void TestExpressionSites::knowsThePlaceOfEach()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QString, sites);
    QCOMPARE(printed(workflow::Document::open(yaml)), sites);
}

void TestExpressionSites::pointsIntoTheSource_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("plain") << "env:\n  A: x ${{ a.b }} y\n"_ba << "a.b"_ba;
    QTest::newRow("single quotes") << "env:\n  A: 'x ${{ a.b }}'\n"_ba << "a.b"_ba;
    QTest::newRow("single quotes, doubled") << "env:\n  A: 'it''s ${{ a == ''b'' }}'\n"_ba << "a == ''b''"_ba;
    QTest::newRow("double quotes") << "env:\n  A: \"x ${{ a.b }}\"\n"_ba << "a.b"_ba;
    QTest::newRow("double quotes, escapes")
        << "env:\n  A: \"\\u00e4\\x41\\n\\t\\\" ${{ a == '\\x41' }} \\\"\"\n"_ba << "a == '\\x41'"_ba;
    QTest::newRow("double quotes over lines") << "env:\n  A: \"x\n    y \\\n    z ${{ a.b }}\"\n"_ba << "a.b"_ba;
    QTest::newRow("plain over lines") << "env:\n  A: x\n    y\n\n    z ${{ a.b }}\n"_ba << "a.b"_ba;
    QTest::newRow("literal") << "env:\n  A: |\n    x\n\n      y ${{ a.b }}\n    z\n"_ba << "a.b"_ba;
    QTest::newRow("literal, indentation given") << "env:\n  A: |2-\n      x ${{ a.b }}\n"_ba << "a.b"_ba;
    QTest::newRow("literal, CRLF") << "env:\r\n  A: |\r\n    x\r\n    y ${{ a.b }}\r\n"_ba << "a.b"_ba;
    QTest::newRow("folded") << "env:\n  A: >-\n    x\n    y\n\n    z ${{ a.b }}\n    w\n"_ba << "a.b"_ba;
    QTest::newRow("folded, over lines") << "env:\n  A: >\n    x ${{ a\n    && b }}\n"_ba << "a\n    && b"_ba;
    QTest::newRow("with an anchor and a comment")
        << "env:\n  A: &x !!str >- # ${{ no }}\n    x ${{ a.b }}\n"_ba << "a.b"_ba;
    QTest::newRow("behind a byte order mark") << "\xef\xbb\xbf"
                                                 "env:\n  A: ${{ a.b }}\n"_ba
                                              << "a.b"_ba;
    QTest::newRow("letters of several bytes") << "env:\n  A: >-\n    é€😀\n    ${{ a == 'é' }}\n"_ba << "a == 'é'"_ba;
    QTest::newRow("a bare if, folded") << "jobs:\n  x:\n    if: >-\n      a &&\n      b\n"_ba << "a &&\n      b"_ba;
    QTest::newRow("a bare if, quoted") << "jobs:\n  x:\n    if: 'a == ''b'''\n"_ba << "a == ''b''"_ba;
}

void TestExpressionSites::pointsIntoTheSource()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QByteArray, source);
    const auto document = workflow::Document::open(yaml);
    QCOMPARE(document.expressions().all().size(), 1U);
    const workflow::ExpressionSite &site = document.expressions().all()[0];
    const yaml::Range range = site.range();
    QCOMPARE(yaml.mid(range.begin, range.size()), source);
    const yaml::Range outer = site.outerRange();
    if (site.kind == workflow::SiteKind::Embedded) {
        const QByteArray whole = yaml.mid(outer.begin, outer.size());
        QVERIFY2(whole.startsWith("${{") && whole.endsWith("}}"), whole.constData());
    }
    QVERIFY(!site.error);
    const expressions::Range name = site.ast[site.references.at(0).context].name;
    const yaml::Range place = site.range(name);
    QCOMPARE(yaml.mid(place.begin, place.size()), "a"_ba);
}

void TestExpressionSites::parsesEachOnce()
{
    const auto document = workflow::Document::open("env:\n  A: ${{ a. }}\n  B: ${{ b.c }}\n"_ba);
    const auto sites = document.expressions().all();
    QCOMPARE(sites.size(), 2U);
    QVERIFY(sites[0].error);
    QVERIFY(!sites[1].error);
    QCOMPARE(sites[1].references.size(), 1U);
    QCOMPARE(&document.expressions().all()[0], &sites[0]);
}

void TestExpressionSites::tellsWholeValuesFromTextAround()
{
    const auto document =
        workflow::Document::open("env:\n  A: \"${{ a }}\"\n  B: ${{ a }}${{ b }}\n  C: x ${{ c }}\n  D: ${{ d\n"
                                 "  E: \"${{ e }} \"\n"_ba);
    QString found;
    for (const workflow::ExpressionSite &site : document.expressions())
        found += (site.isWhole ? u"whole "_s : u"part "_s) + (site.isTerminated ? QString() : u"open "_s);
    QCOMPARE(found, u"whole part part part part open part "_s);
}

void TestExpressionSites::marksWhatIsFoundThroughAnAlias()
{
    const auto document = workflow::Document::open(
        "jobs:\n  a:\n    env: &e {A: \"${{ x }}\"}\n  b:\n    env: *e\n    if: *c\nx: &c y\n"_ba.replace("*c", "z"));
    const auto sites = document.expressions().all();
    QCOMPARE(sites.size(), 3U);
    QVERIFY(!sites[0].isThroughAlias && sites[1].isThroughAlias && !sites[2].isThroughAlias);
    QCOMPARE(sites[1].job, 1);
    QCOMPARE(sites[0].range(), sites[1].range());
}

void TestExpressionSites::findsTheOneAtAnOffset()
{
    const QByteArray yaml = "env:\n  A: x ${{ a }}${{ b }}\n  B: ${{ c\n"_ba;
    const auto document = workflow::Document::open(yaml);
    const auto at = [&](const char *before) {
        const auto *site = document.expressions().at(quint32(yaml.indexOf(before)));
        return site ? text(site->text()).trimmed() : QString();
    };
    QCOMPARE(at("x $"), QString());
    QCOMPARE(at("a }}"), u"a"_s);
    QCOMPARE(at("}}$"), u"a"_s);
    QCOMPARE(at("b }}"), u"b"_s);
    QCOMPARE(at("c\n"), u"c"_s);
    QCOMPARE(document.expressions().at(0), nullptr);
}

void TestExpressionSites::mapsManyInOneScriptQuickly()
{
    QByteArray yaml = "jobs:\n  a:\n    steps:\n      - run: |\n";
    for (int line = 0; line < 50'000; ++line)
        yaml += "          echo ${{ a.b }}\n";
    const auto document = workflow::Document::open(yaml);
    QCOMPARE(document.expressions().all().size(), 50'000U);
    for (const workflow::ExpressionSite &site : document.expressions()) {
        const yaml::Range range = site.range();
        QCOMPARE(yaml.sliced(range.begin, range.size()), "a.b"_ba);
    }
}

QTEST_GUILESS_MAIN(TestExpressionSites)
#include "test_expression_sites.moc"
