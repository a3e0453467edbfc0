#include "widgets/announce.h"

#include <QString>

namespace slipway::widgets {

void announce(QObject &source, const QString &words, QAccessible::AnnouncementPoliteness politeness)
{
    if (words.isEmpty())
        return;
    QAccessibleAnnouncementEvent event(&source, words);
    event.setPoliteness(politeness);
    QAccessible::updateAccessibility(&event);
}

} // namespace slipway::widgets
