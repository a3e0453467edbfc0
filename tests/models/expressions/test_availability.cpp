#include "expressions/availability.h"
#include "printed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::expressions;

class TestAvailability final : public QObject
{
    Q_OBJECT

private slots:
    void followsGithubsTable_data();
    void followsGithubsTable();
    void hasNothingWhereNoExpressionMayStand();
    void finds();
    void documentsEveryFunction();
};

void TestAvailability::followsGithubsTable_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("contexts");
    QTest::addColumn<QString>("functions");
    const QString step = u"env github inputs job matrix needs runner secrets steps strategy vars"_s;
    QTest::newRow("run-name") << u"run-name"_s << u"github inputs vars"_s << u""_s;
    QTest::newRow("workflow's env") << u"env"_s << u"github inputs secrets vars"_s << u""_s;
    QTest::newRow("an entry of the workflow's env") << u"env.<env_id>"_s << u"github inputs secrets vars"_s << u""_s;
    QTest::newRow("job's if") << u"jobs.<job_id>.if"_s << u"github inputs needs vars"_s
                              << u"always cancelled failure success"_s;
    QTest::newRow("step's if") << u"jobs.<job_id>.steps.if"_s
                               << u"env github inputs job matrix needs runner steps strategy vars"_s
                               << u"always cancelled failure hashFiles success"_s;
    QTest::newRow("run") << u"jobs.<job_id>.steps.run"_s << step << u"hashFiles"_s;
    QTest::newRow("an input of an action") << u"jobs.<job_id>.steps.with.<input>"_s << step << u"hashFiles"_s;
    QTest::newRow("job's outputs") << u"jobs.<job_id>.outputs.<output_id>"_s << step << u""_s;
    QTest::newRow("matrix") << u"jobs.<job_id>.strategy.matrix.include"_s << u"github inputs needs vars"_s << u""_s;
    QTest::newRow("job's concurrency") << u"jobs.<job_id>.concurrency.group"_s
                                       << u"github inputs matrix needs strategy vars"_s << u""_s;
    QTest::newRow("environment's address")
        << u"jobs.<job_id>.environment.url"_s << u"env github inputs job matrix needs runner steps strategy vars"_s
        << u""_s;
    QTest::newRow("a service's password") << u"jobs.<job_id>.services.<service_id>.credentials.password"_s
                                          << u"env github inputs matrix needs secrets strategy vars"_s << u""_s;
    QTest::newRow("a service's image") << u"jobs.<job_id>.services.<service_id>.image"_s
                                       << u"github inputs matrix needs strategy vars"_s << u""_s;
    QTest::newRow("outputs of a call") << u"on.workflow_call.outputs.<output_id>.value"_s
                                       << u"github inputs jobs vars"_s << u""_s;
    QTest::newRow("composite action") << u"runs.steps.run"_s << u"env github inputs job matrix runner steps strategy"_s
                                      << u"hashFiles"_s;
}

void TestAvailability::followsGithubsTable()
{
    QFETCH(QString, key);
    QFETCH(QString, contexts);
    QFETCH(QString, functions);
    const auto found = availability(printed::bytes(key));
    QVERIFY(found);
    QStringList held;
    for (int at = 0; at < contextCount; ++at)
        if (found->contexts.contains(static_cast<Context>(at)))
            held.append(printed::text(nameOf(static_cast<Context>(at))));
    QCOMPARE(held.join(u' '), contexts);
    QStringList callable;
    for (const FunctionFact &fact : slipway::expressions::functions())
        if (fact.isSpecial && found->allows(fact.function))
            callable.append(printed::text(fact.name));
    QCOMPARE(callable.join(u' '), functions);
    QVERIFY(found->allows(Function::ToJson));
}

void TestAvailability::hasNothingWhereNoExpressionMayStand()
{
    QVERIFY(!availability("name"));
    QVERIFY(!availability("jobs.<job_id>.needs"));
    QVERIFY(!availability("jobs.<job_id>.steps.uses"));
    QVERIFY(!availability("jobs.<job_id>.permissions"));
    QVERIFY(!availability("on.push.branches"));
    QVERIFY(!availability(""));
    QVERIFY(availability("jobs.<job_id>.if")->canNameJobs);
    QVERIFY(!availability("jobs.<job_id>.steps.if")->canNameJobs);
}

void TestAvailability::finds()
{
    QCOMPARE(findFunction("FROMjson")->function, Function::FromJson);
    QCOMPARE(findFunction("from"), nullptr);
    QVERIFY(availabilityKeys().size() >= 33);
    for (const std::string_view key : availabilityKeys())
        QVERIFY(availability(key));
}

void TestAvailability::documentsEveryFunction()
{
    for (const FunctionFact &fact : functions()) {
        QCOMPARE(&factOf(fact.function), &fact);
        QVERIFY(fact.signature.starts_with(fact.name));
        QVERIFY(!documentationOf(fact).isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestAvailability)
#include "test_availability.moc"
