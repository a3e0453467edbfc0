#include "base/json.h"

#include <QTest>

using namespace slipway::base;
using namespace Qt::StringLiterals;

namespace {

struct Step {
    QString name;
    std::optional<qint64> number;
};

struct Job {
    qint64 id = 0;
    QString name;
    double score = 0;
    bool isDone = false;
    QDateTime startedAt;
    QList<Step> steps;
    QStringList labels;
};

Step readStep(const json::Object &object)
{
    return {object.text("name"_L1), object.maybeInteger("number"_L1)};
}

Job readJob(const json::Object &object)
{
    Job job;
    job.id = object.integer("id"_L1);
    job.name = object.text("name"_L1);
    job.score = object.number("score"_L1);
    job.isDone = object.boolean("done"_L1);
    job.startedAt = object.time("started_at"_L1);
    job.steps = object.list("steps"_L1, readStep);
    job.labels = object.maybeTexts("labels"_L1);
    return job;
}

const QByteArray good = R"({"id": 27651234567, "name": "ci", "score": 0.93, "done": true,
    "started_at": "2024-03-21T14:20:00Z", "steps": [{"name": "Checkout", "number": 1}, {"name": "Lint", "number": null}],
    "labels": ["ubuntu-latest"]})";

} // namespace

class TestJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeObjectIsRead();
    void whatDoesNotFitIsNamedByItsPath_data();
    void whatDoesNotFitIsNamedByItsPath();
    void aListAtTheRootIsReadAndNamed();
    void malformedTextIsRefused_data();
    void malformedTextIsRefused();
    void readsTextsByName();
    void timesAreUtc_data();
    void timesAreUtc();
};

void TestJson::aWholeObjectIsRead()
{
    const auto job = json::read(good, readJob);
    QVERIFY(job);
    QCOMPARE(job->id, 27651234567LL);
    QCOMPARE(job->startedAt, QDateTime(QDate(2024, 3, 21), QTime(14, 20), QTimeZone::UTC));
    QCOMPARE(job->steps.size(), 2);
    QCOMPARE(job->steps.at(0).number, 1);
    QVERIFY(!job->steps.at(1).number);
    QCOMPARE(job->labels, QStringList{u"ubuntu-latest"_s});
}

void TestJson::whatDoesNotFitIsNamedByItsPath_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("path");

    QTest::newRow("text where a number belongs") << "27651234567"_ba << "\"27\""_ba << u"$.id"_s;
    QTest::newRow("fraction where a whole number belongs") << "27651234567"_ba << "1.5"_ba << u"$.id"_s;
    QTest::newRow("missing text") << "\"name\": \"ci\","_ba << ""_ba << u"$.name"_s;
    QTest::newRow("null text") << "\"ci\""_ba << "null"_ba << u"$.name"_s;
    QTest::newRow("number where true or false belongs") << "true"_ba << "1"_ba << u"$.done"_s;
    QTest::newRow("no time") << "2024-03-21T14:20:00Z"_ba << "yesterday"_ba << u"$.started_at"_s;
    QTest::newRow("inside a list") << "\"Lint\""_ba << "7"_ba << u"$.steps[1].name"_s;
    QTest::newRow("wrong type of an optional member")
        << "\"number\": 1"_ba << "\"number\": \"1\""_ba << u"$.steps[0].number"_s;
    QTest::newRow("list element is no object")
        << "{\"name\": \"Checkout\", \"number\": 1}"_ba << "\"Checkout\""_ba << u"$.steps[0]"_s;
    QTest::newRow("object where a list belongs") << "[\"ubuntu-latest\"]"_ba << "{}"_ba << u"$.labels"_s;
}

void TestJson::whatDoesNotFitIsNamedByItsPath()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, path);

    QByteArray changed = good;
    changed.replace(from, to);
    QVERIFY(changed != good);
    const auto job = json::read(changed, readJob);
    QVERIFY(!job);
    QCOMPARE(job.error().kind, Error::Kind::Protocol);
    QCOMPARE(job.error().path, path);
    QVERIFY(job.error().message.contains(path));
}

void TestJson::aListAtTheRootIsReadAndNamed()
{
    const auto steps = json::readList(R"([{"name": "a"}, {"name": "b"}])", readStep);
    QVERIFY(steps);
    QCOMPARE(steps->size(), 2);

    const auto broken = json::readList(R"([{"name": "a"}, {"name": 2}])", readStep);
    QVERIFY(!broken);
    QCOMPARE(broken.error().path, u"$[1].name"_s);
}

void TestJson::malformedTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("half an object") << good.first(good.size() / 2);
    QTest::newRow("a web page") << "<html><body>502</body></html>"_ba;
    QTest::newRow("100,000 levels deep") << QByteArray(100'000, '[') + QByteArray(100'000, ']');
    QTest::newRow("a list where an object belongs") << "[]"_ba;
}

void TestJson::malformedTextIsRefused()
{
    QFETCH(const QByteArray, text);

    const auto job = json::read(text, readJob);
    QVERIFY(!job);
    QCOMPARE(job.error().kind, Error::Kind::Protocol);
    QVERIFY(!job.error().message.isEmpty());
}

void TestJson::readsTextsByName()
{
    const auto texts = [](const json::Object &object) { return object.textsByName(); };
    const auto labels = json::read(R"({"GH_SHA": "c41d9e2", "größe": "klein"})"_ba, texts);
    QVERIFY(labels);
    QCOMPARE(*labels, (QMap<QString, QString>{{u"GH_SHA"_s, u"c41d9e2"_s}, {u"größe"_s, u"klein"_s}}));
    const auto odd = json::read(R"({"a": "b", "size": 3})"_ba, texts);
    QVERIFY(!odd);
    QCOMPARE(odd.error().path, u"$.size"_s);
}

void TestJson::timesAreUtc_data()
{
    QTest::addColumn<QByteArray>("written");

    QTest::newRow("zulu") << "2024-03-21T14:20:00Z"_ba;
    QTest::newRow("offset") << "2024-03-21T16:20:00+02:00"_ba;
    QTest::newRow("no zone") << "2024-03-21T14:20:00"_ba;
    QTest::newRow("milliseconds") << "2024-03-21T14:20:00.000Z"_ba;
}

void TestJson::timesAreUtc()
{
    QFETCH(const QByteArray, written);

    const auto time =
        json::read("{\"at\": \"" + written + "\"}", [](const json::Object &object) { return object.time("at"_L1); });
    QVERIFY(time);
    QCOMPARE(*time, QDateTime(QDate(2024, 3, 21), QTime(14, 20), QTimeZone::UTC));
    QCOMPARE(time->timeSpec(), Qt::UTC);
}

QTEST_GUILESS_MAIN(TestJson)
#include "test_json.moc"
