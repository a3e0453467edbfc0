#include "overview_page/announce.h"

#include <QString>

namespace slipway::overview_page {

void announce(QObject &source, const QString &words, QAccessible::AnnouncementPoliteness politeness)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleAnnouncementEvent event(&source, words);
    event.setPoliteness(politeness);
    QAccessible::updateAccessibility(&event);
}

} // namespace slipway::overview_page
