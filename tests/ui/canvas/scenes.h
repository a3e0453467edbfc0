#pragma once

#include "canvas/canvas.h"

namespace slipway::canvas {

/// The workflow of the design's editor: two triggers, ci, a gate, deploy.
Picture editedWorkflow();
/// The same as a run, half done.
Picture liveRun();
/// Jobs `job0`… in columns, each waiting for one or two before it.
Picture madeGraph(int cards, int rowsEach = 4);

Card job(const QString &id, const QStringList &rows = {});
/// Everything is allowed, but for links to `forbidden`.
Abilities allAbilities(const QString &forbidden = {});

/// The design's font, where the machine has it.
void useReferenceFont();
/// When the environment names a folder in SLIPWAY_PICTURES.
void savePicture(QWidget &widget, const QString &name);

/// A shown canvas with a picture, at 100 %, with the focus.
class Shown
{
public:
    explicit Shown(const Picture &picture, QSize size = {1000, 600});

    Canvas canvas;

    QPoint middleOf(const QString &card, int row = -1) const;
    QPoint headOf(const QString &card) const;
    QPoint portOf(const QString &card) const { return canvas.outPortOf(card).toPoint(); }
    void press(const QPoint &at, Qt::KeyboardModifiers modifiers = {}) const;
    void drag(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers modifiers = {}) const;
    void move(const QPoint &to, Qt::MouseButton held = Qt::LeftButton) const;
    void release(const QPoint &at) const;
    void key(int key, Qt::KeyboardModifiers modifiers = {});
};

} // namespace slipway::canvas
