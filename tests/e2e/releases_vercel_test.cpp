#include "e2e_delivery/colleague.h"
#include "e2e_releases/releases_hand.h"

#include "composition/session.h"
#include "timeline/timeline_view.h"
#include "widgets/banner.h"
#include "widgets/sheet.h"

#include <QComboBox>
#include <QCoro/QCoroTask>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using e2e::Colleague;
using e2e::ReleasesHand;
using e2e::Stage;
using operations::OperationState;

namespace {

#define HAS(text, part) QVERIFY2((text).contains(part), qPrintable(u"“%1” lacks “%2”"_s.arg(text, part)))
#define LACKS(text, part) QVERIFY2(!(text).contains(part), qPrintable(u"“%1” has “%2”"_s.arg(text, part)))
#define COMES_TO(id, end, step)                                                                                        \
    QVERIFY2(m_hand->untilRested(id, step), qPrintable(m_hand->standing(id)));                                         \
    QVERIFY2(m_hand->operation(id)->state == OperationState::end, qPrintable(m_hand->standing(id)))

const QString api = u"patient-graph-api"_s;
const QString portal = u"my.loop.health"_s;
const QString portalProject = u"my-loop-health"_s;
const QString luna = u"luna.loop.health"_s;
const QString production = u"production"_s;
const QString rollBackKeys = u"Ctrl+Shift+B"_s;
const QString promoteKeys = u"Ctrl+Shift+P"_s;
const QString migrations = u"packages/shared/src/db/migrations/"_s;

} // namespace

/// Sites and migrations: changed in the window; the ledger tells what became of it.
class ReleasesVercelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void rollBackPinsAndUndoFollowsPushesAgain();
    void stagedBuildIsLetInWithoutABuild();
    void previewIsBuiltAgainForProduction();
    void productionIsMigratedOnceStagingProvedIt();
    void severalAppsGoBackInOnePlan();
    void firstFailureStopsAndWhatWasDoneIsTakenBack();

private:
    bool open(const QString &app);
    /// The sheet of a site's roll-back, with what it asks for filled in but for the watch.
    bool openRollBack(const QString &app);
    /// A command by its name in the palette.
    bool command(const QString &words);
    /// Chooses what happens to an app in a plan for several.
    bool wish(const QString &app, const QString &act);
    /// The sheet that rolls the API and the portal back together, filled in.
    bool planBoth();
    QString started();
    /// The line that says what holds a production; null without one.
    widgets::Banner *pin() const;
    bool isPinned(const QString &project) const;
    QString migrate(const QString &environment);
    qsizetype count(const QString &effect, const QString &subject = {}) const
    {
        return m_stage->providers().ledger().count(effect, subject);
    }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<ReleasesHand> m_hand;
};

void ReleasesVercelTest::init()
{
    m_stage = std::make_unique<Stage>();
    m_hand = std::make_unique<ReleasesHand>(*m_stage);
}

void ReleasesVercelTest::cleanup()
{
    m_hand.reset();
    m_stage.reset();
}

bool ReleasesVercelTest::open(const QString &app)
{
    return m_stage->start() && m_hand->openPage()
        && m_hand->until([&] { return !m_hand->live(app, production).id.isEmpty(); })
        && m_hand->select(app, production);
}

bool ReleasesVercelTest::openRollBack(const QString &app)
{
    return open(app) && m_hand->openSheet(rollBackKeys) && m_hand->tick(u"watch"_s, false)
        && m_hand->fill(u"typeToConfirm"_s, app);
}

bool ReleasesVercelTest::command(const QString &words)
{
    m_stage->press(u"Ctrl+K"_s);
    m_stage->type(words);
    m_stage->press(u"Return"_s);
    return m_hand->until([this] { return m_hand->sheet(); });
}

QString ReleasesVercelTest::started()
{
    const QString id = m_hand->start();
    if (id.isEmpty())
        qWarning("not started: %s %s", qPrintable(m_hand->failure()), qPrintable(m_hand->sheetWords()));
    return id;
}

widgets::Banner *ReleasesVercelTest::pin() const
{
    auto *found = m_stage->program().window().findChild<widgets::Banner *>(u"pin"_s);
    return found && found->isVisible() ? found : nullptr;
}

bool ReleasesVercelTest::isPinned(const QString &project) const
{
    const auto asked = QCoro::waitFor(m_stage->program().session()->clients().vercel.project(project, {}));
    return asked && !asked->assignsDomains;
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
        const auto found = std::ranges::find_if(history->releases, [](const releases::Release &release) {
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

bool ReleasesVercelTest::wish(const QString &app, const QString &act)
{
    auto *choice = m_hand->part<QComboBox>(u"several."_s + app);
    if (!choice)
        return false;
    choice->setFocus(Qt::TabFocusReason);
    for (int at = 0; at < choice->count() && choice->currentText() != act; ++at)
        m_stage->press(u"Down"_s);
    return choice->currentText() == act;
}

bool ReleasesVercelTest::planBoth()
{
    const QString back = u"Roll back to the last good release"_s;
    if (!open(api) || !command(u"release several"_s) || !wish(api, back) || !wish(portal, back))
        return false;
    // What, then in which order, then the plan.
    m_stage->press(u"Ctrl+Return"_s);
    if (!m_hand->until([this] { return m_hand->part<QWidget>(u"parts"_s); }))
        return false;
    m_stage->press(u"Ctrl+Return"_s);
    if (!m_hand->until([this] { return m_hand->part<QLineEdit>(u"typeToConfirm"_s); }))
        return false;
    for (auto *reason : m_hand->sheet()->findChildren<QLineEdit *>()) {
        if (reason->objectName().startsWith("reason/"_L1) && !m_hand->fill(reason->objectName(), u"as agreed"_s))
            return false;
    }
    return m_hand->fill(u"typeToConfirm"_s, api);
}

void ReleasesVercelTest::severalAppsGoBackInOnePlan()
{
    QVERIFY2(planBoth(), qPrintable(m_hand->sheetWords()));
    const QString plan = m_hand->sheetWords();
    HAS(plan, u"patient-graph-api: "_s);
    HAS(plan, u"my.loop.health: "_s);
    const QString id = started();
    QVERIFY(!id.isEmpty());
    QVERIFY(m_hand->until([this] { return count(u"release.complete"_s) == 1; }, 1s));
    // The API is watched before the portal goes, and the portal then.
    QVERIFY2(m_hand->until([this] { return count(u"project.rollback"_s) == 1; }, 5min),
             qPrintable(m_hand->standing(id)));
    COMES_TO(id, Succeeded, 5min);
    QCOMPARE(count(u"machine.updated"_s), 3);
    QCOMPARE(count(u"release.created"_s), 1);
    QCOMPARE(count(u"project.rollback"_s, portalProject), 1);
    // The API first, all of it.
    const auto &entries = m_stage->providers().ledger().entries();
    const auto complete = std::ranges::find(entries, u"release.complete"_s, &sandbox::Ledger::Entry::effect);
    const auto moved = std::ranges::find(entries, u"project.rollback"_s, &sandbox::Ledger::Entry::effect);
    QVERIFY(complete < moved);
    QVERIFY(isPinned(portalProject));
}

void ReleasesVercelTest::firstFailureStopsAndWhatWasDoneIsTakenBack()
{
    QVERIFY2(planBoth(), qPrintable(m_hand->sheetWords()));
    m_stage->addFault({{"kind"_L1, "error-before"_L1},
                       {"method"_L1, "MOVE"_L1},
                       {"path"_L1, "/projects/my-loop-health/domains"_L1},
                       {"count"_L1, 1}});
    const QString id = started();
    QVERIFY(!id.isEmpty());
    QVERIFY(m_hand->until([this] { return count(u"release.complete"_s) == 1; }, 1s));
    COMES_TO(id, Parked, 5min);
    QCOMPARE(count(u"machine.updated"_s), 3);
    QCOMPARE(count(u"domains.moved"_s, portalProject), 0);

    QVERIFY(m_hand->openActivity());
    QVERIFY(m_hand->press(u"Undo what was done…"_s));
    QVERIFY(m_hand->sheet());
    for (auto *field : m_hand->sheet()->findChildren<QLineEdit *>()) {
        field->setFocus(Qt::TabFocusReason);
        m_stage->type(field->accessibleName().startsWith("Type"_L1) ? api : u"the portal did not go"_s);
    }
    QVERIFY(m_hand->confirm());
    QVERIFY2(!m_hand->sheet(), qPrintable(m_hand->sheetWords()));
    QVERIFY2(m_hand->until([&] { return m_hand->operation(id)->state == OperationState::Compensated; }, 1s),
             qPrintable(m_hand->standing(id)));
    QCOMPARE(count(u"machine.updated"_s), 6);
    QVERIFY(m_stage->refresh());
    QVERIFY(m_hand->until([this] { return m_hand->live(api, production).sha.startsWith("c41d9e2"_L1); }));
}

QTEST_MAIN(ReleasesVercelTest)
#include "releases_vercel_test.moc"
