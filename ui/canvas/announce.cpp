#include "canvas/announce.h"

#include <QAccessible>

namespace slipway::canvas {

void announce(QObject &source, const QString &words)
{
    if (words.isEmpty())
        return;
    QAccessibleAnnouncementEvent event(&source, words);
    event.setPoliteness(QAccessible::AnnouncementPoliteness::Polite);
    QAccessible::updateAccessibility(&event);
}

} // namespace slipway::canvas
