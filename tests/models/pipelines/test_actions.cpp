#include "github_stage.h"
#include "pipelines/action_cache.h"
#include "pipelines/action_reference.h"
#include "pipelines/stored_action.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using namespace slipway::pipelines;
using namespace slipway::test;

namespace {

const QString setupNode = u"actions/setup-node@v4"_s;
const QByteArray file = "/repos/actions/setup-node/contents/action.yml?ref=v4";
const QByteArray metadata = "name: Setup Node\ninputs:\n  node-version:\n    required: true\nruns:\n  using: node20\n";

} // namespace

class TestActions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void referenceOfUses_data();
    void referenceOfUses();
    void oneSpellingForEqualReferences();
    void inputsComeFromGitHub();
    void manyAskersShareOneRequest();
    void secondSpellingOfTheFile();
    void keptForADayAndCommitsForEver();
    void offlineTheOldOneCounts();
    void missingActionIsSaid();
    void failureIsAskedAgainAfterAMinute();
    void signedOutIsSaid();
    void goneAskerIsNotAnswered();
    void whatIsNoActionIsAnsweredAtOnce();
    void damagedKeptFileIsAskedAnew();
    void brokenMetadataIsStillAnAnswer();
    void keptFilesStayInTheirFolder();

private:
    void ask(const QString &uses = setupNode);
    void makeCache(bool isSignedIn = true);

    std::unique_ptr<GitHubStage> m_stage;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ActionCache> m_cache;
    QList<ActionCache::ActionPtr> m_answers;
    QStringList m_reasons;
};

void TestActions::init()
{
    m_stage = std::make_unique<GitHubStage>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_answers.clear();
    m_reasons.clear();
    makeCache();
}

void TestActions::cleanup()
{
    m_cache.reset();
    QCOMPARE(m_stage->mistakes(), QStringList());
    m_stage.reset();
    m_folder.reset();
}

void TestActions::makeCache(bool isSignedIn)
{
    m_cache = std::make_unique<ActionCache>(ActionCache::Setup{isSignedIn ? m_stage->client : nullptr,
                                                               m_folder->filePath(u"actions"_s), m_stage->calls.clock});
}

void TestActions::ask(const QString &uses)
{
    m_cache->ask(uses, this, [this](const ActionCache::ActionPtr &action, const QString &reason) {
        m_answers.append(action);
        m_reasons.append(reason);
    });
}

void TestActions::referenceOfUses_data()
{
    QTest::addColumn<QString>("uses");
    QTest::addColumn<bool>("isAction");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("ref");
    QTest::newRow("a tag") << setupNode << true << QString() << u"v4"_s;
    QTest::newRow("a folder") << u"github/codeql-action/init@v3"_s << true << u"init"_s << u"v3"_s;
    QTest::newRow("a deep folder") << u"a/b/c/d.e@main"_s << true << u"c/d.e"_s << u"main"_s;
    QTest::newRow("a branch with a slash") << u"a/b@release/1"_s << true << QString() << u"release/1"_s;
    QTest::newRow("local") << u"./actions/x"_s << false << QString() << QString();
    QTest::newRow("an image") << u"docker://alpine:3"_s << false << QString() << QString();
    QTest::newRow("no version") << u"actions/checkout"_s << false << QString() << QString();
    QTest::newRow("an expression") << u"a/b@${{ x }}"_s << false << QString() << QString();
    QTest::newRow("climbing") << u"a/b/../../c@v1"_s << false << QString() << QString();
    QTest::newRow("climbing name") << u"a/..@v1"_s << false << QString() << QString();
    QTest::newRow("spaces") << u"a/b c@v1"_s << false << QString() << QString();
    QTest::newRow("nothing") << QString() << false << QString() << QString();
}

void TestActions::referenceOfUses()
{
    QFETCH(QString, uses);
    QFETCH(bool, isAction);
    const auto reference = ActionReference::fromText(uses);
    QCOMPARE(reference.has_value(), isAction);
    if (!reference)
        return;
    QTEST(reference->folder, "folder");
    QTEST(reference->ref, "ref");
}

void TestActions::oneSpellingForEqualReferences()
{
    QCOMPARE(ActionReference::fromText(u"Actions/Setup-Node@v4"_s)->key(), ActionReference::fromText(setupNode)->key());
    QVERIFY(ActionReference::fromText(u"a/b/C@v4"_s)->key() != ActionReference::fromText(u"a/b/c@v4"_s)->key());
    QVERIFY(ActionReference::fromText(u"a/b@"_s + QString(40, u'a'))->isCommit());
    QVERIFY(!ActionReference::fromText(u"a/b@abcdef1"_s)->isCommit());
}

void TestActions::inputsComeFromGitHub()
{
    m_stage->calls.server.on("GET", file).answer(200, fileJson("action.yml", metadata));
    QVERIFY(!m_cache->known(setupNode));
    ask();
    QTRY_COMPARE(m_answers.size(), 1);
    QVERIFY(m_answers.first()->input("node-version"));
    QCOMPARE(m_reasons.first(), QString());
    QCOMPARE(m_cache->known(setupNode), m_answers.first());
    ask();
    QCOMPARE(m_answers.size(), 2);
}

void TestActions::manyAskersShareOneRequest()
{
    m_stage->calls.server.on("GET", file).answer(200, fileJson("action.yml", metadata));
    for (int i = 0; i < 20; ++i)
        ask(i % 2 == 0 ? setupNode : u"Actions/Setup-Node@v4"_s);
    QTRY_COMPARE(m_answers.size(), 20);
}

void TestActions::secondSpellingOfTheFile()
{
    m_stage->calls.server.on("GET", "/repos/a/b/contents/x/action.yml?ref=v1").answer(404, "{}");
    m_stage->calls.server.on("GET", "/repos/a/b/contents/x/action.yaml?ref=v1")
        .answer(200, fileJson("x/action.yaml", metadata));
    ask(u"a/b/x@v1"_s);
    QTRY_COMPARE(m_answers.size(), 1);
    QCOMPARE(m_answers.first()->path, "x/action.yaml");
}

void TestActions::keptForADayAndCommitsForEver()
{
    const QString pinned = u"a/b@"_s + QString(40, u'c');
    m_stage->calls.server.on("GET", file).answer(200, fileJson("action.yml", metadata));
    m_stage->calls.server.on("GET", "/repos/a/b/contents/action.yml?ref=" + QByteArray(40, 'c'))
        .answer(200, fileJson("action.yml", metadata));
    ask();
    ask(pinned);
    QTRY_COMPARE(m_answers.size(), 2);
    makeCache();
    ask();
    ask(pinned);
    QTRY_COMPARE(m_answers.size(), 4);
    m_stage->calls.clock->advance(25h);
    ask(pinned);
    QTRY_COMPARE(m_answers.size(), 5);
    m_stage->calls.server.on("GET", file).answer(200, fileJson("action.yml", metadata));
    makeCache();
    ask();
    ask(pinned);
    QTRY_COMPARE(m_answers.size(), 7);
}

void TestActions::offlineTheOldOneCounts()
{
    writeStored(m_folder->filePath(u"actions"_s), setupNode,
                {m_stage->calls.clock->now().addDays(-9), u"action.yml"_s, metadata});
    m_stage->calls.server.on("GET", file).often().answer(502, "{}");
    ask();
    QTRY_COMPARE((m_stage->later(), m_answers.size()), 1);
    QVERIFY(m_answers.first() && m_answers.first()->input("node-version"));
    QCOMPARE(m_reasons.first(), QString());
}

void TestActions::missingActionIsSaid()
{
    m_stage->calls.server.on("GET", file).answer(404, "{}");
    m_stage->calls.server.on("GET", "/repos/actions/setup-node/contents/action.yaml?ref=v4").answer(404, "{}");
    ask();
    QTRY_COMPARE(m_answers.size(), 1);
    QVERIFY(!m_answers.first());
    QVERIFY(m_reasons.first().contains("actions/setup-node@v4"_L1));
}

void TestActions::failureIsAskedAgainAfterAMinute()
{
    m_stage->calls.server.on("GET", file).answer(403, "{}");
    ask();
    QTRY_COMPARE(m_answers.size(), 1);
    ask();
    QCOMPARE(m_answers.size(), 2);
    QVERIFY(!m_answers.last() && !m_reasons.last().isEmpty());
    m_stage->calls.clock->advance(2min);
    m_stage->calls.server.on("GET", file).answer(200, fileJson("action.yml", metadata));
    ask();
    QTRY_COMPARE(m_answers.size(), 3);
    QVERIFY(m_answers.last());
}

void TestActions::signedOutIsSaid()
{
    makeCache(false);
    ask();
    QTRY_COMPARE(m_answers.size(), 1);
    QVERIFY(m_reasons.first().contains("signed in"_L1));
    m_stage->calls.server.on("GET", file).answer(200, fileJson("action.yml", metadata));
    m_cache->setClient(m_stage->client);
    ask();
    QTRY_COMPARE(m_answers.size(), 2);
    QVERIFY(m_answers.last());
}

void TestActions::goneAskerIsNotAnswered()
{
    m_stage->calls.server.on("GET", file).answer(200, fileJson("action.yml", metadata));
    auto asker = std::make_unique<QObject>();
    bool isAnswered = false;
    m_cache->ask(setupNode, asker.get(), [&](const auto &, const auto &) { isAnswered = true; });
    asker.reset();
    ask();
    QTRY_COMPARE(m_answers.size(), 1);
    QVERIFY(!isAnswered);
}

void TestActions::whatIsNoActionIsAnsweredAtOnce()
{
    ask(u"./actions/x"_s);
    ask(u"<b>"_s);
    QCOMPARE(m_answers.size(), 2);
    QVERIFY(!m_answers.first() && !m_reasons.first().isEmpty());
}

void TestActions::damagedKeptFileIsAskedAnew()
{
    const QString folder = m_folder->filePath(u"actions"_s);
    writeStored(folder, setupNode, {m_stage->calls.clock->now(), u"action.yml"_s, metadata});
    QFile kept(folder + u'/' + QDir(folder).entryList(QDir::Files).first());
    QVERIFY(kept.open(QIODevice::WriteOnly));
    kept.write("{\"key\": 3");
    kept.close();
    m_stage->calls.server.on("GET", file).answer(200, fileJson("action.yml", metadata));
    ask();
    QTRY_COMPARE(m_answers.size(), 1);
    QVERIFY(m_answers.first());
}

void TestActions::brokenMetadataIsStillAnAnswer()
{
    m_stage->calls.server.on("GET", file).answer(200, fileJson("action.yml", "inputs: [\xff\n  : : :"));
    ask();
    QTRY_COMPARE(m_answers.size(), 1);
    QVERIFY(m_answers.first() && m_answers.first()->inputs.empty());
}

void TestActions::keptFilesStayInTheirFolder()
{
    const QString folder = m_folder->filePath(u"actions"_s);
    const StoredAction stored{m_stage->calls.clock->now(), u"action.yml"_s, metadata};
    QVERIFY(writeStored(folder, u"../../../x"_s, stored));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"actions"_s});
    QCOMPARE(readStored(folder, u"../../../x"_s), stored);
    QVERIFY(!readStored(folder, u"other"_s));
    QVERIFY(!writeStored(u"/proc/no/such"_s, u"x"_s, stored));
}

QTEST_GUILESS_MAIN(TestActions)
#include "test_actions.moc"
