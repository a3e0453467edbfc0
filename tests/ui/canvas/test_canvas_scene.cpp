#include "scenes.h"

#include "theme/theme.h"
#include "theme/tokens.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

/// Where cards stand, and what moves them.
class TestCanvasScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useReferenceFont(); }
    void firstDrawingFollowsLinks();
    void cardsStayWhenOthersComeAndGo();
    void movedCardsStayWhereTheyWerePut();
    void newCardsCoverNoOthers_data();
    void newCardsCoverNoOthers();
    void removedCardComesBackWhereItWas();
    void linksKeepTheirWaysWhenWordsChange();
    void growingCardGrowsDownwards();
    void cardsHaveRoomToGrow();
    void grownCardLiesAboveTheOneBelow();
    void openedGroupStaysAndOthersDoNotMove();
    void tidyMovesAtOnceWhenMotionIsReduced();
    void tidyMovesInSteps();
    void savedViewIsRestored();
    void viewRestoredBeforeThePictureIsUsed();
    void cardThatComesBackFindsRoom();
    void junkViewsAreIgnored_data();
    void junkViewsAreIgnored();
    void fitShowsAllAtMostAtFullSize();
    void selectionIsKeptWhileItsCardsAre();
    void fiveThousandCardsOpenAndStayUsable();
    void pictureThatMakesNoSenseIsShown();
};

namespace {

Picture chain(int cards)
{
    Picture picture;
    for (int at = 0; at < cards; ++at) {
        picture.cards.push_back(job(u"j%1"_s.arg(at), {u"step"_s}));
        if (at > 0)
            picture.links.push_back({u"j%1"_s.arg(at - 1), u"j%1"_s.arg(at)});
    }
    return picture;
}

/// In scene units, wherever the view is.
QHash<QString, QPointF> places(Canvas &canvas)
{
    QHash<QString, QPointF> result;
    const QPointF origin = canvas.outPortOf(canvas.picture().cards.front().id);
    for (const Card &card : canvas.picture().cards)
        result.insert(card.id, (canvas.outPortOf(card.id) - origin) / canvas.zoom());
    return result;
}

Picture groupPicture(bool isFolded)
{
    Picture picture;
    Card group = job(u"call"_s);
    group.kind = CardKind::Group;
    group.canFold = true;
    group.isFolded = isFolded;
    picture.cards = {job(u"before"_s), group, job(u"after"_s)};
    picture.links = {{u"before"_s, u"call"_s}, {u"call"_s, u"after"_s}};
    if (isFolded)
        return picture;
    for (int at = 0; at < 3; ++at) {
        Card inner = job(u"call/%1"_s.arg(at));
        inner.parent = u"call"_s;
        picture.cards.push_back(inner);
        if (at > 0)
            picture.links.push_back({u"call/%1"_s.arg(at - 1), u"call/%1"_s.arg(at)});
    }
    return picture;
}

void verifyNoneCovered(Canvas &canvas)
{
    canvas.fit();
    const std::vector<Card> &cards = canvas.picture().cards;
    for (std::size_t one = 0; one < cards.size(); ++one) {
        for (std::size_t other = one + 1; other < cards.size(); ++other) {
            const bool isNested = cards[other].parent == cards[one].id || cards[one].parent == cards[other].id;
            const QRectF rect = canvas.rectOf({cards[one].id});
            QVERIFY2(isNested || !rect.intersects(canvas.rectOf({cards[other].id})),
                     qPrintable(cards[one].id + u" and "_s + cards[other].id));
        }
    }
}

} // namespace

void TestCanvasScene::firstDrawingFollowsLinks()
{
    Shown shown(editedWorkflow());
    const Picture &picture = shown.canvas.picture();
    for (const Link &link : picture.links)
        QCOMPARE_LT(shown.canvas.rectOf({link.from}).right(), shown.canvas.rectOf({link.to}).left());
    verifyNoneCovered(shown.canvas);
}

void TestCanvasScene::cardsStayWhenOthersComeAndGo()
{
    Shown shown(editedWorkflow());
    const auto before = places(shown.canvas);
    Picture more = editedWorkflow();
    more.cards.push_back(job(u"job:notify"_s));
    more.links.push_back({u"job:deploy"_s, u"job:notify"_s});
    more.links.push_back({u"job:ci"_s, u"job:notify"_s});
    shown.canvas.setPicture(more);
    auto after = places(shown.canvas);
    for (auto place = before.cbegin(); place != before.cend(); ++place)
        QCOMPARE(after.value(place.key()), place.value());
    QCOMPARE_GT(after.value(u"job:notify"_s).x(), after.value(u"job:deploy"_s).x());
    Picture fewer = more;
    fewer.cards.erase(fewer.cards.begin() + 3);
    shown.canvas.setPicture(fewer);
    after = places(shown.canvas);
    for (const Card &card : fewer.cards) {
        if (before.contains(card.id))
            QCOMPARE(after.value(card.id), before.value(card.id));
    }
}

void TestCanvasScene::movedCardsStayWhereTheyWerePut()
{
    Shown shown(chain(3));
    const QPoint head = shown.headOf(u"j1"_s);
    shown.drag(head, head + QPoint(0, 150));
    const auto before = places(shown.canvas);
    Picture more = chain(4);
    shown.canvas.setPicture(more);
    const auto after = places(shown.canvas);
    QCOMPARE(after.value(u"j1"_s), before.value(u"j1"_s));
    verifyNoneCovered(shown.canvas);
}

void TestCanvasScene::newCardsCoverNoOthers_data()
{
    QTest::addColumn<int>("cards");

    QTest::newRow("few") << 12;
    QTest::newRow("more than are laid out at once") << 320;
}

void TestCanvasScene::newCardsCoverNoOthers()
{
    QFETCH(const int, cards);
    const Picture all = madeGraph(cards);
    Picture part;
    for (std::size_t at = 0; at < all.cards.size(); at += 2)
        part.cards.push_back(all.cards[at]);
    Shown shown(part);
    shown.canvas.setPicture(all);
    QCoreApplication::processEvents();
    verifyNoneCovered(shown.canvas);
}

void TestCanvasScene::removedCardComesBackWhereItWas()
{
    Shown shown(chain(4));
    const auto before = places(shown.canvas);
    shown.canvas.setPicture(chain(3));
    shown.canvas.setPicture(chain(4));
    QCOMPARE(places(shown.canvas), before);
}

void TestCanvasScene::linksKeepTheirWaysWhenWordsChange()
{
    Picture picture = chain(5);
    picture.links.push_back({u"j0"_s, u"j4"_s});
    Shown shown(picture);
    const QPainterPath before = shown.canvas.pathOf(u"j0"_s, u"j4"_s);
    picture.cards[2].title = u"other"_s;
    shown.canvas.setPicture(picture);
    QCOMPARE(shown.canvas.pathOf(u"j0"_s, u"j4"_s), before);
    // It passes those between.
    for (const QString &card : {u"j1"_s, u"j2"_s, u"j3"_s})
        QVERIFY(!before.intersects(shown.canvas.rectOf({card})));
}

void TestCanvasScene::growingCardGrowsDownwards()
{
    Shown shown(chain(2));
    const QRectF before = shown.canvas.rectOf({u"j0"_s});
    Picture grown = chain(2);
    grown.cards[0].rows.resize(4, grown.cards[0].rows.front());
    shown.canvas.setPicture(grown);
    const QRectF after = shown.canvas.rectOf({u"j0"_s});
    QCOMPARE(after.topLeft(), before.topLeft());
    QCOMPARE(after.height(), before.height() + 66);
}

void TestCanvasScene::cardsHaveRoomToGrow()
{
    Picture picture;
    for (int card = 0; card < 3; ++card)
        picture.cards.push_back(job(u"j%1"_s.arg(card), {u"one"_s, u"two"_s}));
    Shown shown(picture, {800, 900});
    picture.cards.push_back(job(u"j3"_s, {u"one"_s}));
    picture.cards.push_back(job(u"j4"_s, {u"one"_s}));
    shown.canvas.setPicture(picture);
    for (Card &card : picture.cards)
        card.rows.push_back(card.rows.front());
    shown.canvas.setPicture(picture);
    verifyNoneCovered(shown.canvas);
}

void TestCanvasScene::grownCardLiesAboveTheOneBelow()
{
    // Its colours tell a card from the canvas.
    theme::Theme theme;
    theme.setSetting(theme::Theme::Setting::Light);
    Picture picture;
    picture.cards = {job(u"lower"_s, {u"one"_s, u"two"_s, u"three"_s, u"four"_s, u"five"_s, u"six"_s, u"seven"_s}),
                     job(u"upper"_s, {u"one"_s})};
    Shown shown(picture, {800, 700});
    QRectF upper = shown.canvas.rectOf({u"upper"_s});
    QRectF lower = shown.canvas.rectOf({u"lower"_s});
    if (upper.top() > lower.top())
        shown.drag(shown.headOf(u"upper"_s), QPoint(shown.headOf(u"upper"_s).x(), 40));
    shown.canvas.setSelection({}, {});
    upper = shown.canvas.rectOf({u"upper"_s});
    lower = shown.canvas.rectOf({u"lower"_s});
    QVERIFY(upper.bottom() < lower.top());
    const int more = 3 + static_cast<int>((lower.top() - upper.bottom()) / 22);
    picture.cards[1].rows.resize(1 + static_cast<std::size_t>(more), picture.cards[1].rows.front());
    shown.canvas.setPicture(picture);
    QTest::mouseMove(shown.canvas.viewport(), QPoint(2, 2));
    QCOMPARE(shown.canvas.rectOf({u"lower"_s}), lower);
    upper = shown.canvas.rectOf({u"upper"_s});
    QVERIFY(upper.bottom() > lower.top() + 20);
    savePicture(shown.canvas, u"grown"_s);

    const theme::Tokens &tokens = theme::tokens(shown.canvas.palette());
    const QPoint below(static_cast<int>(upper.center().x()), static_cast<int>(upper.bottom()) + 2);
    QCOMPARE(shown.canvas.grab().toImage().pixelColor(below), tokens.canvas);
    const QPoint both(static_cast<int>(lower.center().x()), static_cast<int>(lower.top()) + 8);
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, both);
    QCOMPARE(shown.canvas.current().card, u"upper"_s);
    // What is pointed at comes to the top, so that it can be read.
    shown.canvas.setSelection({}, {});
    QTest::mouseMove(shown.canvas.viewport(), QPoint(both.x(), static_cast<int>(lower.bottom()) - 8));
    QTest::mouseMove(shown.canvas.viewport(), both);
    const QPoint above(static_cast<int>(lower.center().x()), static_cast<int>(lower.top()) - 2);
    QCOMPARE(shown.canvas.grab().toImage().pixelColor(above), tokens.canvas);
    shown.canvas.tidy();
    verifyNoneCovered(shown.canvas);
}

void TestCanvasScene::openedGroupStaysAndOthersDoNotMove()
{
    Shown shown(groupPicture(true));
    const QPointF before = shown.canvas.rectOf({u"before"_s}).topLeft();
    const QPointF after = shown.canvas.rectOf({u"after"_s}).topLeft();
    shown.canvas.setPicture(groupPicture(false));
    QCOMPARE(shown.canvas.rectOf({u"before"_s}).topLeft(), before);
    QCOMPARE(shown.canvas.rectOf({u"after"_s}).topLeft(), after);
    const QRectF frame = shown.canvas.rectOf({u"call"_s});
    QVERIFY(frame.contains(shown.canvas.rectOf({u"call/1"_s})));
    savePicture(shown.canvas, u"opened"_s);
    shown.canvas.setPicture(groupPicture(true));
    QCOMPARE(shown.canvas.rectOf({u"after"_s}).topLeft(), after);
    shown.canvas.setPicture(groupPicture(false));
    verifyNoneCovered(shown.canvas);
}

void TestCanvasScene::tidyMovesAtOnceWhenMotionIsReduced()
{
    Shown shown(chain(3));
    const auto drawn = places(shown.canvas);
    const QPoint head = shown.headOf(u"j1"_s);
    shown.drag(head, head + QPoint(0, 150));
    QVERIFY(places(shown.canvas) != drawn);
    QSignalSpy changed(&shown.canvas, &Canvas::viewChanged);
    shown.canvas.tidy();
    QCOMPARE(places(shown.canvas), drawn);
    QCOMPARE(changed.size(), 1);
}

void TestCanvasScene::tidyMovesInSteps()
{
    Shown shown(chain(3));
    const auto drawn = places(shown.canvas);
    const QPoint head = shown.headOf(u"j1"_s);
    shown.drag(head, head + QPoint(0, 150));
    shown.canvas.setMotionReduced(false);
    QSignalSpy changed(&shown.canvas, &Canvas::viewChanged);
    shown.canvas.tidy();
    QVERIFY(places(shown.canvas) != drawn);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(places(shown.canvas), drawn);
}

void TestCanvasScene::savedViewIsRestored()
{
    Shown shown(chain(4));
    const QPoint head = shown.headOf(u"j2"_s);
    shown.drag(head, head + QPoint(-30, 150));
    shown.canvas.setZoom(0.8);
    const QByteArray saved = shown.canvas.saveView();
    const auto before = places(shown.canvas);
    const QRectF rect = shown.canvas.rectOf({u"j2"_s});

    Shown other(chain(4));
    other.canvas.restoreView(saved);
    QCOMPARE(places(other.canvas), before);
    QCOMPARE(other.canvas.zoom(), 0.8);
    QVERIFY((other.canvas.rectOf({u"j2"_s}).center() - rect.center()).manhattanLength() <= 2);
}

void TestCanvasScene::viewRestoredBeforeThePictureIsUsed()
{
    Shown shown(chain(4));
    const QPoint head = shown.headOf(u"j2"_s);
    shown.drag(head, head + QPoint(-30, 150));
    Shown other({});
    other.canvas.restoreView(shown.canvas.saveView());
    other.canvas.setPicture(chain(4));
    QCOMPARE(places(other.canvas), places(shown.canvas));
}

void TestCanvasScene::cardThatComesBackFindsRoom()
{
    Picture one;
    one.cards = {job(u"one"_s)};
    Picture other;
    other.cards = {job(u"other"_s)};
    Picture both;
    both.cards = {job(u"one"_s), job(u"other"_s)};
    Shown shown(one);
    shown.canvas.setPicture(other);
    shown.canvas.setPicture(both);
    QVERIFY(!shown.canvas.rectOf({u"one"_s}).intersects(shown.canvas.rectOf({u"other"_s})));
    // Another file begins anew.
    shown.canvas.setPicture({});
    shown.canvas.restoreView({});
    shown.canvas.setPicture(other);
    Shown fresh(other);
    QCOMPARE(places(shown.canvas), places(fresh.canvas));
}

void TestCanvasScene::junkViewsAreIgnored_data()
{
    QTest::addColumn<QByteArray>("view");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << "\xff\xfe junk"_ba;
    QTest::newRow("another version") << R"({"version":99,"cards":{"j0":[1,2]}})"_ba;
    QTest::newRow("places of other kinds") << R"({"version":1,"cards":{"j0":"x","j1":[1],"j2":[null,2]}})"_ba;
    QTest::newRow("places far away") << R"({"version":1,"cards":{"j0":[1e300,0]},"zoom":1e300,"centre":[1e99,0]})"_ba;
    QTest::newRow("a list") << R"([1,2,3])"_ba;
    QTest::newRow("negative zoom") << R"({"version":1,"zoom":-1,"centre":[0,0]})"_ba;
}

void TestCanvasScene::junkViewsAreIgnored()
{
    QFETCH(const QByteArray, view);
    Shown shown(chain(3));
    const auto before = places(shown.canvas);
    shown.canvas.restoreView(view);
    QCOMPARE(places(shown.canvas), before);
    QVERIFY(shown.canvas.zoom() >= 0.05 && shown.canvas.zoom() <= 4);
    QVERIFY(!shown.canvas.rectOf({u"j0"_s}).isEmpty());
}

void TestCanvasScene::fitShowsAllAtMostAtFullSize()
{
    Shown shown(madeGraph(60));
    shown.canvas.setZoom(2);
    shown.canvas.fit();
    QCOMPARE_LT(shown.canvas.zoom(), 1.0);
    for (const Card &card : shown.canvas.picture().cards)
        QVERIFY(QRectF(shown.canvas.viewport()->rect()).contains(shown.canvas.rectOf({card.id})));
    Shown small(chain(2));
    small.canvas.setZoom(3);
    small.canvas.fit();
    QCOMPARE(small.canvas.zoom(), 1.0);
}

void TestCanvasScene::selectionIsKeptWhileItsCardsAre()
{
    Shown shown(chain(3));
    shown.canvas.setSelection({{u"j1"_s}, {u"j2"_s, 0}}, {u"j2"_s, 0});
    QSignalSpy changed(&shown.canvas, &Canvas::selectionChanged);
    Picture same = chain(3);
    same.cards[0].title = u"other"_s;
    shown.canvas.setPicture(same);
    QCOMPARE(changed.size(), 0);
    shown.canvas.setPicture(chain(2));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(shown.canvas.selection(), QList<Spot>({{u"j1"_s}}));
    QCOMPARE(shown.canvas.current(), Spot{u"j1"_s});
}

void TestCanvasScene::fiveThousandCardsOpenAndStayUsable()
{
    Shown shown(madeGraph(5000));
    shown.canvas.grab();
    // Usable while the layout works.
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, shown.headOf(u"job0"_s));
    QCOMPARE(shown.canvas.current(), Spot{u"job0"_s});
    shown.canvas.setZoom(0.1);
    const QPointF quick = shown.canvas.outPortOf(u"job4000"_s) - shown.canvas.outPortOf(u"job0"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown.canvas.outPortOf(u"job4000"_s) - shown.canvas.outPortOf(u"job0"_s) != quick,
                             200'000);
    shown.canvas.grab();
}

void TestCanvasScene::pictureThatMakesNoSenseIsShown()
{
    Picture picture;
    Card orphan = job(u"orphan"_s);
    orphan.parent = u"nobody"_s;
    Card self = job(u"self"_s);
    self.parent = u"self"_s;
    picture.cards = {job(u"a"_s), job(u"a"_s), job({}), job({}), orphan, self};
    picture.links = {{u"a"_s, u"a"_s}, {u"a"_s, u"missing"_s}, {u"self"_s, u"orphan"_s}, {u"orphan"_s, u"self"_s}};
    Shown shown(picture);
    shown.canvas.grab();
    QVERIFY(!shown.canvas.rectOf({u"orphan"_s}).isEmpty());
    shown.key(Qt::Key_Tab);
    shown.canvas.tidy();
    shown.canvas.grab();
}

} // namespace slipway::canvas

QTEST_MAIN(slipway::canvas::TestCanvasScene)
#include "test_canvas_scene.moc"
