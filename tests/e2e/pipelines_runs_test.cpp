#include "e2e_delivery/pipelines_hand.h"

#include "log_view/log_view.h"
#include "run_pages/runs_view.h"
#include "runs/run_list.h"
#include "widgets/sheet.h"
#include "widgets/status_chip.h"

#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabBar>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using e2e::PipelinesHand;
using e2e::Stage;

namespace {

#define HAS(text, part) QVERIFY2((text).contains(part), qPrintable(u"“%1” lacks “%2”"_s.arg(text, part)))

} // namespace

/// Runs of the demo: decided on, started, ended and watched in the window.
class PipelinesRunsTest final : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    /// In the desktop's place.
    void noteOpened(const QUrl &what) { m_opened = what; }

private Q_SLOTS:
    void init();
    void cleanup();

    void waitingRunIsApprovedAndGoesOn();
    void dispatchedRunIsWatched();
    void badInputIsRefusedInTheForm();
    void failedRunIsRunAgain();
    void runningRunIsAborted();
    void unclearAnswerIsLookedUp();
    void readOnlyTokenIsToldBefore();
    void logOfAnEndedJobIsShown();
    void artifactIsUnpacked();

private:
    bool openRuns(const QString &workflow);
    QListView *list() const { return m_stage->program().window().findChild<QListView *>(u"runs"_s); }
    run_pages::RunsView *view() const { return m_stage->program().window().findChild<run_pages::RunsView *>(); }
    /// Clicks the first run that fits.
    bool click(const std::function<bool(const runs::RunFact &)> &fits);
    QString chip() const;
    /// Lets the story go on until it is so, for `most` of its time.
    bool within(std::chrono::seconds most, const std::function<bool()> &isSo);
    qsizetype count(const char *effect) const
    {
        return m_stage->providers().ledger().count(QString::fromLatin1(effect));
    }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<PipelinesHand> m_hand;
    QUrl m_opened;
};

void PipelinesRunsTest::init()
{
    m_stage = std::make_unique<Stage>();
    m_hand = std::make_unique<PipelinesHand>(*m_stage);
}

void PipelinesRunsTest::cleanup()
{
    m_hand.reset();
    m_stage.reset();
}

bool PipelinesRunsTest::openRuns(const QString &workflow)
{
    if (!m_stage->start() || !m_hand->openPage() || !m_hand->choose(workflow))
        return false;
    m_stage->press(u"Ctrl+Alt+R"_s);
    return m_hand->until([this] { return list() && list()->model()->rowCount() > 0 && view()->run().id != 0; });
}

bool PipelinesRunsTest::click(const std::function<bool(const runs::RunFact &)> &fits)
{
    for (int row = 0; row < list()->model()->rowCount(); ++row) {
        const QModelIndex index = list()->model()->index(row, 0);
        const auto run = index.data(runs::RunList::RunRole).value<runs::RunFact>();
        if (!fits(run))
            continue;
        list()->scrollTo(index);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualRect(index).center());
        // What can be done is known once its jobs are.
        return m_hand->until([this, &run] {
            const auto *steps = view()->findChild<QComboBox *>(u"logStep"_s);
            return view()->run().id == run.id && steps->count() > 1;
        });
    }
    return false;
}

QString PipelinesRunsTest::chip() const
{
    const auto *chip = view()->findChild<widgets::StatusChip *>();
    return chip && chip->isVisible() ? chip->words() : QString();
}

bool PipelinesRunsTest::within(std::chrono::seconds most, const std::function<bool()> &isSo)
{
    for (auto passed = 0s; passed < most && !isSo(); passed += 5s) {
        if (!m_stage->pass(5s))
            return false;
    }
    return m_hand->until(isSo);
}

void PipelinesRunsTest::waitingRunIsApprovedAndGoesOn()
{
    QVERIFY(openRuns(u"Patient Graph CI/CD"_s));
    QVERIFY(click([](const runs::RunFact &run) { return run.number == 1289; }));
    QVERIFY(m_hand->until([this] { return view()->acts().approve->isVisible(); }));
    QCOMPARE(view()->run().status, base::Status::Waiting);
    m_stage->press(u"Ctrl+Shift+A"_s);
    QVERIFY(m_hand->sheet());
    const QString words = m_hand->sheetWords();
    HAS(words, u"1289"_s);
    HAS(words, u"production"_s);
    HAS(words, u"/pending_deployments"_s);
    m_hand->part<QPlainTextEdit>(u"comment"_s)->setFocus();
    m_stage->type(u"Looks safe"_s);
    QCOMPARE(count("deployment.approved"), 0);
    QVERIFY(m_hand->confirm());
    QVERIFY2(!m_hand->sheet(), qPrintable(m_hand->sheetWords()));
    QCOMPARE(count("deployment.approved"), 1);
    const auto &entries = m_stage->providers().ledger().entries();
    const auto said = std::ranges::find(entries, u"deployment.approved"_s, &sandbox::Ledger::Entry::effect);
    QCOMPARE(said->detail["comment"_L1].toString(), u"Looks safe"_s);

    QVERIFY(within(60s, [this] { return view()->run().status == base::Status::Running; }));
    QVERIFY(!view()->acts().approve->isVisible());
    QVERIFY(view()->acts().abort->isVisible());
    QVERIFY(within(20min, [this] { return view()->run().isCompleted; }));
    QCOMPARE(view()->run().status, base::Status::Success);
    QVERIFY(m_hand->until([this] { return !view()->acts().abort->isVisible(); }));
}

void PipelinesRunsTest::dispatchedRunIsWatched()
{
    QVERIFY(openRuns(u"Database Migrations"_s));
    const int before = list()->model()->rowCount();
    const qint64 newest = list()->model()->index(0, 0).data(runs::RunList::RunRole).value<runs::RunFact>().number;
    m_stage->press(u"Ctrl+R"_s);
    QVERIFY(m_hand->sheet());
    QVERIFY(m_hand->until([this] { return m_hand->part<QComboBox>(u"input.environment"_s); }));
    auto *environment = m_hand->part<QComboBox>(u"input.environment"_s);
    environment->setFocus();
    QTest::keyClick(environment, Qt::Key_S);
    QCOMPARE(environment->currentText(), u"staging"_s);
    HAS(m_hand->sheetWords(), u"/workflows/migrations.yml/dispatches"_s);
    HAS(m_hand->sheetWords(), u"environment=staging"_s);
    QVERIFY(m_hand->until([this] { return !m_hand->verb().isEmpty(); }));
    QVERIFY(m_hand->confirm());
    QVERIFY2(!m_hand->sheet(), qPrintable(m_hand->sheetWords()));
    QCOMPARE(count("workflow.dispatched"), 1);
    QVERIFY(m_hand->until([&] { return view()->run().number == newest + 1; }));
    QVERIFY(m_hand->until([&] { return list()->model()->rowCount() == before + 1; }));
    QVERIFY(within(60s, [this] { return view()->run().status == base::Status::Running; }));
    QVERIFY(within(20min, [this] { return view()->run().isCompleted; }));
    QCOMPARE(view()->run().event, u"workflow_dispatch"_s);
    QCOMPARE(view()->run().status, base::Status::Success);
    QCOMPARE(count("workflow.dispatched"), 1);
}

void PipelinesRunsTest::badInputIsRefusedInTheForm()
{
    QVERIFY(openRuns(u"Database Migrations"_s));
    m_stage->press(u"Ctrl+R"_s);
    QVERIFY(m_hand->sheet());
    QVERIFY(m_hand->until([this] { return m_hand->part<QComboBox>(u"input.environment"_s); }));
    // A branch that is not there has no such workflow, and its form cannot be read.
    auto *branch = m_hand->part<QComboBox>(u"dispatchBranch"_s);
    branch->setFocus();
    branch->lineEdit()->selectAll();
    m_stage->type(u"no-such-branch"_s);
    QVERIFY(m_hand->until([this] { return m_hand->sheetWords().contains("cannot be read"_L1); }));
    QCOMPARE(m_hand->verb(), QString());
    m_stage->press(u"Ctrl+Return"_s);
    QVERIFY(m_hand->cancel());
    QCOMPARE(count("workflow.dispatched"), 0);
}

void PipelinesRunsTest::failedRunIsRunAgain()
{
    QVERIFY(openRuns(u"Patient Graph CI/CD"_s));
    QVERIFY(click([](const runs::RunFact &run) { return run.isCompleted && run.status == base::Status::Failure; }));
    QVERIFY(m_hand->until([this] { return view()->acts().rerunFailed->isVisible(); }));
    const qint64 attempt = view()->run().attempt;
    // An entry of the menu "More for this run".
    const auto entries = view()->findChild<QToolButton *>(u"more"_s)->menu()->actions();
    const auto again = std::ranges::find(entries, u"rerunFailed"_s, &QObject::objectName);
    QVERIFY(again != entries.end() && (*again)->isEnabled());
    (*again)->trigger();
    QVERIFY(m_hand->sheet());
    HAS(m_hand->sheetWords(), u"/rerun-failed-jobs"_s);
    QVERIFY(m_hand->confirm());
    QVERIFY2(!m_hand->sheet(), qPrintable(m_hand->sheetWords()));
    QCOMPARE(count("run.rerun"), 1);
    QVERIFY(within(30s, [&] { return view()->run().attempt == attempt + 1 && view()->run().isActive(); }));
    QVERIFY(
        within(20min, [this] { return view()->run().isCompleted || view()->run().status == base::Status::Waiting; }));
}

void PipelinesRunsTest::runningRunIsAborted()
{
    QVERIFY(openRuns(u"Vercel Deploy"_s));
    QVERIFY(click([](const runs::RunFact &run) { return run.isActive(); }));
    QVERIFY(m_hand->until([this] { return view()->acts().abort->isVisible(); }));
    m_stage->press(u"Ctrl+K"_s);
    m_stage->type(u"abort run"_s);
    m_stage->press(u"Return"_s);
    QVERIFY(m_hand->sheet());
    HAS(m_hand->sheetWords(), u"/cancel"_s);
    QVERIFY(m_hand->confirm());
    QVERIFY2(!m_hand->sheet(), qPrintable(m_hand->sheetWords()));
    QCOMPARE(count("run.cancelled"), 1);
    QVERIFY(within(60s, [this] { return view()->run().isCompleted; }));
    QCOMPARE(view()->run().conclusion, u"cancelled"_s);
    QVERIFY2(chip().contains("ancelled"_L1) || chip().contains("borted"_L1), qPrintable(chip()));
}

void PipelinesRunsTest::unclearAnswerIsLookedUp()
{
    QVERIFY(openRuns(u"Database Migrations"_s));
    m_stage->press(u"Ctrl+R"_s);
    QVERIFY(m_hand->until([this] { return !m_hand->verb().isEmpty(); }));
    // It happened, and nobody said so.
    m_stage->addFault({{"provider"_L1, "github"_L1},
                       {"method"_L1, "POST"_L1},
                       {"path"_L1, "/repos/*/dispatches"_L1},
                       {"kind"_L1, "reset-after"_L1},
                       {"count"_L1, 1}});
    QVERIFY(m_hand->confirm());
    QVERIFY2(!m_hand->sheet(), qPrintable(m_hand->sheetWords()));
    QCOMPARE(count("workflow.dispatched"), 1);
}

void PipelinesRunsTest::readOnlyTokenIsToldBefore()
{
    m_stage->info().tokens[workspace::Provider::GitHub] = base::Secret(m_stage->sandboxTokens(u"github"_s).readOnly);
    QVERIFY(openRuns(u"Database Migrations"_s));
    m_stage->press(u"Ctrl+R"_s);
    if (!m_hand->sheet()) {
        HAS(m_stage->window().toast(), u"write"_s);
        return;
    }
    QVERIFY(m_hand->until([this] { return m_hand->part<QComboBox>(u"input.environment"_s); }));
    if (!m_hand->verb().isEmpty())
        QVERIFY(m_hand->confirm());
    QVERIFY2(m_hand->sheet() && (!m_hand->failure().isEmpty() || m_hand->verb().isEmpty()),
             qPrintable(m_hand->sheetWords()));
    QCOMPARE(count("workflow.dispatched"), 0);
}

void PipelinesRunsTest::logOfAnEndedJobIsShown()
{
    QVERIFY(openRuns(u"Patient Graph CI/CD"_s));
    QVERIFY(click([](const runs::RunFact &run) { return run.isCompleted && run.status == base::Status::Failure; }));
    const auto *log = view()->findChild<log_view::LogView *>();
    QVERIFY(m_hand->until([log] { return log->log() && !log->log()->jobs().isEmpty() && log->log()->isIndexed(); }));
    // A failed run opens at what failed.
    const QString step = view()->findChild<QComboBox *>(u"logStep"_s)->currentText();
    QVERIFY2(!step.isEmpty(), "no step is chosen");
    int lines = 0;
    const auto sections = log->log()->sections();
    for (const logs::Section &section : sections)
        lines += section.lineCount();
    QCOMPARE_GT(lines, 10);
}

void PipelinesRunsTest::artifactIsUnpacked()
{
    QStandardPaths::setTestModeEnabled(true);
    const QString target = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    const QString folder = target + u"/patient-graph-build"_s;
    QDir(folder).removeRecursively();
    QVERIFY(openRuns(u"Patient Graph CI/CD"_s));
    QVERIFY(click([](const runs::RunFact &run) { return run.isCompleted && run.status == base::Status::Success; }));
    auto *tabs = view()->findChild<QTabBar *>(u"runTabs"_s);
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(2).center());
    auto *table = view()->findChild<QTableWidget *>(u"artifacts"_s);
    QVERIFY(m_hand->until([table] { return table->rowCount() == 1; }));
    QCOMPARE(table->item(0, 0)->text(), u"patient-graph-build"_s);
    auto *button = view()->findChild<QPushButton *>(u"artifactAction"_s);
    QCOMPARE(button->text(), u"Download and unpack"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(m_hand->until([button] { return button->text() == "Open folder"_L1; }));
    QCOMPARE(table->item(0, 3)->text(), u"unpacked"_s);
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    QVERIFY(files.hasNext());
    QDesktopServices::setUrlHandler(u"file"_s, this, "noteOpened");
    QTest::mouseClick(button, Qt::LeftButton);
    QDesktopServices::unsetUrlHandler(u"file"_s);
    QCOMPARE(m_opened, QUrl::fromLocalFile(folder));
    QDir(folder).removeRecursively();
}

QTEST_MAIN(PipelinesRunsTest)
#include "pipelines_runs_test.moc"
