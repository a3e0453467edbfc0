#pragma once

#include "canvas/tools/tool.h"

namespace slipway::canvas {

/// Draws a link from a card: by dragging from its port, or by keys, where arrows choose the target and Enter joins.
class ConnectTool final : public Tool
{
public:
    ConnectTool(Board &board, int from)
        : Tool(board)
        , m_from(board.scene.card(from).id)
    { }

    /// Begins with the nearest target instead of the pointer.
    void startByKeys();

    void press(const Pointer &pointer) override;
    void drag(const Pointer &pointer) override;
    void release(const Pointer &pointer) override;
    void cancel() override;
    void paint(const Frame &frame) const override;
    bool key(QKeyEvent &event, bool &isDone) override;
    bool scrollsAtEdges() const override { return !m_isByKeys; }
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

private:
    QString refusalFor(const QString &to) const;
    void aimAt(const QString &target);
    /// Joins when that is allowed; true when it did.
    bool join();
    void paintTargets(const Frame &frame) const;

    QString m_from;
    QString m_target;
    QString m_refusal;
    QPointF m_at;
    bool m_isByKeys = false;
    /// Asking may be costly, so each card is asked once.
    mutable QHash<QString, QString> m_refusals;
};

} // namespace slipway::canvas
