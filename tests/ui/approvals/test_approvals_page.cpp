#include "approvals/assembly.h"
#include "approvals_demo/demo.h"
#include "approvals_demo/stage.h"
#include "approvals_page/approvals_view.h"
#include "approvals_page/changes_pane.h"
#include "approvals_page/decision_sheet.h"
#include "approvals_page/file_list.h"
#include "approvals_page/inbox.h"
#include "approvals_page/patch.h"
#include "approvals_page/patch_view.h"
#include "approvals_page/review_head.h"
#include "approvals_page/review_page.h"
#include "approvals_page/syntax.h"
#include "widgets/elided_label.h"
#include "widgets/message.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::approvals_page;
using approvals::Decision;
using approvals::Review;

namespace demo = slipway::approvals::demo;

namespace {

Review hotfix()
{
    return approvals::reviewOf(demo::hotfix());
}

/// What a person can read of it.
QString readable(const QWidget &widget)
{
    QStringList words;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&widget))
            words += label->text();
    }
    for (const widgets::ElidedLabel *label : widget.findChildren<widgets::ElidedLabel *>())
        words += label->text();
    return words.join(u'\n').replace(QChar::Nbsp, u' ');
}

QPushButton *button(const QWidget &widget, const char *name)
{
    return widget.findChild<QPushButton *>(QString::fromLatin1(name));
}

void type(const QWidget &widget, const QString &field, const QString &words)
{
    for (QWidget *candidate : widget.findChildren<QWidget *>()) {
        if (candidate->accessibleName() == field && candidate->isVisible()) {
            candidate->setFocus();
            QTest::keyClicks(candidate, words);
            return;
        }
    }
    QFAIL("no such field");
}

void fill(const QWidget &page)
{
    type(page, u"Why this hotfix cannot take the usual way"_s, u"Patients see errors"_s);
    type(page, u"What follows the hotfix"_s, u"Merge back"_s);
    type(page, u"Comment"_s, u"Reproduced locally"_s);
}

/// The demo's hotfix in the view, asked of the sandbox; how what it replaces fares is known.
struct Asked {
    Asked()
        : view(stage.approvals.get(), u"priya-nair"_s)
    {
        stage.engine.start();
        view.resize(1320, 780);
        view.show();
    }

    bool open(releases::Verdict verdict)
    {
        const auto isKnown = [this] {
            return !stage.approvals->list().isEmpty()
                && stage.releases->live(u"patient-graph-api"_s, u"production"_s) != nullptr;
        };
        if (!demo::comesTrue(stage, isKnown))
            return false;
        setVerdict(verdict);
        auto *list = view.findChild<Inbox *>()->findChild<QListView *>();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Return);
        return demo::comesTrue(stage, [this] { return page().review() != nullptr; });
    }
    void setVerdict(releases::Verdict verdict)
    {
        const QString live = stage.releases->live(u"patient-graph-api"_s, u"production"_s)->id;
        stage.releases->setVerdict(live, verdict, {});
    }
    ReviewPage &page() const { return *view.findChild<ReviewPage *>(); }
    /// Ctrl+Enter, and waits for the answer.
    bool confirm()
    {
        QTest::keyClick(page().findChild<QPlainTextEdit *>(), Qt::Key_Return, Qt::ControlModifier);
        return demo::comesTrue(stage, [this] { return !readable(page()).contains(u"Asking GitHub once more"_s); });
    }

    demo::Stage stage;
    ApprovalsView view;
};

/// Shows the demo's hotfix.
void open(ReviewPage &page)
{
    page.resize(1320, 780);
    page.setReview(hotfix(), demo::now());
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
}

} // namespace

class TestApprovalsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsAskedAndWhatSpeaksAgainstIt();
    void approvesOnlyWithWhatTheGatesAskFor();
    void keepsWhatWasTypedWhileItIsTheSameRun();
    void saysWhyOneCannotDecide();
    void saysWhoDecidedMeanwhile();
    void showsWhatFailedAndOffersRetry();
    void walksThroughTheFilesByKeys();
    void ticksAFileByItsBox();
    void switchesToSplit();
    void saysWhenTheChangeIsNotKnown();
    void readsPatches();
    void pairsLinesSideBySide();
    void readsHostilePatches_data();
    void readsHostilePatches();
    void coloursCode();
    void opensARunFromTheInbox();
    void decidesManyFromTheInbox();
    void asksWhyBeforeItRejects();
    void namesItsControls();
    void saysThatNobodyIsSignedIn();
    void decidesByKeysAfterAskingOnceMore();
    void asksAgainOnlyForWhatGotWorse_data();
    void asksAgainOnlyForWhatGotWorse();
    void saysWhatCouldNotBeStarted();
};

void TestApprovalsPage::saysWhatIsAskedAndWhatSpeaksAgainstIt()
{
    ReviewPage page;
    open(page);
    const QString words = readable(page);
    for (const auto &expected :
         {u"Guard against encounters without a subject"_s, u"Jonas Weil asked at 14:26"_s, u"hotfix/null-encounter"_s,
          u"signed, 1 ahead of v43"_s, u"#620, run #1289"_s, u"PATIENT-GRAPH-API-3K"_s,
          u"v44 after v43, on 3 machines"_s, u"9 pass, 2 need a note"_s, u"Not tested on staging"_s,
          u"Wait timer is over"_s, u"5 min, ended 14:31"_s, u"asked, cannot approve"_s, u"v44 replaces v43, rolling"_s,
          u"does not return to v43 by itself"_s, u"4 files, +38 −11, against v43"_s, u"0 of 4 viewed"_s,
          u"1 commit is not in main until merged back"_s})
        QVERIFY2(words.contains(expected), qPrintable(expected));
    QCOMPARE(button(page, "rollBack")->text(), u"Roll back to v42…"_s);
}

void TestApprovalsPage::approvesOnlyWithWhatTheGatesAskFor()
{
    ReviewPage page;
    open(page);
    QSignalSpy approved(&page, &ReviewPage::approved);
    QPushButton *approve = button(page, "approve");
    QCOMPARE(approve->text(), u"Approve and deploy v44"_s);
    QVERIFY(!approve->isEnabled());
    QTest::mouseClick(approve, Qt::LeftButton);
    QCOMPARE(approved.size(), 0);
    fill(page);
    QVERIFY(approve->isEnabled());
    QTest::mouseClick(approve, Qt::LeftButton);
    QCOMPARE(approved.size(), 1);
    const Decision decision = page.decision();
    QCOMPARE(decision.comment, u"Reproduced locally"_s);
    QCOMPARE(decision.hotfixReason, u"Patients see errors"_s);
    QCOMPARE(decision.followUp, u"Merge back"_s);
    QVERIFY(decision.keepsWatch);
    QVERIFY(readable(page).contains(u"You watch production"_s));
    QTest::mouseClick(page.findChild<QCheckBox *>(), Qt::LeftButton, {},
                      {8, page.findChild<QCheckBox *>()->height() / 2});
    QVERIFY(!page.decision().keepsWatch);
    QVERIFY(!readable(page).contains(u"You watch production"_s));
}

void TestApprovalsPage::keepsWhatWasTypedWhileItIsTheSameRun()
{
    ReviewPage page;
    open(page);
    fill(page);
    page.setReview(hotfix(), demo::now().addSecs(60));
    QCOMPARE(page.decision().comment, u"Reproduced locally"_s);
    Review other = hotfix();
    other.what.runId = 5;
    page.setReview(other, demo::now());
    QVERIFY(page.decision().comment.isEmpty());
}

void TestApprovalsPage::saysWhyOneCannotDecide()
{
    ReviewPage page;
    open(page);
    fill(page);
    Review review = hotfix();
    review.what.objection = u"You are not a reviewer of production. Ask Aiko Tanaka."_s;
    page.setReview(review, demo::now());
    QVERIFY(!button(page, "approve")->isEnabled());
    QVERIFY(!button(page, "reject")->isEnabled());
    QVERIFY(readable(page).contains(u"Ask Aiko Tanaka."_s));
    page.setReview(hotfix(), demo::now());
    QVERIFY(button(page, "approve")->isEnabled());
    page.setObstacle(u"Offline. Nothing can be decided."_s);
    QVERIFY(!button(page, "approve")->isEnabled());
    QVERIFY(readable(page).contains(u"Offline."_s));
}

void TestApprovalsPage::saysWhoDecidedMeanwhile()
{
    ReviewPage page;
    open(page);
    Review review = hotfix();
    review.state = Review::State::Approved;
    review.decidedBy = u"Aiko Tanaka"_s;
    page.setReview(review, demo::now());
    QVERIFY(readable(page).contains(u"Approved by Aiko Tanaka."_s));
    QVERIFY(!button(page, "approve")->isEnabled());
    review.state = Review::State::Expired;
    page.setReview(review, demo::now());
    QVERIFY(readable(page).contains(u"Nobody answered for 30 days"_s));
}

void TestApprovalsPage::showsWhatFailedAndOffersRetry()
{
    ReviewPage page;
    page.resize(1320, 780);
    page.show();
    page.showLoading();
    QSignalSpy retried(&page, &ReviewPage::retryRequested);
    page.showError(base::makeError(base::Error::Kind::Forbidden, u"GitHub refused <b>it</b>."_s, u"Sign in anew."_s));
    auto *message = page.findChild<widgets::Message *>();
    QVERIFY(message);
    QVERIFY(readable(page).contains(u"GitHub refused <b>it</b>. Sign in anew."_s));
    for (QPushButton *offered : page.findChildren<QPushButton *>()) {
        if (offered->isVisible() && offered->text() == u"Retry"_s)
            QTest::mouseClick(offered, Qt::LeftButton);
    }
    QCOMPARE(retried.size(), 1);
}

void TestApprovalsPage::walksThroughTheFilesByKeys()
{
    ReviewPage page;
    open(page);
    auto *files = page.findChild<FileList *>();
    files->setFocus();
    QCOMPARE(files->current(), 0);
    QTest::keyClick(files, Qt::Key_N);
    QCOMPARE(files->current(), 1);
    QTest::keyClick(files, Qt::Key_Space);
    QVERIFY(readable(page).contains(u"1 of 4 viewed"_s));
    auto *patch = page.findChild<PatchView *>();
    patch->setFocus();
    QTest::keyClick(patch, Qt::Key_P);
    QCOMPARE(files->current(), 0);
    QVERIFY(patch->model()->rowCount() > 4);
    QTest::keyClick(patch, Qt::Key_N);
    QTest::keyClick(patch, Qt::Key_N);
    QTest::keyClick(patch, Qt::Key_N);
    QTest::keyClick(patch, Qt::Key_N);
    QCOMPARE(files->current(), 3);
}

void TestApprovalsPage::ticksAFileByItsBox()
{
    ReviewPage page;
    open(page);
    auto *files = page.findChild<FileList *>();
    const QRect row = files->visualRect(files->model()->index(2, 0));
    QTest::mouseClick(files->viewport(), Qt::LeftButton, {}, {24, row.center().y()});
    QCOMPARE(files->viewedCount(), 1);
    QTest::mouseClick(files->viewport(), Qt::LeftButton, {}, {24, row.center().y()});
    QCOMPARE(files->viewedCount(), 0);
}

void TestApprovalsPage::switchesToSplit()
{
    ReviewPage page;
    open(page);
    auto *patch = page.findChild<PatchView *>();
    const int unified = patch->model()->rowCount();
    for (QAbstractButton *segment : page.findChildren<QAbstractButton *>()) {
        if (segment->text() == u"Split"_s)
            QTest::mouseClick(segment, Qt::LeftButton);
    }
    QVERIFY(patch->patchLayout() == PatchView::Layout::Split);
    QVERIFY(patch->model()->rowCount() < unified);
    QVERIFY(!page.grab().isNull());
}

void TestApprovalsPage::saysWhenTheChangeIsNotKnown()
{
    ReviewPage page;
    open(page);
    Review review = hotfix();
    review.span.reset();
    page.setReview(review, demo::now());
    QVERIFY(readable(page).contains(u"The change is not known."_s));
}

void TestApprovalsPage::readsPatches()
{
    const auto lines = linesOf(u"@@ -21,3 +21,4 @@ x.ts\n same\n-const a = one.two\n+const a = one?.two\n+more\n"
                               "\\ No newline at end of file"_s);
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines.at(1), (PatchLine{PatchLine::Kind::Same, 21, 21, u"same"_s, {}}));
    QCOMPARE(lines.at(2).before, 22);
    QCOMPARE(lines.at(3).after, 22);
    QCOMPARE(lines.at(4).after, 23);
    QVERIFY(!lines.at(3).marks.isEmpty());
    const Columns mark = lines.at(3).marks.first();
    QVERIFY(lines.at(3).text.sliced(mark.from, mark.to - mark.from).contains(u'?'));
    QVERIFY(lines.at(5).kind == PatchLine::Kind::Note);
}

void TestApprovalsPage::pairsLinesSideBySide()
{
    const auto pairs = pairsOf(linesOf(u"@@ -1,3 +1,2 @@\n a\n-b\n-c\n+d\n e"_s));
    QCOMPARE(pairs, (QList<PatchPair>{{0, 0}, {1, 1}, {2, 4}, {3, -1}, {5, 5}}));
}

void TestApprovalsPage::readsHostilePatches_data()
{
    QTest::addColumn<QString>("patch");
    QTest::newRow("nothing") << QString();
    QTest::newRow("no hunk") << u"Binary files differ\n+a"_s;
    QTest::newRow("numbers beyond all files") << u"@@ -99999999999,1 +999999999,1 @@\n+a"_s;
    QTest::newRow("a hunk that ends early") << u"@@ -1,9 +1,9 @@\n a"_s;
    QTest::newRow("markup and marks of direction") << u"@@ -1 +1 @@\n-<b>\u202e\n+<i>\u202e\r\n"_s;
    QTest::newRow("one line of a million") << u"@@ -1 +1 @@\n+"_s + QString(1'000'000, u'x');
    QTest::newRow("half of a pair of surrogates") << u"@@ -1 +1 @@\n-a"_s + QChar(0xd83d) + u"\n+b"_s + QChar(0xde00);
}

void TestApprovalsPage::readsHostilePatches()
{
    QFETCH(QString, patch);
    for (const PatchLine &line : linesOf(patch)) {
        for (const Columns &mark : line.marks)
            QVERIFY(mark.from >= 0 && mark.from <= mark.to && mark.to <= line.text.size());
    }
    PatchView view;
    view.setPatch(u"x.ts"_s, patch);
    view.resize(600, 300);
    QVERIFY(!view.grab().isNull());
    view.setLayout(PatchView::Layout::Split);
    QVERIFY(!view.grab().isNull());
}

void TestApprovalsPage::coloursCode()
{
    const QString line = u"const a = run('x // y', 12) // why"_s;
    const auto stretches = stretchesOf(line, remarkSign(u"a/b.ts"_s));
    QStringList words;
    for (const Stretch &stretch : stretches)
        words += line.sliced(stretch.from, stretch.to - stretch.from);
    QCOMPARE(words, QStringList({u"const"_s, u"run"_s, u"'x // y'"_s, u"12"_s, u"// why"_s}));
    QVERIFY(stretchesOf(line, remarkSign(u"notes.txt"_s)).isEmpty());
    QCOMPARE(stretchesOf(u"\"open"_s, u"//"_s).last().to, 5);
}

void TestApprovalsPage::opensARunFromTheInbox()
{
    Inbox inbox;
    inbox.resize(1000, 600);
    inbox.show();
    inbox.setWaiting({}, {}, demo::now());
    QVERIFY(!readable(inbox).contains(u"Nothing waits"_s));
    inbox.setWaiting({}, base::Freshness::fresh(demo::now()), demo::now());
    QVERIFY(readable(inbox).contains(u"Nothing waits for approval."_s));
    inbox.setWaiting({hotfix().what}, base::Freshness::fresh(demo::now()), demo::now());
    QSignalSpy opened(&inbox, &Inbox::reviewRequested);
    auto *list = inbox.findChild<QListView *>();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toLongLong(), 9'001'289);
    QTest::mouseClick(button(inbox, "review"), Qt::LeftButton);
    QCOMPARE(opened.size(), 2);
    inbox.setWaiting({hotfix().what},
                     base::Freshness::failed(base::Freshness::fresh(demo::now()),
                                             base::makeError(base::Error::Kind::Network, u"GitHub is away."_s)),
                     demo::now());
    QVERIFY(readable(inbox).contains(u"GitHub is away."_s));
    QCOMPARE(list->model()->rowCount(), 1);
}

void TestApprovalsPage::decidesManyFromTheInbox()
{
    Inbox inbox;
    inbox.resize(1000, 600);
    inbox.show();
    auto other = hotfix().what;
    other.runId = 77;
    auto barred = other;
    barred.runId = 78;
    barred.objection = u"You are not a reviewer."_s;
    inbox.setWaiting({hotfix().what, other, barred}, base::Freshness::fresh(demo::now()), demo::now());
    auto *list = inbox.findChild<QListView *>();
    const auto click = [list](int row, Qt::KeyboardModifiers keys) {
        QTest::mouseClick(list->viewport(), Qt::LeftButton, keys,
                          list->visualRect(list->model()->index(row, 0)).center());
    };
    click(0, {});
    click(1, Qt::ControlModifier);
    QSignalSpy decided(&inbox, &Inbox::decisionRequested);
    QTest::mouseClick(button(inbox, "approveChosen"), Qt::LeftButton);
    QCOMPARE(decided.size(), 1);
    QCOMPARE(decided.first().first().value<QList<qint64>>().size(), 2);
    click(2, Qt::ControlModifier);
    QVERIFY(!button(inbox, "approveChosen")->isEnabled());
    QCOMPARE(button(inbox, "approveChosen")->toolTip(), u"You are not a reviewer."_s);
}

void TestApprovalsPage::asksWhyBeforeItRejects()
{
    QWidget window;
    window.resize(1100, 760);
    window.show();
    Decision decision;
    decision.kind = Decision::Kind::Reject;
    auto *sheet = new DecisionSheet({hotfix()}, decision, demo::now(), &window);
    QSignalSpy decided(sheet, &DecisionSheet::decided);
    sheet->open();
    QVERIFY(!sheet->verb()->isEnabled());
    type(*sheet, u"Why it is rejected"_s, u"Not on a Friday"_s);
    QVERIFY(sheet->verb()->isEnabled());
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QCOMPARE(decided.size(), 1);
    const auto said = decided.first().first().value<Decision>();
    QVERIFY(said.kind == Decision::Kind::Reject);
    QCOMPARE(said.comment, u"Not on a Friday"_s);
}

void TestApprovalsPage::namesItsControls()
{
    ReviewPage page;
    open(page);
    for (const QAbstractButton *control : page.findChildren<QAbstractButton *>()) {
        if (control->isVisible())
            QVERIFY(!control->accessibleName().isEmpty() || !control->text().isEmpty());
    }
}

void TestApprovalsPage::saysThatNobodyIsSignedIn()
{
    ApprovalsView view(nullptr, u"priya-nair"_s);
    view.resize(1000, 600);
    view.show();
    QVERIFY(readable(view).contains(u"Nobody is signed in at GitHub."_s));
    view.showRun(1);
    QCOMPARE(view.shownRun(), 0);
}

void TestApprovalsPage::decidesByKeysAfterAskingOnceMore()
{
    Asked asked;
    QVERIFY(asked.open(releases::Verdict::None));
    QSignalSpy decided(&asked.view, &ApprovalsView::decided);
    QTest::keyClick(&asked.page(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(decided.size(), 0);
    fill(asked.page());
    QVERIFY(asked.confirm());
    QCOMPARE(decided.size(), 1);
    const auto plan = decided.first().at(0).value<operations::Plan>();
    const auto consent = decided.first().at(1).value<operations::Runner::Consent>();
    QCOMPARE(consent.actor, u"priya-nair"_s);
    QCOMPARE(operations::Runner::objection(plan, consent), QString());
    QVERIFY(plan.steps.first().input["approve"_L1].toBool());
    QTest::keyClick(&asked.page(), Qt::Key_Escape);
    QCOMPARE(asked.view.shownRun(), 0);
}

void TestApprovalsPage::asksAgainOnlyForWhatGotWorse_data()
{
    QTest::addColumn<releases::Verdict>("before");
    QTest::addColumn<releases::Verdict>("after");
    QTest::addColumn<bool>("asksAgain");
    using enum releases::Verdict;
    QTest::newRow("the watch failed") << Watching << Failed << true;
    QTest::newRow("the watch went well") << Watching << Healthy << false;
    QTest::newRow("it did badly and recovered") << Failed << Healthy << false;
    QTest::newRow("it does badly in another way") << Failed << Degraded << false;
}

void TestApprovalsPage::asksAgainOnlyForWhatGotWorse()
{
    QFETCH(releases::Verdict, before);
    QFETCH(releases::Verdict, after);
    QFETCH(bool, asksAgain);
    Asked asked;
    QVERIFY(asked.open(before));
    QSignalSpy decided(&asked.view, &ApprovalsView::decided);
    fill(asked.page());
    asked.setVerdict(after);
    QVERIFY(asked.confirm());
    QCOMPARE(decided.size(), asksAgain ? 0 : 1);
    const QString notice = u"Meanwhile: An alert is open on production. Look at it, then confirm again"_s;
    QCOMPARE(readable(asked.page()).contains(notice), asksAgain);
    if (!asksAgain)
        return;
    // What was written stays, and who has looked may say yes.
    QVERIFY(button(asked.page(), "approve")->isEnabled());
    QVERIFY(asked.confirm());
    QCOMPARE(decided.size(), 1);
    QVERIFY(!readable(asked.page()).contains(u"Meanwhile"_s));
}

void TestApprovalsPage::saysWhatCouldNotBeStarted()
{
    Asked asked;
    QVERIFY(asked.open(releases::Verdict::None));
    QSignalSpy decided(&asked.view, &ApprovalsView::decided);
    fill(asked.page());
    QVERIFY(asked.confirm());
    asked.view.refuse(base::makeError(base::Error::Kind::Conflict, u"It is in use."_s, u"Wait until that ends."_s));
    QVERIFY(readable(asked.page()).contains(u"It is in use. Wait until that ends."_s));
    QVERIFY(asked.confirm());
    QCOMPARE(decided.size(), 2);
}

QTEST_MAIN(TestApprovalsPage)
#include "test_approvals_page.moc"
