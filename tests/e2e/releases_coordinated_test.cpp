#include "e2e_releases/sites_fixture.h"

#include "widgets/sheet.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using operations::OperationState;

/// Several apps in one plan; the ledger tells what became of it.
class ReleasesCoordinatedTest final : public e2e::SitesFixture
{
    Q_OBJECT

private Q_SLOTS:
    void severalAppsGoBackInOnePlan();
    void firstFailureStopsAndWhatWasDoneIsTakenBack();

private:
    /// Chooses what happens to an app in a plan for several.
    bool wish(const QString &app, const QString &act);
    /// The sheet that rolls the API and the portal back together, filled in.
    bool planBoth();
};

bool ReleasesCoordinatedTest::wish(const QString &app, const QString &act)
{
    QComboBox *choice = nullptr;
    const auto isOffered = [&] {
        choice = m_hand->part<QComboBox>(u"several."_s + app);
        return choice && choice->findText(act) >= 0;
    };
    if (!m_hand->until(isOffered))
        return false;
    choice->setFocus(Qt::TabFocusReason);
    for (int at = 0; at < choice->count() && choice->currentText() != act; ++at)
        m_stage->press(u"Down"_s);
    return choice->currentText() == act;
}

bool ReleasesCoordinatedTest::planBoth()
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

void ReleasesCoordinatedTest::severalAppsGoBackInOnePlan()
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

void ReleasesCoordinatedTest::firstFailureStopsAndWhatWasDoneIsTakenBack()
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

QTEST_MAIN(ReleasesCoordinatedTest)
#include "releases_coordinated_test.moc"
