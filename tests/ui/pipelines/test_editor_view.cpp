#include "canvas/canvas.h"
#include "code_editor/code_editor.h"
#include "loop_health.h"
#include "pipelines_page/canvas_editor.h"
#include "pipelines_page/editor_view.h"

#include <QAction>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::pipelines_page;
using namespace slipway::test;
using editing::OpenFile;
using editing::Place;

/// Graph, form and text of one file together.
class TestEditorView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void actionsAreOffWithoutAFile();
    void actionsFollowTheSelection();
    void undoSaysWhatItUndoes();
    void oneUndoStackForAllViews();
    void narrowViewHasADrawer();
    void wideViewShowsTheFormBeside();
    void layoutComesBack();
    void damagedLayoutIsIgnored_data();
    void damagedLayoutIsIgnored();
    void fileMayGo();
    void eachToolButtonHasAName();

private:
    bool isEnabled(const char *id) const { return m_view->action(id)->isEnabled(); }

    std::shared_ptr<base::ManualClock> m_clock;
    std::unique_ptr<OpenFile> m_file;
    std::unique_ptr<EditorView> m_view;
};

void TestEditorView::init()
{
    m_clock = std::make_shared<base::ManualClock>();
    m_file = std::make_unique<OpenFile>(opened(loopHealth(u"patient-graph-ci-cd.yml"_s), m_clock));
    m_view = std::make_unique<EditorView>(m_clock.get());
    m_view->resize(1200, 800);
    m_view->show();
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void TestEditorView::cleanup()
{
    m_view.reset();
    m_file.reset();
}

void TestEditorView::actionsAreOffWithoutAFile()
{
    for (const auto &[id, action] : m_view->actions())
        QVERIFY2(!action->isEnabled(), id);
    m_view->setFile(m_file.get());
    QVERIFY(isEnabled("pipeline.tidy") && isEnabled("pipeline.fit") && isEnabled("edit.paste"));
    m_view->setFile(nullptr);
    for (const auto &[id, action] : m_view->actions())
        QVERIFY2(!action->isEnabled(), id);
    QVERIFY(!m_view->action("no.such"));
}

void TestEditorView::actionsFollowTheSelection()
{
    m_view->setFile(m_file.get());
    QVERIFY(!isEnabled("edit.remove") && !isEnabled("edit.rename") && !isEnabled("pipeline.connect"));
    m_file->selection().set(Place::ofJob("ci"));
    QVERIFY(isEnabled("edit.remove") && isEnabled("edit.rename") && isEnabled("pipeline.connect"));
    m_view->setActive(false);
    QVERIFY(!isEnabled("edit.remove") && !isEnabled("edit.undo"));
    m_view->setActive(true);
    QVERIFY(isEnabled("edit.remove"));
}

void TestEditorView::undoSaysWhatItUndoes()
{
    m_view->setFile(m_file.get());
    QVERIFY(!isEnabled("edit.undo"));
    m_file->selection().set(Place::ofJob("ci"));
    m_view->add(u"step.run"_s);
    QVERIFY(isEnabled("edit.undo") && !isEnabled("edit.redo"));
    QVERIFY(m_view->action("edit.undo")->text().endsWith(m_file->history().stack().undoText()));
    m_view->action("edit.undo")->trigger();
    QVERIFY(!isEnabled("edit.undo") && isEnabled("edit.redo"));
    QCOMPARE(m_file->document().source(), m_file->base());
}

void TestEditorView::oneUndoStackForAllViews()
{
    m_view->setFile(m_file.get());
    auto *text = m_view->source().findChild<QPlainTextEdit *>();
    if (!text)
        text = qobject_cast<QPlainTextEdit *>(static_cast<QWidget *>(&m_view->source()));
    QVERIFY(text);
    text->setFocus();
    text->moveCursor(QTextCursor::End);
    QTest::keyClicks(text, u"# typed"_s);
    m_file->selection().set(Place::ofJob("ci"));
    m_view->add(u"step.run"_s);
    QVERIFY(m_file->document().source().endsWith("# typed"));
    m_view->action("edit.undo")->trigger();
    QVERIFY(m_file->document().source().endsWith("# typed"));
    while (isEnabled("edit.undo"))
        m_view->action("edit.undo")->trigger();
    QCOMPARE(m_file->document().source(), m_file->base());
}

void TestEditorView::narrowViewHasADrawer()
{
    m_view->setFile(m_file.get());
    m_view->resize(800, 600);
    m_view->setNarrow(true);
    QVERIFY(!m_view->inspector().isVisible());
    auto *drawer = m_view->findChild<QToolButton *>(u"formDrawer"_s);
    QVERIFY(drawer && drawer->isVisible());
    QTest::mouseClick(drawer, Qt::LeftButton);
    QVERIFY(m_view->inspector().isVisible());
    QCOMPARE(m_view->inspector().geometry().right(), m_view->width() - 1);
    m_view->resize(900, 600);
    QCOMPARE(m_view->inspector().geometry().right(), m_view->width() - 1);
    QTest::mouseClick(drawer, Qt::LeftButton);
    QVERIFY(!m_view->inspector().isVisible());
}

void TestEditorView::wideViewShowsTheFormBeside()
{
    m_view->setFile(m_file.get());
    QVERIFY(m_view->inspector().isVisible());
    m_view->setNarrow(true);
    m_view->setNarrow(false);
    QVERIFY(m_view->inspector().isVisible());
    QVERIFY(m_view->inspector().parentWidget() != m_view.get());
    QCOMPARE(m_view->regions().size(), 3);
}

void TestEditorView::layoutComesBack()
{
    auto *tabs = m_view->findChild<QTabBar *>(u"dockTabs"_s);
    tabs->setCurrentIndex(2);
    const QByteArray layout = m_view->saveLayout();
    tabs->setCurrentIndex(0);
    m_view->restoreLayout(layout);
    QCOMPARE(tabs->currentIndex(), 2);
}

void TestEditorView::damagedLayoutIsIgnored_data()
{
    QTest::addColumn<QByteArray>("layout");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("cut") << "\x01"_ba;
    QTest::newRow("of another version") << QByteArray(40, '\x7f');
    QTest::newRow("no such tab") << QByteArray::fromHex("010000000063");
}

void TestEditorView::damagedLayoutIsIgnored()
{
    QFETCH(QByteArray, layout);
    auto *tabs = m_view->findChild<QTabBar *>(u"dockTabs"_s);
    const int before = tabs->currentIndex();
    m_view->restoreLayout(layout);
    QCOMPARE(tabs->currentIndex(), before);
}

void TestEditorView::fileMayGo()
{
    m_view->setFile(m_file.get());
    m_view->setFile(nullptr);
    m_file.reset();
    QVERIFY(m_view->canvas().picture().cards.empty());
    m_view->add(u"job"_s);
    for (const auto &[id, action] : m_view->actions())
        action->trigger();
    QVERIFY(!m_view->grab().isNull());
}

void TestEditorView::eachToolButtonHasAName()
{
    for (const QToolButton *button : m_view->findChildren<QToolButton *>()) {
        if (!button->isVisible())
            continue;
        const QString name = button->accessibleName().isEmpty() ? button->text() : button->accessibleName();
        QVERIFY2(!name.isEmpty(), qPrintable(button->objectName()));
        if (button->text().isEmpty() || button->toolButtonStyle() == Qt::ToolButtonIconOnly)
            QVERIFY2(!button->toolTip().isEmpty(), qPrintable(name));
    }
}

QTEST_MAIN(TestEditorView)

#include "test_editor_view.moc"
