#include "loop_health.h"
#include "pipelines_page/canvas_editor.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using namespace slipway::pipelines_page;
using namespace slipway::test;
using canvas::Spot;
using editing::OpenFile;
using editing::Place;

namespace {

/// Two jobs that know nothing of each other.
const QByteArray two = R"(name: Two # a comment
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: one
      - run: two
  b:
    runs-on: ubuntu-latest
    steps:
      - run: three
)";

} // namespace

/// The canvas on a real file: what each gesture makes of its text.
class TestCanvasEditor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void portDragConnects();
    void circlesAreRefused();
    void connectingByKeyboard();
    void stepIsDraggedIntoAnotherJob();
    void dragBackToItsPlaceIsNoStep();
    void keysAddBlocks_data();
    void keysAddBlocks();
    void droppedBlockGoesWhereItWasLetGo();
    void renamingMovesTheNeedsAlong();
    void badNamesAreRefused();
    void removingIsOneStep();
    void duplicateCopiesBesideIt();
    void copyAndPasteGoThroughYaml();
    void whatCannotBeCopiedIsNotCut();
    void foreignTextIsRefused();
    void cutEdgeIsOneStep();
    void stepsMoveByOne();
    void selectionGoesBothWays();
    void brokenTextKeepsTheLastPicture();
    void foldingIsNoEdit();
    void cardsOfOthersAreNotSelectedInTheFile();
    void secretsAreCounted();
    void withoutAFileNothingIsDone();
    void everythingUndoneIsTheSameBytes();

private:
    void open(const QByteArray &text);
    QString card(const std::string &job) const;
    QPoint head(const std::string &job) const;
    void click(const QPoint &at) const;
    void drag(const QPoint &from, const QPoint &to) const;
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const;
    QByteArray text() const { return m_file->document().source(); }
    int steps() const { return m_file->history().stack().count(); }

    std::shared_ptr<base::ManualClock> m_clock;
    std::unique_ptr<OpenFile> m_file;
    std::unique_ptr<canvas::Canvas> m_canvas;
    std::unique_ptr<CanvasEditor> m_editor;
    std::unique_ptr<QSignalSpy> m_refused;
};

void TestCanvasEditor::init()
{
    m_clock = std::make_shared<base::ManualClock>();
    m_canvas = std::make_unique<canvas::Canvas>();
    m_canvas->setMotionReduced(true);
    m_editor = std::make_unique<CanvasEditor>(m_canvas.get());
    m_refused = std::make_unique<QSignalSpy>(m_editor.get(), &CanvasEditor::refused);
    m_canvas->resize(1400, 900);
    m_canvas->show();
    m_canvas->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_canvas.get()));
    m_canvas->setFocus();
}

void TestCanvasEditor::cleanup()
{
    m_refused.reset();
    m_editor->setFile(nullptr);
    m_editor.reset();
    m_canvas.reset();
    m_file.reset();
}

void TestCanvasEditor::open(const QByteArray &text)
{
    m_file = std::make_unique<OpenFile>(opened(text, m_clock));
    m_editor->setFile(m_file.get());
}

QString TestCanvasEditor::card(const std::string &job) const
{
    m_file->selection().set(Place::ofJob(job));
    return m_canvas->current().card;
}

QPoint TestCanvasEditor::head(const std::string &job) const
{
    return m_canvas->rectOf({card(job), -1}).topLeft().toPoint() + QPoint(60, 14);
}

void TestCanvasEditor::click(const QPoint &at) const
{
    QTest::mouseClick(m_canvas->viewport(), Qt::LeftButton, {}, at);
}

void TestCanvasEditor::drag(const QPoint &from, const QPoint &to) const
{
    QWidget *view = m_canvas->viewport();
    QTest::mouseMove(view, from);
    QTest::mousePress(view, Qt::LeftButton, {}, from);
    for (const QPoint &at : {(from + to) / 2, to}) {
        QMouseEvent move(QEvent::MouseMove, at, view->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view, &move);
    }
    QTest::mouseRelease(view, Qt::LeftButton, {}, to);
}

void TestCanvasEditor::key(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    QTest::keyClick(m_canvas.get(), key, modifiers);
}

void TestCanvasEditor::portDragConnects()
{
    open(two);
    const QPoint target = head("b");
    drag(m_canvas->outPortOf(card("a")).toPoint(), target);
    QVERIFY(text().contains("needs: a"));
    QCOMPARE(steps(), 1);
    QVERIFY(text().contains("# a comment"));
    m_file->history().stack().undo();
    QCOMPARE(text(), two);
}

void TestCanvasEditor::circlesAreRefused()
{
    QByteArray circle = two;
    circle.replace("  b:\n", "  b:\n    needs: a\n");
    open(circle);
    const QPoint target = head("a");
    drag(m_canvas->outPortOf(card("b")).toPoint(), target);
    QCOMPARE(text(), circle);
    QCOMPARE(steps(), 0);
}

void TestCanvasEditor::connectingByKeyboard()
{
    open(two);
    (void)card("a");
    key(Qt::Key_C);
    key(Qt::Key_Down);
    key(Qt::Key_Return);
    QCOMPARE(steps(), text().contains("needs: a") ? 1 : 0);
    key(Qt::Key_Escape);
    m_file->history().stack().setIndex(0);
    QCOMPARE(text(), two);
}

void TestCanvasEditor::stepIsDraggedIntoAnotherJob()
{
    open(two);
    const QString a = card("a");
    const QString b = card("b");
    drag(m_canvas->rectOf({a, 0}).center().toPoint(), m_canvas->rectOf({b, 0}).center().toPoint() + QPoint(0, 8));
    QCOMPARE(steps(), 1);
    const auto &jobs = m_file->document().workflow().jobs;
    QCOMPARE(jobs[0].steps.size(), std::size_t(1));
    QCOMPARE(jobs[1].steps.size(), std::size_t(2));
    QCOMPARE(m_file->selection().current().job, "b");
    m_file->history().stack().undo();
    QCOMPARE(text(), two);
}

void TestCanvasEditor::dragBackToItsPlaceIsNoStep()
{
    open(two);
    const QRectF row = m_canvas->rectOf({card("a"), 0});
    drag(row.center().toPoint(), row.center().toPoint() + QPoint(12, 2));
    QCOMPARE(steps(), 0);
    QCOMPARE(text(), two);
}

void TestCanvasEditor::keysAddBlocks_data()
{
    QTest::addColumn<Qt::Key>("pressed");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("job") << Qt::Key_J << "  job:\n"_ba;
    QTest::newRow("command") << Qt::Key_S << "- "_ba;
    QTest::newRow("action") << Qt::Key_A << "uses:"_ba;
    QTest::newRow("gate") << Qt::Key_G << "environment:"_ba;
    QTest::newRow("condition") << Qt::Key_I << "if:"_ba;
    QTest::newRow("matrix") << Qt::Key_M << "matrix:"_ba;
}

void TestCanvasEditor::keysAddBlocks()
{
    QFETCH(Qt::Key, pressed);
    QFETCH(QByteArray, part);
    open(two);
    (void)card("a");
    const qsizetype before = text().count(part);
    key(pressed);
    QCOMPARE(steps(), 1);
    if (pressed == Qt::Key_J)
        QCOMPARE(m_file->document().workflow().jobs.size(), std::size_t(3));
    else
        QVERIFY(text().count(part) > before);
    QVERIFY(m_file->document().workflow().jobs.size() >= 2);
    m_file->history().stack().undo();
    QCOMPARE(text(), two);
}

void TestCanvasEditor::droppedBlockGoesWhereItWasLetGo()
{
    open(two);
    QMimeData data;
    data.setData(QString::fromLatin1(canvas::blockMimeType), "step.run");
    const QPoint at = m_canvas->rectOf({card("b"), 0}).center().toPoint();
    QWidget *view = m_canvas->viewport();
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(view, &enter);
    QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(view, &move);
    QVERIFY(move.isAccepted());
    QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(view, &drop);
    QCOMPARE(steps(), 1);
    QCOMPARE(m_file->document().workflow().jobs[1].steps.size(), std::size_t(2));
    QCOMPARE(m_file->selection().current().kind, Place::Kind::Step);
}

void TestCanvasEditor::renamingMovesTheNeedsAlong()
{
    QByteArray linked = two;
    linked.replace("  b:\n", "  b:\n    needs: a\n");
    open(linked);
    (void)card("a");
    key(Qt::Key_F2);
    auto *field = m_canvas->findChild<QLineEdit *>();
    QVERIFY(field);
    field->selectAll();
    QTest::keyClicks(field, u"build"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(steps(), 1);
    const auto &job = m_file->document().workflow().jobs.front();
    QVERIFY(job.id() == "build" ? text().contains("needs: build") : text().contains("name: build"));
    m_file->history().stack().undo();
    QCOMPARE(text(), linked);
}

void TestCanvasEditor::badNamesAreRefused()
{
    open(two);
    Q_EMIT m_canvas->renameRequested({card("a"), -1}, u"b"_s);
    QVERIFY(m_refused->count() == 1 || steps() == 1);
    Q_EMIT m_canvas->renameRequested({u"nowhere"_s, -1}, u"x"_s);
    QVERIFY(m_file->document().workflow().jobs.size() == 2);
}

void TestCanvasEditor::removingIsOneStep()
{
    QByteArray linked = two;
    linked.replace("  b:\n", "  b:\n    needs: a\n");
    open(linked);
    (void)card("a");
    key(Qt::Key_Delete);
    QCOMPARE(steps(), 1);
    QCOMPARE(m_file->document().workflow().jobs.size(), std::size_t(1));
    QVERIFY(!text().contains("needs"));
    m_file->history().stack().undo();
    QCOMPARE(text(), linked);
}

void TestCanvasEditor::duplicateCopiesBesideIt()
{
    open(two);
    m_file->selection().set(Place::ofStep("a", 1));
    m_editor->duplicate();
    QCOMPARE(steps(), 1);
    QCOMPARE(m_file->document().workflow().jobs[0].steps.size(), std::size_t(3));
    QCOMPARE(m_file->selection().current(), Place::ofStep("a", 2));
}

void TestCanvasEditor::copyAndPasteGoThroughYaml()
{
    open(two);
    m_file->selection().set(Place::ofStep("a", 0));
    m_editor->copy();
    QVERIFY(QGuiApplication::clipboard()->text().contains("run: one"_L1));
    QCOMPARE(steps(), 0);
    m_file->selection().set(Place::ofJob("b"));
    m_editor->paste();
    QCOMPARE(steps(), 1);
    QCOMPARE(m_file->document().workflow().jobs[1].steps.size(), std::size_t(2));
    m_file->selection().set(Place::ofStep("a", 0));
    m_editor->cut();
    QCOMPARE(m_file->document().workflow().jobs[0].steps.size(), std::size_t(1));
    m_file->history().stack().setIndex(0);
    QCOMPARE(text(), two);
}

void TestCanvasEditor::whatCannotBeCopiedIsNotCut()
{
    QByteArray gated = two;
    gated.replace("  b:\n", "  b:\n    environment: production\n");
    open(gated);
    m_file->selection().set(Place::gate("b"));
    m_editor->cut();
    QCOMPARE(text(), gated);
    QCOMPARE(m_refused->count(), 1);
}

void TestCanvasEditor::foreignTextIsRefused()
{
    open(two);
    (void)card("a");
    for (const QString &foreign : {u"no yaml: [of ours"_s, u"<b>hello</b>"_s, QString()}) {
        QGuiApplication::clipboard()->setText(foreign);
        m_editor->paste();
    }
    QCOMPARE(text(), two);
    QCOMPARE(steps(), 0);
    QVERIFY(m_refused->count() >= 2);
    QVERIFY(!m_refused->first().first().toString().isEmpty());
}

void TestCanvasEditor::cutEdgeIsOneStep()
{
    QByteArray linked = two;
    linked.replace("  b:\n", "  b:\n    needs: a\n");
    open(linked);
    const QPoint middle = m_canvas->pathOf(card("a"), card("b")).pointAtPercent(0.5).toPoint();
    click(middle);
    key(Qt::Key_Delete);
    QCOMPARE(steps(), 1);
    QVERIFY(!text().contains("needs"));
    QCOMPARE(m_file->document().workflow().jobs.size(), std::size_t(2));
    m_file->history().stack().undo();
    QCOMPARE(text(), linked);
}

void TestCanvasEditor::stepsMoveByOne()
{
    open(two);
    m_file->selection().set(Place::ofStep("a", 0));
    m_editor->moveBy(1);
    QCOMPARE(steps(), 1);
    QCOMPARE(m_file->selection().current(), Place::ofStep("a", 1));
    m_editor->moveBy(1);
    QCOMPARE(steps(), 1);
}

void TestCanvasEditor::selectionGoesBothWays()
{
    open(two);
    m_file->selection().set(Place::ofStep("a", 1));
    QCOMPARE(m_canvas->current().row, 1);
    click(m_canvas->rectOf({m_canvas->current().card, 0}).center().toPoint());
    QCOMPARE(m_file->selection().current(), Place::ofStep("a", 0));
    m_file->selection().set(Place::file());
    QVERIFY(m_canvas->selection().isEmpty());
    QVERIFY(!m_editor->canRemove());
    m_file->selection().set(Place::trigger("push"));
    QVERIFY(!m_canvas->current().isNull());
}

void TestCanvasEditor::brokenTextKeepsTheLastPicture()
{
    open(two);
    const auto cards = m_canvas->picture().cards.size();
    QVERIFY(m_file->history().apply(yaml::difference(two, two + "  c: [\n"), u"Type"_s));
    QCoreApplication::processEvents();
    QCOMPARE(m_canvas->picture().cards.size(), cards);
    (void)card("a");
    key(Qt::Key_J);
    QCOMPARE(steps(), 1);
    m_editor->add(u"job"_s);
    QCOMPARE(steps(), 1);
    QVERIFY(m_refused->count() >= 1);
}

void TestCanvasEditor::foldingIsNoEdit()
{
    open(two);
    const QString a = card("a");
    Q_EMIT m_canvas->foldRequested(a, true);
    const auto folded = [&] {
        const auto &cards = m_canvas->picture().cards;
        return std::ranges::find(cards, a, &canvas::Card::id)->isFolded;
    };
    QVERIFY(folded());
    QCOMPARE(steps(), 0);
    // It is remembered while another file is shown.
    m_editor->setFile(nullptr);
    QVERIFY(m_canvas->picture().cards.empty());
    m_editor->setFile(m_file.get());
    QVERIFY(folded());
    Q_EMIT m_canvas->foldRequested(a, false);
    QVERIFY(!folded());
}

void TestCanvasEditor::cardsOfOthersAreNotSelectedInTheFile()
{
    const auto repository = std::make_shared<workflow::MemoryRepository>(workflow::MemoryRepository::Files{
        {".github/workflows/other.yml",
         "on: workflow_call\njobs:\n  deep:\n    runs-on: x\n    steps:\n      - run: a\n"}});
    auto setup = opened("on: push\njobs:\n  c:\n    uses: ./.github/workflows/other.yml\n", m_clock);
    setup.repository = repository;
    m_file = std::make_unique<OpenFile>(std::move(setup));
    m_editor->setFile(m_file.get());
    Q_EMIT m_canvas->foldRequested(card("c"), false);
    const auto &cards = m_canvas->picture().cards;
    const auto inside = std::ranges::find_if(cards, [](const canvas::Card &one) { return !one.parent.isEmpty(); });
    QVERIFY(inside != cards.end());
    const Spot deep{inside->id, -1};
    m_canvas->reveal(deep);
    click(m_canvas->rectOf(deep).topLeft().toPoint() + QPoint(60, 14));
    QVERIFY(!m_editor->canRemove());
    const QByteArray before = text();
    m_editor->remove();
    m_editor->duplicate();
    QCOMPARE(text(), before);
}

void TestCanvasEditor::secretsAreCounted()
{
    open(loopHealth(u"patient-graph-ci-cd.yml"_s));
    QCOMPARE(m_editor->secretSteps(), 3);
}

void TestCanvasEditor::withoutAFileNothingIsDone()
{
    m_editor->setFile(nullptr);
    m_editor->add(u"job"_s);
    m_editor->remove();
    m_editor->duplicate();
    m_editor->copy();
    m_editor->paste();
    m_editor->moveBy(1);
    for (const Qt::Key pressed : {Qt::Key_J, Qt::Key_C, Qt::Key_F2, Qt::Key_Delete, Qt::Key_Return})
        key(pressed);
    QCOMPARE(m_refused->count(), 0);
    QVERIFY(m_canvas->picture().cards.empty());
}

void TestCanvasEditor::everythingUndoneIsTheSameBytes()
{
    const QByteArray before = loopHealth(u"patient-graph-ci-cd.yml"_s);
    open(before);
    (void)card("ci");
    for (const Qt::Key pressed : {Qt::Key_S, Qt::Key_A, Qt::Key_G, Qt::Key_M, Qt::Key_J})
        key(pressed);
    (void)card("deploy");
    m_editor->duplicate();
    QVERIFY(steps() >= 5);
    QVERIFY(text() != before);
    m_file->history().stack().setIndex(0);
    QCOMPARE(text(), before);
}

QTEST_MAIN(TestCanvasEditor)

#include "test_canvas_editor.moc"
