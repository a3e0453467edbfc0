#include "activity_page/activity_page.h"
#include "activity_page/details_pane.h"
#include "activity_page/filter_pane.h"
#include "activity_page/reason_sheet.h"
#include "operations/runner.h"
#include "operations/step.h"
#include "store/store.h"
#include "theme/theme.h"
#include "widgets/drawer.h"
#include "workspace/workspace.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace slipway;
using activity_page::ActivityPage;

namespace {

/// Does what its input says: "done", "fails", or waits for a stop.
class PlayedStep final : public operations::Step
{
public:
    Answer<operations::Finding> inspect(operations::Context) override { co_return operations::Finding(); }
    Answer<operations::Outcome> apply(operations::Context context) override
    {
        const QString ending = context.spec().input.value("ending"_L1).toString();
        if (ending == "fails"_L1)
            co_return std::unexpected(
                base::makeError(base::Error::Kind::Conflict, u"Machine 3 is leased."_s, u"Wait for its owner."_s));
        co_return operations::Outcome{{{u"digest"_s, u"sha256:77aa"_s}}, u"Runs v42"_s, {u"req-4711"_s}};
    }
    Answer<operations::Outcome> revert(operations::Context) override
    {
        co_return operations::Outcome{{}, u"Runs v43 again"_s, {}};
    }
};

operations::StepSpec step(const QString &id, const QString &ending)
{
    operations::StepSpec spec;
    spec.id = id;
    spec.kind = u"played"_s;
    spec.input = {{u"ending"_s, ending}};
    spec.title = u"Replace machine <b>"_s + id + u"</b>"_s;
    spec.calls = {
        {u"POST"_s, u"https://api.machines.dev/v1/apps/api/machines/"_s + id, {{u"config.image"_s, u"v42"_s}}}};
    spec.canRevert = id == "one"_L1;
    spec.revertWords = spec.canRevert ? u"puts v43 back"_s : u"its requests were served"_s;
    return spec;
}

operations::Plan plan(const QString &app, const QStringList &endings)
{
    operations::Plan plan;
    plan.kind = u"fly-rollback"_s;
    plan.title = u"Roll back %1 to v42"_s.arg(app);
    plan.verb = u"Roll back to v42"_s;
    plan.targets = {{app, u"production"_s}};
    plan.facts = {{u"release"_s, u"fly/%1/42"_s.arg(app)}};
    plan.stays = {u"Secrets stay as they are"_s};
    const QStringList ids{u"one"_s, u"two"_s, u"three"_s};
    for (qsizetype i = 0; i < endings.size(); ++i) {
        plan.steps.append(step(ids[i], endings[i]));
        if (i > 0)
            plan.steps.last().after = {ids[i - 1]};
    }
    return plan;
}

/// A page over a runner whose steps a test makes up.
class Desk
{
public:
    Desk()
        : store(store::Store::open(store::Location::sqlite(folder.filePath(u"slipway.db"_s))))
    {
        auto registry = std::make_shared<operations::Registry>();
        registry->add(u"played"_s, [](const operations::StepSpec &) { return std::make_unique<PlayedStep>(); });
        operations::Runner::Setup setup;
        setup.store = store;
        setup.workspaceKey = u"demo"_s;
        setup.clock = clock;
        setup.registry = registry;
        setup.host = u"priya@laptop"_s;
        runner = std::make_unique<operations::Runner>(setup);
    }

    void open(QSize size = {1440, 900})
    {
        auto workspace = std::make_shared<workspace::Workspace>();
        workspace->people = {{u"Priya Nair"_s, u"priya-nair"_s}, {u"Jonas Weil"_s, u"jonas-weil"_s}};
        workspace::App app;
        app.id = u"api"_s;
        workspace->apps = {app};
        app.id = u"web"_s;
        workspace->apps.append(app);
        page = std::make_unique<ActivityPage>(
            activity_page::PageSetup{runner.get(), workspace, clock, [] { return u"Priya Nair"_s; }});
        page->resize(size);
        page->show();
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
    }

    void run(const operations::Plan &plan, const QString &actor = u"Priya Nair"_s)
    {
        const auto id = QCoro::waitFor(runner->start(plan, {actor, {}, {}}));
        QVERIFY2(id, id ? "" : qPrintable(id.error().message));
        last = *id;
        QTRY_VERIFY(runner->operation(last)->state != operations::OperationState::Running);
        clock->advance(std::chrono::minutes(1));
    }

    template<typename T>
    T *find(const QString &name = {}) const
    {
        for (T *widget : page->window()->findChildren<T *>()) {
            if (name.isEmpty() || widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }
    QPushButton *button(const QString &words) const
    {
        for (QPushButton *one : page->window()->findChildren<QPushButton *>()) {
            if (one->text() == words && one->isVisible())
                return one;
        }
        return nullptr;
    }
    QListView *list() const { return find<QListView>(u"Operations"_s); }
    QStringList rows() const
    {
        QStringList titles;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            titles.append(list()->model()->index(row, 0).data().toString());
        return titles;
    }
    operations::OperationState state() const { return runner->operation(last)->state; }

    QTemporaryDir folder;
    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    std::shared_ptr<store::Store> store;
    std::unique_ptr<operations::Runner> runner;
    std::unique_ptr<ActivityPage> page;
    QString last;
};

} // namespace

class ActivityPageTest : public QObject
{
    Q_OBJECT

private slots:
    void emptyAtFirst();
    void parkedOnesComeFirst();
    void detailsTellWhatWasDone();
    void apiCallsOnDemand();
    void retried();
    void closedWithAReason();
    void undoneHonestly();
    void filtered();
    void logIsListed();
    void exported_data();
    void exported();
    void exportThatCannotBeWritten();
    void releaseIsShown();
    void layoutIsKept();
    void narrowDetailsAreADrawer();
    void everyControlHasAName();
    void looksLikeAPage_data();
    void looksLikeAPage();
};

void ActivityPageTest::emptyAtFirst()
{
    Desk desk;
    desk.open();
    QVERIFY(!desk.list()->isVisible());
    desk.run(plan(u"api"_s, {u"done"_s}));
    QTRY_VERIFY(desk.list()->isVisible());
}

void ActivityPageTest::parkedOnesComeFirst()
{
    Desk desk;
    desk.open();
    desk.run(plan(u"api"_s, {u"done"_s, u"fails"_s}));
    QCOMPARE(desk.state(), operations::OperationState::Parked);
    desk.run(plan(u"web"_s, {u"done"_s}));
    QTRY_COMPARE(desk.rows(), (QStringList{u"Roll back api to v42"_s, u"Roll back web to v42"_s}));
}

void ActivityPageTest::detailsTellWhatWasDone()
{
    Desk desk;
    desk.open();
    desk.run(plan(u"api"_s, {u"done"_s, u"fails"_s, u"done"_s}));
    auto *steps = desk.find<QTreeWidget>();
    QTRY_COMPARE(steps->topLevelItemCount(), 3);
    // Words of others are shown as they are written.
    QCOMPARE(steps->topLevelItem(0)->text(0), u"Replace machine <b>one</b>"_s);
    QStringList facts;
    for (int i = 0; i < steps->topLevelItem(0)->childCount(); ++i)
        facts.append(steps->topLevelItem(0)->child(i)->text(0));
    QVERIFY2(facts.contains(u"Request: req-4711"_s), qPrintable(facts.join(u'\n')));
    QVERIFY(facts.contains(u"digest: sha256:77aa"_s));
    QVERIFY(facts.contains(u"Runs v42"_s));
    QVERIFY(steps->topLevelItem(1)->isExpanded());
    QVERIFY(steps->topLevelItem(1)->data(0, Qt::AccessibleTextRole).toString().contains(u"Failed"_s));
}

void ActivityPageTest::apiCallsOnDemand()
{
    Desk desk;
    desk.open();
    desk.run(plan(u"api"_s, {u"done"_s}));
    auto *steps = desk.find<QTreeWidget>();
    QTRY_COMPARE(steps->topLevelItemCount(), 1);
    const auto says = [steps](const QString &words) {
        return !steps->findItems(words, Qt::MatchContains | Qt::MatchRecursive).isEmpty();
    };
    QVERIFY(!says(u"POST https://api.machines.dev"_s));
    QTest::mouseClick(desk.find<QCheckBox>(), Qt::LeftButton, {}, {8, desk.find<QCheckBox>()->height() / 2});
    QVERIFY(says(u"POST https://api.machines.dev/v1/apps/api/machines/one"_s));
    QVERIFY(says(u"config.image = v42"_s));
}

void ActivityPageTest::retried()
{
    Desk desk;
    desk.open();
    desk.run(plan(u"api"_s, {u"fails"_s}));
    QTRY_VERIFY(desk.button(u"Retry"_s));
    QTest::mouseClick(desk.button(u"Retry"_s), Qt::LeftButton);
    QTRY_COMPARE(desk.runner->operation(desk.last)->steps.first().attempts, 2);
}

void ActivityPageTest::closedWithAReason()
{
    Desk desk;
    desk.open();
    desk.run(plan(u"api"_s, {u"done"_s, u"fails"_s}));
    QTRY_VERIFY(desk.button(u"Close as it is…"_s));
    QTest::mouseClick(desk.button(u"Close as it is…"_s), Qt::LeftButton);
    auto *sheet = desk.find<activity_page::ReasonSheet>();
    QVERIFY(sheet);
    QVERIFY(!sheet->verb()->isEnabled());
    auto *reason = desk.find<QLineEdit>(u"Reason"_s);
    QTRY_COMPARE(QApplication::focusWidget(), reason);
    QTest::keyClicks(reason, u"Hotfix follows"_s);
    QVERIFY(sheet->verb()->isEnabled());
    QPointer<QObject> watched = sheet;
    QTest::keyClick(reason, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(desk.state(), operations::OperationState::Failed);
    QTRY_VERIFY(!watched);
    const auto lines = QCoro::waitFor(desk.runner->audit({}));
    QVERIFY(std::ranges::any_of(*lines, [](const auto &line) { return line.words.contains(u"Hotfix follows"_s); }));
}

void ActivityPageTest::undoneHonestly()
{
    Desk desk;
    desk.open();
    operations::Plan dangerous = plan(u"api"_s, {u"done"_s, u"done"_s, u"fails"_s});
    desk.run(dangerous);
    QTRY_VERIFY(desk.button(u"Undo what was done…"_s));
    QTest::mouseClick(desk.button(u"Undo what was done…"_s), Qt::LeftButton);
    auto *sheet = desk.find<activity_page::ReasonSheet>();
    QStringList words;
    for (const QLabel *label : sheet->findChildren<QLabel *>())
        words.append(label->text());
    const QString all = words.join(u'\n');
    QVERIFY2(all.contains(u"Is taken back\n• Replace machine <b>one</b>: puts v43 back"_s), qPrintable(all));
    QVERIFY2(all.contains(u"<b>two</b>: its requests were served"_s), qPrintable(all));
    QVERIFY(all.indexOf(u"Cannot be taken back"_s) < all.indexOf(u"<b>two</b>"_s));
    QVERIFY(all.contains(u"Secrets stay as they are"_s));
    QTest::keyClicks(desk.find<QLineEdit>(u"Reason"_s), u"v42 is worse"_s);
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QTRY_COMPARE(desk.runner->operation(desk.last)->steps.first().state, operations::StepState::Reverted);
}

void ActivityPageTest::filtered()
{
    Desk desk;
    desk.open();
    desk.run(plan(u"api"_s, {u"done"_s}));
    desk.run(plan(u"web"_s, {u"done"_s}), u"Jonas Weil"_s);
    QTRY_COMPARE(desk.rows().size(), 2);
    auto *person = desk.find<QComboBox>(u"Person"_s);
    person->setFocus();
    QTest::keyClicks(person, u"Jonas"_s);
    QTRY_COMPARE(desk.rows(), QStringList{u"Roll back web to v42"_s});
    auto *search = desk.find<QLineEdit>(u"Find words"_s);
    QTest::keyClicks(search, u"api"_s);
    QTRY_VERIFY(desk.rows().isEmpty());
    QVERIFY(!desk.list()->isVisible());
    QTest::mouseClick(desk.button(u"Show all"_s), Qt::LeftButton);
    QTRY_COMPARE(desk.rows().size(), 2);
    auto *app = desk.find<QComboBox>(u"App"_s);
    QTest::keyClicks(app, u"api"_s);
    QTRY_COMPARE(desk.rows(), QStringList{u"Roll back api to v42"_s});
    // Somebody else's act is chosen, whatever was filtered.
    desk.page->showOperation(desk.last);
    QCOMPARE(desk.list()->currentIndex().data().toString(), u"Roll back web to v42"_s);
}

void ActivityPageTest::logIsListed()
{
    Desk desk;
    desk.open();
    desk.run(plan(u"api"_s, {u"done"_s}));
    QTRY_VERIFY(desk.list()->isVisible());
    for (QAbstractButton *segment : desk.page->findChildren<QAbstractButton *>()) {
        if (segment->text() == "Log"_L1)
            QTest::mouseClick(segment, Qt::LeftButton);
    }
    auto *log = desk.find<QListView>(u"Audit log"_s);
    QTRY_VERIFY(log->isVisible());
    QTRY_VERIFY(log->model()->rowCount() >= 2);
    log->setCurrentIndex(log->model()->index(0, 0));
    QTest::keyClick(log, Qt::Key_Return);
    QTRY_VERIFY(desk.list()->isVisible());
}

void ActivityPageTest::exported_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("for spreadsheets") << u"log.csv"_s << QByteArray();
    QTest::newRow("as Markdown") << u"log.md"_s << QByteArray("|");
}

void ActivityPageTest::exported()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, beginning);
    Desk desk;
    desk.open();
    desk.run(plan(u"api"_s, {u"done"_s}));
    QSignalSpy said(desk.page.get(), &ActivityPage::said);
    const QString path = desk.folder.filePath(name);
    desk.page->exportLog(path);
    QTRY_COMPARE(said.size(), 1);
    QCOMPARE(said.first().first().value<base::Status>(), base::Status::Success);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith(beginning));
    QVERIFY(bytes.contains("Priya Nair"));
}

void ActivityPageTest::exportThatCannotBeWritten()
{
    Desk desk;
    desk.open();
    QSignalSpy said(desk.page.get(), &ActivityPage::said);
    desk.page->exportLog(desk.folder.filePath(u"missing/log.csv"_s));
    QTRY_COMPARE(said.size(), 1);
    QCOMPARE(said.first().first().value<base::Status>(), base::Status::Failure);
}

void ActivityPageTest::releaseIsShown()
{
    Desk desk;
    desk.open();
    desk.run(plan(u"api"_s, {u"done"_s}));
    QSignalSpy wanted(desk.page.get(), &ActivityPage::releaseRequested);
    QTRY_VERIFY(desk.button(u"Show release"_s));
    QTest::mouseClick(desk.button(u"Show release"_s), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), u"fly/api/42"_s);
}

void ActivityPageTest::layoutIsKept()
{
    Desk desk;
    desk.open();
    desk.page->restoreLayout(R"({"part":1})");
    const QByteArray kept = desk.page->saveLayout();
    desk.page->restoreLayout("no JSON");
    QVERIFY(kept != desk.page->saveLayout());
    desk.page->restoreLayout(kept);
    QCOMPARE(desk.page->saveLayout(), kept);
    // The log has no details to go to.
    QCOMPARE(desk.page->regions().size(), 2);
}

void ActivityPageTest::narrowDetailsAreADrawer()
{
    Desk desk;
    desk.open({976, 600});
    desk.run(plan(u"api"_s, {u"done"_s}));
    QTRY_COMPARE(desk.rows().size(), 1);
    auto *details = desk.find<activity_page::DetailsPane>();
    auto *drawer = desk.find<widgets::Drawer>();
    QVERIFY(!details->isVisible());
    QTest::keyClick(desk.list(), Qt::Key_Down);
    const QRect alone = desk.list()->geometry();
    QTest::keyClick(desk.list(), Qt::Key_Return);
    QVERIFY(details->isVisible());
    QVERIFY2(details->isAncestorOf(QApplication::focusWidget()), "the keyboard is in the drawer");
    QCoreApplication::processEvents();
    QCOMPARE(desk.list()->geometry(), alone);
    QCOMPARE(drawer->geometry().right(), desk.page->rect().right());
    QVERIFY(desk.page->regions().contains(details));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!details->isVisible());
    QVERIFY(desk.list()->hasFocus());
    QTest::mouseClick(desk.list()->viewport(), Qt::LeftButton, {},
                      desk.list()->visualRect(desk.list()->currentIndex()).center());
    QVERIFY(details->isVisible());
    QTest::mouseClick(desk.find<QToolButton>(u"Close details"_s), Qt::LeftButton);
    QVERIFY(!details->isVisible());
    desk.page->resize(1368, 800);
    QTRY_VERIFY(details->isVisible());
    QVERIFY2(!drawer->isVisible(), "there is room beside the list");
}

void ActivityPageTest::everyControlHasAName()
{
    Desk desk;
    desk.open();
    desk.run(plan(u"api"_s, {u"fails"_s}));
    QTRY_VERIFY(desk.button(u"Retry"_s));
    for (QWidget *widget : desk.page->findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->inherits("QSplitterHandle"))
            continue;
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty())
                     || widget->inherits("QLabel"),
                 widget->metaObject()->className());
    }
}

void ActivityPageTest::looksLikeAPage_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << false << QSize(1368, 800);
    QTest::newRow("dark") << true << QSize(1368, 800);
    QTest::newRow("small") << false << QSize(976, 600);
}

/// Pictures for people to look at: SLIPWAY_PICTURES names a folder for them. The test sees that nothing is blank.
void ActivityPageTest::looksLikeAPage()
{
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    theme::Theme theme;
    theme.setSetting(dark ? theme::Theme::Setting::Dark : theme::Theme::Setting::Light);
    Desk desk;
    desk.open(size);
    desk.run(plan(u"web"_s, {u"done"_s}), u"Jonas Weil"_s);
    desk.run(plan(u"api"_s, {u"done"_s, u"fails"_s, u"done"_s}));
    QTRY_COMPARE(desk.rows().size(), 2);
    desk.page->showOperation(desk.last);
    QCoreApplication::processEvents();
    const QImage picture = desk.page->grab().toImage();
    QCOMPARE(picture.size(), size);
    const QString folder = qEnvironmentVariable("SLIPWAY_PICTURES");
    if (folder.isEmpty())
        return;
    const QString name = folder + u"/activity-"_s + QString::fromLatin1(QTest::currentDataTag());
    QVERIFY(picture.save(name + u".png"_s));
    QTest::mouseClick(desk.button(u"Undo what was done…"_s), Qt::LeftButton);
    QTest::qWait(300);
    QVERIFY(desk.page->grab().save(name + u"-undo.png"_s));
}

QTEST_MAIN(ActivityPageTest)

#include "activity_page_test.moc"
