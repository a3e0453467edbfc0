#include "theme/theme.h"
#include "widgets/avatar.h"
#include "widgets/badge.h"
#include "widgets/banner.h"
#include "widgets/environment_badge.h"
#include "widgets/key_caps.h"
#include "widgets/message.h"
#include "widgets/plain_words.h"
#include "widgets/segmented_control.h"
#include "widgets/sha_chip.h"
#include "widgets/status_chip.h"
#include "widgets/toasts.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;

class TestWidgets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusChipSaysItsStatus();
    void clickOnShaCopiesTheWholeCommit();
    void enterOnShaCopiesTheWholeCommit();
    void initialsOfAName_data();
    void initialsOfAName();
    void segmentIsChosenByMouseAndArrows();
    void segmentThatThereIsNotIsIgnored();
    void keysAreNamedAsPrinted_data();
    void keysAreNamedAsPrinted();
    void badgeGrowsWithItsFigures();
    void toastLeavesAfterSixSeconds();
    void failedToastStays();
    void messageAfterAFailureHidesItNot();
    void errorOffersRetry();
    void bannerWithoutButtonHasNone();
    void whatLooksLikeHtmlIsShown();
    void hiddenButtonsHaveNames();

private:
    theme::Theme m_theme;
};

void TestWidgets::statusChipSaysItsStatus()
{
    widgets::StatusChip chip;
    chip.setStatus(base::Status::Failure);
    QCOMPARE(chip.accessibleName(), u"Failed"_s);
    chip.setStatus(base::Status::Failure, u"1 failing"_s);
    QCOMPARE(chip.words(), u"1 failing"_s);
    QVERIFY(chip.sizeHint().height() >= 20);
}

void TestWidgets::clickOnShaCopiesTheWholeCommit()
{
    widgets::ShaChip chip;
    chip.setCommit(u"c41d9e2a5b"_s, u"Cache encounters"_s);
    chip.show();
    QSignalSpy copied(&chip, &widgets::ShaChip::copied);
    QTest::mouseClick(&chip, Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), u"c41d9e2a5b"_s);
    QCOMPARE(copied.count(), 1);
    QVERIFY(chip.accessibleName().contains("c41d9e2"_L1));
    QVERIFY(chip.toolTip().contains("Cache encounters"_L1));
}

void TestWidgets::enterOnShaCopiesTheWholeCommit()
{
    widgets::ShaChip chip;
    chip.setCommit(u"7be02a4f00"_s);
    chip.show();
    QTest::keyClick(&chip, Qt::Key_Return);
    QCOMPARE(QApplication::clipboard()->text(), u"7be02a4f00"_s);
}

void TestWidgets::initialsOfAName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("first and last") << u"Priya Nair"_s << u"PN"_s;
    QTest::newRow("login with a hyphen") << u"jonas-weil"_s << u"JW"_s;
    QTest::newRow("three words") << u"Ana de Souza"_s << u"AS"_s;
    QTest::newRow("one word") << u"admin"_s << u"A"_s;
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("only separators") << u" - "_s << QString();
}

void TestWidgets::initialsOfAName()
{
    QFETCH(QString, name);
    QTEST(widgets::initials(name), "expected");
}

void TestWidgets::segmentIsChosenByMouseAndArrows()
{
    widgets::SegmentedControl control;
    control.setSegments({u"All"_s, u"Production"_s, u"Staging"_s});
    control.show();
    QSignalSpy changed(&control, &widgets::SegmentedControl::currentIndexChanged);
    const auto segments = control.findChildren<QAbstractButton *>();
    QTest::mouseClick(segments.at(1), Qt::LeftButton);
    QCOMPARE(control.currentIndex(), 1);
    control.activateWindow();
    segments.at(1)->setFocus();
    QTRY_VERIFY(segments.at(1)->hasFocus());
    QTest::keyClick(segments.at(1), Qt::Key_Right);
    QCOMPARE(control.currentIndex(), 2);
    QCOMPARE(changed.count(), 2);
}

void TestWidgets::segmentThatThereIsNotIsIgnored()
{
    widgets::SegmentedControl control;
    control.setSegments({u"All"_s, u"Production"_s});
    control.setCurrentIndex(7);
    QCOMPARE(control.currentIndex(), 0);
}

void TestWidgets::keysAreNamedAsPrinted_data()
{
    QTest::addColumn<QKeySequence>("keys");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("two modifiers") << QKeySequence(u"Ctrl+Shift+B"_s) << QStringList{u"Ctrl"_s, u"Shift"_s, u"B"_s};
    QTest::newRow("one key") << QKeySequence(u"F5"_s) << QStringList{u"F5"_s};
    QTest::newRow("plus itself") << QKeySequence(Qt::CTRL | Qt::Key_Plus) << QStringList{u"Ctrl"_s, u"+"_s};
    QTest::newRow("none") << QKeySequence() << QStringList{};
}

void TestWidgets::keysAreNamedAsPrinted()
{
    QFETCH(QKeySequence, keys);
    QTEST(widgets::keyNames(keys), "expected");
}

void TestWidgets::badgeGrowsWithItsFigures()
{
    const QFont font = QApplication::font();
    const QSize one = widgets::badgeSize(6, font);
    QCOMPARE(one.width(), one.height());
    QVERIFY(widgets::badgeSize(42, font).width() > one.width());
    QCOMPARE(widgets::badgeSize(100, font), widgets::badgeSize(5'000, font));
}

void TestWidgets::toastLeavesAfterSixSeconds()
{
    base::ManualClock clock;
    QWidget window;
    window.resize(800, 600);
    window.show();
    widgets::Toast toast(clock, 28, &window);
    toast.say({base::Status::Success, u"Token saved"_s, {}});
    QVERIFY(toast.isVisible());
    QVERIFY(window.rect().contains(toast.geometry().center()));
    clock.advance(5s);
    QVERIFY(toast.isVisible());
    clock.advance(1s);
    QVERIFY(!toast.isVisible());
}

void TestWidgets::failedToastStays()
{
    base::ManualClock clock;
    QWidget window;
    window.show();
    widgets::Toast toast(clock, 28, &window);
    toast.say({base::Status::Failure, u"GitHub answered 502"_s, u"Retry"_s});
    clock.advance(1h);
    QVERIFY(toast.isVisible());
    QSignalSpy retry(&toast, &widgets::Toast::buttonClicked);
    QTest::mouseClick(toast.findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(retry.count(), 1);
    QVERIFY(!toast.isVisible());
}

void TestWidgets::messageAfterAFailureHidesItNot()
{
    base::ManualClock clock;
    QWidget window;
    window.resize(800, 600);
    window.show();
    widgets::Toasts toasts(clock, 28, &window);
    const auto shown = [&window] {
        QStringList words;
        for (const auto *toast : window.findChildren<widgets::Toast *>()) {
            if (toast->isVisible())
                words += toast->text().words;
        }
        return words;
    };
    toasts.say({base::Status::Failure, u"GitHub answered 502"_s, {}});
    toasts.say({base::Status::Success, u"Saved ci.yml"_s, {}});
    toasts.say({base::Status::Success, u"Saved ci.yml"_s, {}});
    QCOMPARE(shown(), (QStringList{u"GitHub answered 502"_s, u"Saved ci.yml"_s}));
    const auto all = window.findChildren<widgets::Toast *>();
    QVERIFY(all.first()->y() + all.first()->cardHeight() <= all.last()->y());
    clock.advance(6s);
    QCOMPARE(shown(), QStringList{u"GitHub answered 502"_s});
    for (int i = 0; i < 6; ++i)
        toasts.say({base::Status::Success, u"Saved %1"_s.arg(i), {}});
    QCOMPARE(shown().size(), widgets::Toasts::most);
    QCOMPARE(shown().first(), u"GitHub answered 502"_s);
    QCOMPARE(shown().last(), u"Saved 5"_s);
}

void TestWidgets::errorOffersRetry()
{
    widgets::ErrorState error(u"Fly.io answered 502 at 14:32."_s);
    error.show();
    QSignalSpy retry(&error, &widgets::Message::buttonClicked);
    auto *button = error.findChild<QPushButton *>();
    QCOMPARE(button->text(), u"Retry"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(retry.count(), 1);
}

void TestWidgets::bannerWithoutButtonHasNone()
{
    widgets::Banner banner;
    banner.setMessage(base::Status::Warning, u"Fly.io answered 502 at 14:32. Showing 14:31."_s);
    banner.show();
    QVERIFY(!banner.findChild<QPushButton *>()->isVisible());
    QVERIFY(banner.sentence().startsWith("Fly.io"_L1));
}

void TestWidgets::whatLooksLikeHtmlIsShown()
{
    const QString sly = u"<b>v43</b> & <img src=x>"_s;
    QVERIFY(!Qt::mightBeRichText(u"v43 < v44"_s));
    QCOMPARE(widgets::plainTip(u"v43 < v44"_s), u"v43 < v44"_s);
    QVERIFY(widgets::plainTip(sly).contains("&lt;b&gt;v43&lt;/b&gt; &amp;"_L1));
    QCOMPARE(widgets::plainTitle(u"Research & development"_s), u"Research && development"_s);

    widgets::Banner banner;
    banner.setMessage(base::Status::Warning, sly);
    widgets::EmptyState empty(sly);
    for (const QWidget *widget : {static_cast<QWidget *>(&banner), static_cast<QWidget *>(&empty)}) {
        const auto labels = widget->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(
            labels, [&](const QLabel *label) { return label->text() == sly && label->textFormat() == Qt::PlainText; }));
    }
}

void TestWidgets::hiddenButtonsHaveNames()
{
    base::ManualClock clock;
    QWidget window;
    const widgets::Toast toast(clock, 0, &window);
    const widgets::EmptyState empty(u"Nothing needs you."_s, {}, &window);
    widgets::Banner banner(&window);
    banner.setMessage(base::Status::Warning, u"Fly.io answered 502."_s);
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>())
        QVERIFY2(!button->accessibleName().isEmpty(), button->parent()->metaObject()->className());
}

QTEST_MAIN(TestWidgets)
#include "test_widgets.moc"
