#pragma once

#include "canvas/placing.h"

#include <QFutureWatcher>
#include <QObject>
#include <QVariantAnimation>

#include <functional>
#include <optional>

namespace slipway::canvas {

/// Keeps cards where they are while pictures change, finds room for new ones, and lays all out when that is asked for.
/// GUI thread; large graphs are laid out on a worker.
class Places final : public QObject
{
    Q_OBJECT

public:
    explicit Places(Scene &scene, QObject *parent = nullptr);
    ~Places() override;

    void setPicture(const Picture &picture);
    /// Moves all to a new drawing in `milliseconds`; at once with 0.
    void tidy(int milliseconds);
    /// Corners by id, as `known` gives them; cards it does not name find room.
    void restore(const QHash<QString, QPointF> &corners);
    /// Where cards stand, those of earlier pictures included.
    const QHash<QString, QPointF> &known();
    /// The card is called otherwise from the next picture on, and stays where it is.
    void rename(const QString &from, const QString &to);
    /// The next new card at the top stands here, where that covers no other.
    void expectNew(const QPointF &corner) { m_expected = corner; }
    /// The person moved cards: nothing still on its way may move them elsewhere.
    void keep();
    void scaleBy(qreal factor);
    bool isLayingOut() const { return m_layout.isRunning(); }

Q_SIGNALS:
    /// Cards moved: by a frame of tidying, or as a drawing came from the worker.
    void moved(bool isTidied);
    void settled(bool isTidied);

private:
    using Drawing = std::shared_ptr<const workflow::PlacedGraph>;

    void placeAll();
    void placeNew(std::vector<Wish> wishes);
    std::vector<Wish> wishes(const std::vector<QPointF> &drawn) const;
    void startWorker(bool isTidying);
    void takeFromWorker();
    void moveTo(const Arranged &target, int milliseconds, bool isTidied);
    void remember();

    Scene &m_scene;
    QHash<QString, QPointF> m_known;
    std::optional<QPointF> m_expected;
    /// Whether a group was open in the picture before.
    QHash<QString, bool> m_wasFrame;
    Drawing m_drawing;
    QFutureWatcher<Drawing> m_layout;
    bool m_isTidying = false;
    int m_duration = 0;
    QVariantAnimation m_animation;
    std::vector<QPointF> m_from;
    Arranged m_to;
};

} // namespace slipway::canvas
