#include "github_stage.h"
#include "pipelines/names.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using namespace slipway::pipelines;
using namespace slipway::test;
using State = base::Freshness::State;

namespace {

const QByteArray environments =
    R"({"total_count":2,"environments":[{"id":1,"name":"production","html_url":"https://x/","protection_rules":[)"
    R"({"id":1,"type":"wait_timer","wait_timer":5},)"
    R"({"id":2,"type":"required_reviewers","prevent_self_review":false,"reviewers":[)"
    R"({"type":"User","reviewer":{"id":7,"login":"aiko"}}]}],"deployment_branch_policy":null},)"
    R"({"id":2,"name":"preview","html_url":"https://x/","protection_rules":[],"deployment_branch_policy":null}]})";

QByteArray secretsJson(const QByteArray &name)
{
    return R"({"total_count":1,"secrets":[{"name":")" + name
        + R"(","created_at":"2024-03-01T00:00:00Z","updated_at":"2024-03-11T14:32:00Z"}]})";
}

QByteArray variablesJson(const QByteArray &name)
{
    return R"({"total_count":1,"variables":[{"name":")" + name
        + R"(","value":"eu","created_at":"2024-03-01T00:00:00Z","updated_at":"2024-03-11T14:32:00Z"}]})";
}

const QByteArray noSecrets = R"({"total_count":0,"secrets":[]})";
const QByteArray noVariables = R"({"total_count":0,"variables":[]})";
const QByteArray branches = R"([{"name":"main","commit":{"sha":"c1"},"protected":true},)"
                            R"({"name":"<b>x</b>","commit":{"sha":"c2"},"protected":false}])";

} // namespace

class TestNames final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksWhenWanted();
    void asksAgainWhenOld();
    void failureKeepsOldNames();
    void forbiddenSecretsLeaveTheRest();
    void signedOutAsksNothing();
    void labelsComeFromTheWorkspace();

private:
    void script(int secretsStatus = 200);
    bool isDone() const;

    std::unique_ptr<GitHubStage> m_stage;
    std::unique_ptr<Names> m_names;
};

void TestNames::init()
{
    m_stage = std::make_unique<GitHubStage>();
    m_names =
        std::make_unique<Names>(Names::Setup{m_stage->client, m_stage->name, m_stage->calls.clock, {u"big-arm"_s}});
}

void TestNames::cleanup()
{
    m_names.reset();
    QCOMPARE(m_stage->mistakes(), QStringList());
    m_stage.reset();
}

void TestNames::script(int secretsStatus)
{
    m_stage->on("GET", "/environments?per_page=100").answer(200, environments);
    m_stage->on("GET", "/actions/secrets?per_page=100").answer(secretsStatus, secretsJson("FLY_API_TOKEN"));
    if (secretsStatus == 200) {
        m_stage->on("GET", "/environments/production/secrets?per_page=100").answer(200, secretsJson("FLY_API_TOKEN"));
        m_stage->on("GET", "/environments/preview/secrets?per_page=100").answer(200, noSecrets);
    }
    m_stage->on("GET", "/actions/variables?per_page=100").answer(200, variablesJson("REGION"));
    m_stage->on("GET", "/environments/production/variables?per_page=100").answer(200, noVariables);
    m_stage->on("GET", "/environments/preview/variables?per_page=100").answer(200, noVariables);
    m_stage->on("GET", "/branches?per_page=100").answer(200, branches);
}

bool TestNames::isDone() const
{
    return m_names->freshness(Names::Kind::Branches).state == State::Fresh;
}

void TestNames::asksWhenWanted()
{
    QCOMPARE(m_stage->asked().size(), 0);
    script();
    QSignalSpy changed(m_names.get(), &Names::changed);
    m_names->want();
    m_names->want();
    QTRY_VERIFY(isDone());
    QVERIFY(changed.count() >= 4);
    QCOMPARE(m_names->known().secrets, std::vector<std::string>{"FLY_API_TOKEN"});
    QCOMPARE(m_names->known().variables, std::vector<std::string>{"REGION"});
    QCOMPARE(m_names->known().environments, (std::vector<std::string>{"preview", "production"}));
    QCOMPARE(m_names->branches(), (QStringList{u"main"_s, u"<b>x</b>"_s}));
    QCOMPARE(m_names->environmentWords(u"Production"_s), u"1 reviewer, waits 5\u00A0min"_s);
    QCOMPARE(m_names->environmentWords(u"preview"_s), u"No protection"_s);
    QCOMPARE(m_names->environmentWords(u"nowhere"_s), QString());
    QCOMPARE(m_names->secretPlaces(u"fly_api_token"_s).size(), 2);
    QVERIFY(m_names->secretWords(u"FLY_API_TOKEN"_s).startsWith("In repository secrets, changed 10"_L1));
    QCOMPARE(m_names->secretWords(u"NO_SUCH"_s), QString());
    QCOMPARE(m_names->variablePlaces(u"REGION"_s).first().value, u"eu"_s);
}

void TestNames::asksAgainWhenOld()
{
    script();
    m_names->want();
    QTRY_VERIFY(isDone());
    const auto asked = m_stage->asked().size();
    m_names->want();
    QCOMPARE(m_stage->asked().size(), asked);
    m_stage->calls.clock->advance(6min);
    script();
    m_names->want();
    QTRY_COMPARE(m_stage->asked().size(), 2 * asked);
    QTRY_COMPARE(m_names->freshness(Names::Kind::Branches).asOf, m_stage->calls.clock->now());
}

void TestNames::failureKeepsOldNames()
{
    script();
    m_names->want();
    QTRY_VERIFY(isDone());
    m_stage->on("GET", "/environments?per_page=100").answer(404, "{}");
    m_stage->on("GET", "/actions/secrets?per_page=100").answer(404, "{}");
    m_stage->on("GET", "/actions/variables?per_page=100").answer(404, "{}");
    m_stage->on("GET", "/branches?per_page=100").answer(404, "{}");
    m_names->refresh();
    QTRY_COMPARE(m_names->freshness(Names::Kind::Branches).state, State::Failed);
    QVERIFY(m_names->freshness(Names::Kind::Branches).hasValue());
    QCOMPARE(m_names->branches().size(), 2);
    QCOMPARE(m_names->known().secrets.size(), 1);
}

void TestNames::forbiddenSecretsLeaveTheRest()
{
    script(403);
    m_names->want();
    QTRY_VERIFY(isDone());
    QCOMPARE(m_names->freshness(Names::Kind::Secrets).state, State::Forbidden);
    QVERIFY(m_names->known().secrets.empty());
    QCOMPARE(m_names->known().variables.size(), 1);
}

void TestNames::signedOutAsksNothing()
{
    m_names->setClient(nullptr);
    m_names->want();
    QCOMPARE(m_stage->asked().size(), 0);
    script();
    m_names->setClient(m_stage->client);
    m_names->want();
    QTRY_VERIFY(isDone());
}

void TestNames::labelsComeFromTheWorkspace()
{
    QCOMPARE(m_names->known().runnerLabels, std::vector<std::string>{"big-arm"});
    m_names->setRunnerLabels({u"b"_s, u"a"_s});
    QCOMPARE(m_names->known().runnerLabels, (std::vector<std::string>{"a", "b"}));
}

QTEST_GUILESS_MAIN(TestNames)
#include "test_names.moc"
