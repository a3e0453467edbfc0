#include "drafts.h"

#include "rollout_sheets/coordinated_sheet.h"
#include "rollout_sheets/release_sheet.h"
#include "theme/style.h"
#include "theme/tokens.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout_sheets {

namespace {

using Level = operations::Guard::Level;

/// The plan says what was chosen; another draft makes another fingerprint.
operations::Plan planned(const rollout::Draft &draft, const rollout::Choices &choices)
{
    operations::Plan plan = rollBackPlan();
    plan.fingerprint = draft.basis.value("fingerprint"_L1).toString(u"one"_s);
    plan.madeAt = draft.madeAt;
    plan.obstacle = draft.obstacle;
    plan.facts = {{u"strategy"_s, choices.strategy},
                  {u"schema"_s, choices.schema},
                  {u"options"_s, choices.options.join(u',')},
                  {u"to"_s, draft.to.version}};
    return plan;
}

bool shows(const QWidget &sheet, const QString &words)
{
    for (const QLabel *label : sheet.findChildren<QLabel *>()) {
        // Units follow a no-break space.
        if (label->isVisibleTo(&sheet) && label->text().replace(QChar::Nbsp, u' ').contains(words))
            return true;
    }
    return false;
}

void savePicture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("SLIPWAY_PICTURES");
    if (!folder.isEmpty())
        widget.grab().save(folder + u'/' + name + u".png"_s);
}

/// A sheet over a window, as large as the design's unless told.
struct Stage {
    explicit Stage(QSize size = {1440, 900})
    {
        window.resize(size);
        window.show();
    }
    ReleaseSheet *release(const rollout::Draft &draft = rollBackDraft())
    {
        auto *sheet = new ReleaseSheet(&window, draft, u"Priya Nair"_s, clock, planned);
        sheet->open();
        QTest::qWait(0);
        return sheet;
    }
    PlanSheet *plan(const operations::Plan &plan)
    {
        auto *sheet = new PlanSheet(&window, plan, u"Priya Nair"_s, clock);
        sheet->open();
        QTest::qWait(0);
        return sheet;
    }
    static void type(QWidget &sheet, const QString &words)
    {
        auto *field = sheet.findChild<QLineEdit *>(u"typeToConfirm"_s);
        field->setFocus();
        field->clear();
        QTest::keyClicks(field, words);
    }

    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    QWidget window;
};

} // namespace

/// What a person reads, chooses and confirms.
class TestRolloutSheets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everythingIsShown();
    void verbNeedsTheName();
    void enterNeverPressesTheVerb();
    void controlEnterConfirms();
    void consentHoldsWhatWasSaid();
    void guardThatAsksNeedsAReason();
    void guardThatBlocksStops();
    void obstacleIsSaid();
    void strategyChangesThePlan();
    void offerWithAnObstacleCannotBeChosen();
    void schemaAndOptionsChangeThePlan();
    void withoutStrategiesAndSchemaTheirPartsAreGone();
    void otherReleaseIsAsked();
    void anotherTargetStartsFromItsPresets();
    void diffIsAsked();
    void oldPlanIsComputedAgainAndGoesOn();
    void oldPlanThatDiffersIsReadAgain();
    void failureOfComputingAgainIsShown();
    void choicesStayWhenTheDraftIsRenewed();
    void callsUnfold();
    void commandIsCopied();
    void hostileWordsAreShownAsWritten();
    void fitsTheSmallestWindow();
    void barePlanIsConfirmed();
    void coordinatedPartsAreOrderedByKeys();
    void coordinatedNeedsTwo();
};

void TestRolloutSheets::initTestCase()
{
    QFont font(u"Inter"_s);
    font.setPixelSize(13);
    QApplication::setStyle(new theme::Style);
    QApplication::setFont(font);
    QApplication::setPalette(theme::palette(theme::lightTokens()));
}

void TestRolloutSheets::everythingIsShown()
{
    for (const theme::Tokens *tokens : {&theme::lightTokens(), &theme::darkTokens()}) {
        QApplication::setPalette(theme::palette(*tokens));
        Stage stage;
        ReleaseSheet *sheet = stage.release();
        for (const QString &words :
             {u"What will happen"_s, u"about 2 min 06 s"_s, u"Replace 3 machines, one at a time"_s, u"1 min 30 s"_s,
              u"v43 → v42"_s, u"How to replace machines"_s, u"Database"_s, u"Guard friday"_s, u"Stays: secrets"_s,
              u"LOG_LEVEL was info"_s, u"Recorded in Activity as Priya Nair"_s, u"only if it fails"_s})
            QVERIFY2(shows(*sheet, words), qPrintable(words));
        QCOMPARE(sheet->findChildren<QWidget *>(u"planStep"_s).size(), 4);
        Stage::type(*sheet, u"patient-graph-api"_s);
        savePicture(stage.window, tokens->isDark ? u"release-sheet-dark"_s : u"release-sheet-light"_s);
    }
    QApplication::setPalette(theme::palette(theme::lightTokens()));
}

void TestRolloutSheets::verbNeedsTheName()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QVERIFY(!sheet->verb()->isEnabled());
    Stage::type(*sheet, u"patient-graph"_s);
    QVERIFY(!sheet->verb()->isEnabled());
    Stage::type(*sheet, u"patient-graph-api"_s);
    QVERIFY(sheet->verb()->isEnabled());
    QCOMPARE(sheet->verb()->text(), u"Roll back to v42"_s);
}

void TestRolloutSheets::enterNeverPressesTheVerb()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QSignalSpy confirmed(sheet, &PlanSheet::confirmed);
    Stage::type(*sheet, u"patient-graph-api"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    sheet->verb()->setFocus();
    QTest::keyClick(sheet->verb(), Qt::Key_Return);
    QCOMPARE(confirmed.size(), 0);
}

void TestRolloutSheets::controlEnterConfirms()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QSignalSpy confirmed(sheet, &PlanSheet::confirmed);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(confirmed.size(), 0);
    Stage::type(*sheet, u"patient-graph-api"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(confirmed.size(), 1);
    QVERIFY2(!sheet->verb()->isEnabled(), "it is not confirmed twice");
}

void TestRolloutSheets::consentHoldsWhatWasSaid()
{
    Stage stage;
    operations::Plan plan = rollBackPlan();
    plan.guards.append(guard(Level::Ask, u"freeze"_s));
    PlanSheet *sheet = stage.plan(plan);
    QList<operations::Runner::Consent> said;
    connect(sheet, &PlanSheet::confirmed, this,
            [&](const operations::Plan &, const operations::Runner::Consent &consent) { said.append(consent); });
    QTest::keyClicks(sheet->findChild<QLineEdit *>(u"reason/freeze"_s), u"errors at 3.1 %"_s);
    Stage::type(*sheet, u"patient-graph-api"_s);
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QCOMPARE(said.size(), 1);
    QCOMPARE(said.at(0).actor, u"Priya Nair"_s);
    QCOMPARE(said.at(0).typed, u"patient-graph-api"_s);
    QCOMPARE(said.at(0).reasons.value(u"freeze"_s), u"errors at 3.1 %"_s);
}

void TestRolloutSheets::guardThatAsksNeedsAReason()
{
    Stage stage;
    operations::Plan plan = rollBackPlan();
    plan.guards = {guard(Level::Ask, u"freeze"_s)};
    PlanSheet *sheet = stage.plan(plan);
    Stage::type(*sheet, u"patient-graph-api"_s);
    QVERIFY(!sheet->verb()->isEnabled());
    auto *reason = sheet->findChild<QLineEdit *>(u"reason/freeze"_s);
    QTest::keyClicks(reason, u"   "_s);
    QVERIFY(!sheet->verb()->isEnabled());
    QTest::keyClicks(reason, u"because"_s);
    QVERIFY(sheet->verb()->isEnabled());
}

void TestRolloutSheets::guardThatBlocksStops()
{
    Stage stage;
    operations::Plan plan = rollBackPlan();
    plan.guards = {guard(Level::Block, u"schema"_s)};
    PlanSheet *sheet = stage.plan(plan);
    Stage::type(*sheet, u"patient-graph-api"_s);
    QVERIFY(!sheet->verb()->isEnabled());
}

void TestRolloutSheets::obstacleIsSaid()
{
    Stage stage;
    operations::Plan plan = rollBackPlan();
    plan.obstacle = u"v42 has no image any more."_s;
    PlanSheet *sheet = stage.plan(plan);
    Stage::type(*sheet, u"patient-graph-api"_s);
    QVERIFY(!sheet->verb()->isEnabled());
    QVERIFY(shows(*sheet, u"v42 has no image any more."_s));
}

void TestRolloutSheets::strategyChangesThePlan()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QCOMPARE(sheet->plan().facts.value("strategy"_L1).toString(), u"rolling"_s);
    auto *list = sheet->findChild<QWidget *>(u"strategies"_s);
    QTest::mouseClick(list->findChildren<QAbstractButton *>().at(1), Qt::LeftButton);
    QCOMPARE(sheet->plan().facts.value("strategy"_L1).toString(), u"immediate"_s);
    QCOMPARE(sheet->choices().strategy, u"immediate"_s);
}

void TestRolloutSheets::offerWithAnObstacleCannotBeChosen()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QAbstractButton *card = sheet->findChild<QWidget *>(u"strategies"_s)->findChildren<QAbstractButton *>().at(2);
    QTest::mouseClick(card, Qt::LeftButton);
    QCOMPARE(sheet->choices().strategy, u"rolling"_s);
    QVERIFY(card->accessibleDescription().contains(u"volumes"_s));
}

void TestRolloutSheets::schemaAndOptionsChangeThePlan()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QTest::mouseClick(sheet->findChild<QWidget *>(u"schema"_s)->findChildren<QAbstractButton *>().at(1),
                      Qt::LeftButton);
    QTest::mouseClick(sheet->findChild<QCheckBox *>(u"option/arm-revert"_s), Qt::LeftButton, {}, {8, 8});
    QCOMPARE(sheet->plan().facts.value("schema"_L1).toString(), u"down"_s);
    QCOMPARE(sheet->plan().facts.value("options"_L1).toString(), u"watch,arm-revert"_s);
}

void TestRolloutSheets::withoutStrategiesAndSchemaTheirPartsAreGone()
{
    Stage stage;
    rollout::Draft draft = rollBackDraft();
    draft.strategies.clear();
    draft.schema.clear();
    draft.schemaWarning.clear();
    draft.options.clear();
    draft.others.clear();
    ReleaseSheet *sheet = stage.release(draft);
    QVERIFY(!shows(*sheet, u"How to replace machines"_s));
    QVERIFY(!shows(*sheet, u"Database"_s));
    QVERIFY(!shows(*sheet, u"Options"_s));
    QVERIFY(!sheet->findChild<QPushButton *>(u"chooseOther"_s)->isVisible());
}

void TestRolloutSheets::otherReleaseIsAsked()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QSignalSpy other(sheet, &ReleaseSheet::otherChosen);
    const QList<QAction *> actions = sheet->findChild<QPushButton *>(u"chooseOther"_s)->menu()->actions();
    QCOMPARE(actions.size(), 1);
    QVERIFY(actions.at(0)->text().startsWith(u"v41"_s));
    actions.at(0)->trigger();
    QCOMPARE(other.size(), 1);
    QCOMPARE(other.at(0).at(0).toString(), u"fly/patient-graph-api/41"_s);
}

void TestRolloutSheets::anotherTargetStartsFromItsPresets()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QTest::mouseClick(sheet->findChild<QWidget *>(u"schema"_s)->findChildren<QAbstractButton *>().at(1),
                      Qt::LeftButton);
    rollout::Draft other = rollBackDraft();
    other.to.releaseId = u"fly/patient-graph-api/41"_s;
    other.to.version = u"v41"_s;
    sheet->setDraft(other);
    QCOMPARE(sheet->choices().schema, u"keep"_s);
    QCOMPARE(sheet->plan().facts.value("to"_L1).toString(), u"v41"_s);
    QVERIFY2(!shows(*sheet, u"changed meanwhile"_s), "a person chose it");
}

void TestRolloutSheets::diffIsAsked()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QSignalSpy diff(sheet, &ReleaseSheet::diffRequested);
    QTest::mouseClick(sheet->findChild<QPushButton *>(u"showDiff"_s), Qt::LeftButton);
    QCOMPARE(diff.size(), 1);
    QCOMPARE(diff.at(0).at(0).toString(), u"3b7a0cd11b22"_s);
    QCOMPARE(diff.at(0).at(1).toString(), u"c41d9e2f0a11"_s);
}

void TestRolloutSheets::oldPlanIsComputedAgainAndGoesOn()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QSignalSpy again(sheet, &PlanSheet::againRequested);
    QSignalSpy confirmed(sheet, &PlanSheet::confirmed);
    Stage::type(*sheet, u"patient-graph-api"_s);
    stage.clock->advance(61s);
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QCOMPARE(again.size(), 1);
    QCOMPARE(confirmed.size(), 0);
    rollout::Draft renewed = rollBackDraft();
    renewed.madeAt = stage.clock->now();
    sheet->setDraft(renewed);
    QCOMPARE(confirmed.size(), 1);
}

void TestRolloutSheets::oldPlanThatDiffersIsReadAgain()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QSignalSpy confirmed(sheet, &PlanSheet::confirmed);
    Stage::type(*sheet, u"patient-graph-api"_s);
    stage.clock->advance(61s);
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    rollout::Draft moved = rollBackDraft();
    moved.basis = {{u"fingerprint"_s, u"two"_s}};
    sheet->setDraft(moved);
    QCOMPARE(confirmed.size(), 0);
    QVERIFY(shows(*sheet, u"changed meanwhile"_s));
    QVERIFY(sheet->verb()->isEnabled());
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QCOMPARE(confirmed.size(), 1);
}

void TestRolloutSheets::failureOfComputingAgainIsShown()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    Stage::type(*sheet, u"patient-graph-api"_s);
    stage.clock->advance(61s);
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    sheet->fail(u"Fly.io answered 502."_s);
    QVERIFY(shows(*sheet, u"Fly.io answered 502."_s));
    QVERIFY(sheet->verb()->isEnabled());
    QCOMPARE(sheet->findChild<QLineEdit *>(u"typeToConfirm"_s)->text(), u"patient-graph-api"_s);
}

void TestRolloutSheets::choicesStayWhenTheDraftIsRenewed()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QTest::mouseClick(sheet->findChild<QWidget *>(u"strategies"_s)->findChildren<QAbstractButton *>().at(1),
                      Qt::LeftButton);
    rollout::Draft renewed = rollBackDraft();
    sheet->setDraft(renewed);
    QCOMPARE(sheet->choices().strategy, u"immediate"_s);
    renewed.strategies[1].obstacle = u"Not now."_s;
    sheet->setDraft(renewed);
    QCOMPARE(sheet->choices().strategy, u"rolling"_s);
}

void TestRolloutSheets::callsUnfold()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    auto *calls = sheet->findChild<QPlainTextEdit *>(u"calls"_s);
    QVERIFY(!calls->isVisible());
    sheet->findChild<QToolButton *>(u"callsToggle"_s)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(calls->isVisible());
    QVERIFY(calls->toPlainText().contains(
        u"POST https://api.machines.dev/v1/apps/patient-graph-api/machines/148e21f7c59d38"_s));
}

void TestRolloutSheets::commandIsCopied()
{
    Stage stage;
    ReleaseSheet *sheet = stage.release();
    QToolButton *copy = nullptr;
    for (QToolButton *button : sheet->findChildren<QToolButton *>()) {
        if (button->accessibleName() == u"Copy the command"_s)
            copy = button;
    }
    QVERIFY(copy);
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), rollBackPlan().command);
}

void TestRolloutSheets::hostileWordsAreShownAsWritten()
{
    Stage stage;
    operations::Plan plan = rollBackPlan();
    plan.steps[0].title = u"<b>%1</b> & %2"_s;
    plan.guards[0].title = u"<img src=x>"_s;
    plan.stays = {u"%1<i>"_s};
    PlanSheet *sheet = stage.plan(plan);
    QVERIFY(shows(*sheet, u"<b>%1</b> & %2"_s));
    QVERIFY(shows(*sheet, u"Stays: %1<i>"_s));
    for (const QLabel *label : sheet->findChildren<QLabel *>())
        QVERIFY2(label->text().isEmpty() || label->textFormat() == Qt::PlainText, qPrintable(label->text()));
}

void TestRolloutSheets::fitsTheSmallestWindow()
{
    Stage stage({1024, 700});
    ReleaseSheet *sheet = stage.release();
    Stage::type(*sheet, u"patient-graph-api"_s);
    savePicture(stage.window, u"release-sheet-small"_s);
    const QPoint verb = sheet->verb()->mapTo(&stage.window, sheet->verb()->rect().bottomRight());
    QVERIFY(stage.window.rect().contains(verb));
    const auto *area = sheet->findChild<QScrollArea *>();
    QVERIFY(area->widget()->width() <= area->viewport()->width());
}

void TestRolloutSheets::barePlanIsConfirmed()
{
    Stage stage;
    operations::Plan plan;
    plan.title = u"Approve 3 deployments"_s;
    plan.verb = u"Approve 3"_s;
    plan.steps = {rollBackPlan().steps.constFirst()};
    PlanSheet *sheet = stage.plan(plan);
    QSignalSpy confirmed(sheet, &PlanSheet::confirmed);
    QVERIFY(!sheet->findChild<QLineEdit *>(u"typeToConfirm"_s)->isVisible());
    savePicture(stage.window, u"plan-sheet"_s);
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QCOMPARE(confirmed.size(), 1);
}

void TestRolloutSheets::coordinatedPartsAreOrderedByKeys()
{
    Stage stage;
    rollout::Draft api = rollBackDraft();
    rollout::Draft site = rollBackDraft();
    site.title = u"Roll back my.loop.health"_s;
    site.wish.target.app = u"my.loop.health"_s;
    rollout::Draft blocked = site;
    blocked.obstacle = u"Production is pinned."_s;
    auto *sheet = new CoordinatedSheet(&stage.window, u"Roll back together"_s, {api, site, blocked});
    sheet->open();
    QTest::qWait(0);
    savePicture(stage.window, u"coordinated-sheet"_s);
    QList<rollout::Wish> wishes;
    connect(sheet, &CoordinatedSheet::chosen, this, [&](const QList<rollout::Wish> &them) { wishes = them; });
    auto *list = sheet->findChild<QListWidget *>(u"parts"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QCOMPARE(wishes.size(), 2);
    QCOMPARE(wishes.at(0).target.app, u"my.loop.health"_s);
    QCOMPARE(wishes.at(1).target.app, u"patient-graph-api"_s);
}

void TestRolloutSheets::coordinatedNeedsTwo()
{
    Stage stage;
    auto *sheet = new CoordinatedSheet(&stage.window, u"Roll back together"_s, {rollBackDraft(), rollBackDraft()});
    sheet->open();
    QTest::qWait(0);
    QVERIFY(sheet->verb()->isEnabled());
    auto *list = sheet->findChild<QListWidget *>(u"parts"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(!sheet->verb()->isEnabled());
    QVERIFY(shows(*sheet, u"Choose two or more."_s));
}

} // namespace slipway::rollout_sheets

QTEST_MAIN(slipway::rollout_sheets::TestRolloutSheets)
#include "test_rollout_sheets.moc"
