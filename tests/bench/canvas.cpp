// How long frames of the canvas take while it is panned, while a card is dragged and while it is zoomed, at 200, 1,000
// and 5,000 cards; beside a QGraphicsScene with plain items and a bare widget that draws the same lines. Turn by turn,
// three rounds, medians. Then how long a large picture takes to its first frame.

#include "canvas/canvas.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QGraphicsItem>
#include <QGraphicsView>
#include <QMouseEvent>
#include <QPainter>
#include <QTextStream>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <memory>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize size(1440, 900);
constexpr int frames = 60;
constexpr int rounds = 3;

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

canvas::Picture madePicture(int cards)
{
    canvas::Picture picture;
    unsigned state = 1;
    const auto below = [&state](int limit) {
        state = state * 1664525U + 1013904223U;
        return static_cast<int>((state >> 8) % static_cast<unsigned>(limit));
    };
    const int stage = std::max(3, static_cast<int>(std::sqrt(cards)));
    for (int at = 0; at < cards; ++at) {
        canvas::Card card;
        card.id = u"job%1"_s.arg(at);
        card.icon = u"node-job"_s;
        card.title = u"Job number %1"_s.arg(at);
        card.subtitle = u"job%1 · ubuntu-latest"_s.arg(at);
        for (int row = 0; row < 2 + below(5); ++row) {
            canvas::Row step;
            step.icon = u"node-step-run"_s;
            step.text = u"Step %1"_s.arg(row + 1);
            card.rows.push_back(step);
        }
        picture.cards.push_back(card);
        for (int edge = 0; edge < 2 && at > stage; ++edge) {
            const int from = std::max(0, at - 1 - below(below(4) == 0 ? 4 * stage : 2 * stage));
            picture.links.push_back({u"job%1"_s.arg(from), card.id});
        }
    }
    return picture;
}

/// Where the canvas has everything, in pixels at 100 %.
struct Drawn {
    std::vector<QRectF> cards;
    std::vector<QPolygonF> lines;
};

/// Something that can be panned, zoomed and have a card dragged, and paints at once.
struct Peer {
    QString name;
    QWidget *widget = nullptr;
    std::function<void(QPoint)> pan;
    std::function<void(qreal)> zoom;
    std::function<void(QPoint)> drag;
};

class BareLines final : public QWidget
{
public:
    explicit BareLines(const Drawn &drawn)
    {
        setAttribute(Qt::WA_OpaquePaintEvent);
        for (const QPolygonF &way : drawn.lines) {
            for (qsizetype point = 1; point < way.size(); ++point)
                m_lines.append(QLineF(way.at(point - 1), way.at(point)));
        }
    }
    void pan(QPoint by)
    {
        m_origin += by;
        update();
    }
    void zoom(qreal factor)
    {
        m_zoom *= factor;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), Qt::white);
        painter.translate(m_origin);
        painter.scale(m_zoom, m_zoom);
        QPen pen(Qt::gray, 1);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.drawLines(m_lines);
    }

private:
    QList<QLineF> m_lines;
    QPointF m_origin;
    qreal m_zoom = 1;
};

double percentile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// Milliseconds of each frame: the change, and all painting that follows.
std::vector<double> timed(const std::function<void(int)> &change)
{
    std::vector<double> times;
    for (int frame = 0; frame < frames; ++frame) {
        QElapsedTimer timer;
        timer.start();
        change(frame);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
        QCoreApplication::sendPostedEvents();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return times;
}

std::vector<double> panned(const Peer &peer)
{
    return timed([&](int frame) { peer.pan(frame / 15 % 2 == 0 ? QPoint(-9, -5) : QPoint(9, 5)); });
}

std::vector<double> zoomed(const Peer &peer)
{
    return timed([&](int frame) { peer.zoom(frame / 15 % 2 == 0 ? 1 / 1.1 : 1.1); });
}

std::vector<double> dragged(const Peer &peer)
{
    return timed([&](int frame) { peer.drag(frame / 15 % 2 == 0 ? QPoint(4, 3) : QPoint(-4, -3)); });
}

void send(canvas::Canvas &it, QEvent::Type type, QPoint at, Qt::MouseButton button, Qt::MouseButtons held)
{
    QMouseEvent event(type, at, it.viewport()->mapToGlobal(at), button, held, {});
    QCoreApplication::sendEvent(it.viewport(), &event);
}

Peer peerOf(canvas::Canvas &it)
{
    Peer peer{u"canvas"_s, &it, {}, {}, {}};
    peer.pan = [&it](QPoint by) {
        QWheelEvent event(QPointF(700, 400), it.viewport()->mapToGlobal(QPointF(700, 400)), by, by * 2, Qt::NoButton,
                          {}, Qt::ScrollUpdate, false);
        QCoreApplication::sendEvent(it.viewport(), &event);
    };
    peer.zoom = [&it](qreal factor) { it.setZoom(it.zoom() * factor); };
    peer.drag = [&it, at = QPoint(), from = QPoint()](QPoint by) mutable {
        if (at.isNull()) {
            for (const canvas::Card &card : it.picture().cards) {
                const QRectF rect = it.rectOf({card.id});
                at = (rect.topLeft() + QPointF(60, 12)).toPoint();
                if (!rect.isEmpty() && QRect(QPoint(200, 200), QSize(800, 400)).contains(at))
                    break;
            }
            send(it, QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
        }
        at += by * 3;
        send(it, QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton);
    };
    return peer;
}

std::unique_ptr<QGraphicsView> graphicsView(const Drawn &drawn)
{
    auto view = std::make_unique<QGraphicsView>();
    auto *scene = new QGraphicsScene(view.get());
    for (const QPolygonF &way : drawn.lines) {
        QPainterPath path(way.first());
        const QPointF reach((way.last().x() - way.first().x()) / 2, 0);
        path.cubicTo(way.first() + reach, way.last() - reach, way.last());
        scene->addPath(path, QPen(Qt::gray, 1.75));
    }
    for (const QRectF &card : drawn.cards) {
        QGraphicsItem *item = scene->addRect(card, QPen(Qt::gray), Qt::white);
        auto *title = new QGraphicsSimpleTextItem(u"Job number"_s, item);
        title->setPos(card.topLeft() + QPointF(34, 8));
    }
    view->setScene(scene);
    view->setRenderHint(QPainter::Antialiasing);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setSceneRect(scene->itemsBoundingRect().adjusted(-4000, -4000, 4000, 4000));
    return view;
}

Drawn drawnBy(canvas::Canvas &it)
{
    Drawn drawn;
    it.setZoom(0.05);
    it.fit();
    const qreal zoom = it.zoom();
    const QTransform toFull = QTransform::fromScale(1 / zoom, 1 / zoom);
    for (const canvas::Card &card : it.picture().cards)
        drawn.cards.push_back(toFull.mapRect(it.rectOf({card.id})));
    for (const canvas::Link &link : it.picture().links) {
        const QPainterPath path = toFull.map(it.pathOf(link.from, link.to));
        drawn.lines.push_back(path.isEmpty() ? QPolygonF({{0, 0}, {1, 1}}) : path.toSubpathPolygons().first());
    }
    return drawn;
}

void show(QWidget &widget)
{
    widget.resize(size);
    widget.show();
    QCoreApplication::processEvents();
}

void print(const QString &what, int cards, const std::vector<std::pair<QString, std::vector<double>>> &all)
{
    for (const auto &[name, times] : all) {
        out() << u"%1 %2 %3"_s.arg(what, -6).arg(cards, 6).arg(name, -22)
              << u"p50 %1  p95 %2  p99 %3 ms"_s.arg(percentile(times, 0.5), 8, 'f', 2)
                     .arg(percentile(times, 0.95), 8, 'f', 2)
                     .arg(percentile(times, 0.99), 8, 'f', 2)
              << Qt::endl;
    }
}

void settle(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

void compare(int cards)
{
    canvas::Canvas it;
    it.setMotionReduced(true);
    it.setPicture(madePicture(cards));
    show(it);
    settle(cards > 1000 ? 15'000 : 1500);
    const Drawn drawn = drawnBy(it);
    it.setZoom(1);
    const auto view = graphicsView(drawn);
    show(*view);
    view->centerOn(drawn.cards.at(drawn.cards.size() / 2).center());
    BareLines bare(drawn);
    show(bare);
    Peer scene{u"QGraphicsScene"_s, view.get(), {}, {}, {}};
    scene.pan = [&view](QPoint by) {
        view->setTransformationAnchor(QGraphicsView::NoAnchor);
        view->translate(by.x(), by.y());
    };
    scene.zoom = [&view](qreal factor) { view->scale(factor, factor); };
    QGraphicsItem *item = view->scene()->items().at(0)->topLevelItem();
    const QPointF middle = drawn.cards.at(drawn.cards.size() / 2).center();
    for (QGraphicsItem *near : view->scene()->items(middle)) {
        if (near->type() == QGraphicsRectItem::Type)
            item = near;
    }
    scene.drag = [item](QPoint by) { item->moveBy(by.x() * 3, by.y() * 3); };
    Peer lines{u"bare drawLines"_s, &bare, {}, {}, {}};
    lines.pan = [&bare](QPoint by) { bare.pan(by); };
    lines.zoom = [&bare](qreal factor) { bare.zoom(factor); };
    lines.drag = lines.pan;
    const std::array<Peer, 3> peers{peerOf(it), scene, lines};
    using Action = std::vector<double> (*)(const Peer &);
    const std::array<std::pair<QString, Action>, 3> actions{
        {{u"pan"_s, panned}, {u"zoom"_s, zoomed}, {u"drag"_s, dragged}}};
    for (const auto &[what, action] : actions) {
        std::vector<std::pair<QString, std::vector<double>>> all;
        for (const Peer &peer : peers)
            all.emplace_back(peer.name, std::vector<double>());
        for (int round = 0; round < rounds; ++round) {
            for (std::size_t at = 0; at < peers.size(); ++at) {
                const std::vector<double> times = action(peers[at]);
                all[at].second.insert(all[at].second.end(), times.begin(), times.end());
            }
        }
        print(what, cards, all);
    }
}

void firstFrame(int cards)
{
    const canvas::Picture picture = madePicture(cards);
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        canvas::Canvas it;
        show(it);
        QElapsedTimer timer;
        timer.start();
        it.setPicture(picture);
        it.viewport()->repaint();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    out() << u"first frame %1 cards: %2 ms"_s.arg(cards, 6).arg(percentile(times, 0.5), 0, 'f', 1) << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    for (const int cards : {200, 1000, 5000})
        firstFrame(cards);
    for (const int cards : {200, 1000, 5000})
        compare(cards);
    return 0;
}
