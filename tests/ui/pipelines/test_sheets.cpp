#include "pipelines_page/diff_view.h"
#include "pipelines_page/outside_sheet.h"
#include "pipelines_page/propose_sheet.h"
#include "pipelines_page/template_sheet.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::pipelines_page;
using desk::OutsideChange;
using State = pipelines::Proposer::State;
using Resolution = desk::Desk::Resolution;

namespace {

pipelines::Plan draft()
{
    return {.repository = {u"loop-health"_s, u"platform"_s},
            .baseBranch = u"main"_s,
            .baseCommit = u"c1"_s,
            .branch = u"slipway/ci"_s,
            .title = u"Limit job ci to 20 minutes"_s,
            .description = u"One change."_s,
            .isDraft = false,
            .files = {{u".github/workflows/ci.yml"_s, "a: 1\n", "a: 1\nb: 2\n"}},
            .updates = {}};
}

bool says(const QWidget &widget, const QString &words)
{
    const auto all = widget.findChildren<QLabel *>();
    return std::ranges::any_of(
        all, [&](const QLabel *label) { return label->isVisibleTo(&widget) && label->text().contains(words); });
}

} // namespace

/// What is asked before anything is made, taken or dropped.
class TestSheets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void templateIsFilledIn();
    void eachTemplateCanBeMade();
    void templateNameMustBeFree_data();
    void templateNameMustBeFree();
    void outsideChangeOffersWhatFits_data();
    void outsideChangeOffersWhatFits();
    void choiceIsGivenBack();
    void cancelledQuestionChangesNothing();
    void proposalSaysWhatWillBeDone();
    void badBranchNamesAreRefused();
    void failureKeepsWhatWasTyped();
    void proposalOfAnEarlierRunGoesOn();
    void updatedProposalKeepsItsBranch();

private:
    QWidget *window() const { return m_window.get(); }

    std::unique_ptr<QWidget> m_window;
};

void TestSheets::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(1280, 900);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestSheets::cleanup()
{
    m_window.reset();
}

void TestSheets::templateIsFilledIn()
{
    auto *sheet = new TemplateSheet({}, window());
    QSignalSpy chosen(sheet, &TemplateSheet::chosen);
    sheet->open();
    auto *list = sheet->findChild<QListWidget *>(u"templates"_s);
    QCOMPARE(QApplication::focusWidget(), list);
    QTest::keyClick(list, Qt::Key_Down);
    auto *name = sheet->findChild<QLineEdit *>(u"templateFile"_s);
    QVERIFY(!name->text().isEmpty());
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, u"mine.yml"_s);
    QVERIFY(sheet->verb()->isEnabled());
    QTest::keyClick(name, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), u"mine.yml"_s);
    const auto document = workflow::Document::open(chosen.first().at(1).toByteArray(), u"mine.yml"_s);
    QVERIFY(!document.workflow().jobs.empty());
}

void TestSheets::eachTemplateCanBeMade()
{
    QPointer<TemplateSheet> sheet = new TemplateSheet({}, window());
    sheet->open();
    auto *list = sheet->findChild<QListWidget *>(u"templates"_s);
    // And the empty one.
    QCOMPARE(list->count(), int(pipelines::workflowTemplates().size()) + 1);
    for (int row = 0; row < list->count(); ++row) {
        list->setCurrentRow(row);
        for (QLineEdit *field : sheet->findChildren<QLineEdit *>()) {
            if (field->text().isEmpty())
                QTest::keyClicks(field, u"demo"_s);
        }
        QVERIFY2(sheet->verb()->isEnabled(), qPrintable(list->item(row)->text()));
        for (QLineEdit *field : sheet->findChildren<QLineEdit *>())
            QVERIFY(!field->accessibleName().isEmpty());
    }
    QTest::keyClick(list, Qt::Key_Escape);
    QTRY_VERIFY(!sheet);
}

void TestSheets::templateNameMustBeFree_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isFine");
    QTest::newRow("free") << u"new.yml"_s << true;
    QTest::newRow("yaml") << u"new.yaml"_s << true;
    QTest::newRow("taken") << u"ci.yml"_s << false;
    QTest::newRow("taken in capitals") << u"CI.yml"_s << false;
    QTest::newRow("no ending") << u"new"_s << false;
    QTest::newRow("another folder") << u"../new.yml"_s << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestSheets::templateNameMustBeFree()
{
    QFETCH(QString, name);
    QFETCH(bool, isFine);
    auto *sheet = new TemplateSheet({u"ci.yml"_s}, window());
    sheet->open();
    auto *field = sheet->findChild<QLineEdit *>(u"templateFile"_s);
    field->setFocus();
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClicks(field, name);
    QCOMPARE(sheet->verb()->isEnabled(), isFine);
}

void TestSheets::outsideChangeOffersWhatFits_data()
{
    QTest::addColumn<OutsideChange>("change");
    QTest::addColumn<int>("choices");
    QTest::addColumn<QString>("words");
    QTest::newRow("merges") << OutsideChange{u"x/ci.yml"_s, "a\n", "b\n"} << 3 << u"Merge both"_s;
    QTest::newRow("conflicts") << OutsideChange{u"x/ci.yml"_s, "a\n", std::nullopt} << 2
                               << u"Take the version on the disk"_s;
    QTest::newRow("removed") << OutsideChange{u"x/ci.yml"_s, std::nullopt, std::nullopt} << 2 << u"Close the file"_s;
}

void TestSheets::outsideChangeOffersWhatFits()
{
    QFETCH(OutsideChange, change);
    auto *sheet = new OutsideSheet(change, nullptr, window());
    sheet->open();
    const auto buttons = sheet->findChildren<QRadioButton *>();
    QTEST(int(buttons.size()), "choices");
    QFETCH(QString, words);
    QVERIFY(std::ranges::any_of(buttons, [&](const QRadioButton *button) { return button->text() == words; }));
    for (QRadioButton *button : buttons) {
        QVERIFY(!button->accessibleDescription().isEmpty());
        button->click();
    }
    // The safest is chosen first: nothing is dropped by going on at once.
    QVERIFY(buttons.first()->text() != u"Close the file"_s);
}

void TestSheets::choiceIsGivenBack()
{
    editing::OpenFile file({.origin = {.path = u"x/ci.yml"_s}, .text = "mine\n", .base = "a\n"});
    auto *sheet = new OutsideSheet({u"x/ci.yml"_s, "theirs\n", std::nullopt}, &file, window());
    QSignalSpy resolved(sheet, &OutsideSheet::resolved);
    sheet->open();
    auto *diff = sheet->findChild<DiffView *>();
    const auto buttons = sheet->findChildren<QRadioButton *>();
    QVERIFY(buttons.at(0)->isChecked());
    // Keeping puts mine in the place of theirs; taking, the other way round.
    QCOMPARE(diff->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(), u"removed: theirs"_s);
    buttons.at(0)->setFocus();
    QTest::keyClick(buttons.at(0), Qt::Key_Down);
    QVERIFY(buttons.at(1)->isChecked());
    QCOMPARE(diff->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(), u"removed: mine"_s);
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QCOMPARE(resolved.count(), 1);
    QCOMPARE(resolved.first().first().value<Resolution>(), Resolution::TakeTheirs);
}

void TestSheets::cancelledQuestionChangesNothing()
{
    QPointer<OutsideSheet> sheet = new OutsideSheet({u"x/ci.yml"_s, "theirs\n", std::nullopt}, nullptr, window());
    QSignalSpy resolved(sheet.data(), &OutsideSheet::resolved);
    sheet->open();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!sheet);
    QCOMPARE(resolved.count(), 0);
}

void TestSheets::proposalSaysWhatWillBeDone()
{
    pipelines::Proposer proposer(nullptr);
    auto *sheet = new ProposeSheet(&proposer, draft(), {u"<b>job ci</b>: timeout added"_s}, std::nullopt, window());
    sheet->open();
    QVERIFY(says(*sheet, u"<b>job ci</b>: timeout added"_s));
    auto *steps = sheet->findChild<QLabel *>(u"proposeSteps"_s);
    QVERIFY(steps->text().contains("POST /repos/loop-health/platform/git/"_L1));
    QVERIFY(steps->text().contains("main stays as it is"_L1));
    QCOMPARE(steps->textFormat(), Qt::PlainText);
    QCOMPARE(QApplication::focusWidget(), sheet->findChild<QLineEdit *>(u"proposeTitle"_s));
    QVERIFY(sheet->findChild<DiffView *>()->model()->rowCount() == 2);
    QTest::mouseClick(sheet->findChild<QCheckBox *>(), Qt::LeftButton, {}, {8, 8});
    QVERIFY(sheet->plan().isDraft);
}

void TestSheets::badBranchNamesAreRefused()
{
    pipelines::Proposer proposer(nullptr);
    auto *sheet = new ProposeSheet(&proposer, draft(), {}, std::nullopt, window());
    sheet->open();
    QVERIFY(sheet->verb()->isEnabled());
    auto *branch = sheet->findChild<QLineEdit *>(u"proposeBranch"_s);
    branch->setFocus();
    branch->selectAll();
    QTest::keyClicks(branch, u"a..b"_s);
    QVERIFY(!sheet->verb()->isEnabled());
    branch->selectAll();
    QTest::keyClicks(branch, u"fine/name"_s);
    QVERIFY(sheet->verb()->isEnabled());
    auto *title = sheet->findChild<QLineEdit *>(u"proposeTitle"_s);
    title->setFocus();
    title->selectAll();
    QTest::keyClick(title, Qt::Key_Delete);
    QVERIFY(!sheet->verb()->isEnabled());
}

void TestSheets::failureKeepsWhatWasTyped()
{
    pipelines::Proposer proposer(nullptr);
    QPointer<ProposeSheet> sheet = new ProposeSheet(&proposer, draft(), {}, std::nullopt, window());
    QSignalSpy proposed(sheet.data(), &ProposeSheet::proposed);
    sheet->open();
    auto *title = sheet->findChild<QLineEdit *>(u"proposeTitle"_s);
    title->selectAll();
    QTest::keyClicks(title, u"My title"_s);
    QTest::keyClick(title, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(proposer.state(), State::Failed);
    QVERIFY(sheet);
    QVERIFY(says(*sheet, u"Nobody is signed in"_s));
    QCOMPARE(title->text(), u"My title"_s);
    QVERIFY(title->isEnabled());
    QCOMPARE(sheet->verb()->text(), u"Try again"_s);
    QCOMPARE(proposer.journal().plan.title, u"My title"_s);
    QCOMPARE(proposed.count(), 0);
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QTRY_COMPARE(proposer.state(), State::Failed);
    QVERIFY(sheet);
}

void TestSheets::proposalOfAnEarlierRunGoesOn()
{
    pipelines::Proposer proposer(nullptr);
    pipelines::Journal earlier = pipelines::Journal::of(draft());
    earlier.head = u"h1"_s;
    earlier.branch = u"slipway/ci-2"_s;
    auto *sheet = new ProposeSheet(&proposer, draft(), {}, earlier, window());
    sheet->open();
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QCOMPARE(proposer.journal().branch, u"slipway/ci-2"_s);
    QCOMPARE(proposer.journal().head, u"h1"_s);
}

void TestSheets::updatedProposalKeepsItsBranch()
{
    pipelines::Proposer proposer(nullptr);
    pipelines::Plan plan = draft();
    plan.updates = 12;
    auto *sheet = new ProposeSheet(&proposer, plan, {}, std::nullopt, window());
    sheet->open();
    QVERIFY(!sheet->findChild<QLineEdit *>(u"proposeBranch"_s)->isEnabled());
    QCOMPARE(sheet->verb()->text(), u"Add commit"_s);
}

QTEST_MAIN(TestSheets)

#include "test_sheets.moc"
