#include "fixture.h"

#include "overview_page/inbox_entry.h"
#include "shell/accounts_port.h"
#include "shell/actions.h"
#include "shell/command_palette.h"
#include "shell/main_window.h"
#include "theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::overview_page {

namespace {

class NoAccounts final : public shell::AccountsPort
{
    Q_OBJECT

public:
    QList<shell::AccountLine> accounts() const override { return {}; }
    QString keeperSentence() const override { return {}; }
    void save(const QString &, const base::Secret &) override { }
    void test(const QString &) override { }
    void signOut(const QString &) override { }
};

void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QWidget *popup = QApplication::activePopupWidget();
    QTest::keyClick(popup ? popup : QApplication::focusWidget(), key, modifiers);
}

} // namespace

/// The Overview page inside the window, with hands off the mouse.
class TestOverviewKeyboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void regionsComeInOrder();
    void tableCellsOpenCopyAndListWhatTheyCan();
    void paletteComesAndGoes();
    void inboxDrawerComesAndGoes();
    void everyPartIsReachedByTab();
    void dividingLineIsKeptWithTheWorkspace();
    void largerTextLosesNothing_data();
    void largerTextLosesNothing();

private:
    void openWindow();
    template<typename T>
    T &part() const
    {
        return *m_window->findChild<T *>();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<theme::Theme> m_theme;
    std::unique_ptr<Fixture> m_facts;
    NoAccounts m_accounts;
    std::unique_ptr<shell::MainWindow> m_window;
};

void TestOverviewKeyboard::init()
{
    useReferenceFont();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"slipway.ini"_s), QSettings::IniFormat);
    m_theme = std::make_unique<theme::Theme>();
    m_facts = std::make_unique<Fixture>();
    m_facts->page.reset();
    openWindow();
}

void TestOverviewKeyboard::cleanup()
{
    m_window.reset();
    m_facts.reset();
}

void TestOverviewKeyboard::openWindow()
{
    m_window = std::make_unique<shell::MainWindow>(shell::Services{
        .clock = m_facts->clock.get(), .theme = m_theme.get(), .settings = m_settings.get(), .accounts = &m_accounts});
    const auto make = [this](QWidget *parent) -> QWidget * {
        auto *page = new OverviewPage(&m_facts->fleet, &m_facts->workflows, &m_facts->inbox, m_facts->clock, parent);
        connect(m_window.get(), &shell::MainWindow::inboxRequested, page, &OverviewPage::focusInbox);
        return page;
    };
    m_window->setWorkspace(
        {u"demo"_s, u"Loop Health"_s, true},
        {{.id = u"overview"_s,
          .title = u"Overview"_s,
          .icon = u"nav-overview"_s,
          .make = make,
          .regions = [](const QWidget &page) { return static_cast<const OverviewPage &>(page).regions(); },
          .saveLayout = [](const QWidget &page) { return static_cast<const OverviewPage &>(page).saveLayout(); },
          .restoreLayout = [](QWidget &page,
                              const QByteArray &layout) { static_cast<OverviewPage &>(page).restoreLayout(layout); }}},
        nullptr);
    m_window->show();
    m_window->activateWindow();
    QTRY_VERIFY(m_window->isActiveWindow());
}

void TestOverviewKeyboard::regionsComeInOrder()
{
    // The keyboard starts in the page.
    QCOMPARE(QApplication::focusWidget(), &part<FleetView>());
    press(Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), &part<WorkflowView>());
    press(Qt::Key_F6);
    QVERIFY(part<InboxPane>().isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), &part<WorkflowView>());
}

void TestOverviewKeyboard::tableCellsOpenCopyAndListWhatTheyCan()
{
    auto &fleet = part<FleetView>();
    const QSignalSpy opened(&fleet, &FactTable::openRequested);
    const QSignalSpy copied(&fleet, &FactTable::copyRequested);
    press(Qt::Key_Down);
    press(Qt::Key_Right);
    QCOMPARE(fleet.currentIndex(), m_facts->fleet.index(1, overview::FleetModel::ProductionColumn));
    press(Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copied.first().first().toString(), demo::sha(u"7be02a4"_s));

    QContextMenuEvent menuKey(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(&fleet, &menuKey);
    QTRY_VERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(copied.size(), 2);
    QTRY_COMPARE(QApplication::activePopupWidget(), nullptr);
    QCOMPARE(QApplication::focusWidget(), &fleet);
}

void TestOverviewKeyboard::paletteComesAndGoes()
{
    auto &palette = part<shell::CommandPalette>();
    press(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(palette.isVisible());
    QTest::keyClicks(QApplication::focusWidget(), u"inbox"_s);
    press(Qt::Key_Return);
    QVERIFY(!palette.isVisible());
    QVERIFY(part<InboxPane>().isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_K, Qt::ControlModifier);
    press(Qt::Key_Escape);
    QVERIFY(!palette.isVisible());
    QVERIFY(part<InboxPane>().isAncestorOf(QApplication::focusWidget()));
}

void TestOverviewKeyboard::inboxDrawerComesAndGoes()
{
    m_window->resize(1024, 700);
    QTRY_VERIFY(part<OverviewPage>().isNarrow());
    QVERIFY(!part<InboxPane>().isVisible());
    press(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(part<InboxPane>().isVisible());
    QVERIFY(part<InboxPane>().isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_Escape);
    QVERIFY(!part<InboxPane>().isVisible());
    QCOMPARE(QApplication::focusWidget(), part<OverviewPage>().findChild<QPushButton *>(u"inbox"_s));
    press(Qt::Key_Space);
    QVERIFY(part<InboxPane>().isVisible());
}

void TestOverviewKeyboard::everyPartIsReachedByTab()
{
    QSet<QWidget *> reached;
    for (int step = 0; step < 60; ++step) {
        press(Qt::Key_Tab);
        reached.insert(QApplication::focusWidget());
    }
    QVERIFY(reached.contains(&part<FleetView>()));
    QVERIFY(reached.contains(&part<WorkflowView>()));
    for (QPushButton *link : part<InboxPane>().findChildren<QPushButton *>())
        QVERIFY2(!link->isVisible() || reached.contains(link), qPrintable(link->text()));
    for (InboxEntry *entry : part<InboxPane>().findChildren<InboxEntry *>()) {
        const bool isReached = reached.contains(entry)
            || std::ranges::any_of(entry->findChildren<QPushButton *>(),
                                   [&](auto *link) { return reached.contains(link); });
        QVERIFY2(isReached, qPrintable(entry->accessibleName()));
    }
}

void TestOverviewKeyboard::dividingLineIsKeptWithTheWorkspace()
{
    // No larger than the screen, or the window would come back smaller.
    m_window->resize(1024, 760);
    auto *splitter = part<OverviewPage>().findChild<QSplitter *>();
    QTRY_VERIFY(splitter->height() < 660);
    emit splitter->splitterMoved(300, 1);
    splitter->setSizes({300, splitter->height() - 301});
    const int kept = splitter->sizes().first();
    m_window->close();
    openWindow();
    QTRY_COMPARE(part<OverviewPage>().findChild<QSplitter *>()->sizes().first(), kept);
}

void TestOverviewKeyboard::largerTextLosesNothing_data()
{
    QTest::addColumn<int>("pixels");
    QTest::newRow("150 %") << 20;
    QTest::newRow("200 %") << 26;
}

void TestOverviewKeyboard::largerTextLosesNothing()
{
    QFETCH(const int, pixels);
    QFont larger = QApplication::font();
    larger.setPixelSize(pixels);
    QApplication::setFont(larger);
    openWindow();
    savePicture(*m_window, u"text-%1"_s.arg(pixels));
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        const bool isText = (button && !button->text().isEmpty()) || qobject_cast<QLabel *>(widget);
        if (isText && widget->isVisible())
            QVERIFY2(widget->height() >= widget->fontMetrics().height() - 2, qPrintable(widget->accessibleName()));
    }
}

} // namespace slipway::overview_page

QTEST_MAIN(slipway::overview_page::TestOverviewKeyboard)
#include "test_overview_keyboard.moc"
