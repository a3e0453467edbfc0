#include "open_window.h"

#include "refresh/engine.h"
#include "shell/actions.h"
#include "shell/command_palette.h"
#include "shell/icon_button.h"
#include "shell/nav_rail.h"
#include "shell/operation_item.h"
#include "shell/operations_drawer.h"
#include "shell/sync_indicator.h"
#include "shell/top_bar.h"
#include "shell/top_bar_parts.h"
#include "shell/workspace_picker.h"
#include "theme/icons.h"
#include "widgets/segmented_control.h"
#include "widgets/toast.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace slipway;
using widgets::EnvironmentFilter;

namespace {

shell::RunningOperation rollback()
{
    shell::RunningOperation operation;
    operation.id = u"op1"_s;
    operation.title = u"Roll back patient-graph-api to v42"_s;
    operation.detail = u"1 of 3 machines"_s;
    operation.share = 0.4;
    operation.canAbort = true;
    operation.steps = {{u"Lease 3 machines"_s, base::Status::Success, u"held"_s, u"0:02"_s},
                       {u"Replace machines"_s, base::Status::Running, u"1 of 3 machines"_s, {}}};
    operation.log = {u"14:32 Machine 1 runs v42"_s};
    return operation;
}

} // namespace

class TestWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyActionHasTextIconAndItsOwnKeys();
    void everyActionIsInAMenu();
    void paletteRunsAnActionByTyping();
    void paletteFindsObjects();
    void paletteGivesTheKeyboardBack();
    void filterByMouse();
    void filterByKeys();
    void themeSwitchesLive();
    void narrowLayouts_data();
    void narrowLayouts();
    void pagesAreMadeWhenShown();
    void windowIsFoundAgain();
    void workspacesKeepTheirOwnState();
    void regionsGoRound();
    void tabGoesFromRailToBarToPage();
    void tabFollowsWhatIsSeen();
    void runningOperationKeepsTheKeyboard();
    void longWorkspaceNameIsCut();
    void menuBarHidesAndItsKeysStillWork();
    void syncStateIsShown();
    void notificationShowsToastAndCount();
    void operationsAreListed();
    void drawerShowsStepsAndLog();
    void operationsAreAborted();
    void everyControlHasAName();
    void looksLikeAWindow_data();
    void looksLikeAWindow();
};

namespace {

template<typename Widget>
Widget *find(shell::MainWindow &window)
{
    return window.findChild<Widget *>();
}

void type(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void press(int key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow(),
                    static_cast<Qt::Key>(key), modifiers);
}

QString nameOf(QWidget *widget)
{
    const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
    return face ? face->text(QAccessible::Name) : QString();
}

} // namespace

void TestWindow::everyActionHasTextIconAndItsOwnKeys()
{
    QSet<QByteArray> ids;
    QHash<QKeySequence, QByteArray> keys;
    for (const shell::ActionInfo &info : shell::actionTable()) {
        QVERIFY2(!ids.contains(info.id), info.id);
        ids.insert(info.id);
        QVERIFY2(qstrlen(info.text) > 0, info.id);
        QVERIFY2(qstrlen(info.does) > 0, info.id);
        QVERIFY2(theme::hasIcon(QString::fromLatin1(info.icon)), info.id);
        const QKeySequence sequence(QString::fromLatin1(info.keys));
        if (qstrlen(info.keys) == 0)
            continue;
        QVERIFY2(!sequence.isEmpty() && sequence[0].key() != Qt::Key_unknown, info.id);
        QVERIFY2(!keys.contains(sequence), info.id);
        keys.insert(sequence, info.id);
    }
}

void TestWindow::everyActionIsInAMenu()
{
    OpenWindow open;
    QSet<QAction *> reachable;
    for (QAction *menu : open->menuBar()->actions()) {
        for (QAction *action : menu->menu()->actions())
            reachable.insert(action);
    }
    for (QAction *action : open->actions().all())
        QVERIFY2(reachable.contains(action), qPrintable(action->objectName()));
}

void TestWindow::paletteRunsAnActionByTyping()
{
    OpenWindow open;
    QSignalSpy sync(&open.window(), &shell::MainWindow::syncRequested);
    QTest::keyClick(&open.window(), Qt::Key_K, Qt::ControlModifier);
    auto *palette = find<shell::CommandPalette>(open.window());
    QTRY_VERIFY(palette->isVisible());
    type(u"sync"_s);
    press(Qt::Key_Return);
    QCOMPARE(sync.count(), 1);
    QVERIFY(!palette->isVisible());
}

void TestWindow::paletteFindsObjects()
{
    OpenWindow open;
    QString opened;
    open->addPaletteSource([&] {
        return QList<shell::PaletteEntry>{{.id = u"app/luna"_s,
                                           .icon = u"nav-releases"_s,
                                           .title = u"luna.loop.health"_s,
                                           .detail = u"0.31.2"_s,
                                           .does = u"Shows it on Overview."_s,
                                           .environment = widgets::Environment::Production,
                                           .run = [&] { opened = u"luna"_s; }},
                                          {.id = u"run/1289"_s,
                                           .group = shell::PaletteEntry::Group::Runs,
                                           .icon = u"status-waiting"_s,
                                           .title = u"#1289 Patient Graph CI/CD"_s,
                                           .run = [&] { opened = u"run"_s; }}};
    });
    open->openPalette();
    type(u"luna"_s);
    press(Qt::Key_Return);
    QCOMPARE(opened, u"luna"_s);
    open->openPalette();
    type(u"#1289"_s);
    press(Qt::Key_Return);
    QCOMPARE(opened, u"run"_s);
}

void TestWindow::paletteGivesTheKeyboardBack()
{
    OpenWindow open;
    auto *list = open->findChild<QListWidget *>();
    list->setFocus();
    open->openPalette();
    QVERIFY(!list->hasFocus());
    press(Qt::Key_Down);
    press(Qt::Key_Tab);
    QVERIFY(find<shell::CommandPalette>(open.window())->isVisible());
    press(Qt::Key_Escape);
    QVERIFY(!find<shell::CommandPalette>(open.window())->isVisible());
    QVERIFY(list->hasFocus());

    open->openPalette();
    QTest::mouseClick(find<shell::CommandPalette>(open.window()), Qt::LeftButton, {}, QPoint(5, 600));
    QVERIFY(!find<shell::CommandPalette>(open.window())->isVisible());
}

void TestWindow::filterByMouse()
{
    OpenWindow open;
    QSignalSpy changed(&open.window(), &shell::MainWindow::environmentFilterChanged);
    const auto segments = find<widgets::SegmentedControl>(open.window())->findChildren<QAbstractButton *>();
    QTest::mouseClick(segments.at(2), Qt::LeftButton);
    QCOMPARE(open->environmentFilter(), EnvironmentFilter::Staging);
    QCOMPARE(changed.count(), 1);
    QVERIFY(open->actions()["filter.staging"].isChecked());
}

void TestWindow::filterByKeys()
{
    OpenWindow open;
    QSignalSpy changed(&open.window(), &shell::MainWindow::environmentFilterChanged);
    QTest::keyClick(&open.window(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(open->environmentFilter(), EnvironmentFilter::Production);
    QTest::keyClick(&open.window(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(open->environmentFilter(), EnvironmentFilter::All);
    QCOMPARE(changed.count(), 2);
}

void TestWindow::themeSwitchesLive()
{
    OpenWindow open;
    open->actions()["theme.dark"].trigger();
    QTRY_COMPARE(theme::tokens(open->palette()), theme::darkTokens());
    QTRY_COMPARE(open->grab().toImage().pixelColor(620, 30).rgb(), theme::darkTokens().window.rgb());
    open->actions()["theme.light"].trigger();
    QTRY_COMPARE(theme::tokens(open->palette()), theme::lightTokens());
}

void TestWindow::narrowLayouts_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("rail");
    QTest::addColumn<bool>("segments");
    QTest::newRow("usual") << 1440 << 72 << true;
    QTest::newRow("just wide enough for words") << 1280 << 72 << true;
    QTest::newRow("icons in the rail") << 1279 << 48 << true;
    QTest::newRow("just wide enough for segments") << 1100 << 48 << true;
    QTest::newRow("combo box and search icon") << 1099 << 48 << false;
    QTest::newRow("smallest") << 1024 << 48 << false;
}

void TestWindow::narrowLayouts()
{
    QFETCH(int, width);
    QFETCH(int, rail);
    QFETCH(bool, segments);
    OpenWindow open;
    open->resize(width, 700);
    QTRY_COMPARE(open->width(), width);
    QTRY_COMPARE(find<shell::NavRail>(open.window())->width(), rail);
    auto *bar = find<shell::TopBar>(open.window());
    QCOMPARE(bar->findChild<widgets::SegmentedControl *>()->isVisible(), segments);
    QCOMPARE(bar->findChild<QComboBox *>()->isVisible(), !segments);
    QCOMPARE(bar->findChild<shell::PaletteField *>()->isVisible(), segments);
    QVERIFY2(bar->minimumSizeHint().width() <= width, qPrintable(QString::number(bar->minimumSizeHint().width())));
    QCOMPARE(bar->width(), width);
}

void TestWindow::pagesAreMadeWhenShown()
{
    OpenWindow open;
    QCOMPARE(open.pagesMade(), 1);
    QSignalSpy shown(&open.window(), &shell::MainWindow::pageShown);
    QTest::mouseClick(open->findChild<QAbstractButton *>(u"rail-releases"_s), Qt::LeftButton);
    QCOMPARE(open->currentPage(), u"releases"_s);
    QTest::keyClick(&open.window(), Qt::Key_1, Qt::AltModifier);
    QCOMPARE(open->currentPage(), u"overview"_s);
    QCOMPARE(open.pagesMade(), 2);
    QCOMPARE(shown.count(), 2);
}

void TestWindow::windowIsFoundAgain()
{
    const QTemporaryDir dir;
    const QString settings = dir.filePath(u"slipway.ini"_s);
    QList<int> sizes;
    {
        OpenWindow before(settings);
        before->resize(1024, 760);
        before->setEnvironmentFilter(EnvironmentFilter::Preview);
        before->showPage(u"releases"_s);
        before->actions()["menu.toggle"].trigger();
        before->actions()["theme.dark"].trigger();
        auto *splitter = before->findChildren<QSplitter *>().last();
        QTRY_VERIFY(splitter->width() > 600);
        splitter->setSizes({300, splitter->width() - 301});
        sizes = splitter->sizes();
        before->close();
    }
    OpenWindow after(settings);
    QCOMPARE(after->size(), QSize(1024, 760));
    QCOMPARE(after->environmentFilter(), EnvironmentFilter::Preview);
    QCOMPARE(after->currentPage(), u"releases"_s);
    QVERIFY(!after->menuBar()->isVisible());
    QCOMPARE(after.theme.setting(), theme::Theme::Setting::Dark);
    QTRY_COMPARE(after->findChildren<QSplitter *>().last()->sizes().first(), sizes.first());
}

void TestWindow::workspacesKeepTheirOwnState()
{
    OpenWindow open;
    open->setEnvironmentFilter(EnvironmentFilter::Staging);
    open->showPage(u"releases"_s);
    open.open({u"/home/priya/platform/slipway.yaml"_s, u"Platform"_s});
    QCOMPARE(open->environmentFilter(), EnvironmentFilter::All);
    QCOMPARE(open->currentPage(), u"overview"_s);
    open.open({u"demo"_s, u"Loop Health"_s, true});
    QCOMPARE(open->environmentFilter(), EnvironmentFilter::Staging);
    QCOMPARE(open->currentPage(), u"releases"_s);
}

void TestWindow::regionsGoRound()
{
    OpenWindow open;
    const auto lists = open->findChildren<QListWidget *>();
    auto *rail = find<shell::NavRail>(open.window());
    rail->focusTarget()->setFocus();
    const auto next = [&] { QTest::keyClick(&open.window(), Qt::Key_F6); };
    next();
    QVERIFY(find<shell::TopBar>(open.window())->isAncestorOf(QApplication::focusWidget()));
    next();
    QCOMPARE(QApplication::focusWidget(), lists.at(0));
    next();
    QCOMPARE(QApplication::focusWidget(), lists.at(1));
    next();
    QVERIFY(find<shell::OperationsBar>(open.window())->isAncestorOf(QApplication::focusWidget()));
    next();
    QVERIFY(rail->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(&open.window(), Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(find<shell::OperationsBar>(open.window())->isAncestorOf(QApplication::focusWidget()));
}

void TestWindow::tabGoesFromRailToBarToPage()
{
    OpenWindow open;
    const QList<QWidget *> regions{find<shell::NavRail>(open.window()), find<shell::TopBar>(open.window()),
                                   open->findChild<QSplitter *>(), find<shell::OperationsBar>(open.window())};
    find<shell::NavRail>(open.window())->focusTarget()->setFocus();
    QList<qsizetype> visited{0};
    for (int i = 0; i < 40; ++i) {
        press(Qt::Key_Tab);
        for (qsizetype at = 0; at < regions.size(); ++at) {
            if (regions[at]->isAncestorOf(QApplication::focusWidget()) && visited.last() != at)
                visited.append(at);
        }
    }
    QCOMPARE(visited.first(4), (QList<qsizetype>{0, 1, 2, 3}));
}

void TestWindow::tabFollowsWhatIsSeen()
{
    OpenWindow open;
    open->setOperations({{u"luna"_s, u"luna.loop.health"_s, u"building"_s, 0.62, open.clock.now(), {}},
                         {u"security"_s, u"Security Scanning"_s, u"CodeQL"_s, {}, open.clock.now(), {}}});
    QTRY_VERIFY(find<shell::OperationItem>(open.window())->isVisible());
    find<shell::NavRail>(open.window())->focusTarget()->setFocus();
    QStringList rail;
    QStringList bar;
    QStringList foot;
    for (int i = 0; i < 30; ++i) {
        QWidget *now = QApplication::focusWidget();
        if (find<shell::NavRail>(open.window())->isAncestorOf(now))
            rail.append(bar.isEmpty() ? nameOf(now) : u"late"_s);
        else if (find<shell::TopBar>(open.window())->isAncestorOf(now))
            bar.append(nameOf(now));
        else if (find<shell::OperationsBar>(open.window())->isAncestorOf(now))
            foot.append(nameOf(now));
        press(Qt::Key_Tab);
    }
    QCOMPARE(rail.first(3), (QStringList{u"Overview"_s, u"Accounts"_s, u"Settings"_s}));
    QCOMPARE(bar.first(3),
             (QStringList{u"Workspace Loop Health, demo"_s, u"All environments"_s, u"Search or run a command"_s}));
    QCOMPARE(foot.first(3),
             (QStringList{u"luna.loop.health, building, 62\u00A0%"_s, u"Security Scanning, CodeQL"_s,
                          u"Running operations"_s}));
}

void TestWindow::runningOperationKeepsTheKeyboard()
{
    OpenWindow open;
    shell::RunningOperation luna{u"luna"_s, u"luna.loop.health"_s, u"building"_s, 0.62, open.clock.now(), {}};
    open->setOperations({luna});
    auto *bar = find<shell::OperationsBar>(open.window());
    auto *item = bar->findChild<shell::OperationItem *>();
    QTRY_VERIFY(item->isVisible());
    item->setFocus();
    luna.share = 0.8;
    open->setOperations({luna});
    QCOMPARE(QApplication::focusWidget(), item);
    QVERIFY(nameOf(item).contains("80"_L1));
}

void TestWindow::longWorkspaceNameIsCut()
{
    OpenWindow open;
    const QString name(300, u'W');
    open.open({u"long"_s, name, true});
    open->resize(1024, 700);
    QCOMPARE(open->width(), 1024);
    const auto *picker = find<shell::WorkspacePicker>(open.window());
    QVERIFY(picker->sizeHint().width() < 400);
    QVERIFY(picker->toolTip().startsWith(name));
}

void TestWindow::menuBarHidesAndItsKeysStillWork()
{
    OpenWindow open;
    QTest::keyClick(&open.window(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(!open->menuBar()->isVisible());
    QSignalSpy sync(&open.window(), &shell::MainWindow::syncRequested);
    QTest::keyClick(&open.window(), Qt::Key_F5);
    QCOMPARE(sync.count(), 1);
    QTest::keyClick(&open.window(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(open->menuBar()->isVisible());
}

void TestWindow::syncStateIsShown()
{
    OpenWindow open;
    refresh::Engine engine(std::make_shared<base::ManualClock>());
    open.open({u"demo"_s, u"Loop Health"_s, true}, &engine);
    engine.setCallsLeft({u"GitHub"_s, 5000, 4212, open.clock.now()});
    QTRY_VERIFY(find<shell::CallsGauge>(open.window())->isVisible());
    engine.setOnline(false);
    QTRY_VERIFY(find<shell::SyncIndicator>(open.window())->words().startsWith("Offline"_L1));
}

void TestWindow::notificationShowsToastAndCount()
{
    OpenWindow open;
    open->notify(
        {base::Status::Failure, u"Deploy of luna.loop.health failed"_s, u"Build step 4"_s, open.clock.now(), {}});
    QVERIFY(find<widgets::Toast>(open.window())->isVisible());
    auto &bell = find<shell::TopBar>(open.window())->bell();
    QCOMPARE(bell.count(), 1);
    QTest::mouseClick(&bell, Qt::LeftButton);
    QCOMPARE(bell.count(), 0);
    QVERIFY(QApplication::activePopupWidget());
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activePopupWidget());
}

void TestWindow::operationsAreListed()
{
    OpenWindow open;
    QSignalSpy opened(&open.window(), &shell::MainWindow::webPageRequested);
    const QUrl page(u"https://vercel.com/loop-health/luna"_s);
    open->setOperations({{u"luna"_s, u"luna.loop.health 0.32.0"_s, u"building"_s, 0.62, open.clock.now(), page}});
    QTest::keyClick(&open.window(), Qt::Key_J, Qt::ControlModifier);
    auto *drawer = find<shell::OperationsDrawer>(open.window());
    QTRY_VERIFY(drawer->isVisible());
    QCOMPARE(drawer->height(), 240);
    auto *list = drawer->findChild<QListWidget *>();
    QCOMPARE(QApplication::focusWidget(), list);
    QVERIFY(list->item(0)->text().contains("luna.loop.health 0.32.0"_L1));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toUrl(), page);
    QTest::keyClick(list, Qt::Key_Escape);
    QVERIFY(!drawer->isVisible());
    QTest::keyClick(&open.window(), Qt::Key_J, Qt::ControlModifier);
    QVERIFY(drawer->isVisible());
    QTest::keyClick(&open.window(), Qt::Key_J, Qt::ControlModifier);
    QVERIFY(!drawer->isVisible());
}

void TestWindow::drawerShowsStepsAndLog()
{
    OpenWindow open;
    shell::RunningOperation rolling = rollback();
    shell::RunningOperation past{u"past"_s, u"Promote luna"_s, u"live"_s, {}, open.clock.now()};
    past.isOver = true;
    past.status = base::Status::Success;
    open->setOperations({rolling, past});
    auto *bar = find<shell::OperationsBar>(open.window());
    QCOMPARE(bar->findChildren<shell::OperationItem *>().size(), 1);
    auto *item = bar->findChild<shell::OperationItem *>();
    QTRY_VERIFY(item->isVisible());
    QTest::mouseClick(item, Qt::LeftButton);
    auto *drawer = find<shell::OperationsDrawer>(open.window());
    QTRY_VERIFY(drawer->isVisible());
    QCOMPARE(drawer->findChild<QListWidget *>()->count(), 2);
    auto *steps = drawer->findChild<QTreeWidget *>();
    QTRY_VERIFY(steps->isVisible());
    QCOMPARE(steps->topLevelItemCount(), 2);
    QCOMPARE(steps->topLevelItem(1)->text(1), u"1 of 3 machines"_s);

    rolling.steps[1].words = u"2 of 3 machines"_s;
    rolling.log.append(u"14:33 Machine 2 runs v42"_s);
    open->setOperations({rolling, past});
    QCOMPARE(steps->topLevelItem(1)->text(1), u"2 of 3 machines"_s);
    auto *parts = drawer->findChild<widgets::SegmentedControl *>();
    QTest::mouseClick(parts->findChildren<QAbstractButton *>().last(), Qt::LeftButton);
    auto *log = drawer->findChild<QPlainTextEdit *>();
    QTRY_VERIFY(log->isVisible());
    QVERIFY(log->toPlainText().endsWith("Machine 2 runs v42"_L1));
    const QString folder = qEnvironmentVariable("SLIPWAY_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(open->grab().save(folder + u"/shell-drawer.png"_s));
}

void TestWindow::operationsAreAborted()
{
    OpenWindow open;
    QSignalSpy aborted(&open.window(), &shell::MainWindow::abortRequested);
    QSignalSpy shown(&open.window(), &shell::MainWindow::operationRequested);
    open->setOperations({rollback()});
    auto *bar = find<shell::OperationsBar>(open.window());
    QAbstractButton *abort = nullptr;
    for (QAbstractButton *button : bar->findChildren<QAbstractButton *>()) {
        if (button->accessibleName() == "Abort Roll back patient-graph-api to v42"_L1)
            abort = button;
    }
    QVERIFY(abort);
    QTRY_VERIFY(abort->isVisible());
    QTest::mouseClick(abort, Qt::LeftButton);
    QCOMPARE(aborted.count(), 1);
    QCOMPARE(aborted.first().first().toString(), u"op1"_s);
    QTest::keyClick(&open.window(), Qt::Key_J, Qt::ControlModifier);
    auto *list = find<shell::OperationsDrawer>(open.window())->findChild<QListWidget *>();
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(shown.count(), 1);
    QCOMPARE(shown.first().first().toString(), u"op1"_s);
}

void TestWindow::everyControlHasAName()
{
    OpenWindow open;
    open->setOperations({{u"luna"_s, u"luna.loop.health"_s, u"building"_s, 0.62, open.clock.now(), {}}});
    int checked = 0;
    for (QWidget *widget : open->findChildren<QWidget *>()) {
        const bool isControl = widget->focusPolicy() != Qt::NoFocus || qobject_cast<QAbstractButton *>(widget);
        if (!widget->isVisible() || !isControl || widget->inherits("QComboBoxPrivateContainer"))
            continue;
        ++checked;
        QVERIFY2(!nameOf(widget).isEmpty(), widget->metaObject()->className());
    }
    QVERIFY(checked > 12);
}

void TestWindow::looksLikeAWindow_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("query");
    QTest::newRow("light") << false << QSize(1440, 900) << QString();
    QTest::newRow("dark") << true << QSize(1440, 900) << QString();
    QTest::newRow("light-small") << false << QSize(1024, 700) << QString();
    QTest::newRow("dark-small") << true << QSize(1024, 700) << QString();
    QTest::newRow("light-palette") << false << QSize(1440, 900) << u"th"_s;
    QTest::newRow("dark-palette") << true << QSize(1440, 900) << u"o"_s;
}

/// Pictures for people to look at: SLIPWAY_PICTURES names a folder for them. The test sees that nothing is blank.
void TestWindow::looksLikeAWindow()
{
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    QFETCH(QString, query);
    OpenWindow open;
    refresh::Engine engine(std::make_shared<base::ManualClock>());
    open.open({u"demo"_s, u"Loop Health"_s, true}, &engine);
    engine.setCallsLeft({u"GitHub"_s, 5000, 4212, open.clock.now()});
    open.theme.setSetting(dark ? theme::Theme::Setting::Dark : theme::Theme::Setting::Light);
    open->resize(size);
    open->setPerson(u"Priya Nair"_s);
    open->setPageBadge(u"overview"_s, 6, widgets::BadgeTone::Failure);
    open->setPageBadge(u"releases"_s, 1, widgets::BadgeTone::Waiting);
    open->setOperations(
        {{u"luna"_s, u"Deploy luna.loop.health 0.32.0"_s, u"building"_s, 0.62, open.clock.now(), {}},
         {u"security"_s, u"Security Scanning #418"_s, u"CodeQL analysis, 3 min 05 s"_s, {}, open.clock.now(), {}}});
    open->notify({base::Status::Success, u"admin.loop.health 1.48.0 is live"_s, {}, open.clock.now(), {}});
    if (!query.isEmpty())
        open->openPalette(query);
    QTRY_COMPARE(theme::tokens(open->palette()).isDark, dark);
    QTRY_COMPARE(open->size(), size);
    QCoreApplication::processEvents();
    const QImage picture = open->grab().toImage();
    QCOMPARE(picture.size(), size);
    const QString folder = qEnvironmentVariable("SLIPWAY_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(picture.save(folder + u"/shell-"_s + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s));
    const QColor bar = dark ? theme::darkTokens().window : theme::lightTokens().window;
    if (query.isEmpty())
        QCOMPARE(picture.pixelColor(size.width() / 2 - 80, 28).rgb(), bar.rgb());
}

QTEST_MAIN(TestWindow)
#include "test_window.moc"
