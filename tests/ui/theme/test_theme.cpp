#include "theme/focus_ring.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/status_look.h"
#include "theme/style.h"
#include "theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

class TestTheme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsCanBeReadOnEverySurface_data();
    void wordsCanBeReadOnEverySurface();
    void statusesCanBeTold_data();
    void statusesCanBeTold();
    void paletteLeadsBackToItsTokens();
    void themeSwitchesLive();
    void highContrastPaletteReplacesOurs();
    void settingHasAName();
    void everyStatusHasAnIconAndAWord();
    void iconTakesTheColourOfTheTheme();
    void unknownIconIsEmpty();
    void ringIsShownToWhoUsesTheKeyboard();
    void controlsHaveTheDesignsHeight();
    void fontsScaleWithTheSystems();
    void motionStopsWhenReduced();
};

void TestTheme::wordsCanBeReadOnEverySurface_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QColor>("words");
    QTest::addColumn<double>("least");
    for (const theme::Tokens *tokens : {&theme::lightTokens(), &theme::darkTokens()}) {
        const char *scheme = tokens->isDark ? "dark" : "light";
        QTest::addRow("text, %s", scheme) << tokens->isDark << tokens->text << 10.0;
        QTest::addRow("text2, %s", scheme) << tokens->isDark << tokens->text2 << 6.0;
        QTest::addRow("text3, %s", scheme) << tokens->isDark << tokens->text3 << 4.5;
        QTest::addRow("link, %s", scheme) << tokens->isDark << tokens->link << 4.5;
        QTest::addRow("focus, %s", scheme) << tokens->isDark << tokens->focus << 3.0;
    }
}

void TestTheme::wordsCanBeReadOnEverySurface()
{
    QFETCH(bool, dark);
    QFETCH(QColor, words);
    QFETCH(double, least);
    const theme::Tokens &tokens = dark ? theme::darkTokens() : theme::lightTokens();
    for (const QColor &surface :
         {tokens.window, tokens.base, tokens.header, tokens.raised, tokens.hover, tokens.selected})
        QVERIFY2(theme::contrast(words, surface) >= least, qPrintable(surface.name()));
}

void TestTheme::statusesCanBeTold_data()
{
    QTest::addColumn<base::Status>("status");
    using enum base::Status;
    for (const auto status : {Success, Running, Warning, Failure, Waiting, Queued, Cancelled, Skipped})
        QTest::newRow(qPrintable(theme::statusWord(status))) << status;
}

void TestTheme::statusesCanBeTold()
{
    QFETCH(base::Status, status);
    for (const theme::Tokens *tokens : {&theme::lightTokens(), &theme::darkTokens()}) {
        const theme::StatusColours &colours = tokens->status(status);
        QVERIFY(theme::contrast(colours.fg, colours.bg) >= 4.5);
        for (const QColor &surface : {tokens->base, tokens->window, tokens->raised, tokens->selected})
            QVERIFY2(theme::contrast(colours.solid, surface) >= 3.0, qPrintable(surface.name()));
    }
}

void TestTheme::paletteLeadsBackToItsTokens()
{
    QCOMPARE(theme::tokens(theme::palette(theme::lightTokens())), theme::lightTokens());
    QCOMPARE(theme::tokens(theme::palette(theme::darkTokens())), theme::darkTokens());
}

void TestTheme::themeSwitchesLive()
{
    theme::Theme theme;
    QPushButton button;
    button.show();
    QSignalSpy changed(&theme, &theme::Theme::settingChanged);
    theme.setSetting(theme::Theme::Setting::Dark);
    QTRY_COMPARE(theme::tokens(button.palette()), theme::darkTokens());
    theme.setSetting(theme::Theme::Setting::Light);
    QTRY_COMPARE(theme::tokens(button.palette()), theme::lightTokens());
    QCOMPARE(changed.count(), 2);
}

void TestTheme::highContrastPaletteReplacesOurs()
{
    QPalette system(Qt::black);
    system.setColor(QPalette::Window, Qt::black);
    system.setColor(QPalette::WindowText, Qt::white);
    system.setColor(QPalette::Base, Qt::black);
    system.setColor(QPalette::Text, Qt::white);
    system.setColor(QPalette::Button, Qt::black);
    system.setColor(QPalette::ButtonText, Qt::white);
    system.setColor(QPalette::Highlight, Qt::yellow);
    QVERIFY(theme::isHighContrast(system));
    QVERIFY(!theme::isHighContrast(theme::palette(theme::lightTokens())));
    QVERIFY(!theme::isHighContrast(theme::palette(theme::darkTokens())));

    const theme::Tokens &tokens = theme::tokens(system);
    QCOMPARE(tokens.window, QColor(Qt::black));
    QCOMPARE(tokens.text3, QColor(Qt::white));
    QCOMPARE(tokens.failure.fg, QColor(Qt::white));
    QCOMPARE(tokens.focus, QColor(Qt::yellow));
}

void TestTheme::settingHasAName()
{
    using enum theme::Theme::Setting;
    for (const auto setting : {System, Light, Dark})
        QCOMPARE(theme::settingFromName(theme::settingName(setting)), setting);
    QCOMPARE(theme::settingFromName(u"mauve"_s), System);
}

void TestTheme::everyStatusHasAnIconAndAWord()
{
    using enum base::Status;
    QSet<QString> icons;
    for (const auto status : {Unknown, Success, Running, Warning, Failure, Waiting, Queued, Cancelled, Skipped}) {
        QVERIFY2(theme::hasIcon(theme::statusIcon(status)), qPrintable(theme::statusIcon(status)));
        QVERIFY(!theme::statusWord(status).isEmpty());
        icons.insert(theme::statusIcon(status));
    }
    QCOMPARE(icons.size(), 9);
}

void TestTheme::iconTakesTheColourOfTheTheme()
{
    theme::Theme theme;
    const auto centre = [&] {
        const QImage image = theme::icon(u"action-add"_s, &theme::Tokens::text).pixmap(QSize(16, 16), 2.0).toImage();
        return image.pixelColor(16, 16);
    };
    theme.setSetting(theme::Theme::Setting::Light);
    QCOMPARE(centre().rgb(), theme::lightTokens().text.rgb());
    theme.setSetting(theme::Theme::Setting::Dark);
    QCOMPARE(centre().rgb(), theme::darkTokens().text.rgb());
}

void TestTheme::unknownIconIsEmpty()
{
    const QImage image = theme::iconPixmap(u"no-such-icon"_s, 16, Qt::black, 1).toImage();
    QCOMPARE(image.size(), QSize(16, 16));
    QCOMPARE(image.pixelColor(8, 8).alpha(), 0);
    QVERIFY(theme::icon(u"no-such-icon"_s).isNull());
}

void TestTheme::ringIsShownToWhoUsesTheKeyboard()
{
    theme::Theme theme;
    QPushButton button(u"Roll back"_s);
    button.show();
    QVERIFY(!theme::isKeyboardInUse());
    QTest::keyClick(&button, Qt::Key_Shift);
    QVERIFY(!theme::isKeyboardInUse());
    QTest::keyClick(&button, Qt::Key_Tab);
    QVERIFY(theme::isKeyboardInUse());
    QTest::mouseClick(&button, Qt::LeftButton);
    QVERIFY(!theme::isKeyboardInUse());
}

void TestTheme::controlsHaveTheDesignsHeight()
{
    theme::Theme theme;
    QPushButton button(u"Roll back"_s);
    QCOMPARE(button.sizeHint().height(), 28);
    QPushButton compact(u"Retry"_s);
    theme::setCompact(compact);
    QCOMPARE(compact.sizeHint().height(), 24);
}

void TestTheme::fontsScaleWithTheSystems()
{
    QFont base;
    base.setPointSizeF(20);
    QCOMPARE(theme::font(theme::FontRole::Title, base).pointSizeF(), 20 * 1.23);
    QCOMPARE(theme::font(theme::FontRole::Caption, base).pointSizeF(), 17.0);
    QVERIFY(theme::tabular(base).isFeatureSet("tnum"));
}

void TestTheme::motionStopsWhenReduced()
{
    theme::Theme theme;
    theme.setMotionReduced(true);
    QCOMPARE(theme.motion(150), 0);
}

QTEST_MAIN(TestTheme)
#include "test_theme.moc"
