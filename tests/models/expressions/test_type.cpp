#include "expressions/contexts.h"
#include "expressions/type.h"

#include <QTest>

using namespace slipway::expressions;

class TestType final : public QObject
{
    Q_OBJECT

private slots:
    void writesItsName();
    void findsPropertiesWithoutCase();
    void acceptsWhatGithubConverts();
    void mergesWhatMayBeEither();
    void mergesObjectsByProperty();
    void changesOneCopyAlone();
    void knowsTheContexts();
    void documentsEveryContextAndProperty();
};

namespace {

Type step()
{
    return stepType(Type::strictObject({{"cache-hit", Type::string()}}));
}

} // namespace

void TestType::writesItsName()
{
    QCOMPARE(Type().name(), std::string("any"));
    QCOMPARE(Type::array(Type::number()).name(), std::string("array of number"));
    QCOMPARE(Type::strictObject({{"cache-hit", Type::string()}}).name(), std::string("object {cache-hit: string}"));
    QCOMPARE(Type::strictObject().name(), std::string("object {}"));
    QCOMPARE(Type::openObject().name(), std::string("object"));
    QCOMPARE(Type::map(Type::string()).name(), std::string("object {*: string}"));
    QCOMPARE(Type::openObject({{"a", Type::null()}}).name(), std::string("object {a: null, …}"));
    QVERIFY(builtInType(Context::Github).name().ends_with(", …}"));
}

void TestType::findsPropertiesWithoutCase()
{
    const Type object = Type::strictObject({{"B", Type::string()}, {"a", Type::number()}, {"b", Type::null()}});
    QCOMPARE(object.properties().size(), size_t(2));
    QCOMPARE(*object.property("A"), Type::number());
    QCOMPARE(*object.property("b"), Type::string());
    QCOMPARE(object.property("c"), nullptr);
    QCOMPARE(*Type::map(Type::string()).property("c"), Type::string());
    QCOMPARE(*Type::openObject().property("c"), Type::any());
    QCOMPARE(Type::string().property("c"), nullptr);
}

void TestType::acceptsWhatGithubConverts()
{
    QVERIFY(Type::string().accepts(Type::number()));
    QVERIFY(Type::string().accepts(Type::any()));
    QVERIFY(!Type::string().accepts(Type::boolean()));
    QVERIFY(!Type::string().accepts(Type::openObject()));
    QVERIFY(!Type::number().accepts(Type::string()));
    QVERIFY(Type::boolean().accepts(Type::openObject()));
    QVERIFY(Type::array(Type::string()).accepts(Type::array(Type::number())));
    QVERIFY(!Type::array(Type::number()).accepts(Type::array(Type::string())));
    QVERIFY(!Type::strictObject({{"a", Type::number()}}).accepts(Type::strictObject({{"A", Type::string()}})));
    QVERIFY(Type::any().accepts(Type::null()));
}

void TestType::mergesWhatMayBeEither()
{
    QCOMPARE(Type::string().merged(Type::string()), Type::string());
    QCOMPARE(Type::string().merged(Type::number()), Type::string());
    QCOMPARE(Type::boolean().merged(Type::number()), Type::any());
    QCOMPARE(Type::array(Type::number()).merged(Type::array(Type::string())), Type::array(Type::string()));
    QCOMPARE(Type::any().merged(Type::string()), Type::any());
}

void TestType::mergesObjectsByProperty()
{
    const Type one = Type::strictObject({{"a", Type::number()}, {"b", Type::string()}});
    const Type other = Type::strictObject({{"A", Type::string()}, {"c", Type::boolean()}});
    QCOMPARE(one.merged(other),
             Type::strictObject({{"a", Type::string()}, {"b", Type::string()}, {"c", Type::boolean()}}));
    QVERIFY(!one.merged(Type::openObject()).isStrict());
    QCOMPARE(Type::strictObject().merged(one), one);
    QCOMPARE(one.merged(Type::strictObject()), one);
    QCOMPARE(*one.merged(Type::map(Type::null())).property("z"), Type::null());
}

void TestType::changesOneCopyAlone()
{
    Type steps = Type::strictObject();
    const Type before = steps;
    steps.setProperty("build", step());
    QVERIFY(before.properties().empty());
    QCOMPARE(steps.properties().size(), size_t(1));
    steps.setProperty("BUILD", Type::null());
    QCOMPARE(*steps.property("build"), Type::null());

    Type github = builtInType(Context::Github);
    github.setProperty("event", Type::strictObject());
    QVERIFY(github.property("event")->isStrict());
    QVERIFY(!builtInType(Context::Github).property("event")->isStrict());
}

void TestType::knowsTheContexts()
{
    QCOMPARE(*builtInType(Context::Github).property("ref_protected"), Type::boolean());
    QCOMPARE(*builtInType(Context::Github).property("repositoryurl"), Type::string());
    QCOMPARE(builtInType(Context::Github).property("reff"), nullptr);
    QCOMPARE(*builtInType(Context::Job).property("services")->property("db")->property("ports")->property("5432"),
             Type::string());
    QCOMPARE(*builtInType(Context::Strategy).property("job-index"), Type::number());
    QCOMPARE(*builtInType(Context::Strategy).property("other"), Type::any());
    QCOMPARE(*step().property("outputs")->property("cache-hit"), Type::string());
    QCOMPARE(findContext("GitHub"), Context::Github);
    QCOMPARE(findContext("git"), std::nullopt);
}

void TestType::documentsEveryContextAndProperty()
{
    for (int at = 0; at < contextCount; ++at) {
        const auto context = static_cast<Context>(at);
        QCOMPARE(findContext(nameOf(context)), context);
        QVERIFY(documentationOf(context).endsWith(u'.'));
    }
    for (const PropertyFact &fact : propertyFacts()) {
        QVERIFY(documentationOf(fact).endsWith(u'.'));
        QCOMPARE(findProperty(fact.path), &fact);
        QVERIFY(findContext(fact.path.substr(0, fact.path.find('.'))).has_value());
    }
    QCOMPARE(findProperty("github.nothing"), nullptr);
}

QTEST_GUILESS_MAIN(TestType)
#include "test_type.moc"
