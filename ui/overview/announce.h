#pragma once

#include <QAccessible>

class QString;

namespace slipway::overview_page {

/// Has a screen reader say `words` once, if there is one.
void announce(QObject &source, const QString &words, QAccessible::AnnouncementPoliteness politeness);

} // namespace slipway::overview_page
