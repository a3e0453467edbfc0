#include "scenes.h"

#include "theme/theme.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

/// What is on the screen, in both themes, with names of any kind and with large text.
class TestCanvasPainting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void paints_data();
    void paints();
    void emptyCanvasOffersItsButton();
    void frozenCanvasIsDimmedAndSaysWhy();
    void hostileNamesArePaintedWithinTheirCards_data();
    void hostileNamesArePaintedWithinTheirCards();
    void textGrowsWithTheFont();
    void scrolledPixelsAreAsPaintedAnew();
    void runningCardShowsItsProgress();
    void hintsStandWhereNoCardIs();
    void hintsLetTheMouseThrough();

private:
    std::unique_ptr<theme::Theme> m_theme;
};

void TestCanvasPainting::initTestCase()
{
    useReferenceFont();
    m_theme = std::make_unique<theme::Theme>();
}

void TestCanvasPainting::paints_data()
{
    using theme::Theme;
    QTest::addColumn<Theme::Setting>("setting");
    QTest::addColumn<bool>("isRun");

    QTest::newRow("editor-light") << Theme::Setting::Light << false;
    QTest::newRow("editor-dark") << Theme::Setting::Dark << false;
    QTest::newRow("run-light") << Theme::Setting::Light << true;
    QTest::newRow("run-dark") << Theme::Setting::Dark << true;
}

void TestCanvasPainting::paints()
{
    QFETCH(const theme::Theme::Setting, setting);
    QFETCH(const bool, isRun);
    m_theme->setSetting(setting);
    Shown shown(isRun ? liveRun() : editedWorkflow(), {isRun ? 836 : 852, isRun ? 472 : 430});
    if (!isRun)
        shown.canvas.setAbilities(allAbilities());
    shown.canvas.setSelection({{u"job:deploy"_s, isRun ? 3 : 2}}, {u"job:deploy"_s, isRun ? 3 : 2});

    const QImage picture = shown.canvas.grab().toImage();

    const auto &tokens = setting == theme::Theme::Setting::Dark ? theme::darkTokens() : theme::lightTokens();
    const QRectF card = shown.canvas.rectOf({u"job:ci"_s});
    QCOMPARE(picture.pixelColor((card.topLeft() + QPointF(6, card.height() - 8)).toPoint()), tokens.raised);
    QCOMPARE(
        picture.pixelColor(shown.canvas.rectOf({u"job:deploy"_s, isRun ? 3 : 2}).topLeft().toPoint() + QPoint(40, 1)),
        tokens.selected);
    savePicture(shown.canvas, QString::fromLatin1(QTest::currentDataTag()));
}

void TestCanvasPainting::emptyCanvasOffersItsButton()
{
    m_theme->setSetting(theme::Theme::Setting::Light);
    Shown shown({});
    shown.canvas.setEmptyWords(u"No jobs yet."_s, u"Add job"_s);
    const QImage without = shown.canvas.grab().toImage();
    int asked = 0;
    QObject::connect(&shown.canvas, &Canvas::emptyActionRequested, [&asked] { ++asked; });

    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, QPoint(500, 320));
    QCOMPARE(asked, 1);
    shown.key(Qt::Key_Return);
    QCOMPARE(asked, 2);
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, QPoint(100, 100));
    QCOMPARE(asked, 2);
    QCOMPARE(without.pixelColor(500, 312), theme::lightTokens().raised);
    savePicture(shown.canvas, u"empty"_s);
}

void TestCanvasPainting::frozenCanvasIsDimmedAndSaysWhy()
{
    Shown shown(editedWorkflow());
    const QImage usual = shown.canvas.grab().toImage();
    shown.canvas.setFrozen(u"Line 12 is broken, so this is the graph as it was before."_s);
    const QImage frozen = shown.canvas.grab().toImage();

    QVERIFY(usual != frozen);
    QCOMPARE(frozen.pixelColor(500, 16), theme::lightTokens().warning.bg);
    savePicture(shown.canvas, u"frozen"_s);
    shown.canvas.setFrozen({});
    QCOMPARE(shown.canvas.grab().toImage(), usual);
}

void TestCanvasPainting::hostileNamesArePaintedWithinTheirCards_data()
{
    QTest::addColumn<QString>("name");

    QTest::newRow("HTML") << u"<b>bold</b><img src=x onerror=alert(1)>"_s;
    QTest::newRow("right-to-left override") << u"deploy \u202Eevil\u2066"_s;
    QTest::newRow("ten thousand combining characters") << u"a"_s + QString(10'000, QChar(0x0301));
    QTest::newRow("a hundred thousand letters") << QString(100'000, u'x');
    QTest::newRow("line breaks and controls") << u"one\ntwo\u2028three\u0007"_s;
    QTest::newRow("half a surrogate") << QString(200, QChar(0xD83D));
}

void TestCanvasPainting::hostileNamesArePaintedWithinTheirCards()
{
    QFETCH(const QString, name);
    Picture picture;
    Card card = job(u"a"_s, {name, u"plain"_s, name});
    card.title = card.subtitle = card.pill = card.aside = name;
    card.rows[0].note = card.rows[0].chip = name;
    picture.cards = {card, job(u"b"_s)};
    picture.links = {{u"a"_s, u"b"_s, LinkLook::Usual, name, true}};
    QElapsedTimer timer;
    timer.start();
    Shown shown(picture);
    const QImage image = shown.canvas.grab().toImage();

    // Shaping ten thousand marks takes seconds.
    QVERIFY(timer.elapsed() < 2000);
    const QRectF rect = shown.canvas.rectOf({u"a"_s});
    QCOMPARE_LE(rect.width(), 254);
    const theme::Tokens &tokens = theme::lightTokens();
    for (int y = static_cast<int>(rect.top()) + 8; y < rect.bottom() - 8; ++y) {
        const QColor colour = image.pixelColor(static_cast<int>(rect.right()) - 4, y);
        QVERIFY2(colour == tokens.raised || colour == tokens.line1, qPrintable(colour.name()));
    }
}

void TestCanvasPainting::textGrowsWithTheFont()
{
    Shown shown(editedWorkflow());
    const qreal row = shown.canvas.rectOf({u"job:ci"_s, 0}).height() / shown.canvas.zoom();
    QFont font = shown.canvas.font();
    font.setPixelSize(26);
    shown.canvas.setFont(font);
    QCoreApplication::processEvents();

    QCOMPARE_GE(shown.canvas.rectOf({u"job:ci"_s, 0}).height() / shown.canvas.zoom(), row * 1.6);
    QVERIFY(!shown.canvas.rectOf({u"job:ci"_s}).intersects(shown.canvas.rectOf({u"job:deploy"_s})));
    savePicture(shown.canvas, u"text-200"_s);
}

void TestCanvasPainting::scrolledPixelsAreAsPaintedAnew()
{
    Shown shown(editedWorkflow());
    shown.canvas.grab();
    QTest::mousePress(shown.canvas.viewport(), Qt::MiddleButton, {}, QPoint(400, 500));
    for (int step = 1; step <= 12; ++step) {
        shown.move(QPoint(400 + 7 * step, 500 - 5 * step), Qt::MiddleButton);
        QCoreApplication::processEvents();
    }
    QTest::mouseRelease(shown.canvas.viewport(), Qt::MiddleButton, {}, QPoint(484, 440));
    const QImage scrolled = shown.canvas.window()->screen()->grabWindow(shown.canvas.winId()).toImage();
    shown.canvas.viewport()->update();
    QCoreApplication::processEvents();
    const QImage anew = shown.canvas.window()->screen()->grabWindow(shown.canvas.winId()).toImage();
    QVERIFY(!anew.isNull());
    QCOMPARE(scrolled, anew);
}

void TestCanvasPainting::runningCardShowsItsProgress()
{
    Picture picture = liveRun();
    Shown shown(picture);
    const QRectF rect = shown.canvas.rectOf({u"job:deploy"_s});
    const QPoint done = rect.topLeft().toPoint() + QPoint(static_cast<int>(rect.width() / 2), 3);
    const QPoint open = rect.topRight().toPoint() + QPoint(-20, 3);
    const QImage image = shown.canvas.grab().toImage();
    QCOMPARE(image.pixelColor(done), theme::lightTokens().running.solid);
    QCOMPARE(image.pixelColor(open), theme::lightTokens().raised);
}

namespace {

/// Of the bottom left, where hints are.
QImage corner(Canvas &canvas)
{
    return canvas.grab().toImage().copy(0, canvas.height() - 48, 420, 48);
}

} // namespace

void TestCanvasPainting::hintsStandWhereNoCardIs()
{
    Shown shown(editedWorkflow(), {852, 430});
    const QImage without = corner(shown.canvas);
    shown.canvas.setHintsShown(true);
    const QImage with = corner(shown.canvas);
    QVERIFY(with != without);
    shown.canvas.setAbilities(allAbilities());
    QVERIFY(corner(shown.canvas) != with);
    savePicture(shown.canvas, u"hints"_s);
    m_theme->setSetting(theme::Theme::Setting::Dark);
    savePicture(shown.canvas, u"hints-dark"_s);
    m_theme->setSetting(theme::Theme::Setting::Light);

    // A card that is brought there hides them.
    shown.drag(shown.headOf(u"job:ci"_s), {120, 380});
    const QImage covered = corner(shown.canvas);
    shown.canvas.setHintsShown(false);
    QCOMPARE(corner(shown.canvas), covered);

    shown.canvas.resize(690, 430);
    shown.canvas.fit();
    const QImage narrow = shown.canvas.grab().toImage();
    shown.canvas.setHintsShown(true);
    QCOMPARE(shown.canvas.grab().toImage(), narrow);
}

void TestCanvasPainting::hintsLetTheMouseThrough()
{
    Shown shown(editedWorkflow(), {852, 430});
    shown.canvas.setHintsShown(true);
    shown.canvas.setSelection({{u"job:ci"_s}}, {u"job:ci"_s});
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, QPoint(40, 405));
    QVERIFY(shown.canvas.selection().isEmpty());
    shown.drag({40, 405}, shown.middleOf(u"job:ci"_s));
    QVERIFY(shown.canvas.selection().contains(Spot{u"job:ci"_s}));
}

} // namespace slipway::canvas

QTEST_MAIN(slipway::canvas::TestCanvasPainting)
#include "test_canvas_painting.moc"
