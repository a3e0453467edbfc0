#include "open_window.h"

#include "shell/about_dialog.h"
#include "shell/accounts_dialog.h"
#include "shell/actions.h"
#include "shell/settings_dialog.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace slipway;

class TestDialogs final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokenIsHandedOverAndForgotten();
    void onlyWhoIsSignedInCanSignOut();
    void accountThatCannotChangeOffersNothing();
    void busyAccountWaits();
    void stateOfAnAccountIsSaid();
    void themeIsChosenInSettings();
    void motionIsReducedInSettings();
    void shortcutsListEveryAction();
    void shortcutIsFound();
    void escapeCloses_data();
    void escapeCloses();
    void everyControlHasAName_data();
    void everyControlHasAName();
};

namespace {

template<typename Widget>
Widget *named(const QWidget *parent, const QString &name)
{
    for (Widget *widget : parent->findChildren<Widget *>()) {
        if (widget->accessibleName() == name
            || (widget->accessibleName().isEmpty() && widget->property("text") == name))
            return widget;
    }
    return nullptr;
}

QDialog *opened(OpenWindow &open, const char *action)
{
    open->actions()[action].trigger();
    return open->findChild<QDialog *>();
}

void addDialogs()
{
    QTest::addColumn<QByteArray>("action");
    QTest::newRow("settings") << "settings.show"_ba;
    QTest::newRow("accounts") << "accounts.show"_ba;
    QTest::newRow("shortcuts") << "help.shortcuts"_ba;
    QTest::newRow("about") << "help.about"_ba;
}

} // namespace

void TestDialogs::tokenIsHandedOverAndForgotten()
{
    OpenWindow open;
    QDialog *dialog = opened(open, "accounts.show");
    auto *field = named<QLineEdit>(dialog, u"Token for GitHub"_s);
    auto *save = named<QPushButton>(dialog, u"Save token for GitHub"_s);
    QVERIFY(!save->isEnabled());
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    QTest::keyClicks(field, u"ghp_abc"_s);
    QTest::mouseClick(save, Qt::LeftButton);
    QCOMPARE(open.accounts.asked, QStringList{u"save github"_s});
    QCOMPARE(open.accounts.saved.reveal(), "ghp_abc"_ba);
    QVERIFY(field->text().isEmpty());
}

void TestDialogs::onlyWhoIsSignedInCanSignOut()
{
    OpenWindow open;
    QDialog *dialog = opened(open, "accounts.show");
    QVERIFY(!named<QPushButton>(dialog, u"Sign out of Sentry"_s)->isEnabled());
    QTest::mouseClick(named<QPushButton>(dialog, u"Test Fly.io"_s), Qt::LeftButton);
    QTest::mouseClick(named<QPushButton>(dialog, u"Sign out of Fly.io"_s), Qt::LeftButton);
    QCOMPARE(open.accounts.asked, (QStringList{u"test fly"_s, u"sign out fly"_s}));
}

void TestDialogs::accountThatCannotChangeOffersNothing()
{
    OpenWindow open;
    open.accounts.lines.first().canChange = false;
    QDialog *dialog = opened(open, "accounts.show");
    QVERIFY(!named<QLineEdit>(dialog, u"Token for GitHub"_s)->isVisibleTo(dialog));
    QVERIFY(!named<QPushButton>(dialog, u"Save token for GitHub"_s)->isVisibleTo(dialog));
    QVERIFY(!named<QPushButton>(dialog, u"Test GitHub"_s)->isVisibleTo(dialog));
    QVERIFY(named<QLineEdit>(dialog, u"Token for Fly.io"_s)->isVisibleTo(dialog));
}

void TestDialogs::busyAccountWaits()
{
    OpenWindow open;
    QDialog *dialog = opened(open, "accounts.show");
    open.accounts.lines.first().isBusy = true;
    emit open.accounts.changed();
    QVERIFY(!named<QPushButton>(dialog, u"Test GitHub"_s)->isEnabled());
    QVERIFY(!named<QLineEdit>(dialog, u"Token for GitHub"_s)->isEnabled());
}

void TestDialogs::stateOfAnAccountIsSaid()
{
    OpenWindow open;
    QDialog *dialog = opened(open, "accounts.show");
    open.accounts.lines.first().state = u"Token refused"_s;
    emit open.accounts.changed();
    QVERIFY(named<QWidget>(dialog, u"Token refused"_s));
    QVERIFY(named<QLabel>(dialog, u"Tokens are kept in the system keychain."_s));
}

void TestDialogs::themeIsChosenInSettings()
{
    OpenWindow open;
    QDialog *dialog = opened(open, "settings.show");
    named<QRadioButton>(dialog, u"Dark"_s)->click();
    QCOMPARE(open.theme.setting(), theme::Theme::Setting::Dark);
    QVERIFY(open->actions()["theme.dark"].isChecked());
}

void TestDialogs::motionIsReducedInSettings()
{
    OpenWindow open;
    QDialog *dialog = opened(open, "settings.show");
    dialog->findChild<QCheckBox *>()->click();
    QVERIFY(open.theme.isMotionReduced());
}

void TestDialogs::shortcutsListEveryAction()
{
    OpenWindow open;
    QDialog *dialog = opened(open, "help.shortcuts");
    const auto *tree = dialog->findChild<QTreeWidget *>();
    qsizetype listed = 0;
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
        listed += tree->topLevelItem(i)->childCount();
    QCOMPARE(listed, static_cast<qsizetype>(shell::actionTable().size()));
}

void TestDialogs::shortcutIsFound()
{
    OpenWindow open;
    QDialog *dialog = opened(open, "help.shortcuts");
    QTest::keyClicks(dialog->findChild<QLineEdit *>(), u"F5"_s);
    const auto *tree = dialog->findChild<QTreeWidget *>();
    QStringList shown;
    for (int i = 0; i < tree->topLevelItemCount(); ++i) {
        for (int j = 0; j < tree->topLevelItem(i)->childCount(); ++j) {
            if (!tree->topLevelItem(i)->child(j)->isHidden())
                shown.append(tree->topLevelItem(i)->child(j)->text(0));
        }
    }
    QCOMPARE(shown, QStringList{u"Sync now"_s});
}

void TestDialogs::escapeCloses_data()
{
    addDialogs();
}

void TestDialogs::escapeCloses()
{
    QFETCH(QByteArray, action);
    OpenWindow open;
    QPointer<QDialog> dialog = opened(open, action.constData());
    QTRY_VERIFY(dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
}

void TestDialogs::everyControlHasAName_data()
{
    addDialogs();
}

void TestDialogs::everyControlHasAName()
{
    QFETCH(QByteArray, action);
    OpenWindow open;
    QDialog *dialog = opened(open, action.constData());
    QTRY_VERIFY(dialog->isVisible());
    const QString folder = qEnvironmentVariable("SLIPWAY_PICTURES");
    if (!folder.isEmpty())
        dialog->grab().save(folder + u"/dialog-"_s + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s);
    QVERIFY(!dialog->accessibleName().isEmpty());
    for (QWidget *widget : dialog->findChildren<QWidget *>()) {
        const bool isControl = widget->focusPolicy() != Qt::NoFocus || qobject_cast<QAbstractButton *>(widget);
        if (!widget->isVisible() || !isControl)
            continue;
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
}

QTEST_MAIN(TestDialogs)
#include "test_dialogs.moc"
