#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Outcome run(const QStringList &words, const QByteArray &input = {})
{
    QProcess process;
    process.start(QStringLiteral(SLIPWAY_PROGRAM), QStringList{u"layout"_s} + words);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

const QByteArray graph = R"({"name": "two", "nodes": [{"id": "a", "w": 100, "h": 40}, {"id": "b", "w": 80, "h": 40}],
                             "edges": [{"from": "a", "to": "b"}]})";

const QByteArray release = "on: push\n"
                           "jobs:\n"
                           "  build:\n"
                           "    runs-on: ubuntu-24.04\n"
                           "    strategy:\n"
                           "      matrix:\n"
                           "        os: [linux, mac]\n"
                           "    steps: [{run: make}]\n"
                           "  ship:\n"
                           "    needs: build\n"
                           "    environment: production\n"
                           "    runs-on: ubuntu-24.04\n"
                           "    steps: [{run: make}]\n";

} // namespace

/// `slipway layout`, as its own process.
class TestLayoutCommand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGraphIsPrintedWithPlaces();
    void aWorkflowIsPrintedWithPlaces();
    void aFileIsReadByItsName();
    void whatCannotBeDrawnIsRefused_data();
    void whatCannotBeDrawnIsRefused();
    void misuseIsNamed_data();
    void misuseIsNamed();
};

void TestLayoutCommand::aGraphIsPrintedWithPlaces()
{
    const Outcome outcome = run({u"-"_s, u"--graph"_s}, graph);
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.err, QByteArray());
    const QJsonObject drawn = object(outcome.out);
    const QJsonObject a{{u"id"_s, u"a"_s}, {u"x"_s, 0}, {u"y"_s, 0}, {u"w"_s, 100}, {u"h"_s, 40}};
    QCOMPARE(drawn.value("nodes"_L1).toArray().first().toObject(), a);
    const QJsonArray points{QJsonArray{100, 20}, QJsonArray{136, 20}};
    QCOMPARE(drawn.value("edges"_L1).toArray().first().toObject().value("points"_L1).toArray(), points);
    QCOMPARE(drawn.value("width"_L1).toDouble(), 216);
    QCOMPARE(drawn.value("height"_L1).toDouble(), 40);
}

void TestLayoutCommand::aWorkflowIsPrintedWithPlaces()
{
    const Outcome outcome = run({u"-"_s, u"--json"_s}, release);
    QCOMPARE(outcome.code, 0);
    QMap<QString, QJsonObject> nodes;
    const QJsonArray list = object(outcome.out).value("nodes"_L1).toArray();
    for (const QJsonValue &node : list)
        nodes[node.toObject().value("id"_L1).toString()] = node.toObject();
    const auto x = [&nodes](const QString &id) { return nodes[id].value("x"_L1).toDouble(); };
    QVERIFY(x(u"on:push"_s) < x(u"job:build"_s));
    QVERIFY(x(u"job:build"_s) < x(u"env:production>ship"_s));
    QVERIFY(x(u"env:production>ship"_s) < x(u"job:ship"_s));
    QCOMPARE(nodes[u"job:build"_s].value("kind"_L1).toString(), u"matrix"_s);
    QCOMPARE(std::ranges::count(nodes, u"job:build"_s,
                                [](const QJsonObject &node) { return node.value("parent"_L1).toString(); }),
             2);
    QCOMPARE(object(outcome.out).value("edges"_L1).toArray().size(), 3);
}

void TestLayoutCommand::aFileIsReadByItsName()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"ci.yml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(release);
    file.close();
    const Outcome named = run({file.fileName()});
    QCOMPARE(named.code, 0);
    QCOMPARE(named.out, run({u"-"_s}, release).out);
}

void TestLayoutCommand::whatCannotBeDrawnIsRefused_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("named");

    QTest::newRow("nothing") << u"--graph"_s << QByteArray() << QByteArray("slipway layout:");
    QTest::newRow("half a file") << u"--graph"_s << graph.first(40) << QByteArray("slipway layout:");
    QTest::newRow("a list") << u"--graph"_s << QByteArray("[]") << QByteArray("$");
    QTest::newRow("no edges") << u"--graph"_s << QByteArray(R"({"nodes": []})") << QByteArray("$.edges");
    QTest::newRow("an id that is a number")
        << u"--graph"_s << QByteArray(R"({"nodes": [{"id": 1, "w": 1, "h": 1}], "edges": []})")
        << QByteArray("$.nodes[0].id");
    QTest::newRow("a width that is a text")
        << u"--graph"_s << QByteArray(R"({"nodes": [{"id": "a", "w": "1", "h": 1}], "edges": []})")
        << QByteArray("$.nodes[0].w");
    QTest::newRow("a width below nothing")
        << u"--graph"_s << QByteArray(R"({"nodes": [{"id": "a", "w": -1, "h": 1}], "edges": []})") << QByteArray("a");
    QTest::newRow("an edge to nowhere") << u"--graph"_s << QByteArray(graph).replace(R"("to": "b")", R"("to": "c")")
                                        << QByteArray("c");
    QTest::newRow("a workflow that is no YAML") << u"--json"_s << QByteArray("on: [push\njobs: {") << QByteArray("-:");
}

void TestLayoutCommand::whatCannotBeDrawnIsRefused()
{
    QFETCH(const QString, option);
    QFETCH(const QByteArray, input);
    QFETCH(const QByteArray, named);
    const Outcome outcome = run({u"-"_s, option}, input);
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.contains(named), outcome.err.constData());
}

void TestLayoutCommand::misuseIsNamed_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("named");

    QTest::newRow("no file") << QStringList{u"--graph"_s} << QByteArray("missing");
    QTest::newRow("a file that does not exist") << QStringList{u"/no/such/file.json"_s} << QByteArray("/no/such/file");
    QTest::newRow("a folder") << QStringList{u"/"_s} << QByteArray("/");
    QTest::newRow("two files") << QStringList{u"a"_s, u"b"_s} << QByteArray("b is a second one");
    QTest::newRow("an option that is not") << QStringList{u"-"_s, u"--dot"_s} << QByteArray("--dot");
    QTest::newRow("both forms") << QStringList{u"-"_s, u"--json"_s, u"--graph"_s} << QByteArray("not both");
}

void TestLayoutCommand::misuseIsNamed()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, named);
    const Outcome outcome = run(words);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(named), outcome.err.constData());
}

QTEST_GUILESS_MAIN(TestLayoutCommand)
#include "test_layout_command.moc"
