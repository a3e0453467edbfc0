#include "theme/theme.h"
#include "widgets/sheet.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace slipway;

/// A window with a field behind, and a sheet over it.
class TestSheet final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startsOnCancelAndGivesTheKeyboardBack();
    void startsWhereItIsTold();
    void escapeCancels();
    void scrimCancelsButNotWhileBusy();
    void enterNeverPressesADangerousVerb();
    void enterOnCancelCancels();
    void controlEnterConfirmsFromAnyField();
    void obstacleAndBusyTurnTheVerbOff();
    void failureStaysBesideWhatWasTyped();
    void tabStaysInside();
    void keysOfTheWindowBehindRest();
    void keyboardTakenFromOutsideComesBack();
    void fitsAndScrolls_data();
    void fitsAndScrolls();
    void isADialogForScreenReaders();
    void namesOfOthersAreNotObeyed();
    void deletesItself();

private:
    QPushButton *button(const QString &words) const;

    theme::Theme m_theme;
    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_behind = nullptr;
    QPointer<widgets::Sheet> m_sheet;
    QLineEdit *m_field = nullptr;
};

void TestSheet::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(1440, 900);
    m_behind = new QLineEdit(m_window.get());
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_behind->setFocus();
    m_sheet = new widgets::Sheet(m_behind);
    m_sheet->setTitle(u"Propose change"_s, u"provider-github"_s);
    m_sheet->setSubtitle(u"loop-health/platform, from main c41d9e2"_s);
    m_sheet->setVerb(u"Propose change"_s);
    m_field = new QLineEdit;
    m_sheet->body()->addWidget(m_field);
}

void TestSheet::cleanup()
{
    m_window.reset();
}

QPushButton *TestSheet::button(const QString &words) const
{
    for (auto *candidate : m_sheet->findChildren<QPushButton *>())
        if (candidate->text() == words)
            return candidate;
    return nullptr;
}

void TestSheet::startsOnCancelAndGivesTheKeyboardBack()
{
    m_sheet->open();
    QCOMPARE(QApplication::focusWidget(), button(u"Cancel"_s));
    m_sheet->close();
    QCOMPARE(QApplication::focusWidget(), m_behind);
}

void TestSheet::startsWhereItIsTold()
{
    m_sheet->setFirstFocus(m_field);
    m_sheet->open();
    QCOMPARE(QApplication::focusWidget(), m_field);
}

void TestSheet::escapeCancels()
{
    m_sheet->setFirstFocus(m_field);
    m_sheet->open();
    QSignalSpy cancelled(m_sheet, &widgets::Sheet::cancelled);
    QSignalSpy confirmed(m_sheet, &widgets::Sheet::confirmed);
    QTest::keyClick(m_field, Qt::Key_Escape);
    QCOMPARE(cancelled.count(), 1);
    QCOMPARE(confirmed.count(), 0);
    QTRY_VERIFY(!m_sheet);
}

void TestSheet::scrimCancelsButNotWhileBusy()
{
    m_sheet->open();
    QSignalSpy cancelled(m_sheet, &widgets::Sheet::cancelled);
    m_sheet->setBusy(u"Making the branch…"_s);
    QTest::mouseClick(m_sheet, Qt::LeftButton, {}, QPoint(5, 5));
    QCOMPARE(cancelled.count(), 0);
    m_sheet->setBusy({});
    QTest::mouseClick(m_sheet, Qt::LeftButton, {}, m_field->mapTo(m_sheet, QPoint(-10, 2)));
    QCOMPARE(cancelled.count(), 0);
    QTest::mouseClick(m_sheet, Qt::LeftButton, {}, QPoint(5, 5));
    QCOMPARE(cancelled.count(), 1);
}

void TestSheet::enterNeverPressesADangerousVerb()
{
    m_sheet->setVerb(u"Delete workflow"_s, true);
    m_sheet->open();
    QSignalSpy confirmed(m_sheet, &widgets::Sheet::confirmed);
    QTest::keyClick(m_field, Qt::Key_Return);
    auto *verb = button(u"Delete workflow"_s);
    verb->setFocus();
    QTest::keyClick(verb, Qt::Key_Return);
    QTest::keyClick(verb, Qt::Key_Enter);
    QCOMPARE(confirmed.count(), 0);
    QTest::keyClick(verb, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(confirmed.count(), 1);
}

void TestSheet::enterOnCancelCancels()
{
    m_sheet->open();
    QSignalSpy cancelled(m_sheet, &widgets::Sheet::cancelled);
    QTest::keyClick(button(u"Cancel"_s), Qt::Key_Return);
    QCOMPARE(cancelled.count(), 1);
}

void TestSheet::controlEnterConfirmsFromAnyField()
{
    auto *text = new QPlainTextEdit;
    text->setPlainText(u"Adds a time limit."_s);
    m_sheet->body()->addWidget(text);
    m_sheet->open();
    QSignalSpy confirmed(m_sheet, &widgets::Sheet::confirmed);
    m_field->setFocus();
    QTest::keyClick(m_field, Qt::Key_Return, Qt::ControlModifier);
    text->setFocus();
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(confirmed.count(), 2);
    QCOMPARE(text->toPlainText(), u"\nAdds a time limit."_s);
    QVERIFY(m_sheet->isVisible());
}

void TestSheet::obstacleAndBusyTurnTheVerbOff()
{
    m_sheet->setObstacle(u"The title is empty."_s);
    m_sheet->open();
    QSignalSpy confirmed(m_sheet, &widgets::Sheet::confirmed);
    QTest::keyClick(button(u"Cancel"_s), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!m_sheet->verb()->isEnabled());
    QCOMPARE(m_sheet->verb()->accessibleDescription(), u"The title is empty."_s);
    m_sheet->setObstacle({});
    QVERIFY(m_sheet->verb()->isEnabled());
    m_sheet->setBusy(u"Making the branch…"_s);
    QTest::keyClick(button(u"Cancel"_s), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!m_field->isEnabled());
    QCOMPARE(confirmed.count(), 0);
    m_sheet->setBusy({});
    QTest::keyClick(button(u"Cancel"_s), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(confirmed.count(), 1);
}

void TestSheet::failureStaysBesideWhatWasTyped()
{
    m_field->setText(u"Limit the deploy"_s);
    m_sheet->open();
    const int before = m_sheet->findChild<QScrollArea *>()->parentWidget()->height();
    m_sheet->setFailure(u"GitHub does not answer. Try again."_s);
    QVERIFY(m_sheet->findChild<QScrollArea *>()->parentWidget()->height() > before);
    QCOMPARE(m_field->text(), u"Limit the deploy"_s);
    m_sheet->setFailure({});
    QCOMPARE(m_sheet->findChild<QScrollArea *>()->parentWidget()->height(), before);
}

void TestSheet::tabStaysInside()
{
    m_sheet->open();
    QSet<QWidget *> seen;
    for (int step = 0; step < 12; ++step) {
        QTest::keyClick(QApplication::focusWidget(), step < 8 ? Qt::Key_Tab : Qt::Key_Backtab);
        QVERIFY(m_sheet->isAncestorOf(QApplication::focusWidget()));
        seen.insert(QApplication::focusWidget());
    }
    QVERIFY(seen.contains(m_field));
    QVERIFY(seen.contains(m_sheet->verb()));
}

void TestSheet::keysOfTheWindowBehindRest()
{
    QShortcut behind(QKeySequence(u"Ctrl+K"_s), m_window.get());
    QSignalSpy palette(&behind, &QShortcut::activated);
    QShortcut inside(QKeySequence(u"Ctrl+L"_s), m_sheet);
    QSignalSpy own(&inside, &QShortcut::activated);
    m_sheet->open();
    QTest::keyClick(m_field, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(m_field, Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(palette.count(), 0);
    QCOMPARE(own.count(), 1);
    m_sheet->close();
    QTest::keyClick(m_behind, Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(palette.count(), 1);
}

void TestSheet::keyboardTakenFromOutsideComesBack()
{
    m_sheet->setFirstFocus(m_field);
    m_sheet->open();
    m_behind->setFocus();
    QCOMPARE(QApplication::focusWidget(), m_field);
}

void TestSheet::fitsAndScrolls_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<qreal>("scale");
    QTest::addColumn<int>("lines");
    QTest::addColumn<bool>("scrolls");
    QTest::newRow("usual") << QSize(1440, 900) << 1.0 << 5 << false;
    QTest::newRow("much") << QSize(1440, 900) << 1.0 << 200 << true;
    QTest::newRow("narrow") << QSize(640, 480) << 1.0 << 5 << false;
    QTest::newRow("least window, text twice as large") << QSize(1024, 700) << 2.0 << 60 << true;
    QTest::newRow("tiny") << QSize(320, 240) << 1.0 << 30 << true;
}

void TestSheet::fitsAndScrolls()
{
    QFETCH(QSize, size);
    QFETCH(qreal, scale);
    QFETCH(int, lines);
    QFETCH(bool, scrolls);
    QFont font = m_window->font();
    font.setPointSizeF(10 * scale);
    m_window->setFont(font);
    for (int line = 0; line < lines; ++line)
        m_sheet->body()->addWidget(new QLabel(u"Line %1 of what will happen"_s.arg(line)));
    m_sheet->open();
    m_window->resize(size);
    QTRY_COMPARE(m_sheet->size(), size);
    const QWidget *card = m_sheet->verb()->parentWidget()->parentWidget();
    QVERIFY2(m_sheet->rect().contains(card->geometry()), QTest::toString(card->geometry()));
    QVERIFY(card->rect().contains(m_sheet->verb()->mapTo(card, m_sheet->verb()->rect().bottomRight())));
    QCOMPARE(m_sheet->findChild<QScrollArea *>()->verticalScrollBar()->maximum() > 0, scrolls);
    if (scale == 1.0)
        QVERIFY(card->width() <= 820);
}

void TestSheet::isADialogForScreenReaders()
{
    m_sheet->open();
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(m_sheet);
    QVERIFY(interface);
    QCOMPARE(interface->role(), QAccessible::Dialog);
    QVERIFY(interface->state().modal);
    QCOMPARE(interface->text(QAccessible::Name), u"Propose change"_s);
    for (const auto *part : m_sheet->findChildren<QPushButton *>())
        QVERIFY(!part->accessibleName().isEmpty());
}

void TestSheet::namesOfOthersAreNotObeyed()
{
    const QString sly = u"<b>x</b>&<img src=x>"_s;
    m_sheet->setTitle(sly);
    m_sheet->setSubtitle(sly);
    m_sheet->setObstacle(sly);
    m_sheet->open();
    int shown = 0;
    for (const auto *label : m_sheet->findChildren<QLabel *>())
        if (label->text() == sly) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            ++shown;
        }
    QCOMPARE(shown, 3);
}

void TestSheet::deletesItself()
{
    m_sheet->open();
    m_sheet->close();
    QTRY_VERIFY(!m_sheet);
}

QTEST_MAIN(TestSheet)
#include "test_sheet.moc"
