#include "e2e_delivery/colleague.h"
#include "e2e_releases/releases_hand.h"

#include "approvals_page/approvals_view.h"
#include "composition/session.h"
#include "widgets/sheet.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
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

const QString production = u"production"_s;
const QString api = u"patient-graph-api"_s;

} // namespace

/// Deployments that wait for a person, decided in the window; the ledger tells what GitHub heard.
class ReleasesApprovalTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void inboxLeadsToTheReview();
    void spikeLeadsToTheWayBack();
    void keysLeadThereFromEveryPage_data();
    void keysLeadThereFromEveryPage();
    void hotfixIsApprovedAndWatched();
    void severalAreApprovedAtOnce();
    void rejectionNeedsAReason();
    void whatSomebodyElseDecidedIsTold();
    void ownDeploymentIsBarredBeforeTheClick();
    void whoIsNoReviewerIsToldBeforeTheClick();

private:
    approvals_page::ApprovalsView *view() const
    {
        return m_stage->program().window().findChild<approvals_page::ApprovalsView *>();
    }
    bool isReviewShown() const
    {
        // Its parts are there once it is not loading any more.
        return reviewWords().contains("Your decision"_L1);
    }
    /// By the keys, from wherever the window is.
    bool openReview();
    /// What stands in the review.
    QString reviewWords() const;
    QPushButton *button(const QString &name) const { return view()->findChild<QPushButton *>(name); }
    /// The reasons and the comment, by the keys alone: each Ctrl+Enter leads to what is missing.
    void fillIn();
    /// The operation that begins; its id, or nothing.
    QString begun();
    /// The run of the migrations that a colleague has started for production, once it is known here.
    qint64 startMigrations(const Colleague &colleague);
    qsizetype count(const QString &effect) const { return m_stage->providers().ledger().count(effect); }
    QJsonObject said(const QString &effect) const;

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<ReleasesHand> m_hand;
};

void ReleasesApprovalTest::init()
{
    m_stage = std::make_unique<Stage>();
    m_hand = std::make_unique<ReleasesHand>(*m_stage);
    QVERIFY(m_stage->start());
}

void ReleasesApprovalTest::cleanup()
{
    m_hand.reset();
    m_stage.reset();
}

bool ReleasesApprovalTest::openReview()
{
    // What waits is known once GitHub was asked.
    if (!m_hand->until([this] { return m_stage->program().session()->delivery().approvals().count() > 0; }))
        return false;
    m_stage->press(u"Ctrl+Shift+A"_s);
    if (!m_hand->until([this] { return isReviewShown(); }))
        return false;
    m_stage->program().window().activateWindow();
    view()->findChild<QLineEdit *>()->setFocus(Qt::TabFocusReason);
    return m_hand->until([] { return QApplication::focusWidget(); });
}

QString ReleasesApprovalTest::reviewWords() const
{
    const QWidget *page = m_stage->window().named(u"Review of a deployment"_s);
    QStringList words;
    for (const auto *label : page ? page->findChildren<QLabel *>() : QList<QLabel *>()) {
        if (label->isVisible())
            words += label->text();
    }
    return words.join(u'\n');
}

void ReleasesApprovalTest::fillIn()
{
    for (const QString &words :
         {u"Patients see errors now"_s, u"Merge back into main today"_s, u"Looks safe to me"_s}) {
        m_stage->press(u"Ctrl+Return"_s);
        m_stage->type(words);
    }
}

QString ReleasesApprovalTest::begun()
{
    const auto &all = m_stage->program().session()->delivery().runner().operations();
    return m_hand->until([&all] { return !all.isEmpty(); }) ? all.first().id : QString();
}

QJsonObject ReleasesApprovalTest::said(const QString &effect) const
{
    const auto &entries = m_stage->providers().ledger().entries();
    const auto found = std::ranges::find(entries, effect, &sandbox::Ledger::Entry::effect);
    return found == entries.end() ? QJsonObject() : found->detail;
}

void ReleasesApprovalTest::inboxLeadsToTheReview()
{
    auto *link = m_stage->window().linkStarting(u"Review run: Hotfix waits for approval"_s);
    QVERIFY(link);
    QTest::mouseClick(link, Qt::LeftButton);
    QVERIFY(m_hand->until([this] { return isReviewShown(); }));
    const QString words = reviewWords();
    for (const auto &part :
         {u"Do not fail on encounters without a type"_s, u"Jonas Weil asked at 14:26"_s, u"#619"_s,
          u"1 commit is not in main until merged back"_s, u"Not tested on staging"_s, u"Diff reviewed"_s,
          u"Aiko Tanaka, 14:29"_s, u"Way back is ready"_s, u"Mina Okafor"_s, u"for a note"_s})
        HAS(words, part);
    QVERIFY2(!words.contains("not reviewed"_L1), qPrintable(words));
    // Nothing can be clicked before its reasons are given, and nothing has happened.
    QVERIFY(!button(u"approve"_s)->isEnabled());
    QVERIFY(button(u"reject"_s)->isEnabled());
    QCOMPARE(m_stage->providers().ledger().entries().size(), 0);
}

void ReleasesApprovalTest::spikeLeadsToTheWayBack()
{
    auto *link = m_stage->window().linkStarting(u"Roll back…: Error rate"_s);
    QVERIFY(link);
    QTest::mouseClick(link, Qt::LeftButton);
    QVERIFY(m_hand->until([this] { return m_hand->sheet(); }));
    HAS(m_hand->sheetWords(), u"v42"_s);
    QVERIFY(m_hand->cancel());
    QCOMPARE(m_stage->providers().ledger().entries().size(), 0);
}

void ReleasesApprovalTest::keysLeadThereFromEveryPage_data()
{
    QTest::addColumn<QStringList>("keys");
    QTest::newRow("overview") << QStringList{u"Alt+1"_s};
    QTest::newRow("pipelines") << QStringList{u"Alt+2"_s};
    QTest::newRow("releases") << QStringList{u"Alt+3"_s};
    QTest::newRow("activity") << QStringList{u"Alt+7"_s};
    QTest::newRow("activity, after the releases") << QStringList{u"Alt+3"_s, u"Alt+7"_s};
}

void ReleasesApprovalTest::keysLeadThereFromEveryPage()
{
    QFETCH(QStringList, keys);
    for (const QString &page : keys)
        m_stage->press(page);
    QVERIFY(m_stage->isSettled());
    QVERIFY(openReview());
    HAS(reviewWords(), u"run #1289"_s);
}

void ReleasesApprovalTest::hotfixIsApprovedAndWatched()
{
    // What is live is watched no longer: no gate changes while a person writes. Had its time passed before it was
    // known, nobody would have watched it.
    const auto verdict = [this] { return m_hand->live(api, production).verdict; };
    QVERIFY(m_hand->until([&verdict] { return verdict() == releases::Verdict::Watching; }));
    m_stage->advance(4min);
    QVERIFY(m_stage->isSettled());
    QVERIFY(m_hand->until([&verdict] { return verdict() == releases::Verdict::Failed; }, 5s));
    QVERIFY(openReview());
    fillIn();
    QVERIFY(button(u"approve"_s)->isEnabled());
    QCOMPARE(button(u"approve"_s)->text(), u"Approve and deploy v44"_s);
    QCOMPARE(count(u"deployment.approved"_s), 0);
    m_stage->press(u"Ctrl+Return"_s);
    const QString id = begun();
    QVERIFY2(!id.isEmpty(), qPrintable(reviewWords() + m_stage->window().toast()));
    QVERIFY2(m_hand->until([this] { return count(u"deployment.approved"_s) == 1; }), qPrintable(m_hand->standing(id)));
    const QString comment = said(u"deployment.approved"_s)["comment"_L1].toString();
    HAS(comment, u"Looks safe to me"_s);
    HAS(comment, u"Patients see errors now"_s);
    HAS(comment, u"Merge back into main today"_s);
    HAS(m_hand->bar().join(u'\n'), u"v44"_s);

    // GitHub's job deploys, and what it brings is watched.
    QVERIFY2(m_hand->until([this] { return m_hand->live(api, production).version == "v44"_L1; }, 5s),
             qPrintable(m_hand->standing(id)));
    const auto isWatched = [&] {
        const auto &steps = m_hand->operation(id)->plan.steps;
        const auto watch = std::ranges::find(steps, u"health.watch"_s, &operations::StepSpec::kind);
        const QString words = watch == steps.end() ? QString() : m_hand->step(id, watch->id).words;
        return !words.isEmpty() && !words.startsWith("Waiting"_L1);
    };
    QVERIFY2(m_hand->until(isWatched, 5s), qPrintable(m_hand->standing(id)));
    QCOMPARE(count(u"deployment.approved"_s), 1);

    // The hotfix is live, and main does not have it.
    m_stage->press(u"Ctrl+K"_s);
    m_stage->type(u"timeline"_s);
    m_stage->press(u"Return"_s);
    QVERIFY(m_hand->select(api, production));
    QCOMPARE(m_hand->selected().version, u"v44"_s);
    const auto waiting = [this] {
        for (const auto *list : m_stage->program().window().findChildren<QAbstractItemView *>()) {
            if (list->isVisible() && list->accessibleName() == "Waiting to ship"_L1)
                return list->model()->index(0, 0).data().toString();
        }
        return QString();
    };
    QVERIFY2(m_hand->until([&] { return waiting().contains("main is behind what is live by 1"_L1); }),
             qPrintable(waiting()));

    QVERIFY(m_hand->openActivity());
    HAS(m_hand->activity(), u"v44"_s);
    const QString log = m_hand->log().join(u'\n');
    for (const auto &part : {u"Priya Nair: "_s, u"Looks safe to me"_s, u"Approve"_s})
        HAS(log, part);
}

void ReleasesApprovalTest::severalAreApprovedAtOnce()
{
    const Colleague colleague(*m_stage);
    QVERIFY(colleague.setReviewers({u"priya-nair"_s}, false));
    const qint64 migration = startMigrations(colleague);
    QVERIFY(migration != 0);
    QVERIFY(openReview());
    QTest::mouseClick(button(u"inbox"_s), Qt::LeftButton);
    const auto list = [this] { return m_stage->window().view(u"Deployments that wait for approval"_s); };
    QVERIFY(m_hand->until([&list] { return list() && list()->isVisible() && list()->model()->rowCount() == 2; }));
    list()->setFocus(Qt::TabFocusReason);
    QVERIFY(m_hand->until([&list] { return QApplication::focusWidget() == list(); }));
    m_stage->press(u"Home"_s);
    m_stage->press(u"Shift+End"_s);
    QVERIFY(m_hand->until([this] { return button(u"approveChosen"_s)->isEnabled(); }));
    QTest::mouseClick(button(u"approveChosen"_s), Qt::LeftButton);
    QVERIFY(m_hand->until([this] { return m_hand->sheet(); }));
    HAS(m_hand->sheetWords(), u"Hotfix for patient-graph-api"_s);
    QCOMPARE(m_hand->verb(), QString());
    for (auto *field : m_hand->sheet()->findChildren<QLineEdit *>()) {
        field->setFocus(Qt::TabFocusReason);
        m_stage->type(u"Patients see errors now"_s);
    }
    m_hand->sheet()->findChild<QPlainTextEdit *>()->setFocus(Qt::TabFocusReason);
    m_stage->type(u"Both belong together"_s);
    QVERIFY2(!m_hand->verb().isEmpty(), qPrintable(m_hand->sheetWords()));
    QVERIFY(m_hand->confirm());
    QVERIFY(!m_hand->sheet());
    const QString id = begun();
    QVERIFY2(!id.isEmpty(), qPrintable(m_stage->window().toast()));
    QVERIFY2(m_hand->until([this] { return count(u"deployment.approved"_s) == 2; }), qPrintable(m_hand->standing(id)));

    // Each gate heard it once, and neither is asked again.
    QStringList runs;
    for (const sandbox::Ledger::Entry &entry : m_stage->providers().ledger().entries()) {
        if (entry.effect == "deployment.approved"_L1) {
            runs += entry.subject;
            HAS(entry.detail["comment"_L1].toString(), u"Both belong together"_s);
        }
    }
    QVERIFY(runs.contains(QString::number(migration)));
    QCOMPARE(QSet<QString>(runs.begin(), runs.end()).size(), 2);
    QVERIFY(m_stage->pass(10s));
    QVERIFY(m_stage->refresh());
    QVERIFY(m_hand->until([this] { return m_stage->program().session()->delivery().approvals().list().isEmpty(); }));
    QCOMPARE(count(u"deployment.approved"_s), 2);
}

void ReleasesApprovalTest::rejectionNeedsAReason()
{
    QVERIFY(openReview());
    m_stage->press(u"Ctrl+Shift+R"_s);
    QVERIFY(m_hand->until([this] { return m_hand->sheet(); }));
    QCOMPARE(m_hand->verb(), QString());
    m_hand->sheet()->findChild<QPlainTextEdit *>()->setFocus(Qt::TabFocusReason);
    m_stage->type(u"Not without a test of the null case"_s);
    QCOMPARE(m_hand->verb(), u"Reject"_s);
    QVERIFY(m_hand->confirm());
    QVERIFY(!m_hand->sheet());
    const QString id = begun();
    QVERIFY(!id.isEmpty());
    QVERIFY2(m_hand->untilRested(id), qPrintable(m_hand->standing(id)));
    QCOMPARE(m_hand->operation(id)->state, OperationState::Succeeded);
    QCOMPARE(count(u"deployment.rejected"_s), 1);
    QCOMPARE(count(u"deployment.approved"_s), 0);
    QCOMPARE(said(u"deployment.rejected"_s)["comment"_L1].toString(), u"Not without a test of the null case"_s);
    // What is over is no longer offered.
    QVERIFY(m_stage->refresh());
    QVERIFY(m_hand->until([this] { return !isReviewShown() || !button(u"reject"_s)->isEnabled(); }));
    // Why stands in the audit log.
    QVERIFY(m_hand->openActivity());
    HAS(m_hand->log().join(u'\n'), u"Not without a test of the null case"_s);
}

void ReleasesApprovalTest::whatSomebodyElseDecidedIsTold()
{
    QVERIFY(openReview());
    fillIn();
    QVERIFY(button(u"approve"_s)->isEnabled());
    QVERIFY(Colleague(*m_stage).decide(view()->shownRun(), false, u"I see it otherwise"_s));
    m_stage->press(u"Ctrl+Return"_s);
    QVERIFY(m_hand->until([this] { return !button(u"approve"_s)->isEnabled(); }));
    QVERIFY2(m_hand->until([this] { return reviewWords().contains("Rejected by "_L1); }), qPrintable(reviewWords()));
    QCOMPARE(count(u"deployment.rejected"_s), 1);
    QCOMPARE(count(u"deployment.approved"_s), 0);
    QVERIFY(m_stage->program().session()->delivery().runner().operations().isEmpty());
}

qint64 ReleasesApprovalTest::startMigrations(const Colleague &colleague)
{
    const qint64 run = colleague.dispatch(u"migrations.yml"_s, {{u"environment"_s, production}});
    const auto isKnown = [this, run] {
        const auto &list = m_stage->program().session()->delivery().approvals().list();
        return std::ranges::contains(list, run, &approvals::Waiting::runId);
    };
    if (run == 0 || !m_stage->pass(15s) || !m_stage->refresh() || !m_hand->until(isKnown))
        return 0;
    return run;
}

void ReleasesApprovalTest::ownDeploymentIsBarredBeforeTheClick()
{
    // The token is one person's: what it starts is her own.
    QVERIFY(startMigrations(Colleague(*m_stage)) != 0);
    QVERIFY(openReview());
    // The next one in the inbox.
    m_stage->press(u"Alt+Down"_s);
    QVERIFY(m_hand->until([this] { return reviewWords().contains("You asked for this deployment"_L1); }));
    HAS(reviewWords(), u"production forbids to approve one's own. Ask Mina Okafor."_s);
    QVERIFY(!button(u"approve"_s)->isEnabled());
    QVERIFY(!button(u"reject"_s)->isEnabled());
    m_stage->press(u"Ctrl+Return"_s);
    QVERIFY(m_stage->pass(1s));
    QCOMPARE(count(u"deployment.approved"_s), 0);
}

void ReleasesApprovalTest::whoIsNoReviewerIsToldBeforeTheClick()
{
    QVERIFY(Colleague(*m_stage).setReviewers({u"mina-okafor"_s}, true));
    QVERIFY(openReview());
    HAS(reviewWords(), u"You are not a reviewer of production. Ask Mina Okafor."_s);
    QVERIFY(!button(u"approve"_s)->isEnabled());
    QVERIFY(!button(u"reject"_s)->isEnabled());
    m_stage->press(u"Ctrl+Return"_s);
    QVERIFY(m_stage->pass(1s));
    QCOMPARE(count(u"deployment.approved"_s), 0);
}

QTEST_MAIN(ReleasesApprovalTest)
#include "releases_approval_test.moc"
