#pragma once

#include "canvas/accessible.h"
#include "canvas/hit.h"

#include <QAccessible>

namespace slipway::canvas {

/// The outline of a canvas.
Outline &outlineOf(const Canvas &canvas);

/// A card or a row, as a screen reader meets it.
class ItemInterface final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    ItemInterface(Outline &outline, Spot spot)
        : m_outline(outline)
        , m_spot(std::move(spot))
    { }

    bool isValid() const override { return m_outline.board().rectOf(m_spot).has_value(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QAccessibleInterface *parent() const override;
    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::TreeItem; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override;
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    int node() const { return m_outline.board().scene.indexOf(m_spot.card); }
    const Card *card() const;
    int rowCount() const;

    Outline &m_outline;
    Spot m_spot;
};

} // namespace slipway::canvas
