#include "canvas/places.h"

#include <QPromise>
#include <QThreadPool>

#include <algorithm>

namespace slipway::canvas {

namespace {

/// More would hold a frame of the animation up.
constexpr int mostAnimated = 1000;
/// Places of cards that are gone are kept, as they come back with an undo; but not for ever.
constexpr qsizetype mostKnown = 20'000;

QRectF frameOf(const Scene &scene, int at, const std::vector<QPointF> &corners)
{
    const Scene::Node &node = scene.node(at);
    const QPointF corner = corners[static_cast<std::size_t>(at)];
    if (!node.isFrame) {
        return QRectF(corner, node.shape.body)
            .adjusted(-node.shape.side, -node.shape.above, node.shape.side, node.shape.below);
    }
    QRectF inner;
    for (const int child : node.inside)
        inner = inner.united(frameOf(scene, child, corners));
    const qreal padding = scene.measures().framePadding;
    return inner.adjusted(-padding, -padding - scene.measures().frameHead, padding, padding);
}

void shiftInside(const Scene &scene, int at, const QPointF &by, std::vector<Wish> &wishes)
{
    Wish &wish = wishes[static_cast<std::size_t>(at)];
    wish.corner += by;
    wish.isNew = true;
    wish.isExact = true;
    for (const int child : scene.node(at).inside)
        shiftInside(scene, child, by, wishes);
}

/// A card that comes back looks for room anew where another one stands in its place by now.
void forgetTaken(const Scene &scene, const Picture &picture, QHash<QString, QPointF> &known)
{
    constexpr QSizeF least(100, 40);
    QStringList back;
    QSet<QString> all;
    for (const Card &card : picture.cards) {
        all.insert(card.id);
        if (card.parent.isEmpty() && known.contains(card.id) && scene.indexOf(card.id) < 0)
            back.append(card.id);
    }
    for (const QString &id : std::as_const(back)) {
        const QRectF place(known.value(id), least);
        const auto near = scene.nodesAround(place);
        const bool isTaken = std::ranges::any_of(near, [&](int at) {
            const Scene::Node &node = scene.node(at);
            return !node.isHidden && node.body.intersects(place) && all.contains(scene.card(at).id);
        });
        if (isTaken)
            known.remove(id);
    }
}

} // namespace

Places::Places(Scene &scene, QObject *parent)
    : QObject(parent)
    , m_scene(scene)
{
    m_animation.setStartValue(0.0);
    m_animation.setEndValue(1.0);
    m_animation.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_layout, &QFutureWatcher<Drawing>::finished, this, &Places::takeFromWorker);
    connect(&m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        std::vector<QPointF> corners(m_to.corners.size());
        for (std::size_t at = 0; at < corners.size(); ++at)
            corners[at] = m_from[at] + (m_to.corners[at] - m_from[at]) * value.toDouble();
        m_scene.place(corners, std::vector<char>(corners.size(), 1));
        Q_EMIT moved(true);
    });
    connect(&m_animation, &QVariantAnimation::finished, this, [this] {
        m_scene.place(m_to.corners, std::vector<char>(m_to.corners.size(), 1));
        m_scene.setBends(m_to.bends);
        Q_EMIT moved(true);
        Q_EMIT settled(true);
    });
}

Places::~Places() = default;

void Places::remember()
{
    if (m_known.size() > mostKnown + m_scene.size())
        m_known.clear();
    m_wasFrame.clear();
    for (int at = 0; at < m_scene.size(); ++at) {
        const QString &id = m_scene.card(at).id;
        if (m_scene.card(at).kind == CardKind::Group)
            m_wasFrame.insert(id, m_scene.node(at).isFrame);
        if (!m_scene.node(at).isHidden && m_scene.indexOf(id) == at)
            m_known.insert(id, m_scene.node(at).body.topLeft());
    }
}

const QHash<QString, QPointF> &Places::known()
{
    remember();
    return m_known;
}

void Places::keep()
{
    m_animation.stop();
    m_layout.setFuture({});
    m_isTidying = false;
}

void Places::scaleBy(qreal factor)
{
    keep();
    for (QPointF &corner : m_known)
        corner *= factor;
    m_drawing = nullptr;
}

void Places::rename(const QString &from, const QString &to)
{
    remember();
    if (const auto found = m_known.constFind(from); found != m_known.cend())
        m_known.insert(to, *found);
}

void Places::setPicture(const Picture &picture)
{
    const bool wasOnItsWay = m_layout.isRunning() || m_animation.state() == QAbstractAnimation::Running;
    const bool wasTidying = m_isTidying;
    if (m_animation.state() == QAbstractAnimation::Running)
        m_scene.place(m_to.corners, std::vector<char>(m_to.corners.size(), 1));
    keep();
    if (!m_scene.isEmpty()) {
        remember();
        forgetTaken(m_scene, picture, m_known);
    }
    m_scene.setPicture(picture, m_known);
    placeAll();
    // What was being laid out was another picture.
    if (wasOnItsWay && m_scene.size() > mostAtOnce)
        startWorker(wasTidying);
    m_expected.reset();
}

void Places::restore(const QHash<QString, QPointF> &corners)
{
    keep();
    m_known = corners;
    m_wasFrame.clear();
    m_scene.setBends({});
    m_scene.setPicture(Picture(m_scene.picture()), m_known);
    placeAll();
}

void Places::placeAll()
{
    bool isAnyKnown = false;
    bool isAnyNew = false;
    for (int at = 0; at < m_scene.size(); ++at) {
        if (m_scene.node(at).isHidden || m_scene.node(at).isFrame)
            continue;
        const bool isKnown = m_known.contains(m_scene.card(at).id);
        isAnyKnown = isAnyKnown || isKnown;
        isAnyNew = isAnyNew || !isKnown;
    }
    if (!isAnyNew)
        return;
    const bool isLarge = m_scene.size() > mostAtOnce;
    Drawing drawing;
    if (!isLarge)
        drawing = layOutNow(taskFor(m_scene, m_drawing, isAnyKnown));
    if (!drawing) {
        placeNew(wishes(quickColumns(m_scene)));
        if (isLarge && !isAnyKnown)
            startWorker(false);
        return;
    }
    m_drawing = drawing;
    const Arranged target = arranged(m_scene, drawing);
    if (isAnyKnown)
        placeNew(wishes(target.corners));
    else
        moveTo(target, 0, false);
}

std::vector<Wish> Places::wishes(const std::vector<QPointF> &drawn) const
{
    std::vector<Wish> result(drawn.size());
    for (int at = 0; at < m_scene.size(); ++at) {
        const bool isKnown = m_known.contains(m_scene.card(at).id) && m_scene.indexOf(m_scene.card(at).id) == at;
        result[static_cast<std::size_t>(at)].corner = drawn[static_cast<std::size_t>(at)];
        result[static_cast<std::size_t>(at)].isNew = !isKnown;
    }
    for (int at = 0; at < m_scene.size(); ++at) {
        const QString &id = m_scene.card(at).id;
        if (!m_scene.node(at).isFrame || !m_known.contains(id))
            continue;
        const bool isAllNew = std::ranges::all_of(
            m_scene.node(at).inside, [&](int child) { return result[static_cast<std::size_t>(child)].isNew; });
        // It was just opened: its inside stays together, where the group was.
        const bool isOpened = isAllNew || !m_wasFrame.value(id, true);
        if (isOpened)
            shiftInside(m_scene, at, m_known.value(id) - frameOf(m_scene, at, drawn).topLeft(), result);
    }
    return result;
}

void Places::placeNew(std::vector<Wish> wishes)
{
    std::vector<char> isNew(wishes.size());
    std::ranges::transform(wishes, isNew.begin(), [](const Wish &wish) { return wish.isNew; });
    if (m_expected) {
        for (int at = 0; at < m_scene.size(); ++at) {
            Wish &wish = wishes[static_cast<std::size_t>(at)];
            if (!wish.isNew || !m_scene.card(at).parent.isEmpty())
                continue;
            wish.corner = *m_expected;
            wish.isExact = true;
            m_expected.reset();
            break;
        }
    }
    m_scene.place(roomForNew(m_scene, wishes), isNew);
}

void Places::tidy(int milliseconds)
{
    keep();
    m_duration = m_scene.size() > mostAnimated ? 0 : milliseconds;
    if (m_scene.isEmpty())
        return;
    if (m_scene.size() > mostAtOnce) {
        startWorker(true);
        return;
    }
    m_drawing = layOutNow(taskFor(m_scene));
    if (m_drawing)
        moveTo(arranged(m_scene, m_drawing), m_duration, true);
}

void Places::startWorker(bool isTidying)
{
    m_isTidying = isTidying;
    QPromise<Drawing> promise;
    m_layout.setFuture(promise.future());
    promise.start();
    QThreadPool::globalInstance()->start([promise = std::move(promise), task = taskFor(m_scene)]() mutable {
        promise.addResult(layOutNow(task));
        promise.finish();
    });
}

void Places::takeFromWorker()
{
    if (m_layout.future().resultCount() == 0 || !m_layout.result())
        return;
    m_drawing = m_layout.result();
    const bool isTidied = std::exchange(m_isTidying, false);
    moveTo(arranged(m_scene, m_drawing), isTidied ? m_duration : 0, isTidied);
}

void Places::moveTo(const Arranged &target, int milliseconds, bool isTidied)
{
    m_to = target;
    if (milliseconds > 0) {
        m_from.clear();
        for (int at = 0; at < m_scene.size(); ++at)
            m_from.push_back(m_scene.node(at).body.topLeft());
        m_animation.setDuration(milliseconds);
        m_animation.start();
        return;
    }
    m_scene.place(m_to.corners, std::vector<char>(m_to.corners.size(), 1));
    m_scene.setBends(m_to.bends);
    Q_EMIT moved(isTidied);
    Q_EMIT settled(isTidied);
}

} // namespace slipway::canvas
