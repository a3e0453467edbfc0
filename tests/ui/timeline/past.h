#pragma once

#include "timeline/timeline_view.h"

#include <QAccessible>

namespace slipway::timeline {

/// Thursday 21 March 2024, 14:32 UTC: the story's now.
QDateTime now();
/// "21 14:20": a moment of March 2024.
QDateTime march(int day, int hour, int minute = 0);

/// The design's picture: five apps, a failed v43, a hotfix that waits, a roll-back, promotions, migrations, a freeze.
std::shared_ptr<releases::History> storyHistory();
/// One release every `each` milliseconds back from now, in turn over `lanes` lanes.
std::shared_ptr<releases::History> regularHistory(int count, qint64 each, int lanes = 1);
releases::Release madeRelease(const QString &app, const QString &environment, const QString &version,
                              const QDateTime &at);

void useReferenceFont();
/// When the environment names a folder in SLIPWAY_PICTURES.
void savePicture(QWidget &widget, const QString &name);

/// A shown timeline with the keyboard.
class Shown
{
public:
    explicit Shown(std::shared_ptr<const releases::History> history, QSize size = {1368, 470});

    std::shared_ptr<base::ManualClock> clock;
    TimelineView view;

    QAccessibleInterface &root();
    QStringList names();
    /// The marker whose name begins so; null when none does.
    QAccessibleInterface *marker(const QString &begin);
    /// Its middle, in the widget; empty when there is none.
    QPoint middleOf(const QString &begin);
    void move(const QPoint &to, Qt::MouseButton held = Qt::LeftButton);
    void wheel(const QPoint &at, const QPoint &angle, Qt::KeyboardModifiers modifiers = {}, const QPoint &pixels = {});
};

} // namespace slipway::timeline
