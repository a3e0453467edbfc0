#pragma once

#include <QAccessible>

namespace slipway::widgets {

/// Has a screen reader say `words` of `source`; nothing where none listens or there are no words. GUI thread.
void announce(QObject &source, const QString &words,
              QAccessible::AnnouncementPoliteness politeness = QAccessible::AnnouncementPoliteness::Polite);

} // namespace slipway::widgets
