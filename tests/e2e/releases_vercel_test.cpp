#include "e2e_delivery/colleague.h"
#include "e2e_releases/sites_fixture.h"

#include "composition/session.h"
#include "widgets/banner.h"

#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using e2e::Colleague;

namespace {

#define LACKS(text, part) QVERIFY2(!(text).contains(part), qPrintable(u"“%1” has “%2”"_s.arg(text, part)))

const QString luna = u"luna.loop.health"_s;
const QString rollBackKeys = u"Ctrl+Shift+B"_s;
const QString promoteKeys = u"Ctrl+Shift+P"_s;
const QString migrations = u"packages/shared/src/db/migrations/"_s;

} // namespace

/// Sites and migrations: changed in the window; the ledger tells what became of it.
class ReleasesVercelTest final : public e2e::SitesFixture
{
    Q_OBJECT

private Q_SLOTS:
    void rollBackPinsAndUndoFollowsPushesAgain();
    void stagedBuildIsLetInWithoutABuild();
    void previewIsBuiltAgainForProduction();
    void productionIsMigratedOnceStagingProvedIt();

private:
    /// The sheet of a site's roll-back, with what it asks for filled in but for the watch.
    bool openRollBack(const QString &app);
    /// The line that says what holds a production; null without one.
    widgets::Banner *pin() const;
    QString migrate(const QString &environment);
};

bool ReleasesVercelTest::openRollBack(const QString &app)
{
    return open(app) && m_hand->openSheet(rollBackKeys) && m_hand->tick(u"watch"_s, false)
        && m_hand->fill(u"typeToConfirm"_s, app);
}

widgets::Banner *ReleasesVercelTest::pin() const
{
    auto *found = m_stage->program().window().findChild<widgets::Banner *>(u"pin"_s);
    return found && found->isVisible() ? found : nullptr;
}

void ReleasesVercelTest::rollBackPinsAndUndoFollowsPushesAgain()
{
    QVERIFY(open(portal));
    const QString before = m_hand->selected().vercelId;
    QVERIFY(!pin());
    QVERIFY(m_hand->openSheet(rollBackKeys));
    const QString plan = m_hand->sheetWords();
    HAS(plan, u"pushes are built but stay staged"_s);
    HAS(plan, u"Nothing is built"_s);
    QVERIFY(m_hand->tick(u"watch"_s, false));
    QCOMPARE(m_hand->verb(), QString());
    QVERIFY(m_hand->fill(u"typeToConfirm"_s, portal));
    const QString back = started();
    QVERIFY(!back.isEmpty());
    COMES_TO(back, Succeeded, 1s);
    QCOMPARE(count(u"project.rollback"_s, portalProject), 1);
    QCOMPARE(count(u"deployment.created"_s), 0);
    QVERIFY(isPinned(portalProject));

    QVERIFY(m_stage->refresh());
    QVERIFY(m_hand->until([this] { return pin(); }));
    HAS(pin()->sentence(), u"Production of my.loop.health is pinned to "_s);
    HAS(pin()->sentence(), u"Pushes build but do not go live"_s);
    QVERIFY(m_hand->live(portal, production).vercelId != before);

    QTest::mouseClick(pin()->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(m_hand->until([this] { return m_hand->sheet(); }));
    HAS(m_hand->sheetWords(), u"Pushes take the production domains again"_s);
    QVERIFY(m_hand->tick(u"watch"_s, false));
    const QString undone = started();
    QVERIFY(!undone.isEmpty());
    COMES_TO(undone, Succeeded, 1s);
    QCOMPARE(count(u"project.promote"_s, portalProject), 1);
    QCOMPARE(count(u"project.rollback"_s, portalProject), 1);
    QVERIFY(!isPinned(portalProject));
    QVERIFY(m_stage->refresh());
    QVERIFY(m_hand->until([this] { return !pin(); }));
    QCOMPARE(m_hand->live(portal, production).vercelId, before);
}

void ReleasesVercelTest::stagedBuildIsLetInWithoutABuild()
{
    // Its newest build ends while production is held: it stays outside.
    QVERIFY(openRollBack(luna));
    const QString back = started();
    QVERIFY(!back.isEmpty());
    COMES_TO(back, Succeeded, 1s);
    QVERIFY(m_stage->pass(4min));
    QVERIFY(m_stage->refresh());
    const auto staged = [this] {
        const auto history = m_stage->program().session()->delivery().releases().history();
        const auto found = std::ranges::find_if(history->releases, [this](const releases::Release &release) {
            return release.app == luna && release.environment == production && release.isStaged;
        });
        return found == history->releases.end() ? releases::Release() : *found;
    };
    QVERIFY(m_hand->until([&] { return !staged().id.isEmpty() && staged().outcome != releases::Outcome::Running; }));
    const releases::Release waiting = staged();
    QVERIFY(m_hand->select(luna, production, waiting.version));
    QVERIFY(m_hand->openSheet(promoteKeys));
    HAS(m_hand->sheetWords(), u"Point production to "_s);
    LACKS(m_hand->sheetWords(), u"uilt again"_s);
    QVERIFY(m_hand->tick(u"watch"_s, false));
    const QString id = started();
    QVERIFY(!id.isEmpty());
    COMES_TO(id, Succeeded, 1s);
    QCOMPARE(count(u"project.promote"_s, u"luna-loop-health"_s), 1);
    QCOMPARE(count(u"deployment.created"_s), 0);
    QVERIFY(!isPinned(u"luna-loop-health"_s));
    QVERIFY(m_stage->refresh());
    QVERIFY(m_hand->until([&] { return m_hand->live(luna, production).vercelId == waiting.vercelId; }));
}

void ReleasesVercelTest::previewIsBuiltAgainForProduction()
{
    QVERIFY(open(portal));
    // To Vercel, what is built of develop is a preview.
    QVERIFY(m_hand->select(portal, u"staging"_s));
    const QString sha = m_hand->selected().sha;
    const QString from = m_hand->selected().vercelId;
    QVERIFY(m_hand->openSheet(promoteKeys));
    HAS(m_hand->sheetWords(), u"It is built again with the variables of today"_s);
    HAS(m_hand->sheetWords(), u"for production"_s);
    QVERIFY(m_hand->tick(u"watch"_s, false));
    const QString id = started();
    QVERIFY(!id.isEmpty());
    COMES_TO(id, Succeeded, 3s);
    QCOMPARE(count(u"deployment.created"_s, portalProject), 1);
    QCOMPARE(count(u"project.promote"_s), 0);
    QVERIFY(m_stage->refresh());
    QVERIFY(m_hand->until([&] { return m_hand->live(portal, production).sha == sha; }));
    QVERIFY(m_hand->live(portal, production).vercelId != from);
}

QString ReleasesVercelTest::migrate(const QString &environment)
{
    if (!m_hand->select(api, environment) || !command(u"run migrations"_s))
        return {};
    return started();
}

void ReleasesVercelTest::productionIsMigratedOnceStagingProvedIt()
{
    QVERIFY(open(api));
    const Colleague colleague(*m_stage);
    QVERIFY(colleague.pushToBoth(migrations + u"0044_consents.sql"_s, "create table consents ();\n"));
    QVERIFY(colleague.setReviewers({}, false));
    QVERIFY(command(u"run migrations"_s));
    HAS(m_hand->sheetWords(), u"Not proven on staging"_s);
    QCOMPARE(m_hand->verb(), QString());
    m_stage->press(u"Ctrl+Return"_s);
    QVERIFY(m_hand->cancel());
    QCOMPARE(count(u"workflow.dispatched"_s), 0);

    const QString staging = migrate(u"staging"_s);
    QVERIFY(!staging.isEmpty());
    COMES_TO(staging, Succeeded, 3s);
    QCOMPARE(count(u"workflow.dispatched"_s), 1);
    QVERIFY(m_hand->openActivity());
    HAS(m_hand->activity(), u"dry"_s);

    QVERIFY(m_hand->openPage());
    QVERIFY(m_hand->select(api, production));
    QVERIFY(command(u"run migrations"_s));
    HAS(m_hand->sheetWords(), u"Proven on staging"_s);
    const QString id = started();
    QVERIFY(!id.isEmpty());
    COMES_TO(id, Succeeded, 3s);
    QCOMPARE(count(u"workflow.dispatched"_s), 2);
    const auto &entries = m_stage->providers().ledger().entries();
    QStringList environments;
    for (const sandbox::Ledger::Entry &entry : entries) {
        if (entry.effect == "workflow.dispatched"_L1)
            environments += entry.detail["inputs"_L1]["environment"_L1].toString();
    }
    QCOMPARE(environments, (QStringList{u"staging"_s, production}));
}

QTEST_MAIN(ReleasesVercelTest)
#include "releases_vercel_test.moc"
