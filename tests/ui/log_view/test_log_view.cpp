#include "log_view/advice_banner.h"
#include "log_view/find_bar.h"
#include "log_view/log_canvas.h"
#include "log_view/log_view.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::log_view;

namespace {

QByteArray stamped(const QByteArray &words, int second = 0)
{
    return "2024-03-21T14:18:" + QByteArray::number(second).rightJustified(2, '0') + ".1234567Z " + words + '\n';
}

} // namespace

class TestLogView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }
    void picture_data();
    void picture();
    void placeholderIsShownWithoutALog();
    void followsUntilThePersonScrollsUp();
    void endResumesFollowing();
    void clickOnAStepFoldsIt();
    void keysFoldAndUnfold();
    void dragSelectsAndCopies();
    void keysSelectAndCopy();
    void copyAllHoldsFoldedLines();
    void doubleClickSelectsAWord();
    void findGoesRoundTheWholeRun();
    void findUnfoldsWhatHidesAMatch();
    void findSaysAWrongPattern();
    void escapeClosesFind();
    void firstProblemIsAnError();
    void stepIsShown();
    void wrappedLinesTakeMoreRows();
    void timesCanBeHidden();
    void longLineIsCutAndReachable();
    void adviceLeadsToItsLine();
    void hostileAdviceIsPlainText();
    void fileCutWhileShownDoesNotCrash();
    void fileDeletedWhileShownStays();
    void largeLogIsShownAtOnce();
    void screenReaderGetsTheLines();
    void everyButtonHasANameAndATip();

private:
    std::shared_ptr<logs::LogFile> file(const QByteArray &bytes);
    void show(const QByteArray &bytes);
    /// Three steps: one that went well, one that failed, one that runs.
    void showSteps();
    LogCanvas &canvas() const { return *m_view->findChild<LogCanvas *>(); }
    QStringList shown() const;
    void append(const QByteArray &bytes);
    QPoint middleOf(Row row, int x) const { return {x, canvas().rectOf(row).center().y()}; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<logs::LogFile> m_file;
    std::unique_ptr<LogView> m_view;
    theme::Theme m_theme;
    int m_files = 0;
};

void TestLogView::init()
{
    m_theme.setSetting(theme::Theme::Setting::Light);
    m_folder = std::make_unique<QTemporaryDir>();
    m_view = std::make_unique<LogView>();
    m_view->setTimeZone(QTimeZone::UTC);
    m_view->resize(900, 260);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->setFocus();
}

std::shared_ptr<logs::LogFile> TestLogView::file(const QByteArray &bytes)
{
    QFile written(m_folder->filePath(QString::number(m_files++)));
    if (!written.open(QIODevice::WriteOnly) || written.write(bytes) != bytes.size())
        return nullptr;
    written.close();
    return *logs::LogFile::open(written.fileName());
}

void TestLogView::show(const QByteArray &bytes)
{
    m_file = file(bytes);
    const auto log = std::make_shared<logs::RunLog>();
    log->setJob(u"build"_s, m_file);
    m_view->setLog(log);
    QVERIFY(QTest::qWaitFor([this] { return m_file->isIndexed(); }));
}

void TestLogView::showSteps()
{
    const QByteArray bytes = stamped("##[group]Run pnpm install", 1) + stamped("pnpm install", 1)
        + stamped("##[endgroup]", 1) + stamped("\x1b[32mDone\x1b[0m in 12 s", 12)
        + stamped("##[group]Run pnpm test", 20) + stamped("pnpm test", 20) + stamped("##[endgroup]", 20)
        + stamped("\x1b[1mPASS\x1b[0m \x1b[2msrc/\x1b[22mroutes.test.ts", 21)
        + stamped("\x1b[41;97m FAIL \x1b[0m src/workflow.test.ts", 22)
        + stamped("curl: (22) The requested URL returned error: 503", 23)
        + stamped("##[error]Process completed with exit code 1.", 24) + stamped("##[group]Run curl -f https://a.b", 40)
        + stamped("Waiting for deployment... (1/30)", 41)
        + stamped("\x1b[36mWaiting\x1b[0m for deployment... (2/30)", 42);
    m_file = file(bytes);
    const auto at = [](int second) { return QDateTime(QDate(2024, 3, 21), QTime(14, 18, second), QTimeZone::UTC); };
    const auto log = std::make_shared<logs::RunLog>();
    log->setJob(u"deploy"_s, m_file,
                {{1, u"Install dependencies"_s, base::Status::Success, at(1), at(19)},
                 {2, u"Run unit tests"_s, base::Status::Failure, at(20), at(39)},
                 {3, u"Wait for deployment"_s, base::Status::Running, at(40), {}}});
    m_view->setLog(log);
}

QStringList TestLogView::shown() const
{
    QStringList lines;
    for (const Row &row : canvas().rowsInSight())
        lines.append(canvas().textOf(row));
    return lines;
}

void TestLogView::append(const QByteArray &bytes)
{
    QFile growing(m_file->path());
    QVERIFY(growing.open(QIODevice::Append));
    growing.write(bytes);
    growing.close();
    m_file->refresh();
}

void TestLogView::picture_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestLogView::picture()
{
    QFETCH(bool, isDark);
    m_theme.setSetting(isDark ? theme::Theme::Setting::Dark : theme::Theme::Setting::Light);
    m_view->resize(900, 420);
    showSteps();
    m_view->setAdvice({{u"health-check"_s,
                        u"The new version started, but its health check does not pass."_s,
                        u"Read the app's own log: `flyctl logs`. Ask its health address from a machine."_s,
                        {1, 5, u"curl: (22) The requested URL returned error: 503"_s},
                        80}});
    m_view->find({u"deployment"_s, false, false});
    m_view->openFind();
    QTRY_VERIFY(m_view->findChild<FindBar *>()->words().contains(u"2"_s));
    QCoreApplication::processEvents();
    const QImage image = m_view->grab().toImage();
    const QString folder = qEnvironmentVariable("SLIPWAY_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(image.save(u"%1/log-%2.png"_s.arg(folder, isDark ? u"dark"_s : u"light"_s)));
    // The failed line is marked in the margin, in the theme's own colour.
    const QColor mark = theme::tokens(m_view->palette()).failure.solid;
    const QRect row = canvas().rectOf({1, 6});
    const QPoint place = canvas().viewport()->mapTo(m_view.get(), QPoint(3, row.center().y()));
    QCOMPARE(image.pixelColor(place * m_view->devicePixelRatio()).rgb(), mark.rgb());
}

void TestLogView::placeholderIsShownWithoutALog()
{
    m_view->setLog(nullptr);
    m_view->setPlaceholder(u"The log appears once the job has begun."_s);
    m_view->grab();
    QVERIFY(!m_view->showFirstProblem());
    QVERIFY(!m_view->showStep(u"a"_s, u"b"_s));
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_End, Qt::Key_Home, Qt::Key_F3, Qt::Key_F8, Qt::Key_Return})
        QTest::keyClick(&canvas(), key);
    QTest::keyClick(&canvas(), Qt::Key_C, Qt::ControlModifier);
}

void TestLogView::followsUntilThePersonScrollsUp()
{
    show(QByteArray("line\n").repeated(100));
    QVERIFY(m_view->isFollowing());
    append("newest\n");
    QCOMPARE(shown().last(), u"newest"_s);
    QSignalSpy following(m_view.get(), &LogView::followingChanged);
    QWheelEvent up(QPointF(100, 100), canvas().viewport()->mapToGlobal(QPointF(100, 100)), {}, {0, 120}, Qt::NoButton,
                   Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(canvas().viewport(), &up);
    QCOMPARE(following.size(), 1);
    QVERIFY(!m_view->isFollowing());
    const QStringList before = shown();
    append("even newer\n");
    QCOMPARE(shown(), before);
}

void TestLogView::endResumesFollowing()
{
    show(QByteArray("line\n").repeated(100));
    QTest::keyClick(&canvas(), Qt::Key_Home);
    QVERIFY(!m_view->isFollowing());
    QCOMPARE(canvas().rowsInSight().first(), (Row{0, 0}));
    QTest::keyClick(&canvas(), Qt::Key_End);
    QVERIFY(m_view->isFollowing());
    append("newest\n");
    QCOMPARE(shown().last(), u"newest"_s);
}

void TestLogView::clickOnAStepFoldsIt()
{
    showSteps();
    QVERIFY(canvas().rows().isFolded({0, -1}));
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, middleOf({0, -1}, 300));
    QVERIFY(!canvas().rows().isFolded({0, -1}));
    QVERIFY(shown().contains(u"Done in 12 s"_s));
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, middleOf({0, -1}, 300));
    QVERIFY(canvas().rows().isFolded({0, -1}));
    QVERIFY(shown().first().contains(u"Install dependencies, 18"_s));
    QVERIFY(shown().first().contains(u"4"_s));
}

void TestLogView::keysFoldAndUnfold()
{
    showSteps();
    QTest::keyClick(&canvas(), Qt::Key_Home);
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QVERIFY(!canvas().rows().isFolded({0, -1}));
    QTest::keyClick(&canvas(), Qt::Key_Left);
    QVERIFY(canvas().rows().isFolded({0, -1}));
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QVERIFY(!canvas().rows().isFolded({0, -1}));
    QTest::keyClick(&canvas(), Qt::Key_Down);
    QCOMPARE(canvas().caret().row, (Row{0, 0}));
    QTest::keyClick(&canvas(), Qt::Key_Space);
    QVERIFY(!canvas().rows().isFolded({0, 0}));
}

void TestLogView::dragSelectsAndCopies()
{
    show("first line\nsecond line\nthird line\n");
    const int width = QFontMetrics(theme::font(theme::FontRole::Mono, canvas().font())).horizontalAdvance(u'0');
    QWidget *viewport = canvas().viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, middleOf({0, 0}, 300));
    QTest::mouseMove(viewport, middleOf({0, 1}, 300));
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, middleOf({0, 1}, 300));
    QVERIFY(width > 0);
    QTest::keyClick(&canvas(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(u"\nsecond line"_s));
}

void TestLogView::keysSelectAndCopy()
{
    show("first line\nsecond line\nthird line\n");
    QTest::keyClick(&canvas(), Qt::Key_Home);
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QTest::keyClick(&canvas(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&canvas(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&canvas(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"irst line\nse"_s);
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(!canvas().hasSelection());
}

void TestLogView::copyAllHoldsFoldedLines()
{
    showSteps();
    QTest::keyClick(&canvas(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&canvas(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 17);
    QVERIFY(lines.contains(u"Done in 12 s"_s));
    QVERIFY(lines.contains(u"Waiting for deployment... (2/30)"_s));
}

void TestLogView::doubleClickSelectsAWord()
{
    show("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbb\n");
    QTest::mouseDClick(canvas().viewport(), Qt::LeftButton, {}, middleOf({0, 0}, 300));
    QCOMPARE(canvas().selectedText(), QString(60, u'a'));
}

void TestLogView::findGoesRoundTheWholeRun()
{
    const auto log = std::make_shared<logs::RunLog>();
    log->setJob(u"build"_s, file("hay\nneedle and Needle\n"));
    log->setJob(u"deploy"_s, file("needle\nhay\n"));
    m_view->setLog(log);
    QTest::keyClick(&canvas(), Qt::Key_F, Qt::ControlModifier);
    auto *text = m_view->findChild<FindBar *>()->findChild<QLineEdit *>();
    QVERIFY(text->hasFocus());
    QTest::keyClicks(text, u"needle"_s);
    QTRY_COMPARE(m_view->findChild<FindBar *>()->words(), u"Line 1 of 2"_s);
    QCOMPARE(canvas().caret(), (TextPlace{{0, 1}, 0}));
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(canvas().caret(), (TextPlace{{0, 1}, 11}));
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(canvas().caret(), (TextPlace{{1, 0}, 0}));
    QCOMPARE(m_view->findChild<FindBar *>()->words(), u"Line 2 of 2"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(canvas().caret(), (TextPlace{{0, 1}, 0}));
    QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(canvas().caret(), (TextPlace{{1, 0}, 0}));
}

void TestLogView::findUnfoldsWhatHidesAMatch()
{
    showSteps();
    m_view->find({u"Done in"_s, false, false});
    QTRY_COMPARE(canvas().caret().row, (Row{0, 3}));
    QVERIFY(canvas().rows().isVisible({0, 3}));
}

void TestLogView::findSaysAWrongPattern()
{
    show("line\n");
    m_view->find({u"(open"_s, false, true});
    QVERIFY(m_view->findChild<FindBar *>()->words().contains(u"pattern"_s));
    m_view->find({u"absent"_s, false, false});
    QTRY_COMPARE(m_view->findChild<FindBar *>()->words(), u"No match"_s);
}

void TestLogView::escapeClosesFind()
{
    show("line\n");
    m_view->openFind();
    auto *bar = m_view->findChild<FindBar *>();
    QTest::keyClick(bar->findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(canvas().hasFocus());
}

void TestLogView::firstProblemIsAnError()
{
    showSteps();
    QVERIFY(m_view->showFirstProblem());
    QCOMPARE(canvas().textOf(canvas().caret().row), u"Process completed with exit code 1."_s);
    QTest::keyClick(&canvas(), Qt::Key_F8);
    QVERIFY(canvas().textOf(canvas().caret().row).contains(u"FAIL"_s));
    QVERIFY(!m_view->isFollowing());
}

void TestLogView::stepIsShown()
{
    showSteps();
    QSignalSpy current(m_view.get(), &LogView::currentStepChanged);
    QVERIFY(m_view->showStep(u"deploy"_s, u"Run unit tests"_s));
    QCOMPARE(current.last(), (QVariantList{u"deploy"_s, u"Run unit tests"_s}));
    QVERIFY(!m_view->showStep(u"deploy"_s, u"Nothing"_s));
}

void TestLogView::wrappedLinesTakeMoreRows()
{
    show(QByteArray("word ").repeated(400) + "\nlast\n");
    const int before = canvas().rectOf({0, 0}).height();
    m_view->setWrapsLines(true);
    QVERIFY(canvas().rows().count() == 2);
    QVERIFY(canvas().rectOf({0, 0}).height() > 5 * before);
    QCOMPARE(canvas().horizontalScrollBar()->maximum(), 0);
    QTest::keyClick(&canvas(), Qt::Key_End);
    QCOMPARE(shown().last(), u"last"_s);
}

void TestLogView::timesCanBeHidden()
{
    show(stamped("line"));
    const QImage with = canvas().viewport()->grab().toImage();
    m_view->setShowsTimes(false);
    QVERIFY(canvas().viewport()->grab().toImage() != with);
}

void TestLogView::longLineIsCutAndReachable()
{
    show("short\n" + QByteArray(10'000'000, 'x') + "END\nlast\n");
    m_view->grab();
    QCOMPARE(canvas().textOf({0, 1}).size(), logs::LogFile::partBytes);
    m_view->showLine(0, 1);
    QTest::keyClick(&canvas(), Qt::Key_Left, Qt::ControlModifier);
    QTest::keyClick(&canvas(), Qt::Key_Right, Qt::ControlModifier);
    m_view->find({u"END"_s, true, false});
    QTRY_VERIFY(canvas().textOf({0, 1}).endsWith(u"END"_s));
}

void TestLogView::adviceLeadsToItsLine()
{
    showSteps();
    m_view->setAdvice({{u"health-check"_s, u"Cause."_s, u"Do this."_s, {1, 5, u"curl: (22) …"_s}, 80},
                       {u"other"_s, u"Other cause."_s, u"Do that."_s, {1, 6, u"Process"_s}, 50}});
    auto *banner = m_view->findChild<AdviceBanner *>();
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->sentence(), u"Cause. Do this."_s);
    const auto buttons = banner->findChildren<QPushButton *>();
    QTest::mouseClick(buttons.at(0), Qt::LeftButton);
    QCOMPARE(canvas().caret().row, (Row{1, 5}));
    QTest::mouseClick(buttons.at(1), Qt::LeftButton);
    QCOMPARE(banner->sentence(), u"Other cause. Do that."_s);
    m_view->setAdvice({});
    QVERIFY(!banner->isVisible());
}

void TestLogView::hostileAdviceIsPlainText()
{
    showSteps();
    m_view->setAdvice({{u"x"_s, u"<b>Cause</b>"_s, u"<a href='x'>y</a>"_s, {0, 0, u"<img src=x> && rm"_s}, 80}});
    for (const QLabel *label : m_view->findChildren<QLabel *>())
        QVERIFY(label->textFormat() == Qt::PlainText || label->text().isEmpty());
}

void TestLogView::fileCutWhileShownDoesNotCrash()
{
    show(QByteArray("some line of it\n").repeated(50'000));
    m_view->grab();
    QCOMPARE(::truncate(QFile::encodeName(m_file->path()).constData(), 10), 0);
    QTest::keyClick(&canvas(), Qt::Key_Home);
    m_view->grab();
    QTest::keyClick(&canvas(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&canvas(), Qt::Key_C, Qt::ControlModifier);
    m_file->refresh();
    m_view->grab();
    QCOMPARE(canvas().rows().count(), 1);
    QCOMPARE(shown(), QStringList{u"some line "_s});
}

void TestLogView::fileDeletedWhileShownStays()
{
    show("kept\n");
    QVERIFY(QFile::remove(m_file->path()));
    m_file->refresh();
    QCOMPARE(shown(), QStringList{u"kept"_s});
}

void TestLogView::largeLogIsShownAtOnce()
{
    QByteArray bytes;
    for (int line = 0; line < 300'000; ++line)
        bytes += "2024-03-21T14:18:02.1234567Z line " + QByteArray::number(line) + '\n';
    m_file = file(bytes);
    const auto log = std::make_shared<logs::RunLog>();
    log->setJob(u"build"_s, m_file);
    m_view->setFollowing(false);
    m_view->setLog(log);
    QCOMPARE(shown().first(), u"line 0"_s);
    QTRY_COMPARE(canvas().rows().count(), 300'000);
    QTest::keyClick(&canvas(), Qt::Key_End);
    QCOMPARE(shown().last(), u"line 299999"_s);
}

void TestLogView::screenReaderGetsTheLines()
{
    showSteps();
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&canvas());
    QVERIFY(access);
    auto *text = access->textInterface();
    QVERIFY(text);
    const QString words = text->text(0, text->characterCount());
    QVERIFY(words.contains(u"Run unit tests, failed"_s));
    QVERIFY(words.contains(u"Process completed with exit code 1."_s));
    QVERIFY(access->state().readOnly);
    QCOMPARE(access->text(QAccessible::Name), u"Log"_s);
    text->setCursorPosition(static_cast<int>(words.indexOf(u"curl: (22)"_s)));
    QCOMPARE(canvas().textOf(canvas().caret().row), u"curl: (22) The requested URL returned error: 503"_s);
    QCOMPARE(text->cursorPosition(), words.indexOf(u"curl: (22)"_s));
}

void TestLogView::everyButtonHasANameAndATip()
{
    for (const QAbstractButton *button : m_view->findChildren<QAbstractButton *>()) {
        if (qobject_cast<const QToolButton *>(button) && button->objectName() != u"qt_toolbar_ext_button"_s
            && !button->inherits("QLineEditIconButton")) {
            QVERIFY(!button->accessibleName().isEmpty());
            QVERIFY(!button->toolTip().isEmpty());
        }
    }
}

QTEST_MAIN(TestLogView)
#include "test_log_view.moc"
